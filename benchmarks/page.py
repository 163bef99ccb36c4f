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

from playwright.sync_api import Browser, Error, Page, expect, sync_playwright

from tests.browser.conftest import chromium, serve
from tests.browser.reader import frame_of, open_page, the_map

RUNS = 5

LIMIT = 30
"""Seconds after which a repaint is no longer waited for."""

_WAIT_FOR_DRAWING = """({ attribute, act, limit }) => new Promise((done, failed) => {
  const map = document.querySelector("#map_div");
  const before = map.getAttribute(attribute);
  let start = performance.now();
  const began = () => { start = performance.now(); };
  const heard = { capture: true, once: true };
  for (const where of act ? [window, window.parent] : []) where.addEventListener(act, began, heard);
  const late = setTimeout(() => {
    watch.disconnect();
    failed(new Error(`the map was not drawn again within ${limit} s: ${attribute} is still ${before}`));
  }, limit * 1000);
  const watch = new MutationObserver(() => {
    if (map.getAttribute(attribute) === before) return;
    watch.disconnect();
    clearTimeout(late);
    requestAnimationFrame(() => done(performance.now() - start));
  });
  watch.observe(map, { attributes: true, attributeFilter: [attribute] });
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
    milliseconds = page.wait_for_function(_WHEN_DRAWN, polling="raf", timeout=LIMIT * 1000).json_value()
    context.close()
    return float(milliseconds) / 1000


def filter_change(page: Page, number: int = 20) -> float:
    """Seconds from a click on a bar of the timeline to the repainted map; then all dates again."""
    settled(page)
    bar = page.locator(".st-key-timeline [role=button]").nth(number)
    expect(bar).to_be_attached(timeout=LIMIT * 1000)
    expect(page.locator(".st-key-table-all tbody tr").first).to_be_visible(timeout=LIMIT * 1000)
    page.wait_for_load_state("networkidle")  # what still loads would move the bar away from under the mouse
    everything = drawn(page)
    box = bar.bounding_box()
    assert box
    seconds = until_drawn(
        page, lambda: page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] - 2), act="pointerdown"
    )
    settled(page)  # the map is drawn before the page has run, and the page must know the dates to take them back
    page.locator(".st-key-timeline").get_by_role("button", name="All dates").click()
    frame_of(page).wait_for_function(
        "(drawn) => document.querySelector('#map_div').dataset.drawn === drawn", arg=everything, timeout=LIMIT * 1000
    )
    return seconds


def zoom(page: Page) -> float:
    """Seconds from a click on "zoom in" to the repainted map; then back."""
    settled(page)
    seconds = until_drawn(page, lambda: _press(page, "Zoom in"), "data-drawn-at", "click")
    until_drawn(page, lambda: _press(page, "Zoom out"), "data-drawn-at", "click")
    return seconds


def _press(page: Page, name: str) -> None:
    the_map(page).get_by_role("button", name=name).click()


def settled(page: Page) -> None:
    """Wait until the page has run to its end and every part of it stands."""
    app = page.get_by_test_id("stApp")
    expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=LIMIT * 1000)
    page.wait_for_load_state("networkidle", timeout=LIMIT * 1000)


def drawn(page: Page) -> str:
    """What the map was last asked for and has drawn."""
    asked: str = frame_of(page).evaluate("() => document.querySelector('#map_div').dataset.drawn")
    return asked


def until_drawn(page: Page, do: Callable[[], None], attribute: str = "data-drawn", act: str = "") -> float:
    """Seconds from the DOM event `act` (or from just before `do`) to the frame in which the map has drawn its answer.

    `data-drawn` names what was asked for, `data-drawn-at` when: only the first tells a new filter from a new size.
    Raises playwright's Error, which says what was waited for, after LIMIT seconds.
    """
    frame = frame_of(page)
    asked = {"attribute": attribute, "act": act, "limit": LIMIT}
    # what fails is kept as a value: nobody listens yet
    frame.evaluate(
        f"(asked) => {{ window.drawing = ({_WAIT_FOR_DRAWING})(asked).catch((error) => error.message); }}", asked
    )
    do()
    found = frame.evaluate("() => window.drawing")
    if isinstance(found, str):
        raise Error(found)
    return float(found) / 1000


if __name__ == "__main__":
    main()
