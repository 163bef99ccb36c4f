"""Every string that a reader sees is in every catalogue, and each form of it can be filled in."""

from __future__ import annotations

import ast
import re
from datetime import date
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from dashboard.translations import CATALOGUES, LANGUAGES, language_of, words
from data.model import DateRange

KEYWORDS = {"gettext": None, "_": None, "ngettext": (1, 2), "n_": (1, 2), "forms": (2, 3)}
DASHBOARD = Path(__file__).resolve().parents[2] / "dashboard"
TRANSLATED = [code for code in LANGUAGES if code != "en"]


def strings_of_the_page() -> set[str | tuple[str, ...]]:
    found = extract_from_dir(DASHBOARD, method_map=[("**.py", "python")], keywords=KEYWORDS)
    return {message for _, _, message, _, _ in found}


def catalogue(language: str) -> dict[str | tuple[str, ...], Message]:
    with (CATALOGUES / f"{language}.po").open("rb") as source:
        return {m.id: m for m in read_po(source, locale=language) if m.id}


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_string_is_translated_and_none_is_left_over(language: str) -> None:
    assert strings_of_the_page() == set(catalogue(language))
    untranslated = [m.id for m in catalogue(language).values() if not all(forms(m)) or m.fuzzy]
    assert untranslated == []


def test_no_string_is_asked_for_inside_an_f_string() -> None:
    """The extractor does not look into f-strings: what is asked for there stays English, and no catalogue misses it."""
    hidden = [
        f"{path.name}:{call.lineno}"
        for path in DASHBOARD.rglob("*.py")
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and getattr(call.func, "id", getattr(call.func, "attr", "")) in KEYWORDS
    ]
    assert hidden == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_fills_in_what_the_source_fills_in(language: str) -> None:
    for message in catalogue(language).values():
        source = message.id if isinstance(message.id, str) else message.id[1]
        for form in forms(message):
            assert set(re.findall(r"\{\w+\}", form)) == set(re.findall(r"\{\w+\}", source)), message.id


def forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def test_no_string_of_the_scripts_is_written_in_the_scripts() -> None:
    """Scripts take their words from the page: none of them sets a text of its own."""
    for script in (DASHBOARD / "assets").glob("*.js"):
        own = re.findall(r'textContent = "[A-Za-z]', script.read_text(encoding="utf-8"))
        assert own == [], script.name


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        ("en", 1, "1 incident"),
        ("en", 1200, "1,200 incidents"),
        ("ru", 1, "1 инцидент"),
        ("ru", 3, "3 инцидента"),
        ("ru", 11, "11 инцидентов"),
        ("ru", 21, "21 инцидент"),
        ("kk", 21, "21 оқиға"),
    ],
)
def test_numbers_take_the_plural_of_the_language(language: str, number: int, said: str) -> None:
    assert words(language).ngettext("{n} incident", "{n} incidents", number) == said


@pytest.mark.parametrize(
    ("start", "end", "precision", "said"),
    [
        (date(2021, 2, 28), date(2021, 2, 28), "day", "28 February 2021"),
        (date(2022, 1, 1), date(2022, 1, 31), "month", "January 2022"),
        (date(2017, 1, 1), date(2017, 12, 31), "year", "2017"),
        (date(2022, 7, 1), date(2022, 7, 3), "week", "1–3 Jul 2022"),
        (date(2019, 1, 1), date(2020, 12, 31), "year", "2019–2020"),
    ],
)
def test_a_date_is_said_as_precisely_as_it_is_known(start: date, end: date, precision: str, said: str) -> None:
    assert words("en").date_range(DateRange(start, end, precision)) == said


@pytest.mark.parametrize(
    ("asked", "browser", "shown"),
    [("ru", "kk", "ru"), ("", "kk-KZ", "kk"), ("", "ru_RU", "ru"), ("", "de", "en"), ("xx", None, "en")],
)
def test_the_language_is_of_the_link_else_of_the_browser(asked: str, browser: str | None, shown: str) -> None:
    assert language_of(asked, browser) == shown
