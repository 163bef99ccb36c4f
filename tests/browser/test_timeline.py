"""The timeline as a reader uses it: what a bar is made of, what it holds, and how to open an incident from it."""

from __future__ import annotations

import re

import pytest
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


def brush(page: Page, part: str) -> dict[str, float]:
    """Where the window over the bars, or one of its edges, is."""
    box = page.locator(f".st-key-timeline .brush .{part}").bounding_box()
    assert box
    return dict(box)


def drag(page: Page, start: float, end: float, y: float) -> None:
    page.mouse.move(start, y)
    page.mouse.down()
    page.mouse.move((start + end) / 2, y, steps=4)
    page.mouse.move(end, y, steps=4)
    page.mouse.up()


def test_a_stroke_over_the_bars_chooses_dates(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ")
    page.wait_for_load_state("networkidle")
    x, y = foot(bar(page))
    drag(page, x - 4, x + 9, y - 40)
    expect(sentence(page)).to_contain_text("8 incidents in Kazakhstan, 1 Feb – 31 Mar 2021", timeout=PATIENCE)
    page.wait_for_url(re.compile("from=2021-02-01&to=2021-03-31"))


def test_an_edge_of_the_window_is_dragged_and_the_other_stays(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&from=2021-02-01&to=2021-12-31")
    bar(page)
    page.wait_for_load_state("networkidle")
    window = brush(page, "selection")
    end, y = window["x"] + window["width"], window["y"] + 30
    drag(page, end, end - window["width"] / 2, y)
    page.wait_for_url(re.compile("from=2021-02-01&to=2021-0[67]-3[01]"))
    drag(page, window["x"], window["x"] - window["width"], y)
    page.wait_for_url(re.compile("from=2020-0[23]-01&to=2021-0[67]-3[01]"))
    shot(page, "timeline-resized")


def test_the_window_is_moved_as_it_is(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&from=2020-01-01&to=2020-12-31")
    bar(page)
    page.wait_for_load_state("networkidle")
    window = brush(page, "selection")
    middle = window["x"] + window["width"] / 2
    drag(page, middle, middle + window["width"], window["y"] + 30)
    page.wait_for_url(re.compile("from=2021-01-01&to=2021-12-31"))
    assert brush(page, "selection")["width"] == pytest.approx(window["width"], abs=3)


def test_bars_show_a_count_as_a_range_and_say_what_is_unknown(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&from=2019-06-01&to=2019-06-30")
    bar(page)
    page.get_by_label("What the bars count").select_option("detained")
    page.wait_for_url(re.compile("bars=detained"))
    chart = page.locator(".timeline-chart")
    june = chart.get_by_role("button", name=re.compile("^June 2019: Detained: "))
    expect(june).to_be_attached(timeout=PATIENCE)
    expect(page.locator(".timeline-note")).to_contain_text(
        re.compile(r"Unknown in \d+ incidents · In no bar: 1 incident")
    )
    expect(page.locator(".st-key-timeline .segments .type-low").first).to_be_visible()
    june.focus()
    expect(page.locator(".timeline-tip")).to_contain_text("Detained")
    shot(page, "timeline-detained")
    drawn = page.locator(".st-key-timeline .segments rect").count()
    assert drawn > page.locator(".st-key-timeline .segments .type-low").count()  # ranges and unknown ones beside


def test_the_bars_of_a_count_are_what_the_totals_say(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&bars=killed")
    expect(page.locator(".timeline-chart")).to_have_attribute(
        "aria-label", re.compile(r"Killed: 11 \(unknown in \d+\)"), timeout=PATIENCE
    )
    expect(page.get_by_role("group", name="People in the incidents shown")).to_contain_text("11")


def test_a_bar_may_be_a_decade_long_and_the_link_says_so(page: Page, address: str) -> None:
    open_page(page, address)
    page.wait_for_load_state("networkidle")
    page.get_by_label("Length of a bar").select_option("decade")
    expect(page.get_by_role("button", name=re.compile("^2020–2029: "))).to_be_attached(timeout=PATIENCE)
    page.wait_for_url(re.compile(r"\?bin=decade"))
    shot(page, "timeline-decade")
    page.get_by_label("Length of a bar").select_option("")
    page.wait_for_url(lambda url: "bin" not in url)


def test_a_bin_that_is_too_short_for_the_span_cannot_be_chosen(page: Page, address: str) -> None:
    open_page(page, f"{address}/?bin=day")
    choice = page.get_by_label("Length of a bar")
    expect(choice).to_have_value("week", timeout=PATIENCE)
    expect(choice.get_by_role("option", name="days")).to_be_disabled()
    page.wait_for_url(re.compile("bin=week"))
