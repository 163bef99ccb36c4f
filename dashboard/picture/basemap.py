"""The base map of a picture: land, lakes, coast and borders from the files that the page draws its own from."""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from dashboard.assets_urls import asset_text
from dashboard.picture.colours import Colours
from dashboard.picture.frame import Frame
from dashboard.picture.nodes import Box, Node, node, said

if TYPE_CHECKING:
    from numpy.typing import NDArray

_DETAILS = ((6.5, "10m", "50m"), (3, "50m", "50m"), (0, "110m", "110m"))
"""From each zoom on: what detail of countries and of lakes. Below it the finer one is waste, above it angular."""

_GRID = 2  # parts of a pixel that a point is rounded to
_RIM = 4  # pixels beyond the edge that are still drawn
_FAR = 300  # pixels beyond the edge from which a line may reach into the map
HATCH = "hatch"


@dataclass(frozen=True, slots=True)
class Shape:
    """A line or an outline on the unit square, which may reach beyond it where it crosses the antimeridian."""

    points: NDArray[Any]
    box: Box
    code: str = field(default="", metadata={"doc": "ISO 3166-1 alpha-2 of its country."})


@dataclass(frozen=True, slots=True)
class World:
    """All shapes of one detail."""

    land: tuple[Shape, ...]
    lakes: tuple[Shape, ...]
    coast: tuple[Shape, ...]
    borders: tuple[Shape, ...]


def base_map(frame: Frame, colours: Colours, shades: Mapping[str, str]) -> list[Node]:
    """The map without names. `shades` are colours by country; "" is hatched: unknown."""
    world = world_at(frame.zoom)
    land = colours.land
    plain = _d((shape for shape in world.land if shape.code not in shades), frame)
    made = [node("path", d=plain, fill=land["land"], stroke=land["land"], stroke_width=0.6, fill_rule="evenodd")]
    for code, shade in shades.items():
        colour = shade or f"url(#{HATCH})"
        d = _d((shape for shape in world.land if shape.code == code), frame)
        made.append(node("path", d=d, fill=colour, stroke=shade or land["land"], stroke_width=0.6, fill_rule="evenodd"))
    lakes = _d(world.lakes, frame)
    made.append(node("path", d=lakes, fill=land["sea"], stroke=land["coast"], stroke_width=0.6, fill_rule="evenodd"))
    made.append(_stroked(world.coast, frame, land["coast"]))
    made.append(_stroked(world.borders, frame, land["onShades"] if shades else land["border"]))
    return [each for each in made if each.get("d")]


def hatching(colours: Colours) -> Node:
    """The pattern of a country of which a number is not known."""
    strokes = node("path", d="M-2,10L10,-2M-2,2L2,-2M6,10L10,6", stroke=colours.land["hatch"], stroke_width=1.4)
    ground = node("rect", width=8, height=8, fill=colours.land["land"])
    return node("pattern", ground, strokes, id=HATCH, width=8, height=8, patternUnits="userSpaceOnUse")


def width_of_country(code: str, frame: Frame) -> float:
    """How many pixels the largest part of a country is wide; 0 where it has no shape."""
    parts = [shape.box[2] - shape.box[0] for shape in world_at(frame.zoom).land if shape.code == code]
    return max(parts, default=0) * frame.scale


def world_at(zoom: float) -> World:
    """The shapes for a zoom level."""
    return next(_world(countries, lakes) for least, countries, lakes in _DETAILS if zoom >= least or not least)


@cache
def _world(countries: str, lakes: str) -> World:
    topology = json.loads(asset_text(f"countries-{countries}.json"))
    arcs = _arcs(topology)
    geometries = topology["objects"]["countries"]["geometries"]
    users: dict[int, set[int]] = {}
    for number, geometry in enumerate(geometries):
        for ring in _rings(geometry):
            for arc in ring:
                users.setdefault(arc if arc >= 0 else ~arc, set()).add(number)
    alone = {arc for arc, by in users.items() if len(by) == 1}
    return World(
        land=tuple(
            _outline(arcs, ring, geometry.get("id", "")) for geometry in geometries for ring in _rings(geometry)
        ),
        lakes=_lakes(lakes),
        coast=tuple(part for arc in users if arc in alone for part in _parts(arcs[arc])),
        borders=tuple(part for arc in users if arc not in alone for part in _parts(arcs[arc])),
    )


@cache
def _lakes(detail: str) -> tuple[Shape, ...]:
    topology = json.loads(asset_text(f"lakes-{detail}.json"))
    arcs = _arcs(topology)
    geometries = topology["objects"]["lakes"]["geometries"]
    return tuple(_outline(arcs, ring) for geometry in geometries for ring in _rings(geometry))


def _arcs(topology: Mapping[str, Any]) -> list[NDArray[Any]]:
    """The lines of a topology in degrees. Source: the TopoJSON specification, 2.1.3 and 2.2.4."""
    import numpy as np

    transform = topology["transform"]
    scale, shift = np.array(transform["scale"]), np.array(transform["translate"])
    return [np.cumsum(np.array(arc, dtype=float), axis=0) * scale + shift for arc in topology["arcs"]]


def _rings(geometry: Mapping[str, Any]) -> Iterator[list[int]]:
    if geometry["type"] == "Polygon":
        yield from geometry["arcs"]
    elif geometry["type"] == "MultiPolygon":
        for polygon in geometry["arcs"]:
            yield from polygon


def _outline(arcs: list[NDArray[Any]], ring: list[int], code: str = "") -> Shape:
    import numpy as np

    parts = [arcs[arc] if arc >= 0 else arcs[~arc][::-1] for arc in ring]
    points = _unwrapped(np.concatenate([parts[0], *(part[1:] for part in parts[1:])]))
    first, last = points[0], points[-1]
    if abs(last[0] - first[0]) > 180:  # it went round the pole: closed along the edge of the map
        points = np.concatenate([points, [[last[0], -90], [first[0], -90]]])
    return _shape(points, code)


def _parts(arc: NDArray[Any]) -> Iterator[Shape]:
    """A line without the cut along the antimeridian."""
    import numpy as np

    points = _unwrapped(arc)
    edge = np.abs(np.abs(points[:, 0]) - 180) < 0.01
    for part in np.split(points, np.flatnonzero(edge[:-1] & edge[1:]) + 1):
        if len(part) > 1:
            yield _shape(part)


def _unwrapped(points: NDArray[Any]) -> NDArray[Any]:
    """Longitudes that run on past 180 instead of jumping back across the whole map."""
    import numpy as np

    turns = np.round((points[:-1, 0] - points[1:, 0]) / 360)
    if not turns.any():
        return points
    shifts = np.concatenate([[0], np.cumsum(turns) * 360])
    return np.column_stack([points[:, 0] + shifts, points[:, 1]])


def _shape(degrees: NDArray[Any], code: str = "") -> Shape:
    import numpy as np

    sine = np.sin(np.radians(np.clip(degrees[:, 1], -85.06, 85.06)))
    points = np.column_stack([degrees[:, 0] / 360 + 0.5, 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * math.pi)])
    (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
    return Shape(points, (float(left), float(top), float(right), float(bottom)), code)


def _stroked(shapes: Iterable[Shape], frame: Frame, colour: str) -> Node:
    d = _d(shapes, frame, closed=False)
    return node("path", d=d, fill="none", stroke=colour, stroke_width=0.8, stroke_linejoin="round")


def _d(shapes: Iterable[Shape], frame: Frame, *, closed: bool = True) -> str:
    """The path of what of `shapes` is on the map, in each copy of the world that is."""
    parts = []
    for shape, shift in _seen(shapes, frame):
        points = shape.points * frame.scale - (frame.left - shift * frame.scale, frame.top)
        if closed:
            parts.append(_path(_clipped(points, frame)) + "Z")
        else:
            parts += [_path(run) for run in _near(points, frame)]
    return "".join(part for part in parts if len(part) > 1)


def _seen(shapes: Iterable[Shape], frame: Frame) -> Iterator[tuple[Shape, int]]:
    margin = _RIM / frame.scale
    left, right = frame.left / frame.scale - margin, (frame.left + frame.width) / frame.scale + margin
    top, bottom = frame.top / frame.scale - margin, (frame.top + frame.height) / frame.scale + margin
    for shape in shapes:
        west, north, east, south = shape.box
        if south < top or north > bottom:
            continue
        for shift in range(math.ceil(left - east), math.floor(right - west) + 1):
            yield shape, shift


def _clipped(points: NDArray[Any], frame: Frame) -> NDArray[Any]:
    """An outline cut at the edges of the map (I. Sutherland and G. Hodgman, 1974)."""
    for axis, size in ((0, frame.width), (1, frame.height)):
        points = _cut(points, axis, -_RIM, 1)
        points = _cut(points, axis, size + _RIM, -1)
    return points


def _cut(points: NDArray[Any], axis: int, edge: float, side: int) -> NDArray[Any]:
    import numpy as np

    inside = (points[:, axis] - edge) * side >= 0
    if inside.all():
        return points
    following = np.roll(points, -1, axis=0)
    crossing = inside != np.roll(inside, -1)
    length = np.where(crossing, following[:, axis] - points[:, axis], 1)
    share = (edge - points[:, axis]) / length
    cuts = points + share[:, None] * (following - points)
    both = np.stack([points, cuts], axis=1).reshape(-1, 2)
    kept: NDArray[Any] = both[np.stack([inside, crossing], axis=1).reshape(-1)]
    return kept


def _near(points: NDArray[Any], frame: Frame) -> Iterator[NDArray[Any]]:
    """The runs of a line that may be seen."""
    import numpy as np

    farthest = np.array([frame.width, frame.height]) + _FAR
    inside: NDArray[Any] = np.all((points > -_FAR) & (points < farthest), axis=1)
    borders = np.flatnonzero(inside[:-1] != inside[1:]) + 1
    for begin, end in itertools.pairwise([0, *borders, len(points)]):
        if inside[begin] and end - begin > 1:
            yield points[begin:end]


def _path(points: NDArray[Any]) -> str:
    """Points on a fine grid, each once; "" of what has no extent."""
    import numpy as np

    if not len(points):
        return ""
    snapped = np.round(points * _GRID) / _GRID
    changes = np.concatenate([[True], (np.diff(snapped, axis=0) != 0).any(axis=1)])
    kept = snapped[changes]
    if len(kept) < 2:
        return ""
    return "M" + "L".join(f"{said(float(x))},{said(float(y))}" for x, y in kept)
