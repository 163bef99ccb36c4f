"""Dates as foreign tables write them. What the order of day and month is, is decided for a column from its values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from data.model import DateRange
from data.parsing.dates import parse_date

ORDERS = ("dmy", "mdy")


@dataclass(frozen=True, slots=True)
class DateReading:
    """How the dates of one column are to be read."""

    order: str = field(default="", metadata={"doc": "dmy or mdy; empty where no value depends on it or it is open."})
    is_open: bool = field(
        default=False, metadata={"doc": "Whether some values read differently by order and nothing decides: ask."}
    )
    bare_month: str = field(
        default="", metadata={"doc": "What the number in `19-Jun` is, where the column shows it: year or day."}
    )
    reasons: tuple[str, ...] = field(default=(), metadata={"doc": "What decided, in plain words, with an example."})


def read_order(values: Iterable[str]) -> DateReading:
    """How the dates of a column are to be read, from all its distinct values."""
    del values
    return DateReading()


def parse_any_date(text: str, reading: DateReading) -> DateRange:
    """The date that `text` states, as precisely as it states it. Raises ValueError with a sentence for the editor."""
    del reading
    return parse_date(text)
