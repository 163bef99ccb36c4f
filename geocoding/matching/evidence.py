"""Weighs the places that a name may mean against each other."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from geocoding.distance import great_circle_km
from geocoding.index import kinds
from geocoding.index.gazetteer import Spot

OVERWHELMING = 0.9
"""A lead, in powers of ten of population, that leaves no doubt (about 8 times)."""
CLEAR = 0.45
"""A lead that makes a place the likely one, to be checked (about 3 times)."""
SAME_PLACE_KM = 25.0
"""Places of one name nearer than this are one place to a reader of a map."""

_LESS_SURE = {
    kinds.MAIN: 0.0,
    kinds.TRANSCRIBED: 0.0,
    kinds.ALTERNATE: 1.5,
    kinds.CODE: 0.0,
    kinds.ROMANISED: 2.0,
    kinds.LOOSE: 0.5,
    kinds.LONGER: 0.5,
    kinds.TYPO: 0.5,
}
"""Powers of ten lost by the kind of name: a city's main name beats the alternate name of another 30 times as large."""
_REGION_LESS_USUAL = 1.0
"""Powers of ten that a division loses against a city elsewhere: a bare name is mostly a city's."""
_UNKNOWN_POPULATION = 300
_LISTED_POPULATION = 100
"""Counted for a place that only a list has: GeoNames, which lists 500 people and more, does not have it."""
_CROWD = 0.1
"""What ten times as many people around add to a place among its equals; at most about CLEAR in all."""
_REGION_OUTWEIGHS = 30
"""A division this many times as populous as the city of its name within it is what the name means."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The likeliest place, how sure that is, and all places weighed, the likeliest first."""

    best: Spot
    sure: str
    """"overwhelming", "clear" or "open"."""
    ranked: tuple[Spot, ...]


def weigh(spots: Sequence[Spot], wanted: str = "", people_around: Callable[[Spot], int] | None = None) -> Verdict:
    """The verdict on places of one name; there must be one at least.

    `wanted` is a level that a type word asks for. `people_around` counts the people of the area that a place is in:
    it decides which of equals is named first, and never makes one of them sure.
    """
    rivals = _without_doubles(_without_containers(spots) if not wanted.startswith("admin") else spots, wanted)
    ranked = sorted(rivals, key=lambda spot: (-_weight(spot, wanted), spot.id))
    lead = _weight(ranked[0], wanted) - _weight(ranked[1], wanted) if len(ranked) > 1 else math.inf
    sure = "overwhelming" if lead >= OVERWHELMING else "clear" if lead >= CLEAR else "open"
    if sure == "open" and people_around:
        crowd = {spot.id: _CROWD * math.log10(max(people_around(spot), 1000)) for spot in ranked}
        ranked.sort(key=lambda spot: (-_weight(spot, wanted) - crowd[spot.id], spot.id))
    return Verdict(ranked[0], sure, tuple(ranked))


def is_listed(spot: Spot) -> bool:
    """Whether only a census or a list of postal codes has the place."""
    return spot.level == "city" and spot.radius_km > 0


def _weight(spot: Spot, wanted: str) -> float:
    people = _LISTED_POPULATION if is_listed(spot) else spot.population + _UNKNOWN_POPULATION
    weight = math.log10(people) - _LESS_SURE[spot.kind]
    if spot.level == wanted:
        weight += 1.0
    elif spot.level.startswith("admin") and not wanted:
        weight -= _REGION_LESS_USUAL
    return weight


def _without_containers(spots: Sequence[Spot]) -> list[Spot]:
    """Without divisions that are named after a city in them, or the city, where the division outweighs it."""
    cities = [spot for spot in spots if spot.level == "city"]
    divisions = [spot for spot in spots if spot.level != "city"]
    kept = list(cities)
    for division in divisions:
        inside = [city for city in cities if _inside(city, division) or _amid(city, division)]
        if not inside:
            kept.append(division)
        elif max(city.population for city in inside) * _REGION_OUTWEIGHS < division.population:
            kept = [spot for spot in kept if spot not in inside]
            kept.append(division)
    return kept


def _inside(spot: Spot, division: Spot) -> bool:
    if division.level == "admin2":
        return spot.admin2 == division.admin2
    return spot.admin1 == division.admin1


def _amid(city: Spot, division: Spot) -> bool:
    """Whether a city that is a division of its own lies amid the one that is named after it: Tashkent, Minsk, Kyiv."""
    away = great_circle_km(city.latitude, city.longitude, division.latitude, division.longitude)
    return division.level == "admin1" and city.country == division.country and away <= division.radius_km


def _surest_there(spot: Spot, spots: Sequence[Spot]) -> Spot:
    """The spot, or the neighbour that bears the name as its main one: New Delhi, not Delhi that is also called so."""
    if spot.kind <= kinds.TRANSCRIBED or spot.level != "city":
        return spot
    named_so = [
        other
        for other in spots
        if other.kind <= kinds.TRANSCRIBED and other.level == "city" and _neighbours(spot, other)
    ]
    return max(named_so, key=lambda other: other.population, default=spot)


def _neighbours(spot: Spot, other: Spot) -> bool:
    away = great_circle_km(spot.latitude, spot.longitude, other.latitude, other.longitude)
    return spot.country == other.country and away <= SAME_PLACE_KM


def _without_doubles(spots: Sequence[Spot], wanted: str) -> list[Spot]:
    """One of each group of neighbours: a city and its centre, a district and its seat."""
    kept: list[Spot] = []
    for spot in sorted(spots, key=lambda spot: -_weight(spot, wanted)):
        double = any(_neighbours(spot, other) for other in kept) or any(
            _inside(spot, other) for other in kept if other.level.startswith("admin") and other.level != spot.level
        )
        if not double:
            kept.append(_surest_there(spot, spots))
        if len(kept) >= 40:
            break
    return kept
