"""Distances on the sphere."""

import math

EARTH_RADIUS_KM = 6371.0088
"""Mean radius (IUGG)."""
KM_PER_DEGREE = math.radians(EARTH_RADIUS_KM)
"""Length of a degree of latitude."""


def great_circle_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Kilometres between two points in degrees (haversine; wrong by at most 0.5 %, for the Earth is no sphere)."""
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    a = math.sin((phi2 - phi1) / 2) ** 2
    a += math.cos(phi1) * math.cos(phi2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, a)))
