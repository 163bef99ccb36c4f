"""A GeoNames country dump, compiled once into a small SQLite file of its own in the cache folder."""

import hashlib
import json
import os
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from geocoding.index import kinds
from geocoding.index.file import cache_folder, ensure_built
from geocoding.overlay.dump_lines import DumpRow, rows
from geocoding.overlay.errors import OverlayRefused
from geocoding.overlay.features import meaning
from geocoding.reading.names import exact_key, is_code, is_transliteration, loosen

VERSION = 2
"""Raise it when the tables, the keys or the features that are taken change: it stands in the file's name."""

_TABLES = """
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT, country TEXT, admin1 TEXT, lat REAL, lon REAL,
    population INTEGER, feature TEXT, precision TEXT, radius_km REAL);
CREATE TABLE name (key TEXT, place INTEGER, kind INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE loose (key TEXT, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE division (country TEXT, code TEXT, name TEXT, PRIMARY KEY (country, code)) WITHOUT ROWID;
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""
_MIN_LOOSE_LETTERS = 3
_ARCHIVES = (b"PK\x03\x04", b"\x1f\x8b")


def ensure_dump(path: Path) -> Path:
    """The compiled index of a dump, made first where this machine has none for this content.

    Raises OverlayRefused for a file that is no dump or cannot be read, OSError where the cache cannot be written.
    """
    try:
        with path.open("rb") as file:
            if file.read(4).startswith(_ARCHIVES):
                raise OverlayRefused(f"{path}: is an archive; unpack it and name the .txt file inside")
            file.seek(0)
            digest = hashlib.file_digest(file, "sha256").hexdigest()[:16]
    except OSError as error:
        raise OverlayRefused(f"{path}: cannot be read: {error.strerror or error}") from None
    compiled = cache_folder() / f"geonames-dump-{VERSION}-{digest}.sqlite"
    return ensure_built(compiled, lambda temporary: build_dump(path, temporary))


def build_dump(source: Path, target: Path) -> None:
    """Write the index of `source` to `target`, which must not exist yet; a line at a time, so memory stays small.

    Raises OverlayRefused where no line of `source` is one of GeoNames.
    """
    broken: Counter[str] = Counter()
    connection = sqlite3.connect(target, isolation_level=None)
    try:
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _TABLES)
        connection.execute("BEGIN")
        read = taken = 0
        with source.open("rb") as file:
            for row in rows(file, broken):
                read += 1
                taken += _add(connection, row, broken)
        if not read:
            raise OverlayRefused(
                f"{source}: no line of it is one of a GeoNames dump (19 tab-separated columns, UTF-8);"
                " name the KZ.txt or the like out of https://download.geonames.org/export/dump/"
            )
        about = {"read": str(read), "taken": str(taken), "broken": json.dumps(broken)}
        connection.executemany("INSERT INTO about VALUES (?, ?)", about.items())
        connection.execute("COMMIT")
        connection.execute("ANALYZE")
    finally:
        connection.close()
    with target.open("rb") as file:
        os.fsync(file.fileno())


def _add(connection: sqlite3.Connection, row: DumpRow, broken: Counter[str]) -> bool:
    """Whether the row is taken as a place; a first-level division is kept for its name alone."""
    if row.feature_class == "A" and row.code == "ADM1":
        connection.execute("INSERT OR IGNORE INTO division VALUES (?, ?, ?)", (row.country, row.admin1, row.name))
    means = meaning(row.feature_class, row.code, row.population)
    if means is None:
        return False
    values = (row.id, row.name, row.country, row.admin1, row.latitude, row.longitude, row.population)
    if not connection.execute(
        "INSERT OR IGNORE INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (*values, row.feature_class, *means)
    ).rowcount:
        broken["a geonameid that was there before"] += 1
        return False
    names = _names(row)
    connection.executemany("INSERT INTO name VALUES (?, ?, ?)", ((key, row.id, kind) for key, kind in names.items()))
    loose = {loosen(key) for key, kind in names.items() if kind <= kinds.ALTERNATE}
    loose = {key for key in loose if len(key) >= _MIN_LOOSE_LETTERS}
    connection.executemany("INSERT INTO loose VALUES (?, ?)", ((key, row.id) for key in loose))
    return True


def _names(row: DumpRow) -> dict[str, int]:
    """Exact key -> kind, the surest where a name is there twice."""
    return dict(sorted(_keys(row), key=lambda item: -item[1]))


def _keys(row: DumpRow) -> Iterator[tuple[str, int]]:
    if key := exact_key(row.name):
        yield key, kinds.MAIN
    for name in row.alternates:
        if not is_code(name) and not name.startswith(("http:", "https:")) and (key := exact_key(name)):
            yield key, kinds.ROMANISED if is_transliteration(name) else kinds.ALTERNATE
