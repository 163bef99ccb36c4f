"""What `data` and `geocoding` say of a table is said in the reader's language on the page."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from dashboard.reasons import reason, templates
from dashboard.translations import CATALOGUES, LANGUAGES, words
from data.import_report import Totals

ROOT = Path(__file__).resolve().parents[2]
TRANSLATED = [code for code in LANGUAGES if code != "en"]
SPOKEN = ("data/parsing", "data/reading", "data/sources")
"""Where the sentences come from that an editor sees of her rows and files."""
RAISED = ("FileRejected", "BadCell", "Rejection", "ValueError", "BadRecord")
INSIDE = {
    "begin() comes first",  # mistakes of a programmer
    "a reader of files has no use for {1}",
}


def catalogue(language: str) -> dict[str, str]:
    with (CATALOGUES / f"reasons.{language}.po").open("rb") as source:
        return {m.id: m.string for m in read_po(source) if m.id}


def raised() -> Iterator[tuple[str, str]]:
    """Every sentence that is raised there, with `{1}` for what is filled in, and where."""
    for folder in SPOKEN:
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                name = getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
                for argument in node.args[name == "BadCell" :] if name in RAISED else ():  # type: ignore[attr-defined]
                    text = template(argument)
                    if " " in text.strip("{}0123456789: "):
                        yield f"{path.relative_to(ROOT)}:{node.lineno}", text  # type: ignore[attr-defined]


def template(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if not isinstance(node, ast.JoinedStr):
        return ""
    gaps = iter(range(1, 10))
    parts = (p.value if isinstance(p, ast.Constant) else f"{{{next(gaps)}}}" for p in node.values)
    return "".join(map(str, parts))


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_that_is_raised_is_translated(language: str) -> None:
    filled = {re.sub(r"\{\d\}", "42", text): (where, text) for where, text in raised() if text not in INSIDE}
    assert len(filled) > 100
    left = [found for text, found in filled.items() if reason(text, words(language)) == text]
    assert left == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_gaps_of_its_sentence(language: str) -> None:
    for text, translation in catalogue(language).items():
        assert sorted(re.findall(r"\{\d\}", text)) == sorted(re.findall(r"\{\d\}", translation)), text
        if len(re.sub(r"[^a-z]", "", text)) > 3:
            assert re.search("[а-яёәіңғүұқөһ]", translation), text


def test_every_language_has_the_same_sentences() -> None:
    assert len({frozenset(catalogue(language)) for language in TRANSLATED}) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("“Алмата” is not in the gazetteer", "“Алмата” нет в справочнике"),
        ("“31/31/2020”: there is no such day (month must be in 1..12)", "“31/31/2020”: такого дня нет"),
        ("a.csv: the file is empty, it has no header row", "a.csv: файл пуст, в нём нет строки заголовков"),
        (
            "read as “Almaty”: the place near or in which it is",
            "прочитано как “Almaty”: место, рядом с которым или в котором это",
        ),
        ("“soon”: this is not a date (“soon” is no word of one)", "“soon”: это не дата (“soon” — не слово из даты)"),
        (
            "“”: the date is empty; write it as 2021-02-28, 2021-02 or 2021",
            "“”: дата не указана; напишите 2021-02-28, 2021-02 или 2021",
        ),
        ("it is not in Kazakhstan: near X", "точка не в стране Kazakhstan: near X"),
        ("a sentence of nobody", "a sentence of nobody"),
        ("", ""),
    ],
)
def test_particulars_stay_and_parts_are_translated(text: str, said: str) -> None:
    assert reason(text, words("ru")).startswith(said)
    assert reason(text, words("en")) == text


def test_a_reason_of_many_rows_is_translated_too() -> None:
    totals = Totals()
    totals.add("“soon” is not a date; write it as 2021-02-28, 2021-02 or 2021")
    (counted,) = totals.counted()
    assert "не дата" in reason(counted, words("ru"))


@given(st.text(max_size=200))
def test_any_text_is_said_somehow(text: str) -> None:
    assert isinstance(reason(text, words("kk")), str)


def test_one_sentence_is_looked_up_by_the_template_with_most_of_its_own() -> None:
    lengths = [len(each.pattern.pattern) for each in templates("ru")]
    assert lengths == sorted(lengths, reverse=True)
