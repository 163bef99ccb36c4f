"""`python -m benchmarks.playback HOME`: frames of playback in Chromium over the store of HOME, as median and p95.

A frame is a drawing of the map; a window is a step in time. At the fastest speed a window is due every 33 ms.
"""

from __future__ import annotations

import statistics
import sys
from itertools import pairwise
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.conftest import chromium, serve
from tests.browser.reader import open_page

SECONDS = 10

_MEASURE = """(seconds) => new Promise((done) => {
  const map = document.querySelector("#map_div");
  const painted = [], moved = [];
  let shown = "";
  const watch = new MutationObserver(() => {
    const now = performance.now();
    painted.push(now);
    if (map.dataset.frame !== shown) moved.push(now);
    shown = map.dataset.frame;
    if (now - painted[0] < seconds * 1000) return;
    watch.disconnect();
    done({ painted, moved });
  });
  watch.observe(map, { attributes: true, attributeFilter: ["data-painted"] });
})"""


def main(home: Path) -> None:
    """Print the table."""
    with serve(home, SHERU_BUNDLED="0") as address, sync_playwright() as playwright:
        browser = chromium(playwright)
        for window in ("day", "week", "month"):
            measure(browser, address, window)
        browser.close()


def measure(browser: Browser, address: str, window: str) -> None:
    """Print milliseconds from frame to frame and from window to window of playback over the whole map."""
    page = browser.new_page(viewport={"width": 1400, "height": 860})
    open_page(page, f"{address}/?play=2000-01-01,{window}")
    timed = times(page)
    for name, moments in timed.items():
        gaps = [later - earlier for earlier, later in pairwise(moments)]
        median, p95 = statistics.median(gaps), statistics.quantiles(gaps, n=20)[-1]
        rate = 1000 * len(gaps) / (moments[-1] - moments[0])
        print(f"playback by {window:6} {name:8} median {median:6.1f} ms  p95 {p95:6.1f} ms  {rate:5.1f} a second")
    page.close()


def times(page: Page) -> dict[str, list[float]]:
    """When frames were painted and when windows moved, in milliseconds, for SECONDS of the fastest playback."""
    expect(page.locator(".timeline-summary")).to_contain_text("in view", timeout=60_000)
    page.get_by_label("Speed").select_option("fastest")
    page.get_by_role("group", name="Playback").get_by_role("button", name="Play", exact=True).click()
    frame = next(frame for frame in page.frames if "streamlit_folium" in frame.url)
    found: dict[str, list[float]] = frame.evaluate(_MEASURE, SECONDS)
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]))
