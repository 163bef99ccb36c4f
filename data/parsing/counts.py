"""How many people, read from the words of a source: "about 50", "dozens", "20-30", "не менее сотни"."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from data.model import Count
from data.parsing import count_words as words
from data.parsing.chinese_numbers import in_digits

MAX_PEOPLE = 10**9
"""A larger number is no crowd but an error of the file; it stays as wording, the bounds stay unknown."""

_MAX_READ = 120  # characters; a longer text is a story and not a count

_GROUPED = re.compile(r"(?<![\d.,])(\d{1,3})((?:[ .,'’]\d{3})+)(?![\d.,]*\d)")
_WHOLE = re.compile(r"(?<=\d)[.,]0{1,2}(?!\d|[.,]\d)")
"""Programs write whole numbers as 50.0; no source means a part of a person."""
_DECIMAL = re.compile(r"(\d+)[.,](\d{1,2})(?=\s|$)")
_RANGE = re.compile(
    r"(?:between |from |от |von |de |entre )?(.+?)\s*(?:-|–|—|\bto\b|\band\b|\bдо\b|\bbis\b|\bà\b|至|到|〜|~)\s*(.+)"
)
_ENDING = re.compile(r"(?<=\d)-?(?:(?:г|к|қ)[аеөо]|ға|[дтн][аеөо]н|х|ти|ми)\b")
"""What a case puts behind digits in Kazakh, Kyrgyz and Russian: 200-ге, 200-ден, 2-х."""
_NO_SPACES = "\u3000"
"""From here on, letters are of scripts that put no space between words."""
_PARENTHESES = re.compile(r"\([^()]*\)")


@lru_cache(maxsize=100_000)  # a table uses the same words again and again
def parse_count(text: str) -> Count:
    """The bounds that `text` states, by the rules in `count_words`; both unknown where it states none.

    Never raises: a wording that is not understood keeps its text and says nothing about bounds.
    """
    wording = text.strip()
    bounds = _read(_simplify(wording)) if len(wording) <= _MAX_READ else None
    low, high, approximate = bounds or (None, None, False)
    nothing_stated = low is None and high is None  # "about at least up to one"
    if nothing_stated or max(low or 0, high or 0) > MAX_PEOPLE:
        return Count(text=wording)
    return Count(low, high, wording, approximate)


Bounds = tuple[int | None, int | None, bool]


def _simplify(wording: str) -> str:
    """Lower case, digits without separators, without brackets, asides and the word for people."""
    phrase = unicodedata.normalize("NFKC", wording).casefold().replace("−", "-")
    phrase = _PARENTHESES.sub(" ", phrase)
    phrase = _asides().split(phrase, maxsplit=1)[0]
    phrase = _GROUPED.sub(_ungrouped, _WHOLE.sub("", " ".join(phrase.split())))
    phrase = in_digits(_ENDING.sub("", phrase))
    return _drop_people(phrase.strip(" ,.;:"))


def _ungrouped(match: re.Match[str]) -> str:
    """The number without separators; people are whole, so 1.200 is no fraction, but 1.200 thousand may be one."""
    fraction = re.fullmatch(r"[.,]\d{3}", match[2])
    if fraction and _unit_behind().match(match.string, match.end()):
        return match[0]
    return match[1] + re.sub(r"\D", "", match[2])


def _drop_people(phrase: str) -> str:
    shorter = _people().sub("", phrase).strip()
    return shorter or phrase


def _read(phrase: str) -> Bounds | None:
    if phrase in words.NONE:
        return (0, 0, False)
    return _vague(phrase) or _qualified(phrase) or _number_bounds(phrase) or _range(phrase)


def _vague(phrase: str) -> Bounds | None:
    rule = words.VAGUE.get(words.SAME_AS.get(phrase, phrase))
    return (rule[0], rule[1], False) if rule else None


def _qualified(phrase: str) -> Bounds | None:
    """A number or a range with a word before or behind it that says how to take it.

    The number goes before the vague word: behind a preposition, Russian "сотни" is one hundred and not hundreds.
    """
    if rest := _without(phrase, words.ABOUT, words.ABOUT_AFTER):
        bounds = _number_bounds(rest) or _vague(rest) or _qualified(rest) or _range(rest)
        return (bounds[0], bounds[1], True) if bounds else None
    if rest := _without(phrase, words.AT_LEAST, words.AT_LEAST_AFTER):
        bounds = _number_bounds(rest) or _vague(rest) or _qualified(rest)
        return (bounds[0], None, bounds[2]) if bounds else None
    if rest := _without(phrase, words.AT_MOST, words.AT_MOST_AFTER):
        bounds = _number_bounds(rest) or _vague(rest) or _qualified(rest)
        return (None, bounds[1], bounds[2]) if bounds else None
    return None


def _without(phrase: str, before: tuple[str, ...], behind: tuple[str, ...]) -> str:
    """`phrase` without the longest of these words and the people beside it, or "" where none of them is there."""
    for word in sorted(before, key=len, reverse=True):
        is_apart = not word[-1].isalnum() or word[-1] > _NO_SPACES or phrase[len(word) :].startswith(" ")
        if phrase.startswith(word) and is_apart:
            return _drop_people(phrase[len(word) :].strip())
    for word in sorted(behind, key=len, reverse=True):
        if phrase.endswith(word):
            return _drop_people(phrase[: -len(word)].strip())
    return ""


def _number_bounds(phrase: str) -> Bounds | None:
    value = _number(phrase)
    return None if value is None else (value, value, False)


def _range(phrase: str) -> Bounds | None:
    match = _RANGE.fullmatch(phrase)
    if not match:
        return None
    high = _number(match[2])
    low = _number(match[1])
    if low is None or high is None:
        return None
    unit = _multiplier(match[2])
    if low < unit and low and _multiplier(match[1]) == 1:  # "three to five thousand": the unit belongs to both
        low *= unit
    return (low, high, False) if low <= high else None


def _number(phrase: str) -> int | None:
    """A whole number in digits, words, or both with a multiplier: 50, twenty, three dozen, 1.5 thousand."""
    phrase = phrase.removeprefix("a ").removeprefix("an ").removeprefix("full ")
    if phrase in words.NUMBERS:
        return words.NUMBERS[phrase]
    if phrase.isdecimal():
        return int(phrase) if len(phrase) <= 12 else None
    unit = _multiplier(phrase)
    if unit == 1:
        return None
    head = _unit_pattern().sub("", phrase).strip()
    if not head:
        return unit
    if decimal := _DECIMAL.fullmatch(head):
        return round(float(f"{decimal[1]}.{decimal[2]}") * unit) if len(decimal[1]) <= 6 else None
    value = _number(head)
    return None if value is None else value * unit


def _multiplier(phrase: str) -> int:
    match = _unit_pattern().search(phrase)
    return words.MULTIPLIERS[match[1]] if match else 1


@cache
def _unit_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:(?<=\d)|\b)({_alternatives(tuple(words.MULTIPLIERS))})\.?$")


@cache
def _unit_behind() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{_alternatives(tuple(words.MULTIPLIERS))})\b")


@cache
def _people() -> re.Pattern[str]:
    apart, joined = _alternatives(words.PEOPLE), _alternatives(words.PEOPLE_JOINED)
    return re.compile(rf"(?:\s+(?:of\s+)?(?:{apart})|(?:\s*(?:{joined}))+)$")


@cache
def _asides() -> re.Pattern[str]:
    return re.compile(rf"[,;]?\s*\b(?:{_alternatives(words.ASIDES)})\b")


def _alternatives(phrases: tuple[str, ...]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
