"""The map as a reader uses it: what a mark says, where it looks, the whole window, both sides of the antimeridian."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ROOT, serve
from tests.browser.editor import knowing_the_gazetteer
from tests.browser.reader import PATIENCE, open_page, panel, shot, the_map, until_still

FIJI = """date,place,lat,lon,country,event_type,source_name,source_url
2024-05-01,Suva,-18.14,178.44,FJ,demonstration,Example,https://example.org/1
2024-05-02,Lomaloma,-17.29,-178.99,FJ,march,Example,https://example.org/2
"""


@pytest.fixture(scope="module")
def fiji(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = knowing_the_gazetteer(tmp_path_factory.mktemp("fiji"))
    table = home / "fiji.csv"
    table.write_text(FIJI, encoding="utf-8")
    environment = {"SHERU_HOME": str(home), "SHERU_BUNDLED": "0", "PATH": "/usr/bin:/bin"}
    subprocess.run([sys.executable, "-m", "data", "import", str(table)], cwd=ROOT, env=environment, check=True)
    with serve(home, SHERU_BUNDLED="0") as address:
        yield address


def looks_at(page: Page) -> tuple[float, ...]:
    frame = next(frame for frame in page.frames if "streamlit_folium" in frame.url)
    return tuple(frame.evaluate("() => { const b = window.map.getBounds(); return [b.getWest(), b.getEast()]; }"))


def mark(page: Page, name: str):
    return the_map(page).get_by_role("button", name=name)


def test_a_mark_says_what_it_stands_for_to_pointer_and_keyboard(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&at=43.25,76.91,9")
    almaty = mark(page, re.compile("Almaty: .* incidents"))
    almaty.hover(timeout=PATIENCE)
    hint = the_map(page).locator(".sheru-hint")
    expect(hint).to_contain_text("Almaty")
    expect(hint).to_contain_text("16 December 2009 – 5 January 2026")
    expect(hint).to_contain_text("detention")
    shot(page, "map-hover")
    page.mouse.move(5, 5)
    expect(hint).to_have_count(0)
    almaty.focus()
    expect(hint).to_contain_text("Almaty")


def test_a_ring_shows_the_share_of_each_type(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&at=43.25,76.91,9")
    ring = mark(page, re.compile("Almaty: .* incidents")).locator(".sheru-ring")
    expect(ring).to_be_visible(timeout=PATIENCE)
    drawn = ring.evaluate("node => node.style.getPropertyValue('--arcs')")
    arcs = re.findall(r"var\(--(\w+)\) ([\d.]+)turn,? (?:var\(--\w+\) )?([\d.]+)turn", drawn)
    assert len({kind for kind, _, _ in arcs}) == 4
    assert 0.9 < sum(float(end) - float(begin) for _, begin, end in arcs) <= 1.0


def test_home_shows_everything_and_fit_what_is_shown(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&at=0,0,9")
    the_map(page).get_by_role("button", name="Fit to what is shown").click()
    expect(mark(page, re.compile("Almaty: .* incidents"))).to_be_visible(timeout=PATIENCE)
    page.wait_for_url(lambda url: "at=" not in url)
    the_map(page).get_by_role("button", name="Show the whole map").click()
    expect(mark(page, re.compile("Almaty"))).to_have_count(0, timeout=PATIENCE)
    west, east = looks_at(page)
    assert west < -120 and east > 140


def test_the_map_fills_the_window_and_leaves_it_again(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ")
    whole = the_map(page).get_by_role("button", name="Fill the window")
    whole.click()
    expect(whole).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".st-key-stage")).to_have_css("position", "fixed")
    shot(page, "map-whole-window")
    whole.click()
    expect(whole).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".st-key-stage")).to_have_css("position", "relative")


@pytest.mark.parametrize(("width", "height"), [(3840, 2160), (1400, 860), (390, 844)])
def test_the_first_view_shows_every_incident_once(browser: Browser, address: str, width: int, height: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": height}, locale="en-GB")
    page = context.new_page()
    open_page(page, address)
    expect(page.locator(".st-key-timeline")).not_to_contain_text("Loading", timeout=PATIENCE)
    until_still(page)
    west, east = looks_at(page)
    assert west < -118 and east > 131  # Los Angeles and Vladivostok
    assert east - west <= 540
    shot(page, f"world-{width}")
    context.close()


def test_the_mark_that_holds_the_open_incident_is_marked(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&incident=kz-almaty-2021-02-28&at=45,70,4")
    expect(panel(page)).to_contain_text("Almaty", timeout=PATIENCE)
    expect(the_map(page).locator(".sheru-icon.open")).to_have_count(1, timeout=PATIENCE)
    expect(the_map(page).locator(".sheru-icon.open")).to_have_attribute("aria-label", re.compile("incidents"))


@pytest.mark.parametrize("at", ["-17.5,179.5,7", "-17.5,-179.5,7"])
def test_both_sides_of_the_antimeridian_are_shown_together(page: Page, fiji: str, at: str) -> None:
    open_page(page, f"{fiji}/?at={at}")
    for name in ("Suva: 1 incident", "Lomaloma: 1 incident"):
        expect(mark(page, name)).to_be_visible(timeout=PATIENCE)
        expect(mark(page, name)).to_be_in_viewport()
    shot(page, f"antimeridian-{'east' if at.startswith('-17.5,-') else 'west'}")
