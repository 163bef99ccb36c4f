"""The forms of one date in its canonical spelling, each with what it states: year, month, day, or part of these."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from data.parsing.any_date.reading import ORDERS, DateReading


class Parts(NamedTuple):
    """What is stated of a date."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


_S = r"(?:[-/]|[ .,]*)"  # between a number and a name; " - " stands between the ends of a range
_GAP = r"(?:[-/]|[ .,]+)"  # between two numbers
_DAY, _MONTH, _YEAR = r"(?P<d>\d\d?)", r"@(?P<m>\d\d)", r"(?P<y>\d{4}|\d\d)"
_LONG_YEAR = r"(?P<y>\d{4})"

_STATED = tuple(
    re.compile(form)
    for form in (
        rf"{_LONG_YEAR}(?P<sep>[./ -])(?P<m>\d\d?)(?P=sep){_DAY}",  # 2021-5-3: a year in front is followed by the month
        rf"{_DAY}{_S}{_MONTH}{_S}'?{_YEAR}",
        rf"{_MONTH}{_S}{_DAY}{_GAP}{_LONG_YEAR}",
        rf"{_MONTH}(?P<sep>[-/.]){_DAY}(?P=sep)(?P<y>\d\d)",  # May-10-12, but not "May 10-12"
        rf"{_LONG_YEAR}{_S}{_MONTH}{_S}{_DAY}",
        rf"{_LONG_YEAR}{_S}{_DAY}{_S}{_MONTH}",
        rf"{_MONTH}{_S}'?{_LONG_YEAR}",
        rf"{_MONTH}{_S}'(?P<y>\d\d)",
        rf"{_LONG_YEAR}{_S}{_MONTH}",
        rf"(?P<m>\d\d?)[./-]{_LONG_YEAR}",
        rf"{_LONG_YEAR}[./-](?P<m>\d\d?)",
        _LONG_YEAR,
        r"(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])",  # 20191024
    )
)

_NUMBERS = re.compile(r"(\d\d?)([./ -])(\d\d?)\2'?(\d{4}|\d\d)")
"""Day and month in an order that the text does not tell: 03/04/2021."""

BARE = re.compile(rf"(?:(?P<before>\d\d?){_S})?{_MONTH}(?:{_S}(?P<after>\d\d?))?")
"""A month alone or with a number that may be a day or a year: 19-Jun. (Two numbers are matched before.)"""

SERIAL = re.compile(r"([2-7]\d{4})(?:\.\d+)?")
"""A day number of a spreadsheet, from 1954 to 2119, with or without a fraction for the time."""

_INCOMPLETE = tuple(
    re.compile(form)
    for form in (rf"{_DAY}{_S}{_MONTH}", rf"{_MONTH}{_S}{_DAY}", r"(?P<d>\d\d?)\.(?P<m>\d\d?)", _MONTH, _DAY)
)
"""One end of a range, of which the other end states the rest."""


def stated(text: str, reading: DateReading) -> Parts | None:
    """The parts that `text` states, or None where it has no known form. Raises ValueError where it is no date."""
    for form in _STATED:
        if match := form.fullmatch(text):
            return _parts(match.groupdict(), reading)
    if found := numbers(text):
        return _in_order(found, reading)
    if match := BARE.fullmatch(text):
        return _bare(match, reading)
    return None


def incomplete(text: str) -> Parts | None:
    """One end of a range that leaves its month or year to the other end."""
    for form in _INCOMPLETE:
        if match := form.fullmatch(text):
            found = match.groupdict()
            return Parts(None, *(int(found[part]) if found.get(part) else None for part in "md"))
    return None


def days_of_serial(text: str) -> date:
    """The day that a spreadsheet shows for `45413`: days since 30 December 1899.

    Source: ECMA-376 part 1, 18.17.4.1, the 1900 date base; from March 1900 on its leap-year error does not matter.
    """
    return date(1899, 12, 30) + timedelta(days=int(text.split(".", maxsplit=1)[0]))


def _parts(found: dict[str, str], reading: DateReading) -> Parts:
    year = _full_year(found["y"], reading.today)
    return Parts(year, *(int(found[part]) if found.get(part) else None for part in "md"))


class Numbers(NamedTuple):
    """A date of three numbers whose order the text does not tell."""

    first: str
    separator: str
    second: str
    third: str

    def meanings(self, today: date) -> dict[str, Parts]:
        """What it means in each order in which it is a day. Dates with dots begin with no year of two digits."""
        found = {}
        for order in ORDERS:
            try:
                parts = self.parts(order, today)
                date(*map(int, (parts.year or 0, parts.month or 0, parts.day or 0)))
                found[order] = parts
            except ValueError:
                pass
        return found

    def parts(self, order: str, today: date) -> Parts:
        """What it states in an order. Raises ValueError where its year can be none."""
        year, month, day = {
            "dmy": (self.third, self.second, self.first),
            "mdy": (self.third, self.first, self.second),
            "ymd": (self.first, self.second, self.third),
        }[order]
        if order == "ymd" and (self.separator == "." or (len(year), len(day)) != (2, 2)):
            raise ValueError("the year does not come first")
        return Parts(_full_year(year, today), int(month), int(day))


def numbers(text: str) -> Numbers | None:
    """The three numbers that `text` is, if it is that."""
    match = _NUMBERS.fullmatch(text)
    return Numbers(*match.groups()) if match else None


def _in_order(found: Numbers, reading: DateReading) -> Parts:
    meanings = found.meanings(reading.today)
    by_itself = reads_by_itself(found.separator, reading)
    if len(set(meanings.values())) == 1:
        return next(iter(meanings.values()))
    if by_itself or not meanings:  # what is no day in any order is refused as the day that it would be
        month_first = int(found.second) > 12 or (not by_itself and reading.order == "mdy" and int(found.first) <= 12)
        return found.parts("mdy" if month_first else "dmy", reading.today)
    if reading.order in meanings:
        return meanings[reading.order]
    what = "day and month" if "ymd" not in meanings else "year, month and day"
    raise ValueError(f"{what} can be read in two ways; choose the order of {what} for the column")


def reads_by_itself(separator: str, reading: DateReading) -> bool:
    """Whether the separator tells the order: dates with dots are day first everywhere, unless the column denies it."""
    return separator == "." and not reading.dots_too


def _bare(match: re.Match[str], reading: DateReading) -> Parts:
    number = bare_number(match)
    if number and reading.bare_month == "year":
        return Parts(_full_year(number, reading.today), int(match["m"]))
    raise ValueError("the year is missing, or it is the number; write it as 2019-06 or 2019-06-19")


def bare_number(match: re.Match[str]) -> str:
    """The number of `19-Jun`, with two digits."""
    number = match["before"] or match["after"] or ""
    return number.zfill(2) if number else ""


def _full_year(text: str, today: date) -> int:
    """The year that `text` states. Two digits: the last year with them that has begun, within the last 80 years."""
    if len(text) == 4:
        return int(text)
    year = today.year - today.year % 100 + int(text)
    if year > today.year:
        year -= 100
    if year < today.year - 80:
        raise ValueError(f"the year “{text}” may be {year} or {year + 100}; write it with four digits")
    return year
