"""A written date in one spelling: digits, separators, `@05` for a month's name and `~` between the ends of a range."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from data.parsing.any_date import words


@dataclass(frozen=True, slots=True)
class Canonical:
    """What a text says of a date, without its words."""

    text: str = field(metadata={"doc": "Digits, separators, `@05` for May, `~` for the words between two ends."})
    is_unsure: bool = field(default=False, metadata={"doc": "Whether a word says that the date is not sure."})
    weekday: int | None = field(default=None, metadata={"doc": "Monday is 0; None where none or several are named."})
    unknown: str = field(default="", metadata={"doc": "The first word that means nothing in a date."})


def canonical(text: str) -> Canonical:
    """`text` (as `words.plain` gives it) without time of day, weekday and words around the date.

    The time goes as it stands, its zone too: the day is the one that the source wrote.
    """
    text = _TIME.sub(_check_time, text)
    text = _BASIC_TIME.sub(r"\1", text).strip(" ,")
    if not _HAS_WORD.search(text):
        return Canonical(_tidy(text))
    return _without_words(text)


_TIME = re.compile(
    r"(?:(?<=\d)t|\bat\s|\bum\s|\bв\s|\b)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?"
    r"(?:\s*[ap]\.?m\b\.?)?(?:\s*(?:uhr|h)\b)?"
    r"(?:\s*(?:z\b|(?:utc|gmt)?\s?[+-]\d{2}:?(?:\d{2})?(?!\d)|utc\b|gmt\b|msk\b|мск\b|ces?t\b|e[sd]t\b))?"
    r"(?:\s*\[?[a-z]+/[a-z_/]+\]?)?(?:\s*\([a-z ]+ time\)|\s*\(ces?t\))?"
)
_BASIC_TIME = re.compile(r"^(\d{8})t?(?:[01]\d|2[0-3])[0-5]\d[0-5]\dz?$")
_HAS_WORD = re.compile(r"[^\W\d]|[~?()]")
_WORD = re.compile(r"[^\W\d]+")
_ORDINAL = re.compile(r"(\d)-?(?:st|nd|rd|th|er|го|ое|е|ге|і|ж|г|жылы|жылғы)\b")
_TOUCHING = re.compile(r"(?<=\d)(?=@)|(?<=@\d\d)(?=\d)")
_CHINESE_NUMBER = re.compile("[〇零一二三四五六七八九十]+(?=[年月日号號至到])")
_CHINESE_MONTH = re.compile(r"(\d{1,2})\s*月")
_CHINESE_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_CHINESE_WEEKDAY = re.compile(
    "(?:星期|周|週|礼拜|禮拜|(?<=[(]))([月火水木金土日一二三四五六天])(?:曜日?)?|([月火水木金土日])曜日?"
)
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_WEEKDAYS = dict(zip("月火水木金土日一二三四五六天", 2 * _DAYS, strict=True))
_UNSURE_MARK = re.compile(r"\bbelieved to be\b|[?≈]|^~")


def _check_time(match: re.Match[str]) -> str:
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    if hour > 24 or minute > 59 or second > 60:
        raise ValueError(f"{match[0].strip()} is no time of day")
    return " "


def _without_words(text: str) -> Canonical:
    text, unsure = _UNSURE_MARK.subn(" ", text)
    text = _CHINESE_WEEKDAY.sub(lambda match: f" {_WEEKDAYS[match[1] or match[2]]} ", text)
    text = _plain_chinese(text) if "月" in text or "年" in text else text
    for name in () if text.isascii() else _two_word_months():
        text = text.replace(name.replace("_", " "), name)
    months, weekdays = words.month_numbers(), words.weekday_numbers()
    found_weekdays: set[int] = set()
    unknown = ""

    def spell(match: re.Match[str]) -> str:
        nonlocal unsure, unknown
        word = match[0]
        if word in months:
            return f"@{months[word]:02d}"
        if word in words.TO or word in words.OR:
            unsure += word in words.OR
            return " ~ "
        if word in weekdays:
            found_weekdays.add(weekdays[word])
        elif word in words.UNSURE:
            unsure += 1
        elif word not in words.NOISE:
            unknown = unknown or word
        return " "

    text = _ORDINAL.sub(r"\1 ", text)
    text = _WORD.sub(spell, text)
    text = _TOUCHING.sub(" ", text).replace("(", " ").replace(")", " ")
    weekday = found_weekdays.pop() if len(found_weekdays) == 1 else None
    return Canonical(_tidy(text).strip(" ~.,-/'"), bool(unsure), weekday, unknown)


def _tidy(text: str) -> str:
    """Single spaces, none inside `31. 12. 2019`, no full stop at the end."""
    return re.sub(r"(?<=\d\.) (?=\d)", "", " ".join(text.split())).rstrip(" .,;").lstrip(" ,")


def _plain_chinese(text: str) -> str:
    """`2021年5月3日` and `二〇二一年五月三日` as `2021 @05 3`."""
    text = _CHINESE_NUMBER.sub(lambda match: _chinese_number(match[0]), text)
    text = _CHINESE_MONTH.sub(lambda match: f" {int(match[1]):02d}月 ", text)
    text = re.sub(r"[年日号號]", " ", text)
    return re.sub(r"(\d\d)月", lambda m: f" {_month_word(int(m[1]))} ", text)


def _month_word(number: int) -> str:
    if not 1 <= number <= 12:
        raise ValueError(f"{number} is no month")
    return next(word for word, month in words.month_numbers().items() if month == number)


def _chinese_number(text: str) -> str:
    if "十" not in text:
        return text.translate(_CHINESE_DIGITS)
    tens, _, ones = text.partition("十")
    return str(int((tens or "一").translate(_CHINESE_DIGITS)) * 10 + int((ones or "零").translate(_CHINESE_DIGITS)))


@cache
def _two_word_months() -> tuple[str, ...]:
    return tuple(word for word in words.month_numbers() if "_" in word)
