"""What a file is taken to say, before anything is placed: dates, counts, and rows that cannot be used.

All of it is for an editor's eyes: each distinct wording once, the doubtful ones first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from data.drafts.tally import Tally
from data.errors import Rejection
from data.model import Count
from data.parsing.any_date import DateReading, parse_any_date
from data.parsing.dates import format_date
from data.progress import Progress
from data.reading.table import Table, fold
from data.recipe import Recipe
from data.sources.source import Source
from data.understanding import reading_of, understand
from data.vocabulary import COUNT_KINDS

MAX_SHOWN = 300
"""Distinct wordings that are listed of each kind; the numbers are of all."""

_TOLD_EVERY = 1000  # rows


@dataclass(frozen=True, slots=True)
class ReadDate:
    """One wording of a date and what it is taken to mean."""

    text: str
    meaning: str = field(metadata={"doc": "ISO 8601, empty where it cannot be read."})
    precision: str = field(metadata={"doc": "day, week, month or year; empty where it cannot be read."})
    trouble: str = field(metadata={"doc": "Why it cannot be read, empty where it can."})
    rows: int


@dataclass(frozen=True, slots=True)
class ReadCount:
    """One wording of a count and what it is taken to mean."""

    kind: str
    text: str
    low: int | None
    high: int | None
    approximate: bool
    rows: int


@dataclass(frozen=True, slots=True)
class Trouble:
    """One reason for which rows are left out, or were read with something to know."""

    column: str
    reason: str
    rows: int
    example: int = field(metadata={"doc": "Line of the first such row."})


@dataclass(frozen=True, slots=True)
class Understanding:
    """What becomes of every row: rows = reports + left out."""

    rows: int
    reports: int
    with_coordinates: int
    reading: DateReading
    dates: tuple[ReadDate, ...]
    distinct_dates: int
    counts: tuple[ReadCount, ...]
    unknown_counts: dict[str, int] = field(metadata={"doc": "By kind: reports that say nothing of it."})
    left_out: tuple[Trouble, ...] = ()
    to_know: tuple[Trouble, ...] = ()


def understood(table: Table, source: Source, recipe: Recipe, progress: Progress) -> Understanding:
    """Read every row of `table` by `source` and say what it is taken to mean."""
    reading = reading_of(table, source, recipe)
    left_out, to_know = Tally(), Tally()
    for rejection in table.rejected:
        left_out.add(rejection.column, rejection.reason, rejection.row)
    for notice in table.notices:
        to_know.add(notice.column, notice.reason, notice.row)
    counts: Counter[tuple[str, Count]] = Counter()
    unknown: Counter[str] = Counter(dict.fromkeys(COUNT_KINDS, 0))
    reports = with_coordinates = 0
    rows = understand(table, source, reading, recipe)
    for number, item in enumerate(rows, start=1):
        if number % _TOLD_EVERY == 0:
            progress("understand", number, table.size)
        if isinstance(item, Rejection):
            left_out.add(item.column, item.reason, item.row)
            continue
        for notice in item.notices:
            to_know.add(notice.column, notice.reason, notice.row)
        reports += 1
        with_coordinates += item.report.location is not None
        for kind in COUNT_KINDS:
            count: Count = getattr(item.report, kind)
            if count.text:
                counts[kind, count] += 1
            unknown[kind] += not count.known
    dates = sorted(_dates(table, source, reading), key=_doubt_of_date)
    return Understanding(
        rows=table.size + len(table.rejected),
        reports=reports,
        with_coordinates=with_coordinates,
        reading=reading,
        dates=tuple(dates[:MAX_SHOWN]),
        distinct_dates=len(dates),
        counts=_counts(counts),
        unknown_counts=dict(unknown),
        left_out=tuple(Trouble(*each) for each in left_out.listed(MAX_SHOWN)),
        to_know=tuple(Trouble(*each) for each in to_know.listed(MAX_SHOWN)),
    )


def _dates(table: Table, source: Source, reading: DateReading) -> Iterator[ReadDate]:
    """Each distinct value of the columns that hold dates, with its meaning and the rows of the column that has most."""
    there = set(map(fold, table.columns))
    found: dict[str, int] = {}
    for column in source.dates:
        for text, rows in (table.values(column) if column in there else {}).items():
            found[text] = max(rows, found.get(text, 0))  # first and last day are mostly one
    for text, rows in found.items():
        try:
            meaning = parse_any_date(text, reading)
            yield ReadDate(text, format_date(meaning), meaning.precision, "", rows)
        except ValueError as error:
            yield ReadDate(text, "", "", str(error), rows)


def _doubt_of_date(date: ReadDate) -> tuple[int, int, str]:
    """What cannot be read first, then what is less precise than a day, then the rest."""
    order = {"": 0, "year": 1, "month": 2, "week": 3, "day": 4}
    return order[date.precision], -date.rows, date.text


def _counts(found: Counter[tuple[str, Count]]) -> tuple[ReadCount, ...]:
    """What could not be read as a number first, then what is vague, then the rest."""
    read = [
        ReadCount(kind, count.text, count.low, count.high, count.approximate, rows)
        for (kind, count), rows in found.items()
    ]

    def doubt(count: ReadCount) -> tuple[bool, bool, int, str]:
        return count.low is not None or count.high is not None, count.low == count.high, -count.rows, count.text

    return tuple(sorted(read, key=doubt)[:MAX_SHOWN])
