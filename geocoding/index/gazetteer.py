"""Questions to the index, one SQL statement each. No judgement here: everything that fits is returned."""

import re
import sqlite3
import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from rapidfuzz.distance import OSA

from geocoding.distance import KM_PER_DEGREE, great_circle_km
from geocoding.index import kinds
from geocoding.index.schema import TYPO_END, TYPO_MIN_LENGTH, TYPO_START
from geocoding.reading.names import loose_key, spelt_out

UNPLACED = -1
"""Members of a division of which not even the seat is known: its point is that of the region around it."""
SEAT_RADIUS_KM = 35.0
"""Kilometres around its seat within which most of a district lies."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A populated place or a division that a key may mean."""

    id: int
    """GeoNames id of a place, or that of a listed place; of a division the negative number of its row."""
    name: str
    country: str
    admin1: int
    admin2: int
    """Row numbers of its divisions, 0 for none. A division counts itself."""
    latitude: float
    longitude: float
    population: int
    level: str
    """"city", "admin2", "admin1" or "country"."""
    kind: int
    """How the key belongs to it, see `kinds`."""
    radius_km: float = 0.0
    """Of a division, a country or a listed place; 0 for a city, whose radius follows from its population."""
    members: int = 0
    """Of a division: how many places the gazetteer files under it; 0 where it knows only the division's seat, and
    UNPLACED where not even that: the point is then the region's."""


_SLIP_IN_LOOSE_KEY = 3
"""Slips that one slip in the letters as written may become in the loose key."""
_VOWELS = re.compile("[aeiu]+")
"""Those of the loose key, which writes o as a and y as i."""
_MIN_BONES = 4
"""Consonants of a name that must be alike where its vowels are not."""
_PLACE = "p.id, p.name, p.country, p.admin1, p.admin2, p.lat, p.lon, p.population"
_DIVISION = (
    "-d.id, d.name, d.country, CASE d.level WHEN 1 THEN d.id ELSE d.parent END,"
    " CASE d.level WHEN 2 THEN d.id ELSE 0 END, d.lat, d.lon, d.population, 'admin' || d.level"
)


class Gazetteer:
    """Reads the index; safe to share between threads, each of which gets its own connection."""

    def __init__(self, path: Path) -> None:
        """`path` is an index made by `ensure_index`. Raises sqlite3.OperationalError where there is none."""
        self._path = path
        self._local = threading.local()
        self.division = lru_cache(maxsize=8192)(self._division)
        self.division_names = lru_cache(maxsize=64)(self._division_names)
        self.country = lru_cache(maxsize=512)(self._country)
        self.country_name_codes = lru_cache(maxsize=8192)(self._country_name_codes)
        self._read("SELECT 1 FROM place LIMIT 1")

    def places(self, key: str, countries: Sequence[str] = ()) -> list[Spot]:
        """Places filed under an exact key, in the countries, or in any where none is given."""
        return self._places("name", key, countries)

    def places_loosely(self, loose: str, countries: Sequence[str] = ()) -> list[Spot]:
        """Places filed under a loose key; none of them is surer than `kinds.LOOSE`."""
        return self._places("loose", loose, countries)

    def places_one_slip_off(self, text: str, countries: Sequence[str]) -> list[Spot]:
        """Places whose main name is one slip (letter missing, added, changed, or two swapped) from a text.

        The slip is looked for in the letters as written; in the loose keys where the two are in different alphabets.
        The first letter is never the slip: that makes other names (Harlington, Arlington).
        """
        loose, plain = loose_key(text), spelt_out(text)
        if len(loose) < TYPO_MIN_LENGTH:
            return []
        # One letter may be more in the loose key, where "Sain" is four letters and "Saint" two.
        reach = _SLIP_IN_LOOSE_KEY if plain.isascii() else 1
        parts = ("<" + loose[:TYPO_START], ">" + loose[-TYPO_END:])
        sql = (
            f"SELECT place, key FROM typo WHERE country IN ({_slots(countries)}) AND part IN (?, ?)"  # noqa: S608
            " AND length(key) BETWEEN ? AND ? AND substr(key, 1, 1) = ?"
        )
        rows = self._read(sql, (*countries, *parts, len(loose) - reach, len(loose) + reach, loose[0]))
        near = {place for place, key in rows if OSA.distance(loose, key, score_cutoff=reach) <= reach}
        sql = f"SELECT {_PLACE}, 'city', {kinds.TYPO}, p.radius_km FROM place p WHERE p.id IN ({_slots(near)})"  # noqa: S608
        found = [Spot(*row) for row in self._read(sql, tuple(near))]
        if not plain.isascii():
            return found
        return [spot for spot in found if OSA.distance(plain, spelt_out(spot.name), score_cutoff=1) <= 1]

    def places_but_for_vowels(self, loose: str, countries: Sequence[str]) -> list[Spot]:
        """Places whose main name has the first letter and all the consonants of a loose key, in their order."""
        bones = _VOWELS.sub("", loose)
        if len(bones) < _MIN_BONES:
            return []
        sql = f"SELECT place, key FROM typo WHERE country IN ({_slots(countries)}) AND part >= ? AND part < ?"  # noqa: S608
        rows = self._read(sql, (*countries, "<" + loose[0], "<" + loose[0] + "\uffff"))
        alike = {place for place, key in rows if _VOWELS.sub("", key) == bones}
        sql = f"SELECT {_PLACE}, 'city', {kinds.TYPO}, p.radius_km FROM place p WHERE p.id IN ({_slots(alike)})"  # noqa: S608
        return [Spot(*row) for row in self._read(sql, tuple(alike))]

    def places_longer(self, key: str, countries: Sequence[str]) -> list[Spot]:
        """Places whose name begins with all words of an exact key and goes on ("la crescenta" montrose)."""
        sql = (
            f"SELECT {_PLACE}, 'city', {kinds.LONGER}, p.radius_km FROM name n JOIN place p ON p.id = n.place"  # noqa: S608
            f" WHERE n.key >= ? AND n.key < ? AND n.kind <= {kinds.ALTERNATE}{_in_countries(countries)}"
        )
        return [Spot(*row) for row in self._read(sql, (key + " ", key + "!", *countries))]

    def divisions(self, keys: Sequence[str], countries: Sequence[str] = ()) -> list[Spot]:
        """Divisions filed under any of the keys, exact or loose, each once with its best kind."""
        sql = (
            f"SELECT {_DIVISION}, min(n.kind), d.radius_km, d.members"  # noqa: S608
            " FROM division_name n JOIN division d ON d.id = n.division"
            f" WHERE n.key IN ({_slots(keys)}){_in_countries(countries)} GROUP BY d.id"
        )
        return [Spot(*row) for row in self._read(sql, (*keys, *countries))]

    def places_beginning(self, loose: str, countries: Sequence[str], more: int) -> list[Spot]:
        """Places filed under a loose key that goes on after these letters by at most `more` letters."""
        sql = (
            f"SELECT {_PLACE}, 'city', {kinds.LOOSE}, p.radius_km FROM loose n JOIN place p ON p.id = n.place"  # noqa: S608
            f" WHERE n.key >= ? AND n.key < ? AND length(n.key) <= ?{_in_countries(countries)}"
        )
        return [Spot(*row) for row in self._read(sql, (loose, loose + "\uffff", len(loose) + more, *countries))]

    def points(self) -> list[tuple[str, str, float, float]]:
        """(country, name, latitude, longitude) of every populated place, sorted by country."""
        return self._read("SELECT country, name, lat, lon FROM place ORDER BY country, id")

    def is_near_region(self, spot: Spot, division: Spot, km: float) -> bool:
        """Whether a place of a division lies within a distance of a spot."""
        height = km / KM_PER_DEGREE
        sql = "SELECT lat, lon, admin2 FROM place WHERE admin1 = ? AND lat BETWEEN ? AND ?"
        rows = self._read(sql, (division.admin1, spot.latitude - height, spot.latitude + height))
        return any(
            division.admin2 in (0, admin2) and great_circle_km(lat, lon, spot.latitude, spot.longitude) <= km
            for lat, lon, admin2 in rows
        )

    def _division_names(self, countries: tuple[str, ...], level: int) -> list[tuple[str, int]]:
        """(key, row number) of all names of the divisions of some countries at a level."""
        sql = (
            "SELECT n.key, n.division FROM division_name n JOIN division d ON n.division = d.id"  # noqa: S608
            f" WHERE n.kind != ? AND n.country IN ({_slots(countries)}) AND d.level = ?"
        )
        return self._read(sql, (kinds.CODE, *countries, level))

    def _division(self, number: int) -> Spot | None:
        """The division with this row number."""
        sql = f"SELECT {_DIVISION}, ?, d.radius_km, d.members FROM division d WHERE d.id = ?"  # noqa: S608
        rows = self._read(sql, (kinds.MAIN, number))
        return Spot(*rows[0]) if rows else None

    def _country(self, code: str) -> Spot | None:
        """The country with this code, its English name, its middle and its radius."""
        rows = self._read("SELECT name, lat, lon, population, radius_km FROM country WHERE code = ?", (code,))
        for name, lat, lon, population, radius in rows:
            return Spot(0, name, code, 0, 0, lat, lon, population, "country", kinds.MAIN, radius)
        return None

    def _country_name_codes(self, key: str) -> tuple[str, ...]:
        """The codes of the countries that a key names in some language."""
        rows = self._read("SELECT codes FROM country_name WHERE key = ?", (key,))
        return tuple(rows[0][0].split(",")) if rows else ()

    def _places(self, table: str, key: str, countries: Sequence[str]) -> list[Spot]:
        kind = "n.kind" if table == "name" else str(kinds.LOOSE)
        sql = (
            f"SELECT {_PLACE}, 'city', {kind}, p.radius_km FROM {table} n JOIN place p ON p.id = n.place"  # noqa: S608
            f" WHERE n.key = ?{_in_countries(countries)}"
        )
        return [Spot(*row) for row in self._read(sql, (key, *countries))]

    def _read(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        connection = getattr(self._local, "connection", None)
        if connection is None:
            uri = f"{self._path.absolute().as_uri()}?mode=ro&immutable=1"
            connection = self._local.connection = sqlite3.connect(uri, uri=True, isolation_level=None)
        return connection.execute(sql, values).fetchall()


def _in_countries(countries: Sequence[str]) -> str:
    return f" AND n.country IN ({_slots(countries)})" if countries else ""


def _slots(values: Collection[object]) -> str:
    return ",".join("?" * len(values))
