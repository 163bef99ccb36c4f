"""From the text of a date to the days it may mean, and what remains doubtful about it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from data.model import DateRange
from data.parsing.any_date import words
from data.parsing.any_date.canonical import Canonical, canonical
from data.parsing.any_date.forms import SERIAL, Parts, days_of_serial, incomplete, numbers, reads_by_itself, stated
from data.parsing.any_date.reading import DateReading
from data.parsing.dates import format_date, parse_date, span_precision
from data.parsing.missing import MISSING

MAX_DATE = 120  # characters; a longer text is a story and not a date

EARLIEST = 1900
"""An earlier day is possible, but in a table of protests it is more often an error: it is doubtful."""

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ISO = re.compile(r"[\dw/-]{4,21}")
_EPOCH = re.compile(r"1\d{9}|1\d{12}")


@lru_cache(maxsize=100_000)
def parse_any_date(text: str, reading: DateReading) -> DateRange:
    """The date that `text` states, as precisely as it states it. Raises ValueError with a sentence for the editor."""
    try:
        return _in_our_calendar(_parse(text, reading), reading)
    except ValueError as error:
        raise ValueError(f"“{text.strip()[:40]}”: {error}") from None


def date_doubt(text: str, value: DateRange, reading: DateReading) -> str:
    """What a person should look at in a date that was read, or "" where nothing is doubtful."""
    if value.start.year < EARLIEST:
        return f"“{text[:40]}” lies before {EARLIEST}"
    if value.start > reading.today + timedelta(days=366):
        return f"“{text[:40]}” lies in the future"
    if _ISO_DAY.fullmatch(text):
        return ""
    found = canonical(words.plain(text))
    if found.is_unsure:
        return f"the source is not sure of “{text[:40]}”; it is taken as {format_date(value)}"
    if _against_order(found.text, reading):
        return f"“{text[:40]}” does not follow the order of day and month of its column"
    return ""


def _parse(text: str, reading: DateReading) -> DateRange:
    if _ISO_DAY.fullmatch(text):
        return _days(Parts(*map(int, text.split("-"))))
    plain = words.plain(text)
    if plain in MISSING:
        raise ValueError("the date is empty; write it as 2021-02-28, 2021-02 or 2021")
    if len(plain) > MAX_DATE:
        raise ValueError("the text is too long for a date")
    if SERIAL.fullmatch(plain):
        return _serial(plain, reading)
    if _EPOCH.fullmatch(plain):
        raise ValueError(
            "this may be seconds or milliseconds since 1970 and not a date; convert it to a day as in 2021-02-28"
        )
    if _ISO.fullmatch(plain) and (value := _iso(plain)):
        return value
    return _from_words(canonical(plain), reading)


def _iso(text: str) -> DateRange | None:
    """The forms of our own table, and the day of a week (2024-W18-3)."""
    try:
        if re.fullmatch(r"\d{4}-w\d\d-\d", text):
            day = date.fromisoformat(text.upper())
            return DateRange(day, day, "day")
        return parse_date(text.upper())
    except ValueError:
        return None


def _from_words(found: Canonical, reading: DateReading) -> DateRange:
    if found.unknown:
        raise ValueError(f"this is not a date (“{found.unknown[:40]}” is no word of one)")
    parts = stated(found.text, reading)
    if parts:
        return _with_weekday(_days(parts), found.weekday)
    value = _range(found.text, reading)
    if value:
        return value
    raise ValueError("this is not a date; write it as 2021-02-28, 2021-02 or 2021")


def _days(parts: Parts) -> DateRange:
    """The days of a year, a month or a day."""
    try:
        text = "-".join(f"{part:0{width}d}" for part, width in zip(parts, (4, 2, 2), strict=True) if part is not None)
        return parse_date(text)
    except ValueError as error:
        match = re.search(r"\((.*)\)$", str(error))
        raise ValueError(f"there is no such day ({match[1] if match else error})") from None


def _with_weekday(value: DateRange, weekday: int | None) -> DateRange:
    if weekday is not None and value.precision == "day" and value.start.weekday() != weekday:
        raise ValueError(f"the weekday is not that of {value.start.isoformat()}; one of the two is wrong")
    return value


_MONTH_DAYS_YEAR = re.compile(r"(@\d\d) ?(\d\d?) ?[-~/&] ?(\d\d?)[ ,]+(\d{4})")


def _range(text: str, reading: DateReading) -> DateRange | None:
    if match := _MONTH_DAYS_YEAR.fullmatch(text):  # May 1-3, 2021
        text = f"{match[2]} ~ {match[3]} {match[1]} {match[4]}"
    for separator in ("~", " - ", "-", "/", "&", ","):
        start, found, end = text.partition(separator)
        if found and separator not in end:
            ends = _ends(start.strip(" ,."), end.strip(" ,."), reading)
            if ends:
                return _between(*ends)
    return None


def _ends(start: str, end: str, reading: DateReading) -> tuple[Parts, Parts] | None:
    """Both ends; what one leaves out, the other states: `28 Feb - 2 Mar 2021`."""
    first = incomplete(start) or stated(start, reading)
    last = incomplete(end) or stated(end, reading)
    if not first or not last or (first.year is None and last.year is None):
        return None
    if first.day is None and last.day is not None:  # "May - 3 June": no such range is meant
        return None
    first = first._replace(month=first.month or last.month)
    if last.month is None and first.day is not None and last.day is not None:
        last = last._replace(month=first.month)
    if first.year is None and last.year is not None:
        runs_over = (first.month or 0) > (last.month or 0)
        first = first._replace(year=last.year - runs_over)
    if last.year is None and first.year is not None:
        runs_over = (first.month or 0) > (last.month or 0)
        last = last._replace(year=first.year + runs_over)
    return first, last


def _between(first: Parts, last: Parts) -> DateRange:
    start, end = _days(first).start, _days(last).end
    if start > end:
        raise ValueError("the range ends before it starts")
    return DateRange(start, end, span_precision(start, end))


def _serial(text: str, reading: DateReading) -> DateRange:
    day = days_of_serial(text)
    if not reading.serials:
        raise ValueError(
            f"this may be the day number of a spreadsheet ({day.isoformat()}), but not the whole column is such; "
            "write it as a date"
        )
    return DateRange(day, day, "day")


def _in_our_calendar(value: DateRange, reading: DateReading) -> DateRange:
    """Years of other calendars are refused: converted in silence they would be wrong where they are no such years."""
    year = value.start.year
    if 1300 <= year < 1500:
        raise ValueError(f"the year {year} looks like one of the Solar Hijri or Islamic calendar; convert the date")
    if 2400 <= year <= reading.today.year + 544:
        raise ValueError(f"the year {year} looks like one of the Buddhist calendar ({year - 543}); convert the date")
    return value


def _against_order(text: str, reading: DateReading) -> bool:
    found = numbers(text)
    if not found or not reading.order or reads_by_itself(found.separator, reading):
        return False
    return reading.order not in found.meanings(reading.today)
