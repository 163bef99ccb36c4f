"""What a file is taken to say, before anything is placed: dates, counts, and rows that cannot be used.

All of it is for an editor's eyes: each distinct wording once, the doubtful ones first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from data.drafts.tally import Tally
from data.model import Count, Report
from data.parsing.any_date import DateReading
from data.parsing.dates import format_date
from data.reading.table import Table
from data.sources.own import BadCell
from data.vocabulary import COUNT_KINDS

MAX_SHOWN = 300
"""Distinct wordings that are listed of each kind; the numbers are of all."""


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

    @property
    def doubtful(self) -> bool:
        """Whether the words say a number that could not be read, or say it vaguely."""
        return self.low is None or self.high is None or self.low != self.high


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


ToReport = Callable[[dict[str, str]], Report]
"""A row's cells by folded column name to its report. Raises BadCell."""


def understand(
    table: Table,
    to_report: ToReport,
    reading: DateReading,
    date_columns: Iterable[str],
    progress: Callable[[int, int], None],
) -> Understanding:
    """Read every row of `table` and say what it is taken to mean. `progress` hears of rows done and rows in all."""
    columns = [name for name in date_columns if name]
    dates: Counter[tuple[str, str, str, str]] = Counter()
    counts: Counter[tuple[str, Count]] = Counter()
    unknown: Counter[str] = Counter()
    left_out = Tally()
    for rejection in table.rejected:
        left_out.add(rejection.column, rejection.reason, rejection.row)
    reports = with_coordinates = 0
    for number, row in enumerate(table.rows(), start=1):
        if number % 2000 == 0:
            progress(number, table.size)
        said = " ".join(filter(None, (row.cells.get(name, "") for name in columns)))
        try:
            report = to_report(row.cells)
        except BadCell as error:
            left_out.add(error.column, str(error), row.line)
            if error.column in (*columns, "date"):
                dates[said, "", "", str(error)] += 1
            continue
        reports += 1
        with_coordinates += report.location is not None
        dates[said, format_date(report.date), report.date.precision, ""] += 1
        for kind in COUNT_KINDS:
            count: Count = getattr(report, kind)
            if count.text:
                counts[kind, count] += 1
            unknown[kind] += not count.known
    to_know = Tally()
    for notice in table.notices:
        to_know.add(notice.column, notice.reason, notice.row)
    return Understanding(
        rows=table.size + len(table.rejected),
        reports=reports,
        with_coordinates=with_coordinates,
        reading=reading,
        dates=_dates(dates),
        distinct_dates=len(dates),
        counts=_counts(counts),
        unknown_counts=dict(unknown),
        left_out=tuple(Trouble(*each) for each in left_out.listed(MAX_SHOWN)),
        to_know=tuple(Trouble(*each) for each in to_know.listed(MAX_SHOWN)),
    )


def _dates(found: Counter[tuple[str, str, str, str]]) -> tuple[ReadDate, ...]:
    """What cannot be read first, then what is less precise than a day, then the rest."""
    read = [ReadDate(*key, rows) for key, rows in found.items()]
    order = {"": 0, "year": 1, "month": 2, "week": 3, "day": 4}
    return tuple(sorted(read, key=lambda date: (order.get(date.precision, 4), -date.rows, date.text))[:MAX_SHOWN])


def _counts(found: Counter[tuple[str, Count]]) -> tuple[ReadCount, ...]:
    """What could not be read as a number first, then what is vague, then the rest."""
    read = [
        ReadCount(kind, count.text, count.low, count.high, count.approximate, rows)
        for (kind, count), rows in found.items()
    ]

    def doubt(count: ReadCount) -> tuple[bool, bool, int, str]:
        return (count.low is not None or count.high is not None, not count.doubtful, -count.rows, count.text)

    return tuple(sorted(read, key=doubt)[:MAX_SHOWN])
