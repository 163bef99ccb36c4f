"""Every filter narrows what is shown, is in the link, and can be taken away."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reader import PATIENCE, open_page, panel, sentence, shot, the_map


def chip(page: Page, name: str):
    return page.get_by_role("button", name=f"Remove the filter {name}", exact=True)


@pytest.mark.parametrize(
    ("query", "said", "name"),
    [
        ("country=KZ", "75 incidents in Kazakhstan", "Kazakhstan"),
        ("type=riot", "; riot", "riot"),
        ("q=алматы", "with the words “алматы”", "“алматы”"),
        ("detained_min=500", "with at least 500 detained", "Detained: at least 500"),
        ("killed_min=10", "with at least 10 killed", "Killed: at least 10"),
        ("precision=admin1", "place known as: region", "region"),
        ("source=Deutsche Welle", "reported by Deutsche Welle", "Deutsche Welle"),
    ],
)
def test_a_filter_of_the_link_is_said_and_its_chip_takes_it_away(
    page: Page, address: str, query: str, said: str, name: str
) -> None:
    page.goto(f"{address}/?{query}")
    expect(sentence(page)).to_contain_text(said, timeout=PATIENCE)
    chip(page, name).click(timeout=PATIENCE)
    expect(sentence(page)).to_have_text(re.compile(r"^131 incidents in"), timeout=PATIENCE)
    expect(chip(page, name)).to_have_count(0)
    page.wait_for_url(lambda url: not set(parse_qs(urlsplit(url).query)) - {"at"})


def test_words_are_found_whatever_their_case(page: Page, address: str) -> None:
    open_page(page, address)
    page.get_by_label("Search").fill("DEUTSCHE welle")
    page.keyboard.press("Enter")
    expect(sentence(page)).to_contain_text("; with the words “DEUTSCHE welle”", timeout=PATIENCE)


def test_clearing_the_filters_keeps_the_language(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&lang=ru")
    page.get_by_role("button", name="Сбросить все фильтры").click()
    expect(sentence(page)).to_contain_text("131 инцидент", timeout=PATIENCE)


def test_later_and_earlier_step_through_time(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&from=2021-02-28&to=2021-03-31&incident=kz-almaty-2021-02-28")
    panel(page).get_by_role("button", name="Later").click(timeout=PATIENCE)
    expect(panel(page)).to_contain_text("Aktobe", timeout=PATIENCE)
    panel(page).get_by_role("button", name="Earlier").click()
    expect(panel(page)).to_contain_text("“roughly 50”", timeout=PATIENCE)
    expect(panel(page).get_by_role("button", name="Earlier")).to_be_disabled()


def test_the_link_is_copied_with_its_sentence(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_page(page, f"{address}/?country=KZ&at=48,67,4")
    page.get_by_role("button", name="Copy the link of this view").click(timeout=PATIENCE)
    expect(page.get_by_text("Link copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("75 incidents in Kazakhstan")
    assert copied.endswith("/?country=KZ&at=48,67,4")


def test_the_legend_names_every_type(page: Page, address: str) -> None:
    open_page(page, address)
    legend = the_map(page).locator(".sheru-legend")
    legend.get_by_text("Legend").click()
    for name in ("demonstration", "detention", "crackdown", "a city, the spot unknown"):
        expect(legend.get_by_text(name, exact=True)).to_be_visible()
    shot(page, "legend")


def test_a_malformed_percent_sign_breaks_nothing(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&q=%F0%28%8C%BC")
    page.get_by_role("button", name="Clear all filters").click(timeout=PATIENCE)
    expect(sentence(page)).to_have_text(re.compile(r"^131 incidents in"), timeout=PATIENCE)
    expect(page.get_by_text("BidiComponent Error")).to_have_count(0)
    page.wait_for_url(lambda url: "q=" not in url)


def test_a_chip_that_comes_does_not_remount_the_map(page: Page, address: str) -> None:
    open_page(page, address)
    the_map(page).locator("#map_div").evaluate("() => { window.sameMap = true; }")
    page.get_by_label("Search").fill("park")
    page.keyboard.press("Enter")
    expect(chip(page, "“park”")).to_be_visible(timeout=PATIENCE)
    assert the_map(page).locator("#map_div").evaluate("() => window.sameMap") is True
