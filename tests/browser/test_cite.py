"""Citing a view and an incident: the dialog says what the server wrote, as text, to be copied or kept."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.reader import PATIENCE, open_page, panel

ALMATY = "country=KZ&from=2021-02-28&to=2021-02-28"


def opened(page: Page, part: Locator) -> Locator:
    """The dialog that the button "Cite" of a part opens, once it says something."""
    part.get_by_role("button", name="Cite").click()
    dialog = page.get_by_role("dialog", name="How to cite this")
    expect(dialog.locator("pre")).to_contain_text("Retrieved", timeout=PATIENCE)
    return dialog


def test_a_view_is_cited_in_five_ways(page: Page, address: str) -> None:
    open_page(page, f"{address}/?{ALMATY}&at=43.25,76.95,9")
    dialog = opened(page, page.locator(".st-key-cite"))
    expect(dialog.locator("pre")).to_contain_text("in Kazakhstan, 28 February 2021")
    expect(dialog.locator("pre")).to_contain_text(
        re.compile(re.escape(f"{address}/?{ALMATY}") + r"&at=43\.25,76\.95,9")
    )
    for way, begins in {"BibTeX": "@misc{", "RIS": "TY  - DATA", "CSL-JSON": "[", "Chicago": "Sheru. “"}.items():
        dialog.get_by_label("Style or format").select_option(label=way)
        expect(dialog.locator("pre")).to_have_text(re.compile("^" + re.escape(begins)), timeout=PATIENCE)
    dialog.get_by_label("Style or format").select_option(label="RIS")
    with page.expect_download() as started:
        dialog.get_by_role("link", name="Download").click()
    assert started.value.suggested_filename == "citation.ris"
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.locator(".st-key-cite").get_by_role("button", name="Cite")).to_be_focused()


def test_an_incident_is_cited_from_its_panel_which_stays_open(page: Page, address: str) -> None:
    open_page(page, f"{address}/?{ALMATY}&incident=kz-almaty-2021-02-28")
    dialog = opened(page, panel(page))
    expect(dialog.locator("pre")).to_contain_text("Almaty, Kazakhstan, 28 February 2021: detention")
    expect(dialog.locator("pre")).to_contain_text(f"{address}/?incident=kz-almaty-2021-02-28")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(panel(page)).to_be_visible()


def test_hostile_words_of_a_link_stay_text(page: Page, address: str) -> None:
    open_page(page, f"{address}/?q=%3Cimg%20src%3Dx%20onerror%3D%22window.hit%3D1%22%3E")
    dialog = opened(page, page.locator(".st-key-cite"))
    expect(dialog.locator("pre")).to_contain_text('<img src=x onerror="window.hit=1">')
    assert dialog.locator("img").count() == 0
    assert page.evaluate("window.hit") is None


def test_feeds_of_the_view_are_linked(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=BY&lang=ru")
    links = page.locator(".sheru-feeds a")
    expect(links).to_have_count(3)
    expect(links.first).to_have_attribute("href", "api/feed.atom?country=BY&lang=ru")
    assert page.request.get(f"{address}/api/feed.atom?country=BY&lang=ru").ok
    found = page.locator('head link[rel=alternate][type="application/atom+xml"]')
    expect(found).to_have_attribute("href", "./api/feed.atom?country=BY")
