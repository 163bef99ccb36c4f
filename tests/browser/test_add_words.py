"""The page of an editor speaks her language: why a row is left out, a place is in doubt, a point looks wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import serve
from tests.browser.editor import SLOW, key_of, knowing_the_gazetteer
from tests.browser.reader import PATIENCE, shot

TROUBLES = """Дата;Город;Страна;Задержано;Широта;Долгота
28.02.2021;Алматы;Казахстан;около 50;;
31.02.2021;Алматы;Казахстан;10;;
скоро;Астана;Казахстан;;;
01.06.2019;Springfield;США;;;
05.01.2022;Несуществующинск;Казахстан;;;
06.01.2022;Алматы;Казахстан;7;76.9;43.25
07.01.2022;Тараз;Казахстан;7;0;0
"""
ENGLISH = re.compile(r"[A-Za-z]{2,} [a-z]{2,}")
"""Two words of which the second is no name."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve(knowing_the_gazetteer(tmp_path_factory.mktemp("home"))) as address:
        yield address


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_no_reason_is_english(page: Page, served: str, tmp_path: Path, language: str) -> None:
    file = tmp_path / "протесты.csv"
    file.write_bytes(TROUBLES.encode("cp1251"))
    page.goto(f"{served}/?edit=new&lang={language}")
    page.locator("input[type=file]").first.set_input_files(file)
    adding = page.locator(".st-key-adding")
    expect(page.locator("#step-4")).to_be_visible(timeout=SLOW)
    page.locator("button[kind=primary]").last.click()
    expect(page.locator("#step-7")).to_be_visible(timeout=SLOW)
    parts = adding.locator("section")  # tables and lists: components, whose text is none of the page around them
    said = [adding.inner_text(), *parts.all_inner_texts()]
    for tab in adding.get_by_role("tab").all():
        tab.click()
        expect(tab).to_have_attribute("aria-selected", "true", timeout=PATIENCE)
        said += parts.all_inner_texts()
    entries = page.locator(".review .entry")
    expect(entries).to_have_count(2, timeout=PATIENCE)
    for entry in entries.all():
        entry.click()
        said.append(page.locator(".review").inner_text())
    shot(page, f"add-words-{language}")
    assert "31.02.2021" in "".join(said)
    assert [line for text in said for line in text.split("\n") if ENGLISH.search(line)] == []


def test_an_editor_changes_the_language_and_keeps_her_draft(page: Page, served: str) -> None:
    page.goto(f"{served}/?edit=new&lang=en")
    expect(page).to_have_url(re.compile(r"edit=[\w-]{20,}"), timeout=PATIENCE)
    key = key_of(page)
    page.get_by_role("link", name="Қазақша").click()
    expect(page.get_by_role("heading", name="Кестеңіз картада")).to_be_visible(timeout=PATIENCE)
    assert key_of(page) == key
