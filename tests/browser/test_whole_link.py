"""A link holds everything that a reader sees, and a fresh browser shows it again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import serve
from tests.browser.reader import PATIENCE, open_page, panel, sentence, the_map

EVERYTHING = (
    "country=KZ&country=RU&from=2019-01-01&to=2022-12-31&type=detention&type=demonstration&detained_min=5&precision=city"
    "&at=48,68,4&size=detained&bin=month&bars=detained&play=2021-02-28,week&sort=oldest"
    "&incident=kz-almaty-2021-02-28&theme=dark"
)
SAID = {
    "en": "detained",
    "ru": "Казахстан",
    "kk": "Қазақстан",
}


@pytest.mark.parametrize("language", SAID)
def test_every_parameter_is_seen_in_a_fresh_browser(browser: Browser, address: str, language: str) -> None:
    see_everything(browser, address, language)


def test_every_parameter_is_seen_below_a_path_prefix(browser: Browser, tmp_path: Path) -> None:
    with serve(tmp_path, prefix="/maps/sheru") as address:
        see_everything(browser, address, "ru")


def see_everything(browser: Browser, address: str, language: str) -> None:
    """Open a link with every parameter in a browser that knows nothing yet, and find each of them."""
    context = browser.new_context(viewport={"width": 1400, "height": 860}, locale="de-DE", color_scheme="light")
    page = context.new_page()
    open_page(page, f"{address}/?{EVERYTHING}&lang={language}")
    expect(sentence(page)).to_contain_text(SAID[language], timeout=PATIENCE)
    expect(page.locator(".st-key-notices")).to_have_count(0)
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", "rgb(20, 24, 31)", timeout=PATIENCE)
    expect(the_map(page).locator("select[name=size]")).to_have_value("detained", timeout=PATIENCE)
    expect(page.locator(".timeline-chart")).to_be_visible(timeout=PATIENCE)
    expect(panel(page).locator(".incident")).to_be_visible(timeout=PATIENCE)
    heading = page.locator(".st-key-table-all th.date")
    expect(heading).to_have_attribute("aria-sort", "ascending", timeout=PATIENCE)
    kept = dict(part.split("=") for part in page.url.partition("?")[2].split("&"))
    assert kept["at"] == "48,68,4"
    assert kept["play"] == "2021-02-28,week"
    assert kept["lang"] == language
    context.close()


def test_the_order_of_the_table_is_in_the_link(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ")
    heading = page.locator(".st-key-table-all th.detained")
    heading.get_by_role("button").click()
    expect(heading).to_have_attribute("aria-sort", re.compile("ending"), timeout=PATIENCE)
    page.wait_for_url(re.compile(r"[?&]sort=detained"))
    open_page(page, page.url)
    expect(heading).to_have_attribute("aria-sort", re.compile("ending"), timeout=PATIENCE)


def test_light_or_dark_is_in_the_link(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ")
    page.get_by_role("button", name="Dark colours").click()
    page.wait_for_url(re.compile(r"[?&]theme=dark"))
    expect(page.locator("html")).to_have_attribute("data-theme", "dark", timeout=PATIENCE)
    expect(sentence(page)).to_contain_text("75 incidents in Kazakhstan", timeout=PATIENCE)
