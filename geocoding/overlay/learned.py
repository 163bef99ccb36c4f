"""Places learned from rows that came with coordinates, for rows that name the same place and came without."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from geocoding.countries import country_code
from geocoding.distance import great_circle_km
from geocoding.model import PRECISIONS, Answer, Location, Place
from geocoding.reading.names import clean, exact_key
from geocoding.reading.words import EMPTY, WHOLE_COUNTRY, WHOLE_DIVISION

METHOD = "coordinates of other rows"
AGREE_KM = 10.0
"""Points of one name further apart than this are of several places and teach nothing."""
_FINEST = "locality"
"""Another event at a place of this name was in the place, not on the very spot of the first."""
_MIN_RADIUS_KM = 2.0
_TEACHES = ("exact", "locality", "city")
_MAX_POINTS = 300
"""Distinct points of one name; a name with more is a large city's, which the gazetteer knows."""

_Key = tuple[str, str]


@dataclass
class _Samples:
    """What rows say of one name in one country."""

    points: dict[tuple[float, float], float] = field(default_factory=dict)
    """Point -> the largest radius that a row gives it."""
    coarsest: int = 0
    """The coarsest precision among the rows, as its place in PRECISIONS."""
    rows: int = 0


class Learned:
    """Answers from given coordinates; the same whatever the order in which they came."""

    def __init__(self, samples: Iterable[tuple[Place, Location]]) -> None:
        """`samples` are places with the coordinates that came with them, never with derived ones."""
        self._samples: dict[_Key, dict[str, _Samples]] = {}
        for place, location in samples:
            key = _key(place, location.country_code)
            if key is None or location.precision not in _TEACHES:
                continue
            admin1 = _plain(place.admin1)
            known = self._samples.setdefault(key, {}).setdefault(admin1, _Samples())
            point = (location.latitude, location.longitude)
            known.points[point] = max(location.radius_km, known.points.get(point, 0.0))
            known.coarsest = max(known.coarsest, PRECISIONS.index(location.precision))
            known.rows += 1

    def answer(self, place: Place, known: Answer) -> Answer:
        """The point that other rows give the place, or the answer that is known, where that is finer or they differ.

        A row that names no region takes the point only if all rows of the name, whatever their region, agree; a row
        that names one takes it only from rows of the same region.
        """
        is_point = known.location is not None and known.location.precision in _TEACHES
        if known.status == "found" or (known.status == "ambiguous" and is_point):
            return known
        key = _key(place, "")
        by_region = self._samples.get(key, {}) if key else {}
        admin1 = _plain(place.admin1)
        chosen = [by_region[admin1]] if admin1 in by_region and admin1 else [] if admin1 else list(by_region.values())
        taught = _agreed(chosen)
        if key is None or taught is None:
            return known
        latitude, longitude, radius, precision, rows = taught
        if known.location and PRECISIONS.index(precision) >= PRECISIONS.index(known.location.precision):
            return known
        name = clean(place.text)
        location = Location(latitude, longitude, precision, radius, name, key[1], METHOD)
        count = "a row that names" if rows == 1 else f"{rows} rows that name"
        reason = f"{count} “{name}” came with coordinates; taken for this row as well"
        return Answer("found", location, known.candidates, (*known.reasons, reason))


def _key(place: Place, code: str) -> _Key | None:
    """(name, country) under which a place is learned; None for one that names none, or no country."""
    name = _plain(place.text)
    country = (country_code(place.country) if place.country else None) or ("" if place.country else code)
    if not name or not country or name in EMPTY or name in WHOLE_COUNTRY or name in WHOLE_DIVISION:
        return None
    return name, country


def _plain(text: str) -> str:
    return exact_key(clean(text))


def _agreed(chosen: list[_Samples]) -> tuple[float, float, float, str, int] | None:
    """Middle, radius, precision and number of the rows, if no two of their points are too far apart."""
    radii: dict[tuple[float, float], float] = {}
    for samples in chosen:
        for point, radius in samples.points.items():
            radii[point] = max(radius, radii.get(point, 0.0))
    points = sorted(radii)
    if not points or len(points) > _MAX_POINTS:
        return None
    if any(great_circle_km(*one, *two) > AGREE_KM for n, one in enumerate(points) for two in points[n + 1 :]):
        return None
    latitude, longitude = _middle(points)
    reach = max(great_circle_km(latitude, longitude, *point) + radii[point] for point in points)
    precision = PRECISIONS[max([PRECISIONS.index(_FINEST), *(samples.coarsest for samples in chosen)])]
    rows = sum(samples.rows for samples in chosen)
    return latitude, longitude, round(max(reach, _MIN_RADIUS_KM), 1), precision, rows


def _middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    """The middle of points close together, across the antimeridian too; `fsum` makes it the same in any order."""
    if len(points) == 1:
        return points[0]
    first = points[0][1]
    east = [(longitude - first + 180) % 360 - 180 for _, longitude in points]
    longitude = first + math.fsum(east) / len(points)
    return round(math.fsum(lat for lat, _ in points) / len(points), 5), round((longitude + 180) % 360 - 180, 5)
