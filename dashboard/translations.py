"""The words of the page in the reader's language: gettext catalogues, names and dates by Babel."""

from __future__ import annotations

import gettext
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Final

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_compact_decimal, format_decimal

from data.model import DateRange

LANGUAGES: Final[dict[str, str]] = {"en": "English", "ru": "Русский", "kk": "Қазақша"}
"""Languages of the page by code, each by its own name. English is the language of the source texts."""

LOCALES: Final[dict[str, str]] = {"en": "en_GB", "ru": "ru", "kk": "kk"}
"""How dates and numbers are written in each language: 28 February 2021."""

CATALOGUES = Path(__file__).resolve().parent / "catalogues"


@dataclass(frozen=True, slots=True)
class Words:
    """The page's words in one language."""

    language: str
    catalogue: gettext.NullTranslations

    @property
    def tag(self) -> str:
        """The language as browsers name it (BCP 47), with the region whose dates it follows."""
        return LOCALES[self.language].replace("_", "-")

    def gettext(self, text: str) -> str:
        """`text`, translated."""
        return self.catalogue.gettext(text)

    def ngettext(self, one: str, many: str, number: int) -> str:
        """The form that `number` takes, with `number` written the local way where it says {n}."""
        return self.catalogue.ngettext(one, many, number).format(n=self.number(number))

    def forms(self, key: str, one: str, many: str) -> dict[str, str]:
        """Every plural form for a script: `key` + `_` + its CLDR category, and `key_other` for all else."""
        rule = Locale.parse(LOCALES[self.language]).plural_form
        samples = (5, 1, 2)  # one number of each form that these languages have; 5 stands for all else
        forms = {rule(number): self.catalogue.ngettext(one, many, number) for number in samples}
        other = self.catalogue.ngettext(one, many, 5)
        return {f"{key}_other": other, **{f"{key}_{category}": form for category, form in forms.items()}}

    def number(self, number: int) -> str:
        """A whole number with the local group separators."""
        return str(format_decimal(number, locale=LOCALES[self.language]))

    def short(self, number: int) -> str:
        """A large number in few letters: 12K."""
        return str(format_compact_decimal(number, locale=LOCALES[self.language]))

    def measure(self, number: float, *, signed: bool = False) -> str:
        """A number of any kind, a broken one with two digits that count; `signed` with + and −."""
        size = abs(number)
        whole = float(size).is_integer()
        said = format_decimal(size, format=None if whole else "@@", locale=LOCALES[self.language])
        return f"{'−' if number < 0 else '+' if signed and number > 0 else ''}{said}"

    def all_of(self, names: Sequence[str]) -> str:
        """Names as a list in a sentence: Kazakhstan, Kyrgyzstan and Russia."""
        return str(format_list(names, locale=LOCALES[self.language]))

    def country(self, code: str) -> str:
        """The name of a country by ISO 3166-1 alpha-2; the code itself where there is none."""
        return str(Locale.parse(LOCALES[self.language]).territories.get(code, code))

    def day(self, day: date) -> str:
        """A day in full: 28 February 2021."""
        return str(format_date(day, format="long", locale=LOCALES[self.language]))

    def date_range(self, dates: DateRange) -> str:
        """A date as precisely as it is known: a day, a month, a year, or from one day to another."""
        start, end = dates.start, dates.end
        if start == end:
            return self.day(start)
        if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
            return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
        month_ends = start.day == 1 and (end + timedelta(days=1)).day == 1
        if month_ends and (start.year, start.month) == (end.year, end.month):
            return str(format_skeleton("yMMMM", start, locale=LOCALES[self.language]))
        return str(format_interval(start, end, "yMMMMd", locale=LOCALES[self.language]))


@cache
def words(language: str) -> Words:
    """The words of the page in `language`, one of LANGUAGES."""
    path = CATALOGUES / f"{language}.po"
    if not path.exists():
        return Words(language, gettext.NullTranslations())
    with path.open("rb") as source:
        catalogue = read_po(source, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Words(language, gettext.GNUTranslations(compiled))


def language_of(asked: str, browser: str | None) -> str:
    """The language to show: the one asked for, else the browser's, else English."""
    wished = (asked, (browser or "").replace("_", "-").split("-")[0].lower())
    return next((code for code in wished if code in LANGUAGES), "en")
