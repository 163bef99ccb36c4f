"""What part of the world a map shows and where a place lies on it, in Web Mercator."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from data.clusters import CELL_PIXELS_LOG2, MAX_ZOOM, Viewport
from data.projection import WORLD, to_degrees, to_mercator

TILE = 256
"""Pixels across the world at zoom 0."""

_CELL = 1 << CELL_PIXELS_LOG2
_CLOSEST = 9  # as the page fits its map
_KM_AROUND = 40_075  # along the equator


@dataclass(frozen=True, slots=True)
class Frame:
    """A map of `width` and `height` pixels."""

    x: float = field(metadata={"doc": "Of the middle: 0 at 180° west, 1 at 180° east."})
    y: float = field(metadata={"doc": "Of the middle: 0 in the north, 1 in the south."})
    zoom: float = field(metadata={"doc": "As of tiles of 256 pixels; parts of a level too."})
    width: float
    height: float

    @property
    def scale(self) -> float:
        """Pixels across the world."""
        return float(TILE * 2**self.zoom)

    @property
    def left(self) -> float:
        """Pixels from the west end of the world to the left edge."""
        return self.x * self.scale - self.width / 2

    @property
    def top(self) -> float:
        """Pixels from the north end of the world to the upper edge."""
        return self.y * self.scale - self.height / 2

    @property
    def level(self) -> int:
        """The whole zoom level nearest to it."""
        return max(0, min(MAX_ZOOM, round(self.zoom)))

    def at(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Where a place lies, in the copy of the world where it is nearest to the middle."""
        x, y = unit(latitude, longitude)
        x += round(self.x - x)
        return x * self.scale - self.left, y * self.scale - self.top

    def shows(self, x: float, y: float, margin: float = 0) -> bool:
        """Whether a point in pixels is on the map, or so near to it."""
        return -margin <= x <= self.width + margin and -margin <= y <= self.height + margin

    def kilometres(self, km: float, latitude: float) -> float:
        """How many pixels a distance is."""
        return km / _KM_AROUND * self.scale / math.cos(math.radians(min(85.0, abs(latitude))))

    @property
    def cell(self) -> float:
        """Pixels of a cell in which incidents are gathered."""
        return float(_CELL * 2 ** (self.zoom - self.level))

    def viewport(self) -> Viewport:
        """What to ask the data for: whole cells."""
        cells = TILE * 2**self.level / _CELL
        left, right = math.floor(self.left / self.cell), math.ceil((self.left + self.width) / self.cell)
        top, bottom = math.floor(self.top / self.cell), math.ceil((self.top + self.height) / self.cell)
        top, bottom = (max(0.0, min(1.0, edge / cells)) for edge in (top, bottom))
        north, south = to_degrees(0, top * WORLD)[0], to_degrees(0, bottom * WORLD)[0]
        if right - left >= cells:
            return Viewport(-180, south, 180, north, self.level)
        west, east = ((edge / cells % 1) * 360 - 180 for edge in (left, right))
        return Viewport(west, south, 180 if east == -180 else east, north, self.level)


def unit(latitude: float, longitude: float) -> tuple[float, float]:
    """A place on the unit square."""
    x, y = to_mercator(latitude, longitude)
    return x / WORLD, y / WORLD


def around(latitude: float, longitude: float, zoom: float, width: float, height: float) -> Frame:
    """A map with this place in the middle."""
    return _inside(Frame(*unit(latitude, longitude), zoom, width, height))


def fitted(bounds: tuple[float, float, float, float], width: float, height: float, rim: float) -> Frame:
    """A map of west, south, east, north in degrees, with a rim of pixels around it."""
    west, south, east, north = bounds
    (left, bottom), (right, top) = unit(south, west), unit(north, east)
    room = max(1.0, width - 2 * rim) / TILE, max(1.0, height - 2 * rim) / TILE
    zooms = [math.log2(part / size) for part, size in zip(room, (right - left, bottom - top), strict=True) if size > 0]
    widest = math.log2(max(width, 1) / TILE) - 0.4  # a little more than one world beside itself
    zoom = max(0.0, widest, min([_CLOSEST, *zooms]))
    return _inside(Frame((left + right) / 2, (top + bottom) / 2, zoom, width, height))


def _inside(frame: Frame) -> Frame:
    """Beyond the poles there is nothing to be seen."""
    half = frame.height / 2 / frame.scale
    y = 0.5 if half >= 0.5 else max(half, min(1 - half, frame.y))
    return Frame(frame.x, y, frame.zoom, frame.width, frame.height)
