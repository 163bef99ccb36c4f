"""`python -m benchmarks.tenfold FROM TO`: a store ten times as large, made in SQL from the one of another home.

Each copy of an incident but the first lies up to 3 km beside it, those at one place still at one, and months earlier.
An import of as many rows would take a quarter of an hour; what is served is of the same kind.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import duckdb

from data import schema
from data.projection import WORLD

COPIES = 10
_REACH = 80  # units of Mercator: 3 km at the equator
_MONTHS = 7


def _aside(columns: str) -> str:
    """SQL: by how much a copy lies beside its place; the same for all at one place."""
    return f"(hash({columns}, copy) % {2 * _REACH})::INTEGER - {_REACH}"


_MOVED = f"""
SELECT kept.*, copy,
    CASE WHEN copy = 0 THEN x ELSE (x + {_aside("x, y")} + {WORLD}) % {WORLD} END AS new_x,
    CASE WHEN copy = 0 THEN y ELSE y + {_aside("y, x")} END AS new_y
FROM kept.incidents AS kept, range({COPIES}) AS copies(copy)
"""


def _spread(name: str) -> str:
    """SQL: the bits of a number with a 0 between each two, as `data.projection.morton` has them."""
    value = f"{name}::BIGINT"
    for shift, mask in (
        (16, 0x0000FFFF0000FFFF),
        (8, 0x00FF00FF00FF00FF),
        (4, 0x0F0F0F0F0F0F0F0F),
        (2, 0x3333333333333333),
        (1, 0x5555555555555555),
    ):
        value = f"(({value}) | (({value}) << {shift})) & {mask}::BIGINT"
        value = f"({value})"
    return value


def tenfold(source: Path, home: Path) -> None:
    """Write a store into `home` with COPIES times the incidents of the one in `source`, and as many reports."""
    old = source / "store" / (source / "store" / "current").read_text()
    folder = home / "store"
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{old.name[:11]}x-tenfold.duckdb"
    with duckdb.connect(
        str(folder / name), config={"memory_limit": "4GB", "temp_directory": str(home / "work")}
    ) as made:
        made.execute(f"ATTACH '{old}' AS kept (READ_ONLY)")
        made.execute("SET preserve_insertion_order = false")
        made.execute(f"CREATE VIEW moved AS {_MOVED}")
        _reports(made)
        _incidents(made)
        made.execute(f"CREATE TABLE versions AS SELECT * REPLACE ('{name[:12]}' AS version) FROM kept.versions")
        made.execute("DROP VIEW moved")
    (folder / "current").write_text(name)


def _reports(made: duckdb.DuckDBPyConnection) -> None:
    made.execute(
        f"""CREATE TABLE reports AS SELECT kept.* REPLACE
        (report_id || '-' || copy AS report_id, incident || '-' || copy AS incident)
        FROM kept.reports AS kept, range({COPIES}) AS copies(copy)"""
    )


def _incidents(made: duckdb.DuckDBPyConnection) -> None:
    latitude = f"degrees(atan(sinh(pi() * (1 - 2 * new_y / {WORLD}))))"
    moved = f"CAST({{}} - to_months((copy * {_MONTHS})::INTEGER) AS DATE)"
    earlier = f"CASE WHEN date_precision = 'day' THEN {moved} ELSE {{}} END"
    columns = ", ".join(f'"{column.name}"' for column in schema.incidents.columns)
    made.execute("SET preserve_insertion_order = true")
    for part in range(64):  # along the Morton curve; all at once would be sorted on disk, at several times the size
        made.execute(
            f"""{"CREATE TABLE incidents AS" if part == 0 else "INSERT INTO incidents"}
            SELECT {columns} FROM (SELECT * REPLACE (
                incident_id || '-' || copy AS incident_id, new_x AS x, new_y AS y,
                CASE WHEN copy = 0 THEN latitude ELSE {latitude} END AS latitude,
                CASE WHEN copy = 0 THEN longitude ELSE new_x / {WORLD} * 360 - 180 END AS longitude,
                ({_spread("new_x")}) | (({_spread("new_y")}) << 1) AS morton,
                {earlier.format("date_start", "date_start")} AS date_start,
                {earlier.format("date_end", "date_end")} AS date_end)
            FROM moved WHERE coalesce((new_x >> 27) + 8 * (new_y >> 27), 0) = {part})
            ORDER BY morton NULLS LAST, date_start, incident_id"""
        )


if __name__ == "__main__":
    began = time.monotonic()
    tenfold(Path(sys.argv[1]), Path(sys.argv[2]))
    print(f"made in {time.monotonic() - began:.0f} s")
