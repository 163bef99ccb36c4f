"""Where incidents are dense: counts in small squares of the screen, for a picture of heat."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import Connection, case, func, select

from data.clusters import AREAS, Viewport, inside
from data.filters import Filters
from data.projection import BITS
from data.schema import incidents
from data.where import where

CELL_PIXELS_LOG2 = 4
CELL_PIXELS = 1 << CELL_PIXELS_LOG2
"""A square is so many pixels wide (256-pixel tiles)."""

MAX_SQUARES = 20_000
"""More than a large screen has."""


@dataclass(frozen=True, slots=True)
class Heat:
    """The squares of a view that hold something."""

    squares: tuple[tuple[int, int, int], ...] = field(
        metadata={
            "doc": "Across, down and number of incidents: squares of the whole world, from its north-west corner."
        }
    )
    left_out: int = field(metadata={"doc": "Incidents in the view known only by region; no square is theirs."})


def heat(connection: Connection, filters: Filters, view: Viewport) -> Heat:
    """The squares of `view`, the fullest first. A region is no hot spot at its middle: it is counted and left out."""
    row = incidents.c
    shift = max(0, BITS - 8 - view.zoom + CELL_PIXELS_LOG2)
    passes = (where(filters), row.precision != "country", inside(view))
    across, down = row.x.bitwise_rshift(shift), row.y.bitwise_rshift(shift)
    query = (
        select(across, down, func.count())
        .where(*passes, row.precision.not_in(AREAS))
        .group_by(across, down)
        .order_by(func.count().desc(), across, down)
        .limit(MAX_SQUARES)
    )
    squares = tuple((int(x), int(y), int(number)) for x, y, number in connection.execute(query))
    vague = select(func.coalesce(func.sum(case((row.precision.in_(AREAS), 1), else_=0)), 0)).where(*passes)
    return Heat(squares, int(connection.execute(vague).scalar_one()))
