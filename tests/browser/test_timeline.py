"""The timeline as a reader uses it: what a bar is made of, what it holds, and how to open an incident from it."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.reader import PATIENCE, open_page, panel, sentence, shot

FEBRUARY = "February 2021: 6 incidents"


def bar(page: Page, name: str = FEBRUARY) -> Locator:
    found = page.get_by_role("button", name=name)
    expect(found).to_be_attached(timeout=PATIENCE)
    return found


def foot(found: Locator) -> tuple[float, float]:
    """A point of the bar: the brush lies over it, so that only the mouse's place counts."""
    box = found.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] - 2


def the_list(page: Page) -> Locator:
    return page.locator(".timeline-list")


def test_a_bar_is_stacked_by_type_in_the_colours_of_the_map(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&from=2021-02-01&to=2021-02-28")
    bar(page)
    for name, colour in (("demonstration", "rgb(0, 114, 178)"), ("detention", "rgb(179, 38, 30)")):
        part = page.locator(f".st-key-timeline .segments .type-{name}:not(.out)").first
        expect(part).to_have_css("fill", colour)
    whole = bar(page).bounding_box()
    parts = [part.bounding_box() for part in page.locator(".st-key-timeline .segments rect:not(.out)").all()]
    assert whole
    assert sum(part["height"] for part in parts if part) <= whole["height"] + 1


def test_resting_on_a_bar_says_what_it_is_made_of(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ")
    page.mouse.move(*foot(bar(page)))
    hint = page.locator(".timeline-tip")
    for said in (FEBRUARY, "demonstration 4", "detention 2"):
        expect(hint).to_contain_text(said)
    shot(page, "timeline-hint")


def test_a_bar_lists_its_incidents_and_opens_one(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ")
    page.wait_for_load_state("networkidle")
    page.mouse.click(*foot(bar(page)))
    expect(sentence(page)).to_contain_text("6 incidents in Kazakhstan, February 2021", timeout=PATIENCE)
    expect(the_list(page).get_by_role("listitem")).to_have_count(6, timeout=PATIENCE)
    shot(page, "timeline-list")
    the_list(page).get_by_role("button", name=re.compile("Almaty")).click()
    expect(panel(page)).to_contain_text("“roughly 50”", timeout=PATIENCE)
    expect(the_list(page)).to_be_hidden()


def test_the_keyboard_alone_opens_an_incident_from_a_bar(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&from=2021-02-01&to=2021-02-28")
    bar(page)
    page.locator(".timeline-chart").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".timeline-tip")).to_contain_text(FEBRUARY)
    page.keyboard.press("Enter")
    expect(the_list(page).get_by_role("button", name=re.compile("Almaty"))).to_be_focused(timeout=PATIENCE)
    page.keyboard.press("Escape")
    expect(the_list(page)).to_be_hidden()
    expect(sentence(page)).to_contain_text("February 2021")  # the first Escape closes the list, the dates stay
    page.keyboard.press("Escape")
    expect(sentence(page)).to_contain_text("75 incidents in Kazakhstan, 2009–2026;", timeout=PATIENCE)


def test_a_click_elsewhere_closes_the_list(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ")
    page.wait_for_load_state("networkidle")
    page.mouse.click(*foot(bar(page)))
    expect(the_list(page)).to_be_visible(timeout=PATIENCE)
    sentence(page).click()
    expect(the_list(page)).to_be_hidden()


def test_the_lines_say_how_many_a_bar_is(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ")
    bar(page)
    numbers = [int(text) for text in page.locator(".st-key-timeline .grid text").all_text_contents()]
    assert numbers == sorted(numbers)
    assert 0 < len(numbers) <= 4
