"""The map in one file at its largest: `python -m benchmarks.onefile [HOME]`, its size and what a reader waits for.

Rows of `benchmarks.grow` are imported with the gazetteer; HOME keeps them for another time.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.grow import grow
from data.__main__ import main as command
from data.export.onefile import MOST
from data.filters import Filters
from data.store import Store
from data.summary import summary
from tests.browser.conftest import chromium

_ROWS = round(MOST * 1.0204)  # two in a hundred are second reports
_TIMES = 7
_DRAWN = "seen => document.querySelector('.sheru-map').dataset.drawnAt !== seen"


def main(home: Path) -> None:
    """Fill `home` if it is empty, export it, and open the file without a network."""
    os.environ |= {"SHERU_HOME": str(home), "SHERU_BUNDLED": "0"}
    if Store(home).is_empty:
        table = home / "grown.csv"
        grow(_ROWS, table)
        command(["import", str(table)])
    with Store(home).snapshot().engine.connect() as connection:
        shown = summary(connection, Filters())
    print(f"{shown.incidents:,} incidents, {shown.reports:,} reports, {shown.not_on_map:,} not on the map; ", end="")
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    out = home / "out.html"
    began = time.perf_counter()
    assert command(["export", str(out)]) == 0
    print(f"| export, seconds | {time.perf_counter() - began:.1f} |\n| file, MB | {out.stat().st_size / 1e6:.2f} |")
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        opening = []
        for _ in range(_TIMES):
            context = browser.new_context(viewport={"width": 1400, "height": 860}, offline=True)
            page = context.new_page()
            page.goto(out.as_uri())
            page.wait_for_selector(".sheru-map[data-drawn]")
            opening.append(page.evaluate("Number(document.querySelector('.sheru-map').dataset.drawnAt)"))
            if len(opening) < _TIMES:
                context.close()
        told("open to first map", opening)
        country = page.locator(".sheru-checks.country input").first
        told("filter by a country", [waited(page, country.click) for _ in range(2 * _TIMES)])
        search = page.get_by_role("searchbox")
        told("first search (0.25 s of it for the next letter)", [waited(page, lambda: search.fill("protest"))])
        words = iter([*("students", "workers", "miners", "teachers", "drivers", "women", "farmers")])
        told("next searches (likewise)", [waited(page, lambda: search.fill(next(words))) for _ in range(_TIMES)])
        page.locator(".sheru-plain").click()
        zoom = page.locator(".leaflet-control-zoom-in")
        told("zoom (0.25 s of it the animation)", [waited(page, zoom.click) for _ in range(5)])
        page.locator(".sheru-control.home").click()
        page.get_by_role("button", name="Play", exact=True).click()
        page.locator(".timeline-player select").first.select_option("week")
        page.locator(".timeline-player select").last.select_option("fastest")
        page.wait_for_timeout(1500)
        painted = "Number(document.querySelector('.sheru-map').dataset.painted)"
        first, began = page.evaluate(painted), time.perf_counter()
        page.wait_for_timeout(5000)
        rate = (page.evaluate(painted) - first) / (time.perf_counter() - began)
        print(f"| playback by weeks, pictures painted a second | {rate:.0f} |")
        print(f"| heap of the browser, MB | {page.evaluate('performance.memory.usedJSHeapSize') / 1e6:.0f} |")
        browser.close()


def waited(page: Page, act: Callable[[], object]) -> float:
    """Milliseconds from an act of the reader to the next drawing of the map."""
    seen = page.evaluate("document.querySelector('.sheru-map').dataset.drawnAt")
    page.evaluate("globalThis.before = performance.now()")
    act()
    page.wait_for_function(_DRAWN, arg=seen)
    return float(page.evaluate("Number(document.querySelector('.sheru-map').dataset.drawnAt) - before"))


def told(name: str, taken: list[float]) -> None:
    """Print the median and the range."""
    print(f"| {name}, ms | {statistics.median(taken):.0f} | {min(taken):.0f} to {max(taken):.0f}, n={len(taken)} |")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            main(Path(folder))
