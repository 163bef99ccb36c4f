"""Incidents over time: how many in each day, week, month, year or decade, and how many are dated too vaguely to say."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection, Date, RowMapping, case, cast, func, select

from data.bins import BINS, bins_in, last_day
from data.filters import Filters
from data.schema import incidents
from data.totals import Total, read_total, total_columns
from data.vocabulary import EVENT_TYPES
from data.where import where

_MOST_DAYS = {"day": 92, "week": 2 * 366, "month": 25 * 366, "year": 100 * 366}
"""Up to so many days a bin of this length still gives bars that can be told apart."""

MAX_BINS = 1000
"""Bars of a pixel on a large screen; a bin that would give more is lengthened."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Incidents from `start` to `end`, both inclusive."""

    start: date
    end: date
    incidents: int
    types: dict[str, int] = field(metadata={"doc": "Incidents by event type, in the order of EVENT_TYPES."})
    people: Total | None = field(default=None, metadata={"doc": "The count that was asked for, else empty."})


@dataclass(frozen=True, slots=True)
class Timeline:
    """The bins that hold something, in order, over all days from `start` to `end` (None where nothing is shown)."""

    bin: str = field(metadata={"doc": "Length of a bin: day, week (from Monday), month, year, decade."})
    start: date | None
    end: date | None
    bins: tuple[Bin, ...]
    imprecise: int = field(metadata={"doc": "Incidents whose date does not lie in one bin; they are in none."})
    lengths: tuple[str, ...] = field(default=BINS, metadata={"doc": "Bins that give no more than MAX_BINS."})
    imprecise_people: Total | None = field(default=None, metadata={"doc": "The count that was asked for of those."})


def timeline(
    connection: Connection, filters: Filters, bin_length: str | None = None, people: str | None = None
) -> Timeline:
    """Incidents that pass `filters`, counted by the bin of their first day; with `people`, that count of each bin.

    Without `bin_length` the span decides; one that gives more than MAX_BINS bins is lengthened. An incident whose date
    is vaguer than a bin is in none, for any bin would be a guess; it is counted in `imprecise`.
    """
    row = incidents.c
    span = select(func.min(row.date_start), func.max(row.date_end)).where(where(filters))
    start, end = connection.execute(span).one()
    if start is None:
        return Timeline(bin_length or "month", None, None, (), 0)
    start, end = max(start, filters.start or start), min(end, filters.end or end)
    days = (end - start).days + 1
    length = bin_for(days, bin_length)
    first = func.date_trunc(length, row.date_start)
    fits = first == func.date_trunc(length, row.date_end)
    first_day = case((fits, cast(first, Date))).label("first_day")
    of_type = [func.sum(case((row.event_type == name, 1), else_=0)).label(f"of_{name}") for name in EVENT_TYPES]
    columns = [func.count().label("incidents"), *of_type, *(total_columns(people) if people else ())]
    query = select(first_day, *columns).where(where(filters)).group_by(first_day).order_by(first_day)
    found = connection.execute(query).mappings().all()
    vague = next((each for each in found if each["first_day"] is None), None)
    return Timeline(
        length,
        start,
        end,
        tuple(_bin(each, length, people) for each in found if each is not vague),
        vague["incidents"] if vague else 0,
        BINS[BINS.index(bin_for(days, BINS[0])) :],
        read_total(vague, people, vague["incidents"]) if vague and people else None,
    )


def _bin(found: RowMapping, length: str, people: str | None) -> Bin:
    return Bin(
        start=found["first_day"],
        end=last_day(found["first_day"], length),
        incidents=found["incidents"],
        types={name: int(found[f"of_{name}"]) for name in EVENT_TYPES if found[f"of_{name}"]},
        people=read_total(found, people, found["incidents"]) if people else None,
    )


def whole_span(filters: Filters) -> Filters:
    """`filters` without their dates: what the timeline shows, for its brush is the date filter."""
    return dataclasses.replace(filters, start=None, end=None)


def bin_for(days: int, asked: str | None = None) -> str:
    """The bin for a span of so many days: the one asked for, lengthened until it gives no more than MAX_BINS."""
    if asked:
        lengths = BINS[BINS.index(asked) :]
        return next((length for length in lengths if bins_in(days, length) <= MAX_BINS), BINS[-1])
    return next((length for length, most in _MOST_DAYS.items() if days <= most), "decade")
