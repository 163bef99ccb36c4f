"""Playback as a reader uses it: from a link, by button, by key, step by step, and where motion is not wanted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.reader import PATIENCE, incident_mark, open_page, sentence, shot, the_map
from tests.browser.test_shades import LAND, is_shaded

MOMENT = "?country=KZ&play=2021-02-28,week"
ALMATY = "kz-almaty-2021-02-28"
STEPPE = (47.5, 65.5)
"""In Kazakhstan, where nothing but the land is drawn."""


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name="Playback").get_by_role("button", name=name, exact=True)


def moment(page: Page) -> Locator:
    """What is said of the window."""
    return page.locator(".timeline-summary")


def of_link(page: Page, name: str) -> str:
    return parse_qs(urlsplit(page.url).query).get(name, [""])[0]


def frame_drawn(page: Page) -> Locator:
    """The map while frames are on it."""
    return the_map(page).locator("#map_div[data-frame]")


def play_fast(page: Page) -> None:
    """Begin to play, and wait for the first frame."""
    page.get_by_label("Speed").select_option("fast")
    button(page, "Play").click()
    expect(frame_drawn(page)).to_have_count(1, timeout=PATIENCE)


def test_a_link_opens_paused_at_its_moment_with_the_marks_of_the_window(page: Page, address: str) -> None:
    open_page(page, f"{address}/{MOMENT}")
    expect(moment(page)).to_have_text("22 – 28 February 2021: 6 incidents in view", timeout=PATIENCE)
    expect(incident_mark(page, ALMATY)).to_be_visible(timeout=PATIENCE)
    expect(the_map(page).locator(".sheru-icon")).to_have_count(6)
    expect(button(page, "Play")).to_be_visible()
    expect(frame_drawn(page)).to_have_count(0)
    expect(sentence(page)).to_contain_text("75 incidents in Kazakhstan, 2009–2026")  # the date filter is what it was
    assert of_link(page, "play") == "2021-02-28,week"
    shot(page, "playback-link")


def test_a_mark_of_the_window_opens_its_incident(page: Page, address: str) -> None:
    open_page(page, f"{address}/{MOMENT}")
    incident_mark(page, ALMATY).click(timeout=PATIENCE)
    expect(page.locator(".st-key-panel")).to_contain_text("“roughly 50”", timeout=PATIENCE)
    assert of_link(page, "play") == "2021-02-28,week"  # a run of the page leaves it


def test_play_draws_frames_moves_the_window_and_pause_writes_the_link(page: Page, address: str) -> None:
    open_page(page, f"{address}/{MOMENT}")
    expect(moment(page)).to_contain_text("6 incidents", timeout=PATIENCE)
    play_fast(page)
    expect(the_map(page).locator(".sheru-icon").first).to_be_hidden()
    expect(moment(page)).not_to_contain_text("February 2021", timeout=PATIENCE)
    button(page, "Pause").click()
    expect(frame_drawn(page)).to_have_count(0)
    page.wait_for_url(re.compile("play=20"))
    day, window = of_link(page, "play").split(",")
    assert (day > "2021-02-28", window) == (True, "week")


def test_frames_show_colours_where_incidents_are(page: Page, address: str) -> None:
    """What the canvas holds at Almaty is the red of a detention, and nothing where nothing happened."""
    open_page(page, f"{address}/?country=KZ&from=2021-02-22&to=2021-03-14&at=43.25,76.9,6&play=2021-02-28,week")
    expect(moment(page)).to_contain_text("1 incident", timeout=PATIENCE)
    page.get_by_label("Speed").select_option("slow")
    button(page, "Play").click()
    expect(frame_drawn(page)).to_have_attribute("data-frame", "2021-02-22", timeout=PATIENCE)
    frame = next(frame for frame in page.frames if "streamlit_folium" in frame.url)
    colour = """(at) => {
        const canvas = document.querySelector(".sheru-frames");
        const { x, y } = window.map.latLngToContainerPoint(at);
        return [...canvas.getContext("2d").getImageData(x * devicePixelRatio, y * devicePixelRatio, 1, 1).data];
    }"""
    red, green, blue, alpha = frame.evaluate(colour, [43.25, 76.93])
    assert red > 150 and green < 70 and blue < 70 and alpha > 150
    assert frame.evaluate(colour, [46.0, 74.0]) == [0, 0, 0, 0]


def test_steps_go_one_window_and_stop_at_the_ends(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&from=2021-02-01&to=2021-03-31&play=2021-02-28,month")
    expect(moment(page)).to_contain_text("February 2021: 6 incidents", timeout=PATIENCE)
    expect(button(page, "Step back")).to_be_disabled()
    button(page, "Step forward").click()
    expect(moment(page)).to_contain_text("March 2021: 2 incidents", timeout=PATIENCE)
    expect(button(page, "Step forward")).to_be_disabled()
    expect(the_map(page).get_by_role("button", name=re.compile("2 incidents"))).to_be_visible(timeout=PATIENCE)
    page.wait_for_url(re.compile("play=2021-03-01,month"))
    button(page, "Step back").click()
    expect(moment(page)).to_contain_text("February 2021", timeout=PATIENCE)


def slider(page: Page) -> Locator:
    return page.get_by_role("slider", name="Step through time")


def drag_to(page: Page, share: float, *, let_go: bool = True) -> None:
    """Take the window by its knob and bring it to a share of the bars' width."""
    knob, bars = page.locator(".playhead-knob").bounding_box(), page.locator(".playhead-track").bounding_box()
    assert knob and bars
    y = knob["y"] + knob["height"] / 2
    page.mouse.move(knob["x"] + knob["width"] / 2, y)
    page.mouse.down()
    page.mouse.move(bars["x"] + bars["width"] * share, y, steps=8)
    if let_go:
        page.mouse.up()


def test_the_window_is_dragged_over_the_bars_and_stays_paused_there(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&from=2021-01-01&to=2021-12-31&play=2021-02-28,month")
    expect(moment(page)).to_contain_text("February 2021: 6 incidents", timeout=PATIENCE)
    bars = page.locator(".playhead-track").bounding_box()
    page.get_by_role("button", name="Zoom to these dates").click()
    expect(page.get_by_role("button", name="Whole timeline")).to_be_visible(timeout=PATIENCE)
    drag_to(page, -0.2, let_go=False)  # beyond the edge: the first window
    expect(moment(page)).to_contain_text("January 2021", timeout=PATIENCE)
    expect(frame_drawn(page)).to_have_attribute("data-frame", "2021-01-01", timeout=PATIENCE)
    page.mouse.move(bars["x"] + bars["width"] * 1.2, bars["y"], steps=8)
    expect(moment(page)).to_contain_text("December 2021", timeout=PATIENCE)
    page.mouse.up()
    expect(frame_drawn(page)).to_have_count(0)
    expect(button(page, "Play")).to_be_visible()
    page.wait_for_url(re.compile("from=2021-01-01&to=2021-12-31&.*play=2021-12-01,month"))  # no stroke of the brush
    expect(slider(page)).to_be_focused()


def test_playback_goes_on_from_where_it_was_dragged_to(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&play=2009-12-16,week")
    expect(moment(page)).to_contain_text("in view", timeout=PATIENCE)
    play_fast(page)
    drag_to(page, 0.5, let_go=False)
    held = moment(page)
    expect(held).to_contain_text("2018", timeout=PATIENCE)
    day = slider(page).get_attribute("aria-valuenow")
    frame_drawn(page).evaluate("() => new Promise((done) => setTimeout(done, 400))")  # five windows, were it not held
    assert slider(page).get_attribute("aria-valuenow") == day
    page.mouse.up()
    expect(slider(page)).not_to_have_attribute("aria-valuenow", str(day), timeout=PATIENCE)
    expect(button(page, "Pause")).to_be_visible()
    assert int(slider(page).get_attribute("aria-valuenow") or 0) > int(day or 0)


def test_the_days_below_the_bars_are_the_track_of_the_window(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&play=2021-02-28,year")
    expect(moment(page)).to_contain_text("2021: ", timeout=PATIENCE)
    bars = page.locator(".playhead-track").bounding_box()
    page.mouse.click(bars["x"] + bars["width"] - 2, bars["y"] + 8)
    expect(moment(page)).to_contain_text("2026: ", timeout=PATIENCE)
    page.wait_for_url(re.compile("play=2026-01-01,year"))


def test_the_window_is_moved_by_keyboard_and_says_where_it_is(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&from=2021-01-01&to=2021-12-31&play=2021-02-28,month")
    slider(page).focus()
    expect(slider(page)).to_have_attribute("aria-valuetext", re.compile("^February 2021: 6"), timeout=PATIENCE)
    for key, month in (("ArrowRight", "March"), ("End", "December"), ("ArrowLeft", "November"), ("Home", "January")):
        page.keyboard.press(key)
        expect(slider(page)).to_have_attribute("aria-valuetext", re.compile(f"^{month} 2021: "), timeout=PATIENCE)
    expect(slider(page)).to_be_focused()
    page.wait_for_url(re.compile("play=2021-01-01,month"))
    page.keyboard.press(" ")
    expect(button(page, "Pause")).to_be_visible()


def test_the_window_can_be_made_longer_where_it_stands(page: Page, address: str) -> None:
    open_page(page, f"{address}/{MOMENT}")
    expect(moment(page)).to_contain_text("6 incidents", timeout=PATIENCE)
    page.get_by_label("Window of time").select_option("year")
    expect(moment(page)).to_have_text(re.compile("^2021: .* incidents in view"), timeout=PATIENCE)
    page.wait_for_url(re.compile(r"play=2021-\d\d-\d\d,year"))


def test_what_is_dated_less_precisely_than_the_window_is_said(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=BY&play=2020-09-02,day")
    expect(moment(page)).to_have_text(re.compile(r"^2 September 2020: .*, 1 dated less precisely$"), timeout=PATIENCE)


def test_space_plays_and_pauses_and_ending_shows_everything_again(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ")
    page.locator(".timeline-chart").focus()
    expect(button(page, "Play")).to_be_visible(timeout=PATIENCE)
    page.keyboard.press(" ")
    expect(button(page, "Pause")).to_be_focused(timeout=PATIENCE)
    page.keyboard.press(" ")
    expect(button(page, "Play")).to_be_focused()
    the_map(page).locator("#map_div").focus()
    page.keyboard.press(" ")
    expect(button(page, "Pause")).to_be_visible()
    button(page, "End playback").click()
    expect(the_map(page).locator(".sheru-icon")).to_have_count(10, timeout=PATIENCE)
    expect(button(page, "Play")).to_be_focused()
    assert of_link(page, "play") == ""


def test_a_filter_taken_during_playback_holds_for_the_frames(page: Page, address: str) -> None:
    open_page(page, f"{address}/{MOMENT}")
    expect(moment(page)).to_contain_text("6 incidents", timeout=PATIENCE)
    page.goto(f"{address}/{MOMENT}&type=detention")
    expect(moment(page)).to_contain_text("2 incidents", timeout=PATIENCE)
    page.get_by_role("button", name="Remove the filter detention", exact=True).click(timeout=PATIENCE)
    expect(moment(page)).to_contain_text("6 incidents", timeout=PATIENCE)


def test_shades_of_a_window_that_has_passed_are_not_below_the_frames(page: Page, address: str) -> None:
    open_page(page, f"{address}/?layer=countries&play=2021-02-28,month&at=50,60,3")
    is_shaded(page, STEPPE, "#990000")
    page.get_by_label("Speed").select_option("slow")
    button(page, "Play").click()
    expect(frame_drawn(page)).to_have_count(1, timeout=PATIENCE)
    is_shaded(page, STEPPE, LAND)
    expect(the_map(page).locator(".sheru-legend")).to_be_hidden()
    page.get_by_role("group", name="Playback").get_by_role("button", name="Pause").click()
    expect(the_map(page).locator(".sheru-legend")).to_be_visible(timeout=PATIENCE)


def test_frames_that_do_not_come_are_said_and_asked_for_again(page: Page, address: str) -> None:
    page.route("**/api/frames*", lambda route: route.abort())
    open_page(page, f"{address}/{MOMENT}")
    expect(moment(page)).to_have_text("Playback could not be loaded. Press play to try again.", timeout=PATIENCE)
    page.unroute("**/api/frames*")
    button(page, "Play").click()
    expect(moment(page)).to_contain_text("in view", timeout=PATIENCE)


def test_a_moment_that_cannot_be_is_named_and_left_out_of_the_link(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&play=someday,week")
    expect(page.locator(".st-key-notices")).to_contain_text("play=someday,week", timeout=PATIENCE)
    page.wait_for_url(lambda url: "play" not in url)


@pytest.fixture
def still(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1400, "height": 860}, reduced_motion="reduce", locale="en-GB")
    yield context.new_page()
    context.close()


def test_where_motion_is_not_wanted_there_are_only_steps(still: Page, address: str) -> None:
    open_page(still, f"{address}/?country=KZ&from=2021-02-01&to=2021-03-31")
    button(still, "Step through time").click(timeout=PATIENCE)
    expect(button(still, "Step forward")).to_be_focused()
    for name in ("Play", "Pause"):
        expect(button(still, name)).to_have_count(0)
    expect(still.get_by_label("Speed")).to_be_hidden()
    still.keyboard.press("Enter")
    expect(moment(still)).to_contain_text("in view", timeout=PATIENCE)
    expect(frame_drawn(still)).to_have_count(0)
    shot(still, "playback-steps")
    drag_to(still, 0.1, let_go=False)
    expect(frame_drawn(still)).to_have_count(0)  # each window as it stands
    still.mouse.up()
