"""How the page looks: light and dark at a press, fit for a phone and for a large screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.reader import PATIENCE, open_page, panel, shot, the_map

VIEW = "country=KZ&incident=kz-almaty-2021-02-28&at=46.5,69,5"
ZOOM = 1.6  # of the map on a screen of this size
GROUND = {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 24, 31)"}


def looks(page: Page, theme: str) -> None:
    """The page, the panel in it and the map in its frame are all light or all dark."""
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", GROUND[theme], timeout=PATIENCE)
    expect(panel(page).locator(".incident")).to_have_css("background-color", GROUND[theme], timeout=PATIENCE)
    expect(the_map(page).locator("html")).to_have_attribute("data-theme", theme, timeout=PATIENCE)


def test_light_and_dark_at_a_press_keep_the_view(page: Page, address: str) -> None:
    open_page(page, f"{address}/?{VIEW}")
    looks(page, "light")
    page.get_by_role("button", name="Dark colours").click()
    looks(page, "dark")
    shot(page, "look-dark-chosen")
    assert page.url.endswith(f"/?{VIEW}&theme=dark")
    page.reload()
    looks(page, "dark")
    page.get_by_role("button", name="Light colours").click()
    looks(page, "light")
    assert page.evaluate("localStorage.getItem('stActiveTheme-/-v2')") == '"System"'


def test_the_reader_sees_no_menu_of_streamlit(page: Page, address: str) -> None:
    open_page(page, address)
    expect(page.get_by_test_id("stMainMenu")).to_be_hidden()


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
@pytest.mark.parametrize("width", [390, 1400])
def test_the_totals_are_seen_whole(browser: Browser, address: str, width: int, language: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, locale="en-GB")
    page = context.new_page()
    open_page(page, f"{address}/?lang={language}")
    map_box = page.locator(".st-key-map").bounding_box()
    assert map_box
    for total in page.locator(".sheru-totals dd, .sheru-totals dt").all():
        box = total.bounding_box()
        assert box
        assert box["x"] + box["width"] <= width
        assert box["y"] + box["height"] <= map_box["y"]
    context.close()


def test_on_a_phone_nothing_of_the_head_lies_over_another(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="en-GB", has_touch=True)
    page = context.new_page()
    open_page(page, f"{address}/?lang=ru")
    filters = page.get_by_test_id("stExpandSidebarButton").bounding_box()
    name = page.locator(".st-key-header .sheru-name").bounding_box()
    tagline = page.locator(".st-key-tagline").bounding_box()
    assert filters
    assert name
    assert tagline
    padding = 6.1 * 16  # of the box that holds the name
    assert filters["x"] + filters["width"] <= max(name["x"], padding)
    assert filters["y"] + filters["height"] <= tagline["y"] + 1
    context.close()


def test_on_a_large_screen_the_map_is_as_large_as_its_place_and_its_names_as_large_as_the_text(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(viewport={"width": 3840, "height": 2160}, locale="en-GB")
    page = context.new_page()
    open_page(page, f"{address}/?{VIEW}")
    frame, place = page.locator(".st-key-map iframe"), page.locator(".st-key-map")
    expect(panel(page)).to_be_visible(timeout=PATIENCE)
    frame_box, place_box, panel_box = frame.bounding_box(), place.bounding_box(), panel(page).bounding_box()
    assert frame_box
    assert place_box
    assert panel_box
    assert abs(frame_box["height"] - place_box["height"]) < 2
    assert abs(frame_box["width"] + panel_box["width"] - place_box["width"]) < 2
    label = the_map(page).locator(".sheru-label-name", has_text="Bishkek")
    drawn = label.evaluate("node => node.getBoundingClientRect().height")
    assert drawn * ZOOM >= 20  # pixels of the screen
    shot(page, "look-4k")
    # a press lands where the reader points
    mark = the_map(page).locator(".sheru-icon[data-incident]").first
    opened = mark.get_attribute("data-incident")
    x, y = mark.evaluate("node => { const at = node.getBoundingClientRect(); return [at.x + 12, at.y + 12]; }")
    page.mouse.click(frame_box["x"] + x * ZOOM, frame_box["y"] + y * ZOOM)
    expect(panel(page).locator(f'.incident[data-incident="{opened}"]')).to_be_visible(timeout=PATIENCE)
    context.close()


def test_what_stands_further_down_is_a_press_away(page: Page, address: str) -> None:
    open_page(page, address)
    contents = page.get_by_role("navigation").filter(has_text="About")
    contents.get_by_role("link", name="Not on the map: 3").click()
    expect(page.get_by_role("heading", name="Not on the map")).to_be_in_viewport(timeout=PATIENCE)
    page.evaluate("document.querySelector('.stMain').scrollTo(0, 0)")
    contents.get_by_role("link", name="About").click()
    expect(page.get_by_role("heading", name="About")).to_be_in_viewport(timeout=PATIENCE)
    expect(page.get_by_role("link", name="GeoNames")).to_have_attribute("href", "https://www.geonames.org/")
