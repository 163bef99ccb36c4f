"""The place where the next data version is made: a folder of its own, and a connection that no reader ever sees."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import BigInteger, Boolean, Column, Date, Double, Integer, Table

from data import schema
from data.errors import StoreUnavailable

if TYPE_CHECKING:
    import pyarrow as pa
    from duckdb import DuckDBPyConnection

_T = TypeVar("_T")

Row = Mapping[str, object]
Columns = Sequence[Column[Any]]

_WRITER: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": "700MB",
    "threads": str(min(4, os.cpu_count() or 1)),
    "preserve_insertion_order": "false",  # what must be in order is sorted where it is written
    "checkpoint_threshold": "1TB",  # else a database in memory is gone over after each block of rows
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
}
"""What is more than that is kept on disk, in the folder of the work."""

_NO_ROOM = (
    "the import needs more memory or more of the disk than there is; nothing was changed. "
    "Make room, or split the table and import the parts one after the other"
)


@dataclass(frozen=True, slots=True)
class Served:
    """The file that is served now."""

    path: Path
    is_current: bool
    """Whether this edition made it; the tables and rules of an earlier one may differ, but for the reports."""
    published: str
    """When it was published, ISO 8601 UTC."""
    has_history: bool
    """Whether it knows the versions before it."""


@dataclass(frozen=True, slots=True)
class Work:
    """Its connection knows `stage` (what is new) and, of the served version:

    - `served_reports`, `served_incidents`, `served_history`: all of it; empty where nothing is published;
    - `known`: ids of its reports that no new row repeats;
    - `gone`: ids of its reports that the new ones replace;
    - `kept_reports`: those that are copied as they are.
    """

    folder: Path
    connection: DuckDBPyConnection
    replaced: str
    """Start of the origins whose served reports the new ones replace; empty: none."""


def served_file(path: Path) -> Served:
    """The served file at `path`. Raises StoreUnavailable where it cannot be read or a later edition made it."""
    import duckdb

    try:
        with duckdb.connect() as connection:
            attach(connection, path, "served", read_only=True)
            edition = next(rows_of(connection, "SELECT * FROM served.versions"))
    except (duckdb.Error, StopIteration) as error:
        raise StoreUnavailable(f"{path}: the store cannot be opened, so nothing can be added to it") from error
    if edition["format"] > schema.FORMAT:
        raise StoreUnavailable(f"{path}: a later edition of Sheru made this store; use that edition")
    made_by = edition["format"], edition.get("derivation", 0)
    is_current = made_by == (schema.FORMAT, schema.DERIVATION)
    return Served(path, is_current, str(edition["published"]), has_history=edition["format"] >= schema.WITH_HISTORY)


@contextmanager
def open_work(folder: Path, served: Served | None, *, replaced: str = "", anew: bool = False) -> Iterator[Work]:
    """A fresh work folder at `folder`, over what an earlier writer may have left there; gone when the work ends.

    New reports take the place of the served ones whose origin starts with `replaced`; `anew` keeps nothing as it is.
    """
    import duckdb

    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    options = _WRITER | {"temp_directory": str(folder / "spilled")}
    try:
        with duckdb.connect(config=options) as connection:
            connection.execute("ATTACH ':memory:' AS stage")
            if served:
                attach(connection, served.path, "served", read_only=True)
            _name(connection, "reports", schema.reports, is_there=served is not None)
            is_current = served is not None and served.is_current
            _name(connection, "incidents", schema.incidents, is_there=is_current)
            _name(connection, "history", schema.history, is_there=served is not None and served.has_history)
            if served and not served.has_history:
                connection.execute("INSERT INTO served_history SELECT version, published, 0 FROM served.versions")
            _sort_out(connection, replaces=bool(replaced), anew=anew)
            yield Work(folder, connection, replaced)
    except (duckdb.OutOfMemoryException, duckdb.IOException) as error:
        raise StoreUnavailable(f"{folder.parent}: {_NO_ROOM} ({str(error).splitlines()[0][:200]})") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def attach(connection: DuckDBPyConnection, path: Path, name: str, *, read_only: bool = False) -> None:
    """Open the file at `path` beside the stage, as the schema `name`. DuckDB takes no bound parameter here."""
    quoted = str(path).replace("'", "''")
    connection.execute(f"ATTACH '{quoted}' AS {name} {'(READ_ONLY)' if read_only else ''}")


def create(connection: DuckDBPyConnection, name: str, columns: Columns) -> None:
    """Create the table `name` with `columns`."""
    parts = (f'"{c.name}" {c.type}{"" if c.nullable else " NOT NULL"}' for c in columns)
    connection.execute(f"CREATE TABLE {name} ({', '.join(parts)})")


def insert(connection: DuckDBPyConnection, name: str, columns: Columns, rows: Sequence[Row]) -> None:
    """Add `rows` to the table `name`. DuckDB takes an Arrow table many times faster than it takes rows."""
    if rows:
        add(connection, name, arrow_table(columns, rows))


def add(connection: DuckDBPyConnection, name: str, rows: pa.Table) -> None:
    """Add `rows`, whose columns are in the order of the table `name`."""
    connection.register("rows_to_add", rows)
    connection.execute(f"INSERT INTO {name} FROM rows_to_add")
    connection.unregister("rows_to_add")


def arrow_table(columns: Columns, rows: Sequence[Row]) -> pa.Table:
    """`rows` as an Arrow table of `columns`."""
    import pyarrow as pa

    names_of = [column.name for column in columns]
    cells = (list(map(itemgetter(name), rows)) for name in names_of)
    return pa.table([pa.array(*pair) for pair in zip(cells, map(_arrow_type, columns), strict=True)], names=names_of)


def names(columns: Iterable[str], table: str) -> str:
    """Columns of `table`, as SQL."""
    return ", ".join(f'{table}."{name}"' for name in columns)


def rows_of(connection: DuckDBPyConnection, query: str) -> Iterator[dict[str, Any]]:
    """The rows of an answer, some thousands in memory at a time; other statements may run meanwhile."""
    for batch in connection.cursor().sql(query).to_arrow_reader(10_000):
        yield from batch.to_pylist()


def blocks(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    """`items` in lists of `size`, the last one shorter."""
    waiting = iter(items)
    while block := list(itertools.islice(waiting, size)):
        yield block


def _arrow_type(column: Column[Any]) -> pa.DataType:
    import pyarrow as pa

    kinds = {
        BigInteger: pa.int64(),
        Integer: pa.int32(),
        Double: pa.float64(),
        Boolean: pa.bool_(),
        Date: pa.date32(),
    }
    return kinds.get(type(column.type), pa.string())


def _name(connection: DuckDBPyConnection, name: str, table: Table, *, is_there: bool) -> None:
    if is_there:
        columns = names(table.columns.keys(), "whole")
        connection.execute(f"CREATE VIEW served_{name} AS SELECT {columns} FROM served.{name} AS whole")
    else:
        create(connection, f"served_{name}", list(table.columns))


def _sort_out(connection: DuckDBPyConnection, *, replaces: bool, anew: bool) -> None:
    create(connection, "gone", [schema.reports.c.report_id])
    no_new_row = "false" if replaces or anew else "true"
    connection.execute(f"CREATE VIEW known AS SELECT report_id FROM served_reports WHERE {no_new_row}")
    stays = "false" if anew else "report_id NOT IN (SELECT report_id FROM gone)"
    connection.execute(f"CREATE VIEW kept_reports AS SELECT * FROM served_reports WHERE {stays}")
