"""How incidents look, as on the page: a dot where the spot is known, a ring for a city, a soft disc for a region.

Several are a number in a ring that shows the shares of their types. The signs of the types are drawn, not written.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from dashboard.picture.colours import Colours
from dashboard.picture.letters import line
from dashboard.picture.nodes import Node, node
from data.clusters import AREAS

RING = 5  # pixels
LEAST, MOST, ONE = 24, 64, 18  # pixels
SINGLE = 22  # pixels

_SIGNS = {
    "demonstration": "M-3.6,0a3.6,3.6 0 1,0 7.2,0a3.6,3.6 0 1,0 -7.2,0Z",
    "march": "M-5,-1.1H0.4V-4L5,0L0.4,4V1.1H-5Z",
    "strike": "M-3.4,-3.4H3.4V3.4H-3.4Z",
    "blockade": "M-4,-2.7H4V-1H-4ZM-4,1H4V2.7H-4Z",
    "occupation": "M-3.6,4.2V-0.6L0,-4.4L3.6,-0.6V4.2H2V0L0,-2.1L-2,0V2.6H2V4.2Z",
    "riot": "M0,-5L1.1,-1.9L4.3,-2.5L2.2,0L4.3,2.5L1.1,1.9L0,5L-1.1,1.9L-4.3,2.5L-2.2,0L-4.3,-2.5L-1.1,-1.9Z",
    "detention": "M-4,-2.7L-2.7,-4L0,-1.3L2.7,-4L4,-2.7L1.3,0L4,2.7L2.7,4L0,1.3L-2.7,4L-4,2.7L-1.3,0Z",
    "crackdown": "M-1.1,-4.6H1.1L0.7,1.4H-0.7ZM-1.1,2.6H1.1V4.6H-1.1Z",
    "other": "M-1.3,0a1.3,1.3 0 1,0 2.6,0a1.3,1.3 0 1,0 -2.6,0Z",
}
"""Of each event type, around its middle, 10 pixels high."""


def single(precision: str, event_type: str, colours: Colours, width: float = SINGLE, *, known: bool = True) -> Node:
    """One incident, around its own middle; not `known` where the number that its size shows is not."""
    colour, ground = colours.of(event_type), colours.ground
    half = width / 2
    sign_scale = 1.0 if width >= SINGLE else 0.8
    if precision in AREAS:
        body = node("circle", r=half - 1, fill=ground, fill_opacity=0.6, stroke=colour, stroke_width=2)
        body.set("stroke-dasharray", "0 4.1")
        body.set("stroke-linecap", "round")
        return node("g", body, _sign(event_type, colour, sign_scale))
    if precision == "exact":
        rim = node("circle", r=half + 0.5, fill=ground, stroke=colour)
        return node("g", rim, node("circle", r=half - 2, fill=colour), _sign(event_type, ground, sign_scale))
    body = node("circle", r=half - 1.5, fill=ground, fill_opacity=0.88, stroke=colour, stroke_width=3)
    if not known:
        body.set("stroke-dasharray", "4 3")
    return node("g", body, _sign(event_type, colour, sign_scale))


def several(types: Mapping[str, int], text: str, width: float, colours: Colours, *, area: bool, known: bool) -> Node:
    """Several incidents as one mark, around its own middle."""
    made = node("g")
    if area:
        made.append(node("circle", r=width / 2, fill=colours.ground, fill_opacity=0.65))
    else:
        made.append(node("circle", r=width / 2 + 1.5, fill=colours.ground))
    made.append(_ring(types, width, colours, opacity=0.55 if area else 1))
    size = 10 if width < LEAST else 12
    ink = colours.ink if known else colours.muted
    made.append(line(text, 0, size * 0.35, size, ink, weight=600, anchor="middle"))
    return made


def disc(event_type: str, radius: float, colours: Colours) -> Node:
    """The area in which an incident known by its region lies."""
    return node("circle", r=radius, fill=colours.of(event_type), fill_opacity=0.13)


def region(width: float, colours: Colours, look: str = "") -> Node:
    """A region whose area shows a number; `look` is `zero` or `unknown`, else empty."""
    if look == "unknown":
        return node("circle", r=7, fill="none", stroke=colours.muted, stroke_width=1.5, stroke_dasharray="3 2")
    fill = {"zero": "none"}.get(look, colours.accent)
    return node("circle", r=width / 2, fill=fill, fill_opacity=0.42, stroke=colours.accent, stroke_width=1.5)


def spot(colour: str, colours: Colours) -> Node:
    """A shaded country whose shape is too small to be seen; "" is hatched."""
    rim = node("circle", r=8.5, fill=colours.muted)
    paper = node("circle", r=7.5, fill=colours.ground)
    return node("g", rim, paper, node("circle", r=6, fill=colour or "url(#hatch)"))


def highlight(width: float, colours: Colours) -> Node:
    """What is drawn around the incident that a picture is about."""
    return node("circle", r=width / 2 + 5, fill="none", stroke=colours.ink, stroke_width=2.5)


def _sign(event_type: str, colour: str, scale: float) -> Node | None:
    d = _SIGNS.get(event_type)
    return node("path", d=d, fill=colour, transform=f"scale({scale})", fill_rule="evenodd") if d else None


def _ring(types: Mapping[str, int], width: float, colours: Colours, *, opacity: float) -> Node:
    """The shares of the types as arcs from the top on, clockwise."""
    radius = (width - RING) / 2
    total = sum(types.values())
    made = node("g", fill="none", stroke_width=RING)
    if opacity < 1:
        made.set("stroke-opacity", str(opacity))
    if len(types) == 1:
        made.append(node("circle", r=radius, stroke=colours.of(next(iter(types)))))
        return made
    gap = 1.5 / (2 * math.pi * radius)  # of the whole turn
    begin = 0.0
    for name, count in types.items():
        share = count / total
        made.append(node("path", d=_arc(radius, begin, begin + max(share - gap, 0.01)), stroke=colours.of(name)))
        begin += share
    return made


def _arc(radius: float, begin: float, end: float) -> str:
    points = [(radius * math.sin(2 * math.pi * turn), -radius * math.cos(2 * math.pi * turn)) for turn in (begin, end)]
    (x0, y0), (x1, y1) = points
    return f"M{x0:.2f},{y0:.2f}A{radius:.2f},{radius:.2f} 0 {int(end - begin > 0.5)},1 {x1:.2f},{y1:.2f}"
