"""Towns outside the region that is stated: just over its border, or in another one whose code was meant."""

from geocoding.distance import great_circle_km
from geocoding.index import kinds
from geocoding.index.gazetteer import Gazetteer, Spot
from geocoding.matching.answers import Match
from geocoding.matching.areas import Area, places_named
from geocoding.matching.evidence import weigh
from geocoding.matching.scope import Scope
from geocoding.reading.names import exact_key
from geocoding.reading.readings import Reading, is_division

_WELL_KNOWN = 150_000
"""Outside the stated division a town is believed by its main name; by another one, if it is as large as this."""
_KNOWN_POPULATION = 1_000
"""A place for whose sake a region's code is taken for a mistake is as large as this."""
_UNMISTAKABLE_LETTERS = 5
_BORDER_TOWN, _BORDER_KM = 15_000, 30.0
"""A town of this size is said to be in a division when places of that lie within this distance."""
_BORDER_VILLAGE, _VILLAGE_KM = 5_000, 10.0
"""The like for a smaller one."""
_METROPOLIS = 100_000
_BORDERS_MOVE = 1.2
"""How much larger than today's a division may have been, as a factor of its radius, to have held a metropolis."""
_CODE_LETTERS = 2


def town_just_outside(gazetteer: Gazetteer, text: str, scope: Scope) -> Match | None:
    """A town whose name is unmistakable, although it lies just outside the stated division."""
    if not scope.areas or is_division(text) or len(text) < _UNMISTAKABLE_LETTERS:
        return None
    spots = [
        spot
        for spot in places_named(gazetteer, text, scope.countries)
        if (spot.kind <= kinds.TRANSCRIBED or (spot.kind == kinds.ALTERNATE and spot.population >= _WELL_KNOWN))
        and all(_is_just_outside(gazetteer, area, spot) for area in scope.areas)
    ]
    verdict = weigh(spots) if spots else None
    if verdict is None or verdict.sure == "open" or (not scope.countries and verdict.sure != "overwhelming"):
        return None
    stated = ", ".join(area.text for area in scope.areas)
    reason = f"it lies outside the stated {stated}, but near it, and no other place of that size is called so"
    return Match(Reading(text), verdict, (reason,), doubtful=True)


def town_of_another_region(gazetteer: Gazetteer, text: str, scope: Scope) -> Match | None:
    """ "Fayetteville, AK": a town of the name in a region for which the code may have been meant."""
    if len(scope.areas) != 1 or is_division(text):
        return None
    (area,) = scope.areas
    meant = {spot.admin1: spot.name for spot in _regions_abbreviated(gazetteer, area)}
    spots = [
        spot
        for spot in places_named(gazetteer, text, scope.countries)
        if spot.kind <= kinds.TRANSCRIBED and spot.admin1 in meant and spot.population >= _KNOWN_POPULATION
    ]
    verdict = weigh(spots) if spots else None
    if verdict is None or verdict.sure == "open":
        return None
    region = meant[verdict.best.admin1]
    reason = f"nothing of that name is known in the stated {area.text}, which may have been meant for {region}"
    return Match(Reading(text), verdict, (reason,), doubtful=True)


def _is_just_outside(gazetteer: Gazetteer, area: Area, spot: Spot) -> bool:
    """Whether a place lies so near to a division that it may be said to be in it: the more people, the further."""
    reach = _BORDER_KM if spot.population >= _BORDER_TOWN else _VILLAGE_KM if spot.population >= _BORDER_VILLAGE else 0
    return any(
        division.country == spot.country
        and (
            (reach > 0 and gazetteer.is_near_region(spot, division, reach))
            or (
                spot.population >= _METROPOLIS
                and great_circle_km(division.latitude, division.longitude, spot.latitude, spot.longitude)
                <= _BORDERS_MOVE * division.radius_km
            )
        )
        for division in area.divisions
    )


def _regions_abbreviated(gazetteer: Gazetteer, area: Area) -> list[Spot]:
    """The first-level divisions for which the code of another may have been taken: AK for Arkansas, MI for Missouri.

    Those whose name begins with the code's first letter and has its other one second or third.
    """
    coded = [spot for spot in area.divisions if spot.kind == kinds.CODE]
    if not coded or len(area.text) != _CODE_LETTERS or not area.text.isalpha():
        return []
    first, second = area.text.casefold()[0], area.text.casefold()[1:]
    numbers = {number for _, number in gazetteer.division_names((coded[0].country,), 1)} - {-coded[0].id}
    regions = [spot for number in sorted(numbers) if (spot := gazetteer.division(number))]
    return [spot for spot in regions if (name := exact_key(spot.name))[:1] == first and second in name[1:3]]
