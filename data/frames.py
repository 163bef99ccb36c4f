"""Playback: what a viewport shows in each of many windows of time, in one group-by over window and cell of the screen.

A frame holds what the map holds for the dates of its window: everything that may have happened in it. So an incident
known by its month alone is in each week of that month, and `imprecise` says how many are such.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any, Final

from sqlalchemy import Connection, Date, Integer, Row, Subquery, case, column, func, or_, select, values

from data.bins import bin_number, first_day, last_day
from data.clusters import Viewport, cell_of, inside
from data.filters import Filters
from data.projection import PIXEL_BITS
from data.schema import incidents
from data.vocabulary import EVENT_TYPES
from data.where import where

WINDOWS: Final = ("day", "week", "month", "year")
FRAMES: Final = 60
"""Frames of one answer: a few seconds of playback."""

MAX_CELLS: Final = 400
"""Cells of one frame: about what a screen has places for. The fullest stay."""


_PLACES: Final = {name: place for place, name in enumerate(EVENT_TYPES)}
_RANKS: Final = len(EVENT_TYPES) - 1
"""Of two types that are as frequent, the one that comes first in EVENT_TYPES is the main one."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a viewport shows of one window of time."""

    start: date
    end: date
    incidents: int = field(metadata={"doc": "Incidents of all its cells, those cut included."})
    imprecise: int = field(metadata={"doc": "Of those, the ones that may also have happened outside the window."})
    cut: int = field(metadata={"doc": "Of those, the ones in cells beyond MAX_CELLS, which are left out."})
    cells: list[int] = field(
        metadata={
            "doc": "Five numbers a cell: x and y in pixels of the whole map at the zoom, incidents, those of them that "
            "are imprecise, and the place of the most frequent type in EVENT_TYPES."
        }
    )


def frames(connection: Connection, filters: Filters, view: Viewport, window: str, day: date) -> tuple[Frame, ...]:
    """The FRAMES windows among which `day` is, which are the same for each of their days; those with nothing included.

    Windows that no calendar has are left out.
    """
    windows = _windows(window, day)
    cells = _cells(filters, view, windows)
    found = connection.execute(select(cells).order_by(cells.c.frame, cells.c.incidents.desc(), cells.c.x, cells.c.y))
    of_frame = {frame: list(rows) for frame, rows in groupby(found, key=lambda row: row.frame)}
    shift = PIXEL_BITS - view.zoom
    return tuple(_frame(*days, of_frame.get(number, []), shift) for number, days in enumerate(windows))


def _windows(window: str, day: date) -> list[tuple[date, date]]:
    """First and last day of each window."""
    begin = bin_number(day, window) // FRAMES * FRAMES
    windows = []
    for number in range(begin, begin + FRAMES):
        with suppress(ValueError):  # before the year 1 or after 9999
            first = first_day(number, window)
            windows.append((first, last_day(first, window)))
    return windows


def _cells(filters: Filters, view: Viewport, windows: Sequence[tuple[date, date]]) -> Subquery:
    """Incidents by window and cell: `frame`, `x`, `y`, `incidents`, `imprecise`, and `most`, which holds the type."""
    row = incidents.c
    frame = values(column("frame", Integer), column("first", Date), column("last", Date), name="windows").data(
        [(number, *days) for number, days in enumerate(windows)]
    )
    vague = or_(row.date_start < frame.c.first, row.date_end > frame.c.last)
    keys = [frame.c.frame, *(part.label(f"cell_{n}") for n, part in enumerate(cell_of(view.zoom)))]
    by_type = (
        select(
            *keys,
            row.event_type,
            func.count().label("number"),
            func.sum(row.x).label("x"),
            func.sum(row.y).label("y"),
            func.sum(case((vague, 1), else_=0)).label("vague"),
        )
        .select_from(incidents.join(frame, (row.date_end >= frame.c.first) & (row.date_start <= frame.c.last)))
        .where(where(filters), row.precision != "country", inside(view))
        .where(row.date_end >= windows[0][0], row.date_start <= windows[-1][1])  # before the join, which costs most
        .group_by(*keys, row.event_type)
        .subquery()
    )
    one = by_type.c
    number = func.sum(one.number)
    rank = case(*((one.event_type == name, _RANKS - place) for name, place in _PLACES.items()), else_=0)
    return (
        select(
            one.frame,
            number.label("incidents"),
            func.sum(one.vague).label("imprecise"),
            (func.sum(one.x) / number).label("x"),
            (func.sum(one.y) / number).label("y"),
            func.max(one.number * (_RANKS + 1) + rank).label("most"),
        )
        .group_by(*(one[key.name] for key in keys))
        .subquery()
    )


def _frame(start: date, end: date, cells: Sequence[Row[Any]], shift: int) -> Frame:
    shown: list[int] = []
    for cell in cells[:MAX_CELLS]:
        place = _RANKS - cell.most % (_RANKS + 1)
        shown += [int(cell.x) >> shift, int(cell.y) >> shift, int(cell.incidents), int(cell.imprecise), place]
    return Frame(
        start=start,
        end=end,
        incidents=sum(int(cell.incidents) for cell in cells),
        imprecise=sum(int(cell.imprecise) for cell in cells),
        cut=sum(int(cell.incidents) for cell in cells[MAX_CELLS:]),
        cells=shown,
    )
