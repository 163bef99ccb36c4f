"""Bins of time: a day, a week from Monday, a month, a year, a decade. Numbered, so that one can count on from any."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

BINS: Final = ("day", "week", "month", "year", "decade")
"""From the shortest on."""

_DAYS: Final = {"day": 1, "week": 7, "month": 30.4, "year": 365.25, "decade": 3652.5}
_MONTHS: Final = {"month": 1, "year": 12, "decade": 120}


def bin_number(day: date, length: str) -> int:
    """Which bin of `length` holds `day`; the next one has the next number."""
    if length in _MONTHS:
        return (day.year * 12 + day.month - 1) // _MONTHS[length]
    return (day.toordinal() - 1) // (7 if length == "week" else 1)  # 1 January of the year 1 is a Monday


def first_day(number: int, length: str) -> date:
    """The first day of the bin `number`. Raises ValueError where no calendar has it."""
    if length in _MONTHS:
        year, month = divmod(number * _MONTHS[length], 12)
        return date(year, month + 1, 1)
    try:
        return date.fromordinal(number * (7 if length == "week" else 1) + 1)
    except OverflowError as error:
        raise ValueError(f"no day has the number {number}") from error


def last_day(first: date, length: str) -> date:
    """The last day of the bin that starts on `first`."""
    try:
        return first_day(bin_number(first, length) + 1, length) - timedelta(days=1)
    except ValueError:
        return date.max


def bins_in(days: int, length: str) -> float:
    """About how many bins of `length` so many days are."""
    return days / _DAYS[length]
