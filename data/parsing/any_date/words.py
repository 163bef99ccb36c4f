"""The words in dates, in the languages of the sources: months and weekdays from CLDR, and what stands around them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

LANGUAGES: Final = (
    "en", "ru", "kk", "uk", "ky", "be", "uz", "de", "fr", "es", "pt", "it", "tr", "pl", "ar", "ar_SY", "ar_DZ", "ar_MA",
)  # fmt: skip
"""Their month names do not contradict each other (a test holds it), so that no language has to be chosen."""

MORE_MONTHS: Final[tuple[str, ...]] = (
    "январе янв", "february февр фев феврале", "maerz mrz марте", "апреле", "мае", "июне", "июле", "aug августе",
    "сентябре сен сент sep sept", "октябре", "ноябре ноя", "декабре",
)  # fmt: skip

KAZAKH_ENDINGS: Final = ("да", "де", "та", "те", "дан", "ден", "тан", "тен", "ға", "ге", "қа", "ке", "дағы", "дегі",
                         "тағы", "тегі", "ның", "нің", "дың", "дің", "тың", "тің", "ы", "і", "ында", "інде",
                         "ынан", "інен", "ының", "інің")  # fmt: skip

_words = str.split

TO: Final = frozenset(
    _words("to till until through thru and bis und по до и au à a al y et e мен дейін та і إلى 至 到")
)
"""Between the two ends of a range."""

NOISE: Final = frozenset(
    _words(
        "feira st nd rd th er re o of the on in from since between date day de del du le la el los les il di am "
        "den vom von im г гг год года году с со от в г р рр року рік ж жж жыл жылы жылғы жылдың күні числа "
        "го ое е ге день من في years year month"
    )
)
"""Words that say nothing of the date itself."""

UNSURE: Final = frozenset(
    _words(
        "believed be circa ca c approx approximately about around probably possibly likely maybe perhaps "
        "unconfirmed reported reportedly estimated est early late mid beginning end middle около примерно "
        "приблизительно предположительно возможно вероятно видимо начало начале середина середине конец "
        "конце шамамен мүмкін басы соңы ортасы близько приблизно ймовірно etwa circa ungefähr vermutlich "
        "wohl anfang mitte ende environ vers probablement début fin hacia alrededor aproximadamente "
        "probablemente principios finales mediados حوالي"
    )
)
"""Words by which the source is not sure; the date is read without them, and a doubt is kept."""

OR: Final = frozenset(_words("or или либо oder ou немесе чи або أو"))
"""Between two dates of which one is meant: a range of which the source is not sure."""


@cache
def month_numbers() -> dict[str, int]:
    """The number of each month name and abbreviation, folded as `plain` folds; two words are joined by `_`."""
    from babel.dates import get_month_names

    numbers: dict[str, int] = {}
    for language in LANGUAGES:
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in get_month_names(width, context, language).items():
                    numbers |= dict.fromkeys(_spellings(name), number)
    for number, name in get_month_names("wide", "format", "kk").items():
        numbers |= {plain(name) + ending: number for ending in KAZAKH_ENDINGS}
    for number, names in enumerate(MORE_MONTHS, start=1):
        numbers |= dict.fromkeys(names.split(), number)
    return numbers


@cache
def weekday_numbers() -> dict[str, int]:
    """The number of each weekday name, Monday first as 0; no word that is also a month or stands around dates."""
    from babel.dates import get_day_names

    numbers: dict[str, set[int]] = {}
    for language in (*LANGUAGES, "zh"):
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in get_day_names(width, context, language).items():
                    for word in _spellings(name):
                        numbers.setdefault(word.split("-")[0], set()).add(number)
    other = month_numbers().keys() | TO | NOISE | UNSURE | OR
    return {word: min(found) for word, found in numbers.items() if len(found) == 1 and word not in other}


def _spellings(name: str) -> set[str]:
    word = plain(name).strip(".").replace(" ", "_")
    bare = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    return {word, bare} if word.isascii() or bare.isascii() else {word}


_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63]")
_MARKS = str.maketrans({"’": "'", "،": ",", "、": ","})
_INVISIBLE = re.compile("[\u200b-\u200f\u061c\u202a-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """`text` in lower case with ASCII digits, dashes and spaces, whatever script its digits are in."""
    if not text.isascii():
        text = _INVISIBLE.sub("", _DASHES.sub("-", unicodedata.normalize("NFKC", text))).translate(_MARKS)
        text = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    return " ".join(text.casefold().split())
