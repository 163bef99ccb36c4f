"""What a reader does on the page, by the words she sees."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Frame, FrameLocator, Page, expect

from tests.browser.conftest import SHOTS

PATIENCE = 30_000  # ms; two cores may be busy
_DRAWN = (
    """() => document.querySelector(".st-key-map iframe")?.contentDocument?.querySelector("#map_div[data-drawn]")"""
)
"""Asked at each picture: `expect` looks ever more seldom, and each test opens a page."""

_STILL = """() => {
  const shape = JSON.stringify([...document.querySelectorAll("iframe, main *")].map((node) => {
    const { x, y, width, height } = node.getBoundingClientRect();
    return [x, y, width, height];
  }));
  const same = shape === window.shapeBefore;
  window.shapeBefore = shape;
  return same;
}"""
"""Asked every 100 ms: whether everything stands where it stood before."""


def open_page(page: Page, url: str) -> None:
    """Open `url` and wait for the first map."""
    page.goto(url)
    page.wait_for_function(_DRAWN, polling="raf", timeout=PATIENCE)


def until_still(page: Page) -> None:
    """Wait until the page has run and every part of it stands where it stood before."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=PATIENCE)
    page.wait_for_function(_STILL, polling=100, timeout=PATIENCE)


def the_map(page: Page) -> FrameLocator:
    """The map inside its frame."""
    return page.frame_locator(".st-key-map iframe")


def frame_of(page: Page) -> Frame:
    """The frame of the map, to run scripts in."""
    return next(frame for frame in page.frames if "streamlit_folium" in frame.url)


def choose(page: Page, name: str, option: str) -> None:
    """Choose in the control on the map."""
    the_map(page).get_by_role("combobox", name=name, exact=True).select_option(option)


def is_drawn(page: Page, layer: str) -> None:
    """Wait until the map has drawn this layer."""
    expect(the_map(page).locator(f"#map_div[data-layer={layer}]")).to_be_attached(timeout=PATIENCE)


def legend(page: Page):
    """The legend of the map."""
    return the_map(page).locator(".sheru-legend")


def marks(page: Page):
    """The marks on the map, without those that are going."""
    return the_map(page).locator(".sheru-icon:not(.leaving)")


def incident_mark(page: Page, incident_id: str):
    """The mark of a single incident."""
    return the_map(page).locator(f'[data-incident="{incident_id}"]')


def choose_country(page: Page, name: str) -> None:
    """Pick a country in the filter."""
    page.get_by_role("combobox", name="Country").fill(name)
    page.get_by_role("option", name=name).click()
    page.keyboard.press("Escape")


def sentence(page: Page):
    """The sentence that says what is shown."""
    return page.locator(".st-key-sentence")


def panel(page: Page):
    """The panel of the open incident."""
    return page.locator(".st-key-panel")


def shot(page: Page, name: str) -> Path:
    """Save a picture of the page."""
    SHOTS.mkdir(exist_ok=True)
    path = SHOTS / f"{name}.png"
    page.screenshot(path=path)
    return path


def type_date(page: Page, label: str, digits: str) -> None:
    """Type a day as yyyymmdd into the date input `label`."""
    page.get_by_role("spinbutton", name=f"year, {label}").click()
    page.keyboard.type(digits)
    page.keyboard.press("Escape")  # the calendar opens over the page
    page.keyboard.press("Tab")
