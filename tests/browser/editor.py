"""What an editor does on the page that makes a map of her table, by the words she sees."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from geocoding.index.file import ensure_index
from tests.browser.reader import PATIENCE

SLOW = 90_000  # ms; a job in a process of its own, on two busy cores
MESSY = """Дата;Город;Страна;Что произошло;Задержано;Источник;Ссылка;Заметка
28.02.2021;Алматы;Казахстан;Полиция задержала людей перед митингом в парке;около 50;DW;https://example.org/1;своё
28.02.2021;Алматы;Казахстан;Перед митингом в парке полиция задержала людей;не менее 50;Азаттык;https://example.org/2;
13.06.2019;Springfield;США;Забастовка учителей;нет;Local;https://example.org/4;
32.13.2020;Шымкент;Казахстан;Неверная дата;1;X;https://example.org/6;
05.01.2022;Несуществующинск;Казахстан;Митинг;;Азаттык;https://example.org/7;=1+1
05.01.2022;Несуществующинск;Казахстан;Второй митинг;;Азаттык;https://example.org/8;
"""


def knowing_the_gazetteer(home: Path) -> Path:
    """A new home that has the gazetteer of this machine."""
    home.mkdir(exist_ok=True)
    (home / "cache").symlink_to(ensure_index(progress=False).parent)
    return home


def begin(page: Page, address: str, file: Path) -> None:
    """Open the page and bring `file`."""
    page.goto(f"{address}/?edit=new&lang=en")
    expect(page.locator(".choose")).to_be_visible(timeout=PATIENCE)
    page.locator("input[type=file]").set_input_files(file)
    expect(page.locator("#step-2")).to_be_visible(timeout=SLOW)
    expect(page).to_have_url(re.compile(r"edit=[\w-]{20,}"), timeout=PATIENCE)


def make_map(page: Page) -> None:
    """Have the places looked up."""
    page.get_by_role("button", name="Look up the places").click()
    expect(page.locator("#step-7")).to_be_visible(timeout=SLOW)


def make_anew(page: Page) -> None:
    """Have the map follow the choices."""
    button = page.get_by_role("button", name="Make the map anew")
    button.click()
    expect(button).to_have_count(0, timeout=SLOW)
    expect(page.locator(".st-key-apply")).to_have_count(0, timeout=SLOW)


def key_of(page: Page) -> str:
    """The key in the address of the page."""
    found = re.search(r"edit=([\w-]{20,})", page.url)
    assert found, page.url
    return found[1]
