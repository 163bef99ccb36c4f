"""Districts that the gazetteer does not have, found by the town that their name is made of."""

import re
from collections.abc import Sequence
from dataclasses import replace

from geocoding.index import kinds
from geocoding.index.gazetteer import Gazetteer, Spot
from geocoding.index.seats import SEAT_RADIUS_KM
from geocoding.reading.names import exact_key, loose_key
from geocoding.reading.type_words import split_type

_ADJECTIVE = re.compile(r"(?:sk|tsk|ck|zk)(?:i|ii|iy|aia|aya|ai|ae|ay|ai|ag[ao]|am)$")
_SOFTENED = re.compile(r"(?:av|ev|au|in|en|an)$")
_MIN_STEM = 4
_ENDING = 3
"""Letters that a town's name may have beyond the stem of the adjective made of it."""


def seats_of_district(gazetteer: Gazetteer, text: str, countries: Sequence[str]) -> list[Spot]:
    """Towns after which a district may be named ("Lepelski Rayon": Lepel), as districts about them.

    The answer is a district's: its radius, its precision; only the point is the town's.
    """
    core = split_type(text)[0]
    towns = gazetteer.places(exact_key(core), countries) or gazetteer.places_loosely(loose_key(core), countries)
    towns = [town for town in towns if town.kind != kinds.ROMANISED]
    for stem in () if towns else _stems(loose_key(core)):
        towns = gazetteer.places_beginning(stem, countries, _ENDING)
        if towns:
            break
    return [replace(town, level="admin2", radius_km=SEAT_RADIUS_KM, kind=kinds.LOOSE) for town in towns]


def _stems(loose: str) -> list[str]:
    stem = _ADJECTIVE.sub("", loose)
    stems = [stem, _SOFTENED.sub("", stem)] if stem != loose else []
    return [stem for stem in dict.fromkeys(stems) if len(stem) >= _MIN_STEM]
