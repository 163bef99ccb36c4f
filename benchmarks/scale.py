"""`make bench-scale ROWS=1000000`: what a reader waits for when the data is large, medians and 95th percentiles.

The rows are grown from real ones (`benchmarks.grow`). Times are taken in the page: from the act to the first frame
after the map has drawn the answer. Peers get the same places in the same run.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Page, expect, sync_playwright

from benchmarks.grow import grow
from benchmarks.page import filter_change, first_map, until_drawn
from benchmarks.peers import peers
from data.importer import import_files
from data.reading.files import read_file
from data.store import Store
from geocoding import default_geocoder, locate_all
from tests.browser.conftest import chromium, serve
from tests.browser.reader import open_page

_READERS = 50
_SECONDS = 20
_VIEWS = [
    (43.2, 76.9),
    (48.8, 2.3),
    (40.7, -74.0),
    (28.6, 77.2),
    (-23.5, -46.6),
    (55.7, 37.6),
    (35.7, 51.4),
    (30.0, 31.2),
]


def main(rows: int, home: Path) -> None:
    """Print the table for `rows` rows; a store that is in `home` already is used again."""
    if Store(home).is_empty:
        _fill(home, rows)
    with (
        serve(home, SHERU_BUNDLED="0") as address,
        sync_playwright() as playwright,
    ):
        browser = chromium(playwright)
        first_map(browser, address)  # the first reader warms the server
        _say("first map, warm server", [first_map(browser, address) for _ in range(5)])
        page = browser.new_page(viewport={"width": 1400, "height": 860})
        open_page(page, address)
        expect(page.locator(".st-key-timeline [role=button]").nth(20)).to_be_attached(timeout=60_000)
        _say("filter change to repainted map", [filter_change(page) for _ in range(15)])
        sizes = _answers(page)
        _say("pan to repainted map", [_pan(page, number) for number in range(30)])
        _say("zoom to repainted map", [_zoom(page, number) for number in range(20)])
        print(f"{'bytes per view, sent (median, largest)':42} {statistics.median(sizes):9,.0f} {max(sizes):9,}")
        _say(f"pan, {_READERS} readers at once", _crowd(address))
        print(f"{'memory of the server':42} {_memory(page, address):6.0f} MB")
        if rows <= 1_000_000:
            peers(home)
        browser.close()


def _fill(home: Path, rows: int) -> None:
    table = home / "rows.parquet"
    grow(rows, table)
    geocoder = default_geocoder()
    began = time.monotonic()
    import_files([table], Store(home), lambda places: locate_all(places, geocoder), read=read_file)
    print(f"{'import':42} {time.monotonic() - began:6.1f} s")
    table.unlink()


def _say(name: str, seconds: list[float]) -> None:
    ordered = sorted(seconds)
    p95 = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    print(f"{name:42} {statistics.median(ordered) * 1000:6.0f} ms median {p95 * 1000:6.0f} ms p95   n={len(ordered)}")


def _map(page: Page, script: str) -> Callable[[], None]:
    frame = next(frame for frame in page.frames if "streamlit_folium" in frame.url)
    return lambda: frame.evaluate(f"() => {{ {script} }}")


def _pan(page: Page, number: int) -> float:
    """Seconds from a jump to another part of the world to the repainted map."""
    latitude, longitude = _VIEWS[number % len(_VIEWS)]
    zoom = 5 + number % 4
    return until_drawn(
        page, _map(page, f"map.setView([{latitude}, {longitude}], {zoom}, {{animate: false}})"), "data-drawn-at"
    )


def _zoom(page: Page, number: int) -> float:
    zoom = 4 + number % 2 * 3
    return until_drawn(page, _map(page, f"map.setZoom({zoom}, {{animate: false}})"), "data-drawn-at")


def _answers(page: Page) -> list[int]:
    """Bytes of each answer for a view, as they are sent; filled while the page is used."""
    sizes: list[int] = []

    def look(request: object) -> None:
        if "/api/clusters" in request.url:  # type: ignore[attr-defined]
            sizes.append(request.sizes()["responseBodySize"])  # type: ignore[attr-defined]

    page.on("requestfinished", look)
    return sizes


def _crowd(address: str) -> list[float]:
    """Seconds of each pan while many readers pan: each asks for a view, looks at it for a second, asks for the next."""
    waited: list[float] = []
    ends = time.monotonic() + _SECONDS

    def reader(number: int) -> None:
        step = number
        while time.monotonic() < ends:
            latitude, longitude = _VIEWS[step % len(_VIEWS)]
            west, south = longitude - 10 - number % 7, latitude - 5
            url = f"{address}/api/clusters?bbox={west},{south},{west + 25},{south + 12}&zoom={5 + step % 4}"
            began = time.monotonic()
            with urlopen(url, timeout=30) as answer:
                assert answer.status == 200
                answer.read()
            waited.append(time.monotonic() - began)
            step += 1
            time.sleep(1)

    threads = [threading.Thread(target=reader, args=(number,)) for number in range(_READERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return waited


def _memory(page: Page, address: str) -> float:
    """Resident megabytes of the process that serves `address`."""
    del page
    port = address.rsplit(":", 1)[1]
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes().split(b"\0")
            status = (process / "status").read_text()
        except OSError:
            continue
        if port.encode() in command and b"streamlit" in command:
            return int(status.split("VmRSS:")[1].split()[0]) / 1024
    raise AssertionError("the server is not there")


if __name__ == "__main__":
    asked = int(sys.argv[1])
    if len(sys.argv) > 2:
        main(asked, Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            main(asked, Path(folder))
