"""Where the places of a region lie: its middle, and the radius that holds most of its people."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from geocoding.distance import great_circle_km

SHARE_HELD = 0.9
"""The share of a region's people that the radius must hold."""
_MIN_RADIUS_KM = 10.0
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
    cells = {(round(lat * 4), round(lon * 4)): (lat, lon) for lat, lon, _ in points}
    x = y = z = 0.0
    for lat, lon in cells.values():
        phi, lam = math.radians(lat), math.radians(lon)
        weight = math.cos(phi)
        x += weight * math.cos(phi) * math.cos(lam)
        y += weight * math.cos(phi) * math.sin(lam)
        z += weight * math.sin(phi)
    latitude = math.degrees(math.atan2(z, math.hypot(x, y)))
    longitude = math.degrees(math.atan2(y, x))

    away = sorted((great_circle_km(latitude, longitude, lat, lon), people) for lat, lon, people in points)
    everybody = sum(people or _PEOPLE_OF_UNKNOWN for _, people in away)
    held, radius = 0, 0.0
    for distance, people in away:
        held += people or _PEOPLE_OF_UNKNOWN
        radius = distance
        if held >= SHARE_HELD * everybody:
            break
    remote = [great_circle_km(latitude, longitude, lat, lon) for lat, lon in cells.values()]
    radius = max(radius, sorted(remote)[math.ceil(SHARE_HELD * len(remote)) - 1])
    population = sum(people for _, _, people in points)
    return Spread(
        round(latitude, 5), round(longitude, 5), round(max(radius, _MIN_RADIUS_KM), 1), population, len(points)
    )


def radius_of_city(population: int) -> float:
    """Kilometres from a city's point within which its sites lie: 2 for a village, 18 for two million, at most 40."""
    return round(min(40.0, 2.0 + 0.0115 * math.sqrt(max(population, 0))), 1)
