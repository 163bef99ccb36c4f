"""How the dates of a column are to be read, decided from all of its values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from data.parsing.any_date import words
from data.parsing.any_date.canonical import canonical
from data.parsing.any_date.forms import BARE, NUMBERS, SERIAL, bare_number, days_of_serial
from data.parsing.any_date.reading import DateReading
from data.parsing.missing import MISSING

_ENOUGH = 8  # distinct values like 19-Jun from which their numbers can show that they are years
_YEARS_WIDE = 8  # ... if they lie within so many years; days of the month would be spread wider


def read_order(values: Iterable[str], today: date | None = None) -> DateReading:
    """How the dates of a column are to be read, from all its distinct values."""
    reading = DateReading() if today is None else DateReading(today=today)
    plain = [word for word in map(words.plain, values) if word not in MISSING and len(word) <= 120]
    if plain and all(SERIAL.fullmatch(word) for word in plain):
        example = f"{plain[0]} is {days_of_serial(plain[0]).isoformat()}"
        return replace(reading, serials=True, reasons=(f"all values are day numbers of a spreadsheet: {example}",))
    spelled = [(word, text) for word in plain if (text := _spelling(word))]
    reading = _with_order(reading, spelled)
    return _with_bare_month(reading, [text for _, text in spelled])


def _spelling(word: str) -> str:
    try:
        return canonical(word).text
    except ValueError:  # no time of day
        return ""


def _with_order(reading: DateReading, spelled: list[tuple[str, str]]) -> DateReading:
    numbers = [(word, match) for word, text in spelled for match in _numbers_in(text)]
    dots_too = any(_shown(first, second, year) == "mdy" for _, (first, dot, second, year) in numbers if dot == ".")
    examples: dict[str, str] = {}
    for word, (first, separator, second, year) in numbers:
        if separator == "." and not dots_too:
            continue
        examples.setdefault(_shown(first, second, year), word)
    examples.pop("", None)
    either = examples.pop("either", "")
    reading = replace(reading, dots_too=dots_too)
    if len(examples) == 2:
        day_first, month_first = examples["dmy"][:40], examples["mdy"][:40]
        reason = f"the column contradicts itself: “{day_first}” has the day first, “{month_first}” the month"
        return _open(reading, either, reason) if either else replace(reading, reasons=(reason,))
    if examples:
        order, example = next(iter(examples.items()))
        first_part = "day" if order == "dmy" else "month"
        return replace(reading, order=order, reasons=(f"“{example[:40]}” can only have the {first_part} first",))
    return _open(reading, either, "no value has a number above 12 that would show the day") if either else reading


def _open(reading: DateReading, example: str, reason: str) -> DateReading:
    return replace(reading, is_open=True, reasons=(reason, f"“{example[:40]}” can be read in two ways"))


def _numbers_in(text: str) -> list[tuple[int, str, int, str]]:
    """Every date of three numbers in `text`: one, or the two ends of a range."""
    if whole := NUMBERS.fullmatch(text):
        return [(int(whole[1]), whole[2], int(whole[3]), whole[4])]
    found = []
    for separator in ("~", " - ", "-", "/"):
        ends = [NUMBERS.fullmatch(end.strip()) for end in text.split(separator)]
        if len(ends) == 2:
            found += [(int(end[1]), end[2], int(end[3]), end[4]) for end in ends if end]
    return found


def _shown(first: int, second: int, year: str) -> str:
    """What order these numbers show: dmy, mdy, either, or "" where they are no date or the same both ways."""
    full = int(year) if len(year) == 4 else 2000  # a leap year, so that 29 February counts
    day_first, month_first = _is_day(full, second, first), _is_day(full, first, second)
    if day_first and month_first:
        return "" if first == second else "either"
    if day_first:
        return "dmy"
    return "mdy" if month_first else ""


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _with_bare_month(reading: DateReading, spelled: list[str]) -> DateReading:
    """Whether the number in `19-Jun` is the year: one that can be no day shows it, or many that lie close together."""
    found = {(bare_number(m), int(m["m"])) for text in spelled if (m := BARE.fullmatch(text)) and bare_number(m)}
    if not found:
        return reading
    no_day = [number for number, month in found if not _is_day(2000, month, int(number))]
    years = [reading.today.year - (reading.today.year - int(number)) % 100 for number, _ in found]
    if no_day:
        reason = f"“{min(no_day)}” beside a month can be no day of it"
    elif len(found) >= _ENOUGH and max(years) - min(years) < _YEARS_WIDE and len({m for _, m in found}) >= 4:
        reason = f"the numbers beside the months all lie between {min(years)} and {max(years)}"
    else:
        return reading
    return replace(reading, bare_month="year", reasons=(*reading.reasons, reason))
