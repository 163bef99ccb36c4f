"""How the dates of a column are to be read, decided from all of its values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from data.parsing.any_date import words
from data.parsing.any_date.canonical import canonical
from data.parsing.any_date.forms import BARE, SERIAL, Numbers, Parts, bare_number, days_of_serial, numbers
from data.parsing.any_date.reading import ORDERS, DateReading
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


_FIRST = {"dmy": "the day", "mdy": "the month", "ymd": "the year"}


def _with_order(reading: DateReading, spelled: list[tuple[str, str]]) -> DateReading:
    found = [(word, numbers) for word, text in spelled for numbers in _numbers_in(text)]
    meant = [(word, each.separator, each.meanings(reading.today)) for word, each in found]
    dots_too = any(dot == "." and [*meanings] == ["mdy"] for _, dot, meanings in meant)
    telling = [(word, [*m]) for word, dot, m in meant if (dot != "." or dots_too) and (len(m) == 1 or _differ(m))]
    reading = replace(reading, dots_too=dots_too)
    fits = tuple(order for order in ORDERS if all(order in orders for _, orders in telling))
    if not telling:
        return reading
    if not fits:
        return _contradicted(reading, telling)
    word, orders = min(telling, key=lambda each: len(each[1]))
    if len(fits) == 1:
        told = "can only have" if len(orders) == 1 else "fits the others only with"
        return replace(reading, order=fits[0], reasons=(f"“{word[:40]}” {told} {_FIRST[fits[0]]} first",))
    shown = "the day" if "ymd" not in fits else "the year"
    return _open(reading, fits, word, f"no value has a number that would show {shown}")


def _differ(meanings: dict[str, Parts]) -> bool:
    return len(set(meanings.values())) > 1


def _contradicted(reading: DateReading, telling: list[tuple[str, list[str]]]) -> DateReading:
    """No order fits all: what can be read in one way is, and of the rest the editor says the order."""
    examples: dict[str, str] = {}
    for word, orders in telling:
        if len(orders) == 1:
            examples.setdefault(orders[0], word)
    told = [f"“{word[:40]}” has {_FIRST[order]} first" for order, word in examples.items()]
    reason = f"the column contradicts itself: {', '.join(told) or 'no order fits all of its dates'}"
    doubtful = [(word, orders) for word, orders in telling if len(orders) > 1]
    if not doubtful:
        return replace(reading, reasons=(reason,))
    choices = {order for _, orders in doubtful for order in orders}
    return _open(reading, tuple(order for order in ORDERS if order in choices), doubtful[0][0], reason)


def _open(reading: DateReading, choices: tuple[str, ...], example: str, reason: str) -> DateReading:
    reasons = (reason, f"“{example[:40]}” can be read in two ways")
    return replace(reading, is_open=True, choices=choices, reasons=reasons)


def _numbers_in(text: str) -> list[Numbers]:
    """Every date of three numbers in `text`: one, or the two ends of a range."""
    if whole := numbers(text):
        return [whole]
    for separator in ("~", " - ", "-", "/"):
        ends = [numbers(end.strip()) for end in text.split(separator)]
        if len(ends) == 2 and any(ends):
            return [end for end in ends if end]
    return []


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
