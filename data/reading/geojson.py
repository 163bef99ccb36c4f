"""A geometry to the one point that stands for it. Source: RFC 7946."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import hypot
from typing import Any

from data.parsing.text import clean_text
from data.reading.limits import Limits

Position = tuple[float, float]  # longitude, latitude in degrees

_DEPTH = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}


class BadGeometry(ValueError):
    """The geometry is none; the text says why."""


def is_feature(record: Any) -> bool:
    """Whether this is a GeoJSON feature."""
    return isinstance(record, dict) and record.get("type") == "Feature" and "geometry" in record


def point_of(geometry: Any, limits: Limits) -> tuple[float, float, bool]:
    """Longitude, latitude, and whether that is all there is to the geometry. Raises BadGeometry.

    A line stands for its middle vertex, a polygon for a point inside it, several for the point nearest to their
    middle, the longest line or the largest polygon.
    """
    kind, coordinates = _simple(geometry, limits)
    if kind == "Point":
        return *_position(coordinates), True
    parts = _parts(coordinates, _DEPTH[kind], limits)
    if not parts:
        raise BadGeometry(f"the {kind} has no coordinates")
    if kind == "MultiPoint":
        points = _unbroken(parts[0])
        middle = _mean(points)
        found = min(points, key=lambda p: hypot(p[0] - middle[0], p[1] - middle[1]))
        return *_wrapped(found), len(points) == 1
    if kind.endswith("LineString"):
        line = max(parts, key=len)
        return *line[len(line) // 2], False
    rings = [_ring(part) for part in (parts if kind == "MultiPolygon" else parts[:1])]
    return *_wrapped(_inside(max(rings, key=lambda ring: abs(_area(ring))))), False


def _simple(geometry: Any, limits: Limits) -> tuple[str, Any]:
    """Type and coordinates; of a collection, those of its first geometry."""
    for _ in range(limits.nesting):
        if not isinstance(geometry, dict):
            raise BadGeometry("the geometry is no object")
        kind = geometry.get("type")
        if kind != "GeometryCollection":
            if not isinstance(kind, str) or kind not in _DEPTH:
                raise BadGeometry(f"“{clean_text(str(kind))[:40]}” is no type of geometry")
            return kind, geometry.get("coordinates")
        members = geometry.get("geometries")
        if not isinstance(members, list) or not members:
            raise BadGeometry("the collection of geometries is empty")
        geometry = members[0]
    raise BadGeometry(f"collections of geometries are nested more than {limits.nesting} levels deep")


def _parts(coordinates: Any, depth: int, limits: Limits) -> list[list[Position]]:
    """The lists of positions; of a polygon with holes, only what is around it counts."""
    if not isinstance(coordinates, list):
        raise BadGeometry("the coordinates are no list")
    if depth > 1:
        count = 0
        parts: list[list[Position]] = []
        for inner in coordinates:
            found = _parts(inner, depth - 1, limits)
            parts += found[:1] if depth == 3 else found
            count += sum(map(len, found))
            _check(count, limits)
        return parts
    _check(len(coordinates), limits)
    return [[_position(position) for position in coordinates]] if coordinates else []


def _check(vertices: int, limits: Limits) -> None:
    if vertices > limits.vertices:
        raise BadGeometry(f"more than {limits.vertices:,} vertices; simplify the geometry")


def _position(position: Any) -> Position:
    if not isinstance(position, list) or len(position) < 2:
        raise BadGeometry("a position has no longitude and latitude")
    longitude, latitude = position[:2]
    for value in (longitude, latitude):
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise BadGeometry(f"“{clean_text(str(value))[:40]}” is not a number of degrees")
    if abs(longitude) > 180 or abs(latitude) > 90:
        raise BadGeometry(f"{longitude}, {latitude} is not on Earth; a position is longitude, latitude in degrees")
    return longitude, latitude


def _ring(ring: list[Position]) -> list[Position]:
    if len(ring) < 4 or ring[0] != ring[-1]:
        raise BadGeometry("a ring of the polygon is not closed")
    return _unbroken(ring)


def _unbroken(points: Sequence[Position]) -> list[Position]:
    """The points with longitudes that run on across the antimeridian."""
    first = points[0][0]
    return [(x + 360 * ((x < first - 180) - (x > first + 180)), y) for x, y in points]


def _wrapped(point: Position) -> Position:
    x, y = point
    return (x + 180) % 360 - 180 if abs(x) > 180 else x, y


def _mean(points: Sequence[Position]) -> Position:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def _area(ring: Sequence[Position]) -> float:
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise(ring)) / 2


def _inside(ring: Sequence[Position]) -> Position:
    """The middle of the widest part of the polygon at the height of its middle."""
    low, high = min(y for _, y in ring), max(y for _, y in ring)
    height = (low + high) / 2
    crossings = sorted(
        ax + (height - ay) / (by - ay) * (bx - ax)
        for (ax, ay), (bx, by) in pairwise(ring)
        if (ay > height) != (by > height)
    )
    spans = list(zip(crossings[::2], crossings[1::2], strict=False))
    if not spans:
        return _mean(ring[:-1])
    left, right = max(spans, key=lambda span: span[1] - span[0])
    return round((left + right) / 2, 6), round(height, 6)
