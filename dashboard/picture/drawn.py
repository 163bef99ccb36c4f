"""What a layer puts on the map, and what explains it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from dashboard.labels import event_type_label
from dashboard.picture.colours import Colours
from dashboard.picture.marks import LEAST, MOST, several, single
from dashboard.picture.nodes import Box, Node
from dashboard.translations import Words
from data.clusters import AREAS
from data.totals import Total
from data.vocabulary import EVENT_TYPES

Row = tuple[Node, str]
"""A sign around its own middle, and what it means."""

LOOKS = {"exact": "exact", "locality": "city", "city": "city", "admin2": "admin1", "admin1": "admin1"}
"""By precision, the one that looks the same."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A layer."""

    marks: tuple[Node, ...] = ()
    taken: tuple[Box, ...] = field(default=(), metadata={"doc": "Where no name of a place may stand."})
    shades: dict[str, str] = field(default_factory=dict, metadata={"doc": "By country; empty is hatched: unknown."})
    title: str = field(default="", metadata={"doc": "What size or shade show; empty where marks say it themselves."})
    rows: tuple[Row, ...] = field(default=(), metadata={"doc": "The legend."})
    ordered: bool = field(default=False, metadata={"doc": "Whether its rows go from few to many, each on its line."})
    notes: tuple[str, ...] = ()
    shown: int | None = field(default=None, metadata={"doc": "Incidents on this part of the map; None for all."})


def box(x: float, y: float, width: float) -> Box:
    """The square around a mark."""
    return x - width / 2, y - width / 2, x + width / 2, y + width / 2


def least(total: Total | None) -> int | None:
    """What stands for a total where one number is wanted: the least that is known, None where nothing is."""
    if total is None or not total.known_in:
        return None
    return total.low if total.low_known_in else total.high


def diameter(value: int | None, size: str) -> float:
    """Width of a mark in pixels: from one to a million must fit into a cell, so that it grows with the digits."""
    if size == "incidents":
        return LEAST if value in (None, 1) else min(MOST, round(26 + 7 * math.log10(value or 1)))
    return min(MOST, round(LEAST + 6.5 * math.log10(1 + (value or 0))))


def marks_legend(
    types: Iterable[str], precisions: Iterable[str], colours: Colours, words: Words, *, grouped: bool
) -> tuple[Row, ...]:
    """What the marks mean: of the ways a place is known and of the types those that are shown."""
    _ = words.gettext
    known = {LOOKS[name] for name in precisions if name in LOOKS}
    said = {
        "exact": _("the exact spot"),
        "city": _("a city, the spot unknown"),
        "admin1": _("a region, the spot unknown"),
    }
    rows: list[Row] = []
    if grouped:
        sample = several({"demonstration": 3, "detention": 2}, "5", 22, colours, area=False, known=True)
        rows.append((sample, _("several incidents")))
    rows += [(single(name, "", colours, 18), text) for name, text in said.items() if name in known]
    shown = set(types)
    rows += [
        (single("city", name, colours, 20), event_type_label(name, words)) for name in EVENT_TYPES if name in shown
    ]
    return tuple(rows)


def is_area(precision: str) -> bool:
    """Whether a place is known only as a region."""
    return precision in AREAS
