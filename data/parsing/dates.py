"""Dates as an editor writes them in our own table: ISO 8601 days, weeks, months, years and intervals."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache

from data.model import DateRange

_EARLIEST_YEAR = 1000
_LATEST_YEAR = 2999
_YEAR = re.compile(r"(\d{4})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})")


@lru_cache(maxsize=100_000)  # a table names the same days again and again
def parse_date(text: str) -> DateRange:
    """`2021-02-28`, `2021-W08`, `2021-02`, `2021` or `start/end` of these, never padded to a day.

    Raises ValueError with a sentence for the editor where the text is none of these.
    Source: ISO 8601-1:2019, calendar and week dates, intervals.
    """
    text = text.strip()
    if not text:
        raise ValueError("the date is empty; write it as 2021-02-28, 2021-02 or 2021")
    start_text, slash, end_text = text.partition("/")
    first = _single(start_text.strip())
    if not slash:
        return first
    last = _single(end_text.strip())
    if first.start > last.end:
        raise ValueError(f"the range “{text[:40]}” ends before it starts; write it as start/end")
    return DateRange(first.start, last.end, span_precision(first.start, last.end))


@lru_cache(maxsize=100_000)
def format_date(value: DateRange) -> str:
    """The shortest ISO 8601 text that `parse_date` reads back as the same range."""
    start, end = value.start, value.end
    if start == end:
        return start.isoformat()
    if value == _year(start.year):
        return f"{start.year:04d}"
    if value == _month(start.year, start.month):
        return f"{start.year:04d}-{start.month:02d}"
    return f"{start.isoformat()}/{end.isoformat()}"


def span_precision(start: date, end: date) -> str:
    """The finest of day, week, month, year that holds the days from `start` to `end`."""
    days = (end - start).days + 1
    if days == 1:
        return "day"
    if days <= 7:
        return "week"
    return "month" if days <= 31 else "year"


def _single(text: str) -> DateRange:
    try:
        if match := _DAY.fullmatch(text):
            day = date.fromisoformat(match[1])
            _check_year(day.year)
            return DateRange(day, day, "day")
        if match := _WEEK.fullmatch(text):
            monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
            sunday = monday + timedelta(days=6)
            _check_year(monday.year)
            _check_year(sunday.year)
            return DateRange(monday, sunday, "week")
        if match := _MONTH.fullmatch(text):
            return _month(int(match[1]), int(match[2]))
        if match := _YEAR.fullmatch(text):
            return _year(int(match[1]))
    except ValueError as error:
        raise ValueError(f"“{text[:40]}” is not a date ({error})") from error
    raise ValueError(f"“{text[:40]}” is not a date; write it as 2021-02-28, 2021-02 or 2021")


def _month(year: int, month: int) -> DateRange:
    _check_year(year)
    last_day = calendar.monthrange(year, month)[1]
    return DateRange(date(year, month, 1), date(year, month, last_day), "month")


def _year(year: int) -> DateRange:
    _check_year(year)
    return DateRange(date(year, 1, 1), date(year, 12, 31), "year")


def _check_year(year: int) -> None:
    if not _EARLIEST_YEAR <= year <= _LATEST_YEAR:
        raise ValueError(f"the year {year} is not between {_EARLIEST_YEAR} and {_LATEST_YEAR}")
