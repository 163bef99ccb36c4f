"""Districts that the gazetteer does not have, found by the town that their name is made of."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from geocoding.index import kinds
from geocoding.index.gazetteer import SEAT_RADIUS_KM, UNPLACED, Gazetteer, Spot
from geocoding.matching.areas import divisions_named
from geocoding.reading.names import exact_key, is_latin, loose_key
from geocoding.reading.type_words import split_type

_ADJECTIVE = re.compile(r"(?<=[^s])(?:sk|ck|zk)(?:i|ii|iy|aia|aya|ai|ae|ay|ai|ag[ao]|am)$")
_SOFTENED = re.compile(r"i?(?:av|ev|in|en|an)$")
_SOFT_K = re.compile(r"([aeiu]?)(?:ts?|c)$")
"""What is left of a k before the ending: Hlybokaye makes Hlybotski, Horki Horatski."""
_MIN_STEM = 4
_ENDING = 3
"""Letters that a town's name may have beyond the stem of the adjective made of it."""


def seats_of_district(
    gazetteer: Gazetteer, text: str, countries: Sequence[str], regions: Collection[int] = ()
) -> list[Spot]:
    """Towns after which a district may be named ("Lepelski Rayon": Lepel), as districts about them.

    `regions` are row numbers of the first-level divisions in which there is such a district, where that is known. The
    answer is a district's: its radius, its precision; only the point is the town's.
    """
    core = split_type(text)[0]
    for towns in _towns(gazetteer, core, countries):
        inside = [town for town in towns if not regions or town.admin1 in regions]
        if inside:
            return _about(inside)
    return _about(next(_towns(gazetteer, core, countries)))  # the region of a district may itself be wrong


def _about(towns: Iterable[Spot]) -> list[Spot]:
    return [replace(town, level="admin2", radius_km=SEAT_RADIUS_KM, kind=kinds.LOOSE) for town in towns]


def _towns(gazetteer: Gazetteer, core: str, countries: Sequence[str]) -> Iterator[list[Spot]]:
    loose = loose_key(core)
    towns = gazetteer.places(exact_key(core), countries) or gazetteer.places_loosely(loose, countries)
    yield [town for town in towns if town.kind != kinds.ROMANISED]
    for stem in _stems(loose):
        yield gazetteer.places_beginning(stem, countries, _ENDING)
    if not is_latin(core):
        for stem in _stems(loose):
            yield gazetteer.places_but_for_vowels(stem, countries)


def unplaced(gazetteer: Gazetteer, text: str, countries: Sequence[str]) -> list[Spot]:
    """Districts of this name of which the gazetteer knows no more than their region."""
    return [spot for spot in divisions_named(gazetteer, text, countries) if spot.members == UNPLACED]


def _stems(loose: str) -> list[str]:
    """Beginnings of the town's loose key, the likeliest first: of "lepelski" lepel, of "hlibatski" hlibak."""
    stem = _ADJECTIVE.sub("", loose)
    if stem == loose:
        return []
    stems = [stem, *(_SOFT_K.sub(k, stem) for k in (r"\1k", "k", r"\1")), _SOFTENED.sub("", stem)]
    return [stem for stem in dict.fromkeys(stems) if len(stem) >= _MIN_STEM]
