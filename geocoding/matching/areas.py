"""The larger places that a question states around its place: countries, divisions, cities it is near."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import OSA

from geocoding.countries import country_codes, with_territories
from geocoding.distance import great_circle_km
from geocoding.index import kinds
from geocoding.index.gazetteer import Gazetteer, Spot
from geocoding.reading.names import exact_key, is_latin, loose_key
from geocoding.reading.type_words import split_type

NEAR_CITY_KM = 50.0
"""A place said to be at a city lies within this distance of it."""
MIN_TYPO_LETTERS = 7
"""Shorter names one slip apart are mostly different names."""


@dataclass(frozen=True, slots=True)
class Area:
    """All that one text may mean as a larger place. A place is in it if it is in any of them."""

    text: str
    countries: tuple[str, ...] = ()
    divisions: tuple[Spot, ...] = ()
    cities: tuple[Spot, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.countries or self.divisions or self.cities)

    def holds(self, spot: Spot) -> bool:
        """Whether a place lies in the area, as far as the gazetteer says; one without divisions is not ruled out."""
        if spot.country in self.countries:
            return True
        for division in self.divisions:
            if division.level == "admin2" and division.members <= 0:
                if _may_hold(spot, division):
                    return True
                continue
            inside = division.admin2 if division.level == "admin2" else division.admin1
            own = spot.admin2 if division.level == "admin2" else spot.admin1
            if own == inside or (not spot.admin1 and spot.country == division.country):
                return True
        return any(
            city.country == spot.country
            and great_circle_km(city.latitude, city.longitude, spot.latitude, spot.longitude) <= NEAR_CITY_KM
            for city in self.cities
        )


def _may_hold(spot: Spot, division: Spot) -> bool:
    """Whether a place may lie in a division of which only the seat is known."""
    away = great_circle_km(spot.latitude, spot.longitude, division.latitude, division.longitude)
    return spot.admin1 == division.admin1 and away <= 2 * division.radius_km


def area_of(gazetteer: Gazetteer, text: str, within: Sequence[str] = (), *, is_field: bool) -> Area:
    """What a text may mean as a larger place in some countries, or anywhere.

    `is_field`: the text is a cell of its own (admin1, admin2), where codes are read in any case and a city stands
    only for a division that is not known.
    """
    codes_allowed = is_field or text.isupper()
    countries = () if is_field else _countries(gazetteer, text, within, codes_allowed=codes_allowed)
    divisions = divisions_named(gazetteer, text, within)
    if not codes_allowed:
        divisions = [division for division in divisions if division.kind != kinds.CODE]
    cities: list[Spot] = []
    if not (is_field and divisions):
        cities = [spot for spot in gazetteer.places(exact_key(text), within) if spot.kind <= kinds.ALTERNATE]
        cities.sort(key=lambda spot: -spot.population)
    return Area(text, countries, tuple(divisions), tuple(cities[:5]))


def places_named(gazetteer: Gazetteer, name: str, countries: Sequence[str]) -> list[Spot]:
    """Places of an exact name; a name in another alphabet may be told to sound like a place's main one."""
    spots = gazetteer.places(exact_key(name), countries)
    if is_latin(name):
        return spots
    loose = loose_key(name)
    return [
        replace(spot, kind=kinds.TRANSCRIBED)
        if spot.kind == kinds.ALTERNATE and loose_key(split_type(spot.name)[0]) == loose
        else spot
        for spot in spots
    ]


def divisions_named(gazetteer: Gazetteer, text: str, within: Sequence[str] = ()) -> list[Spot]:
    """Divisions with this name: as written, without its type word, then loosely, then with one slip."""
    core, wanted = split_type(text)
    whole = gazetteer.divisions([exact_key(text)], within)
    if whole:
        return _of_level(whole, wanted)
    for keys in ([exact_key(core)], [loose_key(text), loose_key(core)]):
        found = gazetteer.divisions([key for key in dict.fromkeys(keys) if key], within)
        if found:
            return _of_level(found, wanted)
    loose = loose_key(core)
    if within and len(core) >= MIN_TYPO_LETTERS and len(within) <= 3:
        return _one_slip_off(gazetteer, loose, within)
    return []


def _of_level(found: list[Spot], wanted: str) -> list[Spot]:
    return [spot for spot in found if spot.level == wanted] or found


def _one_slip_off(gazetteer: Gazetteer, loose: str, within: Sequence[str]) -> list[Spot]:
    if not loose:
        return []
    near = {
        number
        for key, number in gazetteer.division_names(tuple(within), 1)
        if key[:1] == loose[:1] and OSA.distance(loose, key, score_cutoff=1) <= 1
    }
    return [spot for spot in map(gazetteer.division, near) if spot]


def _countries(gazetteer: Gazetteer, text: str, within: Sequence[str], *, codes_allowed: bool) -> tuple[str, ...]:
    if len(text) <= 3 and text.isascii() and not codes_allowed:
        return ()
    codes = country_codes(text, gazetteer.country_name_codes)
    if within:
        allowed = with_territories(tuple(within))
        codes = tuple(code for code in codes if code in allowed)
    return codes
