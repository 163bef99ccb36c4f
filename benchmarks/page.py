"""`make bench`: what a reader waits for, in Chromium on this machine, as medians of several runs.

- first map: from opening the address on a warm server, in a fresh browser context, to the first painted marks
- filter: from taking up a link's dates on the timeline to the repainted map
- move: from a click on "zoom in" to the repainted map
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.conftest import chromium, serve
from tests.browser.reader import open_page, the_map

RUNS = 5

_WAIT_FOR_DRAWING = """(attribute) => new Promise((done) => {
  const start = performance.now();
  const map = document.querySelector("#map_div");
  const before = map.getAttribute(attribute);
  new MutationObserver((_, watch) => {
    if (map.getAttribute(attribute) === before) return;
    watch.disconnect();
    requestAnimationFrame(() => done(performance.now() - start));
  }).observe(map, { attributes: true, attributeFilter: [attribute] });
})"""

_WHEN_DRAWN = """() => {
  const frame = document.querySelector(".st-key-map iframe");
  return frame?.contentDocument?.querySelector("#map_div[data-drawn]") ? performance.now() : 0;
}"""
"""Milliseconds since the navigation began, asked in every frame: Playwright's own waiting looks twice a second."""


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as home, serve(Path(home)) as address, sync_playwright() as playwright:
        browser = chromium(playwright)
        measure("first map, first reader after the start", lambda: first_map(browser, address), runs=1)
        measure("first map, warm server, fresh browser", lambda: first_map(browser, address))
        page = browser.new_page(viewport={"width": 1400, "height": 860})
        open_page(page, address)
        measure("filter change to repainted map", lambda: filter_change(page))
        measure("zoom to repainted map", lambda: zoom(page))
        browser.close()


def measure(name: str, run: Callable[[], float], runs: int = RUNS) -> None:
    """Print the median and the range of `runs` runs, in seconds."""
    seconds = [run() for _ in range(runs)]
    print(f"{name:42} {statistics.median(seconds):6.2f} s   ({min(seconds):.2f} to {max(seconds):.2f}, n={runs})")


def first_map(browser: Browser, address: str) -> float:
    """Seconds from the request to the first drawn marks."""
    context = browser.new_context(viewport={"width": 1400, "height": 860})
    page = context.new_page()
    page.goto(address, wait_until="commit")
    milliseconds = page.wait_for_function(_WHEN_DRAWN, polling="raf").json_value()
    context.close()
    return float(milliseconds) / 1000


def filter_change(page: Page) -> float:
    """Seconds from a click on a bar of the timeline to the repainted map; then all dates again."""
    bar = page.locator(".st-key-timeline [role=button]").nth(20)
    expect(bar).to_be_attached()
    expect(page.locator(".st-key-table-all tbody tr").first).to_be_visible()
    page.wait_for_load_state("networkidle")  # what still loads would move the bar away from under the mouse
    box = bar.bounding_box()
    assert box
    seconds = until_drawn(page, lambda: page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] - 2))
    until_drawn(page, lambda: page.locator(".st-key-timeline").get_by_role("button", name="All dates").click())
    return seconds


def zoom(page: Page) -> float:
    """Seconds from a click on "zoom in" to the repainted map; then back."""
    seconds = until_drawn(page, lambda: the_map(page).get_by_role("button", name="Zoom in").click(), "data-drawn-at")
    until_drawn(page, lambda: the_map(page).get_by_role("button", name="Zoom out").click(), "data-drawn-at")
    return seconds


def until_drawn(page: Page, act: Callable[[], None], attribute: str = "data-drawn") -> float:
    """Seconds from just before `act` to the frame in which the map has drawn its answer.

    `data-drawn` names what was asked for, `data-drawn-at` when: only the first tells a new filter from a new size.
    """
    frame = next(frame for frame in page.frames if "streamlit_folium" in frame.url)
    frame.evaluate(f"(attribute) => {{ window.drawing = ({_WAIT_FOR_DRAWING})(attribute); }}", attribute)
    act()
    return float(frame.evaluate("() => window.drawing")) / 1000


if __name__ == "__main__":
    main()
