"""Countries shaded: by what, in which classes, and what each says."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from tests.browser.reader import PATIENCE, choose, frame_of, legend, open_page, shot, the_map, type_date

COLOUR_IS = """([lat, lng, wanted]) => {
  const at = window.map.latLngToContainerPoint([lat, lng]);
  const tile = [...document.querySelectorAll('.leaflet-sheru-base-pane canvas')].find((each) => {
    const box = each.getBoundingClientRect();
    return box.left <= at.x && at.x < box.right && box.top <= at.y && at.y < box.bottom;
  });
  if (!tile) return false;
  const box = tile.getBoundingClientRect(), scale = tile.width / box.width;
  const pixel = tile.getContext('2d').getImageData((at.x - box.left) * scale, (at.y - box.top) * scale, 1, 1).data;
  return '#' + [...pixel].slice(0, 3).map((part) => part.toString(16).padStart(2, '0')).join('') === wanted;
}"""
URALS, ANATOLIA = (59.0, 62.0), (39.5, 34.0)
"""Places in Russia and in Turkey where nothing but the land is drawn."""
LAND, MOST, LEAST = "#e5e8e8", "#990000", "#fdd49e"


def is_shaded(page: Page, place: tuple[float, float], colour: str) -> None:
    """Wait until the base map has this colour there."""
    frame_of(page).wait_for_function(COLOUR_IS, arg=[*place, colour], timeout=PATIENCE)


def test_countries_are_shaded_by_classes_that_the_legend_names(page: Page, address: str) -> None:
    open_page(page, f"{address}/?layer=countries")
    is_shaded(page, URALS, MOST)
    is_shaded(page, ANATOLIA, LAND)
    expect(legend(page).locator("summary")).to_have_text("Incidents")
    rows = legend(page).locator("li")
    expect(rows).to_have_text(["no incident shown", "1", "2", "3", "4", "5 to 75"])
    expect(legend(page)).to_contain_text("some are disputed")
    shot(page, "layer-countries")
    choose(page, "Shade", "People detained")
    expect(rows.last).to_have_text("unknown", timeout=PATIENCE)
    expect(legend(page)).to_contain_text("At least so many")
    page.wait_for_url(re.compile("shade=detained"))
    shot(page, "layer-countries-detained")


def test_a_country_says_its_numbers_to_the_keyboard(page: Page, address: str) -> None:
    open_page(page, f"{address}/?layer=countries")
    is_shaded(page, URALS, MOST)
    kazakhstan = the_map(page).get_by_role("button", name="Kazakhstan: 75 incidents")
    kazakhstan.focus()
    expect(the_map(page).locator(".sheru-tip")).to_contain_text("Detained: at least 1,419 (unknown in 37)")
    page.keyboard.press("Enter")
    expect(the_map(page).locator(".sheru-popup")).to_contain_text("Incidents per million inhabitants: 4.1")


def test_a_country_too_small_to_be_seen_has_a_dot(page: Page, address: str) -> None:
    open_page(page, f"{address}/?layer=countries")
    is_shaded(page, URALS, MOST)
    hong_kong = the_map(page).get_by_role("button", name=re.compile("Hong Kong"))
    expect(hong_kong.locator(".sheru-spot.seen")).to_be_visible(timeout=PATIENCE)
    expect(the_map(page).locator(".sheru-spot.seen")).to_have_count(1)


def test_on_a_phone_dots_do_not_hide_countries_that_can_be_seen(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844}, locale="en-GB")
    open_page(page, f"{address}/?layer=countries")
    expect(the_map(page).locator(".sheru-spot.seen").first).to_be_visible(timeout=PATIENCE)
    shaded = the_map(page).locator(".sheru-spot")
    assert the_map(page).locator(".sheru-spot.seen").count() < shaded.count() / 2
    page.close()


def test_names_on_shades_have_all_the_contrast_there_is(page: Page, address: str) -> None:
    open_page(page, f"{address}/?layer=countries&theme=light")
    is_shaded(page, URALS, MOST)
    name = the_map(page).locator(".sheru-label-country .sheru-label-name").first
    expect(name).to_have_css("color", "rgb(29, 36, 48)", timeout=PATIENCE)
    choose(page, "Map", "Heat")
    expect(name).to_have_css("color", "rgb(107, 117, 123)", timeout=PATIENCE)


def test_a_country_says_its_numbers_to_the_pointer(page: Page, address: str) -> None:
    open_page(page, f"{address}/?layer=countries")
    is_shaded(page, URALS, MOST)
    to_pixels = "at => { const p = window.map.latLngToContainerPoint(at); return [p.x, p.y]; }"
    x, y = frame_of(page).evaluate(to_pixels, list(URALS))
    box = page.locator(".st-key-map iframe").bounding_box()
    page.mouse.move(box["x"] + x, box["y"] + y)
    expect(the_map(page).locator(".sheru-tip")).to_contain_text("Russia21 incidents")
    page.mouse.down()
    page.mouse.up()
    expect(the_map(page).locator(".sheru-popup")).to_contain_text("Russia21 incidents")


def test_the_change_needs_dates_and_then_says_with_what_it_compares(page: Page, address: str) -> None:
    open_page(page, f"{address}/?layer=countries&shade=change")
    expect(legend(page)).to_contain_text("Please choose both dates", timeout=PATIENCE)
    is_shaded(page, URALS, LAND)
    type_date(page, "From", "20210101")
    type_date(page, "To", "20211231")
    expect(legend(page)).to_contain_text("Compared with 2 January – 31 December 2020", timeout=PATIENCE)
    expect(legend(page)).to_contain_text("as many as before")
    expect(legend(page).locator("li").last).to_contain_text("−")
    shot(page, "layer-countries-change")
