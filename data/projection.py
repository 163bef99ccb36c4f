"""Web Mercator as whole numbers, and their place on a Morton curve: what makes the cluster query quick.

Source: EPSG:3857; G. M. Morton (1966), bit interleaving. Coordinates run from 0 to 2**30, x eastward, y southward,
as tiles do: at zoom z a screen pixel is 2**(22 - z) units wide (256 = 2**8 pixels to a tile).
"""

from __future__ import annotations

import math

BITS = 30
WORLD = 1 << BITS
PIXEL_BITS = BITS - 8
"""At zoom z a pixel is 2**(PIXEL_BITS - z) units wide."""
MAX_LATITUDE = 85.05112877980659
"""Degrees; where the square of Web Mercator ends. Nearer the poles a point is drawn on the edge."""


def to_mercator(latitude: float, longitude: float) -> tuple[int, int]:
    """Whole-number x, y of a point in degrees."""
    latitude = max(-MAX_LATITUDE, min(MAX_LATITUDE, latitude))
    x = (longitude + 180) / 360
    y = (1 - math.asinh(math.tan(math.radians(latitude))) / math.pi) / 2
    return _clip(x), _clip(y)


def to_degrees(x: float, y: float) -> tuple[float, float]:
    """Latitude and longitude in degrees of whole-number (or averaged) x, y."""
    latitude = math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y / WORLD))))
    return latitude, x / WORLD * 360 - 180


def morton(x: int, y: int) -> int:
    """Position of x, y along the Morton curve: points near each other on the map are near each other in it."""
    return _spread(x) | _spread(y) << 1


def _clip(share: float) -> int:
    return max(0, min(WORLD - 1, int(share * WORLD)))


def _spread(value: int) -> int:
    """The bits of a 30-bit number with a 0 between each two."""
    value = (value | value << 16) & 0x0000FFFF0000FFFF
    value = (value | value << 8) & 0x00FF00FF00FF00FF
    value = (value | value << 4) & 0x0F0F0F0F0F0F0F0F
    value = (value | value << 2) & 0x3333333333333333
    return (value | value << 1) & 0x5555555555555555
