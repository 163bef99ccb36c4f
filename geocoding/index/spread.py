"""Where the places of a region lie: its middle, and the radius that holds most of its people."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from geocoding.distance import EARTH_RADIUS_KM

SHARE_HELD = 0.9
"""The share of a region's people that the radius must hold."""
_MIN_RADIUS_KM = 12.0
_MARGIN = 1.05
"""Fitted on half of the reference rows: without it the radius of countries held 89 % of the places, see docs."""
_PEOPLE_OF_UNKNOWN = 300
"""Counted for a place whose population GeoNames does not know."""


@dataclass(frozen=True, slots=True)
class Spread:
    latitude: float
    longitude: float
    radius_km: float
    population: int
    members: int
    """How many places it was taken from; 0 for a division of which only the seat is known."""


def spread_of(points: Sequence[tuple[float, float, int]]) -> Spread:
    """The middle and radius of points (latitude, longitude, population); there must be at least one.

    The middle is that of the settled area, each cell of a grid counted once, so that it stays in the middle of the
    region and does not move into its capital. The radius holds SHARE_HELD of the people and of the cells: a village
    that the gazetteer lacks may be anywhere in the settled area.
    """
    vectors = [_unit_vector(lat, lon) for lat, lon, _ in points]
    cells = {(round(lat * 4), round(lon * 4)): vector for (lat, lon, _), vector in zip(points, vectors, strict=True)}
    # Weighed by the width of the cell, which shrinks with the cosine of the latitude.
    widths = [math.hypot(x, y) for x, y, _ in cells.values()]
    x, y, z = (
        sum(width * vector[axis] for width, vector in zip(widths, cells.values(), strict=True)) for axis in range(3)
    )
    latitude = math.degrees(math.atan2(z, math.hypot(x, y)))
    longitude = math.degrees(math.atan2(y, x))
    middle = _unit_vector(latitude, longitude)

    people = [count or _PEOPLE_OF_UNKNOWN for _, _, count in points]
    away = sorted(zip([math.dist(middle, vector) for vector in vectors], people, strict=True))
    reached = accumulate(count for _, count in away)
    wanted = SHARE_HELD * sum(people)
    chord = next(chord for (chord, _), held in zip(away, reached, strict=True) if held >= wanted)
    remote = sorted(math.dist(middle, vector) for vector in cells.values())
    chord = max(chord, remote[math.ceil(SHARE_HELD * len(remote)) - 1])
    radius = max(_MARGIN * 2 * EARTH_RADIUS_KM * math.asin(min(1.0, chord / 2)), _MIN_RADIUS_KM)
    population = sum(count for _, _, count in points)
    return Spread(round(latitude, 5), round(longitude, 5), round(radius, 1), population, len(points))


def _unit_vector(latitude: float, longitude: float) -> tuple[float, float, float]:
    phi, lam = math.radians(latitude), math.radians(longitude)
    return math.cos(phi) * math.cos(lam), math.cos(phi) * math.sin(lam), math.sin(phi)


def radius_of_city(population: int) -> float:
    """Kilometres from a city's point within which its sites lie: 2 for a village, 18 for two million, at most 40."""
    return round(min(40.0, 2.0 + 0.0115 * math.sqrt(max(population, 0))), 1)
