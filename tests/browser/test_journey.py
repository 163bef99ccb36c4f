"""A reader finds the Almaty detentions of 28 February 2021 and sends someone the link."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.reader import (
    PATIENCE,
    choose_country,
    frame_of,
    incident_mark,
    open_page,
    panel,
    sentence,
    shot,
    the_map,
    type_date,
)

ALMATY = "kz-almaty-2021-02-28"
DW = "https://www.dw.com/en/kazakhstan-dozens-detained-at-opposition-rallies/a-56729190"
FEBRUARY = "6 incidents in Kazakhstan, February 2021"


def find_almaty(page: Page, address: str) -> None:
    open_page(page, address)
    choose_country(page, "Kazakhstan")
    type_date(page, "From", "20210201")
    type_date(page, "To", "20210228")
    expect(sentence(page)).to_contain_text(FEBRUARY, timeout=PATIENCE)
    the_map(page).get_by_role("button", name="Fit to what is shown").click()
    incident_mark(page, ALMATY).click(timeout=PATIENCE)
    expect(panel(page)).to_contain_text("Almaty", timeout=PATIENCE)


def test_find_read_and_send_the_almaty_detentions(page: Page, browser: Browser, address: str) -> None:
    find_almaty(page, address)
    expect(panel(page)).to_contain_text("28 February 2021")
    expect(panel(page)).to_contain_text("“roughly 50”")
    expect(panel(page)).to_contain_text("at least 50")
    expect(panel(page).locator(f'a[href="{DW}"]')).to_have_attribute("rel", re.compile("noopener"))
    page.wait_for_url(re.compile(rf"incident={ALMATY}"))
    shot(page, "almaty")

    link = page.url
    fresh = browser.new_context(viewport={"width": 1400, "height": 860}, locale="en-GB")
    other = fresh.new_page()
    open_page(other, link)
    expect(sentence(other)).to_contain_text(FEBRUARY, timeout=PATIENCE)
    expect(panel(other)).to_contain_text("“roughly 50”", timeout=PATIENCE)
    assert the_position(other) == pytest.approx(said_position(link), abs=0.01)
    assert parse_qs(urlsplit(other.url).query) == parse_qs(urlsplit(link).query)
    fresh.close()


def the_position(page: Page) -> tuple[float, ...]:
    """Where the map looks: latitude, longitude, zoom."""
    script = "() => { const c = window.map.getCenter(); return [c.lat, c.lng, window.map.getZoom()]; }"
    return tuple(frame_of(page).evaluate(script))


def said_position(link: str) -> tuple[float, ...]:
    """Where a link says that the map looks."""
    return tuple(float(part) for part in parse_qs(urlsplit(link).query)["at"][0].split(","))


@pytest.mark.parametrize("closed", [False, True])
def test_a_map_fitted_beside_an_open_incident_is_in_the_link(page: Page, address: str, closed: bool) -> None:
    open_page(page, f"{address}/?incident={ALMATY}&country=KZ")
    expect(panel(page)).to_contain_text("“roughly 50”", timeout=PATIENCE)
    before = the_position(page)
    if closed:
        panel(page).get_by_role("button", name="Close").click()
        expect(panel(page)).to_have_count(0, timeout=PATIENCE)
    else:
        the_map(page).get_by_role("button", name="Fit to what is shown").click()
        frame_of(page).wait_for_function(f"() => map.getZoom() !== {before[2]}")
    page.wait_for_url(re.compile("at="))
    assert said_position(page.url) == pytest.approx(the_position(page), abs=0.01)


def test_the_panel_closes_and_the_link_forgets_the_incident(page: Page, address: str) -> None:
    open_page(page, f"{address}/?incident={ALMATY}")
    expect(panel(page)).to_contain_text("“roughly 50”", timeout=PATIENCE)
    panel(page).get_by_role("button", name="Close").click()
    expect(panel(page)).to_have_count(0, timeout=PATIENCE)
    page.wait_for_url(lambda url: "incident" not in url)


def test_the_same_incident_opens_again_after_it_was_closed(page: Page, address: str) -> None:
    find_almaty(page, address)
    panel(page).get_by_role("button", name="Close").click()
    expect(panel(page)).to_have_count(0, timeout=PATIENCE)
    incident_mark(page, ALMATY).click()
    expect(panel(page)).to_contain_text("“roughly 50”", timeout=PATIENCE)


def test_a_bar_of_the_timeline_sets_the_dates_of_the_filter(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ")
    bar = page.get_by_role("button", name="February 2021: 6 incidents")
    expect(bar).to_be_attached(timeout=PATIENCE)
    at = bar.bounding_box()
    page.mouse.click(at["x"] + at["width"] / 2, at["y"] + at["height"] - 2)  # the brush lies over the bars
    expect(sentence(page)).to_contain_text(FEBRUARY, timeout=PATIENCE)
    expect(page.get_by_role("spinbutton", name="day, To")).to_have_text("28")
    page.wait_for_url(re.compile("from=2021-02-01&to=2021-02-28"))


def test_dates_of_the_filter_move_the_brush(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ")
    type_date(page, "From", "20210201")
    type_date(page, "To", "20210228")
    expect(page.locator(".st-key-timeline")).to_contain_text("February 2021", timeout=PATIENCE)


def test_clear_shows_everything_again(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&from=2021-02-01")
    page.get_by_role("button", name="Clear all filters").click()
    expect(sentence(page)).to_have_text(re.compile(r"^131 incidents in"), timeout=PATIENCE)
    page.wait_for_url(lambda url: "country" not in url and "from" not in url)


def test_going_back_brings_the_view_before(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ")
    choose_country(page, "Russia")
    expect(sentence(page)).to_contain_text("Kazakhstan and Russia", timeout=PATIENCE)
    page.wait_for_url(re.compile("country=RU"))
    page.go_back()
    expect(sentence(page)).to_contain_text("in Kazakhstan, 2009", timeout=PATIENCE)


def test_going_back_brings_where_the_map_looked(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&at=48,67,4")
    choose_country(page, "Russia")
    page.wait_for_url(re.compile("country=RU"))
    the_map(page).get_by_role("button", name="Zoom in").click()
    page.wait_for_url(re.compile("country=RU&at=48,67,5"))
    page.go_back()
    expect(sentence(page)).to_contain_text("in Kazakhstan, 2009", timeout=PATIENCE)
    frame_of(page).wait_for_function("() => map.getZoom() === 4 && !map._animatingZoom", timeout=PATIENCE)
    assert said_position(page.url) == pytest.approx(the_position(page), abs=0.01)


def test_a_filter_keeps_where_the_map_looks_in_the_link(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&at=48,67,4")
    the_map(page).get_by_role("button", name="Zoom in").click()
    page.wait_for_url(re.compile("at=48,67,5"))
    choose_country(page, "Russia")
    page.wait_for_url(re.compile("country=KZ&country=RU&at=48,67,5"))
    assert the_position(page) == pytest.approx((48, 67, 5), abs=0.01)


def test_several_incidents_at_one_place_open_as_a_list(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&at=43.25,76.91,9")
    the_map(page).get_by_role("button", name=re.compile("Almaty: .* incidents")).click(timeout=PATIENCE)
    entries = the_map(page).locator(".sheru-entry")
    expect(entries.first).to_be_visible(timeout=PATIENCE)
    entries.first.click()
    expect(panel(page)).to_contain_text("Almaty", timeout=PATIENCE)


def test_moving_the_map_writes_the_link_and_runs_no_page_code(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&at=48,67,4")
    frames: list[str] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda data: frames.append("sent")))
    page.reload()
    expect(the_map(page).locator("#map_div[data-drawn]")).to_be_attached(timeout=PATIENCE)
    page.wait_for_load_state("networkidle")
    quiet = len(frames)
    with page.expect_response(re.compile(r"/api/clusters\?.*zoom=5")):
        the_map(page).get_by_role("button", name="Zoom in").click()
    page.wait_for_url(re.compile(r"at=48,67,5"))
    runs = [frame for frame in frames[quiet:] if frame]
    assert len(runs) <= 1  # the watch for new data may have ticked in between


@pytest.mark.parametrize(
    ("language", "words"), [("ru", "Казахстан, 2009–2026: 75 инцидентов"), ("kk", "Қазақстан, 2009–2026: 75 оқиға")]
)
def test_the_page_speaks_the_language_of_the_link(page: Page, address: str, language: str, words: str) -> None:
    open_page(page, f"{address}/?country=KZ&lang={language}")
    expect(sentence(page)).to_contain_text(words, timeout=PATIENCE)
    shot(page, f"language-{language}")


def test_what_a_link_asks_that_cannot_be_is_said_and_left_out(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&from=someday&incident=gone-for-ever&at=1,2")
    notices = page.locator(".st-key-notices")
    expect(notices).to_contain_text("from=someday", timeout=PATIENCE)
    expect(notices).to_contain_text("at=1,2")
    expect(panel(page)).to_contain_text("not in the data any more")
    expect(sentence(page)).to_contain_text("75 incidents in Kazakhstan")
