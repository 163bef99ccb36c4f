"""Incidents over time: how many in each day, week, month or year, and how many are known too vaguely to say."""

from __future__ import annotations

import calendar
import dataclasses
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import Connection, Date, case, cast, func, select

from data.filters import Filters
from data.schema import incidents
from data.vocabulary import EVENT_TYPES
from data.where import where

BINS = ("day", "week", "month", "year")
_MOST_DAYS = {"day": 92, "week": 2 * 366, "month": 25 * 366}
"""Up to so many days a bin of this length still gives bars that can be told apart."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Incidents from `start` to `end`, both inclusive."""

    start: date
    end: date
    incidents: int
    types: dict[str, int] = field(metadata={"doc": "Incidents by event type, in the order of EVENT_TYPES."})


@dataclass(frozen=True, slots=True)
class Timeline:
    """The bins that hold something, in order, over all days from `start` to `end` (None where nothing is shown)."""

    bin: str = field(metadata={"doc": "Length of a bin: day, week (from Monday), month, year."})
    start: date | None
    end: date | None
    bins: tuple[Bin, ...]
    imprecise: int = field(metadata={"doc": "Incidents whose date does not lie in one bin; they are in none."})


def timeline(connection: Connection, filters: Filters, bin_length: str | None = None) -> Timeline:
    """Incidents that pass `filters`, counted by the bin of their first day.

    Without `bin_length` the span decides. An incident whose date is vaguer than a bin is in none, for any bin would
    be a guess; it is counted in `imprecise`.
    """
    row = incidents.c
    span = select(func.min(row.date_start), func.max(row.date_end)).where(where(filters))
    start, end = connection.execute(span).one()
    if start is None:
        return Timeline(bin_length or "month", None, None, (), 0)
    start, end = max(start, filters.start or start), min(end, filters.end or end)
    length = bin_length or _bin_for((end - start).days + 1)
    fits = func.date_trunc(length, row.date_start) == func.date_trunc(length, row.date_end)
    first_day = cast(func.date_trunc(length, row.date_start), Date).label("first_day")
    of_type = [func.sum(case((row.event_type == name, 1), else_=0)) for name in EVENT_TYPES]
    query = (
        select(first_day, func.count(), *of_type).where(where(filters), fits).group_by(first_day).order_by(first_day)
    )
    counted = [
        Bin(day, last_day(day, length), number, {name: int(n) for name, n in zip(EVENT_TYPES, types, strict=True) if n})
        for day, number, *types in connection.execute(query)
    ]
    vague = select(func.coalesce(func.sum(case((fits, 0), else_=1)), 0)).where(where(filters))
    return Timeline(length, start, end, tuple(counted), int(connection.execute(vague).scalar_one()))


def whole_span(filters: Filters) -> Filters:
    """`filters` without their dates: what the timeline shows, for its brush is the date filter."""
    return dataclasses.replace(filters, start=None, end=None)


def last_day(first: date, length: str) -> date:
    """The last day of the bin that starts on `first`."""
    if length == "day":
        return first
    if length == "week":
        return first + timedelta(days=6)
    if length == "month":
        return first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return first.replace(month=12, day=31)


def _bin_for(days: int) -> str:
    return next((length for length, most in _MOST_DAYS.items() if days <= most), "year")
