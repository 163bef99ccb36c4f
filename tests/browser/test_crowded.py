"""The map where incidents crowd: every number can be read, whatever the API answers; large answers are made here."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from data.by_region import Region
from data.projection import to_degrees
from tests.browser.reader import PATIENCE, open_page, shot, the_map

CELL, WORLD_BITS = 64, 30
AT = "48,10,4"
MIX = {"march": 3, "detention": 2}

BOXES = """nodes => nodes.map((node) => {
  const box = node.getBoundingClientRect(), text = node.querySelector('.cluster > span:last-child');
  const { offsetWidth } = text;
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, width: box.width, text: offsetWidth };
})"""


def cell(at: tuple[float, float], count: int, precision: str) -> dict[str, object]:
    latitude, longitude = at
    return {
        "count": count, "latitude": latitude, "longitude": longitude, "one_place": False, "precision": precision,
        "radius_km": 20, "incident_id": "", "event_type": "", "name": "", "types": MIX, "date_start": "2020-01-01",
        "date_end": "2021-01-01", "people": None,
    }  # fmt: skip


def crowded(route: Route) -> None:
    """Each cell of the screen is full, its middle close to a neighbour's; a third has some known by region too."""
    asked = parse_qs(urlsplit(route.request.url).query)
    zoom = int(asked["zoom"][0])
    units = 2 ** (30 - 8 - zoom)  # of a pixel
    columns = range(2**zoom * 256 // CELL)
    cells = []
    for number, (column, row) in enumerate(itertools.product(columns, columns)):
        corner = 4 if (column + row) % 2 else 60  # pixels from the edge: two and two stand close together
        middle = to_degrees((column * CELL + corner) * units, (row * CELL + corner) * units)
        cells.append(cell(middle, 51_302 - number, "city"))
        if number % 3 == 0:
            cells.append(cell(middle, 15_321 - number, "admin1"))
    route.fulfill(json={"version": "x", "clusters": cells})


@pytest.mark.parametrize(("locale", "scheme"), [("en-GB", "light"), ("ru-RU", "dark")])
def test_no_number_lies_under_another_mark(browser: Browser, address: str, locale: str, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 1400, "height": 860}, locale=locale, color_scheme=scheme)
    page = context.new_page()
    page.route("**/api/clusters*", crowded)
    open_page(page, f"{address}/?at={AT}")
    marks = the_map(page).locator(".sheru-icon:not(.leaving)")
    expect(marks.first).to_be_visible(timeout=PATIENCE)
    found = marks.evaluate_all(BOXES)
    shot(page, f"crowded-{locale}")
    assert len(found) > 100
    for one, other in itertools.combinations(found, 2):
        apart = ((one["x"] - other["x"]) ** 2 + (one["y"] - other["y"]) ** 2) ** 0.5
        assert apart >= (one["width"] + other["width"]) / 2 - 2, (one, other)
    assert all(each["text"] <= each["width"] - 4 for each in found), max(found, key=lambda each: each["text"])
    context.close()


def answered(regions: list[Region]) -> Callable[[Route], None]:
    body = [
        {name: getattr(each, name) for name in ("country", "name", "latitude", "longitude", "incidents", "people")}
        for each in regions
    ]
    return lambda route: route.fulfill(
        body=json.dumps({"version": "x", "regions": body, "left_out": 0, "unknown": 0}), content_type="application/json"
    )


def test_many_regions_are_small_on_the_world_and_grow_as_one_looks_closer(page: Page, address: str) -> None:
    regions = [Region("KZ", f"Region {n}", n % 60, n % 170, 1000 - n, None) for n in range(800)]
    page.route("**/api/regions*", answered(regions))
    open_page(page, f"{address}/?layer=regions&at=20,60,2")
    widest = the_map(page).get_by_role("button", name="Region 0: 1,000 incidents").locator(".sheru-region")
    expect(widest).to_have_css("width", re.compile("^25[.]4"), timeout=PATIENCE)
    the_map(page).get_by_role("button", name="Zoom in").click()
    expect(widest).to_have_css("width", "36px", timeout=PATIENCE)
    sample = the_map(page).locator(".sheru-sizes .sheru-region").first
    expect(sample).to_have_css("width", "36px")  # the legend keeps in step


def test_on_a_phone_no_mark_of_the_first_view_lies_under_the_menu_of_layers(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844}, locale="ru-RU", has_touch=True)
    open_page(page, address)
    menu = the_map(page).locator(".sheru-choices").bounding_box()
    marks = the_map(page).locator(".sheru-icon")
    expect(marks.first).to_be_visible(timeout=PATIENCE)
    for mark in marks.all():
        box = mark.bounding_box()
        assert menu and box
        assert box["x"] + box["width"] <= menu["x"] or box["y"] >= menu["y"] + menu["height"]
    page.close()


def test_on_a_phone_nothing_lies_over_the_list_at_one_place(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844}, locale="en-GB", has_touch=True)
    open_page(page, f"{address}/?country=KZ&at=43.25,76.9,9")
    the_map(page).get_by_role("button", name=re.compile("^Almaty: ")).click(timeout=PATIENCE)
    expect(the_map(page).locator(".sheru-entry")).to_have_count(20, timeout=PATIENCE)
    shot(page, "list-phone")
    the_map(page).get_by_role("button", name="Close popup").click(timeout=3_000)  # ms; refused where another takes it
    expect(the_map(page).get_by_role("combobox", name="Map", exact=True)).to_be_visible()
    page.close()


@pytest.mark.parametrize("locale", ["ru-RU", "kk-KZ"])
def test_on_a_phone_the_head_of_the_timeline_stays_off_the_bars(browser: Browser, address: str, locale: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844}, locale=locale)
    open_page(page, f"{address}/?country=KZ&from=2021-01-01&to=2021-12-31")
    chosen = page.locator(".timeline-choices select").last
    expect(chosen).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".timeline-zoom")).to_be_visible(timeout=PATIENCE)
    select, bars = chosen.bounding_box(), page.locator(".timeline-chart").bounding_box()
    assert select and bars
    assert select["y"] + select["height"] <= bars["y"] + 1
    assert page.locator(".timeline-zoom").inner_text().strip()  # its name is there for those who hear it
    page.close()
