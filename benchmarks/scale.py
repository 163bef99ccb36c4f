"""`make bench-scale ROWS="10000 1000000"`: what a reader waits for when the data is large, as a table in Markdown.

`python -m benchmarks.scale ROWS... [--stores FOLDER] [--no-peers]` makes a column for each number of rows: medians and
95th percentiles. The rows are grown from real ones (`benchmarks.grow`), ten million in SQL from a million
(`benchmarks.tenfold`). A store that is in FOLDER is used again. Times are taken in the page: from the reader's act to
the first frame after the map has drawn the answer. Every wait has a limit; what was not seen within it is named below
the table. Peers get the same places as the million.
"""

from __future__ import annotations

import argparse
import itertools
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from urllib import request

from playwright.sync_api import Browser, Error, Page, Request, expect, sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg

from benchmarks.grow import grow
from benchmarks.moves import VIEWS, drag, jump, look_at, press_button, press_key, turn_wheel, zoom
from benchmarks.page import LIMIT, filter_change, first_map, settled
from benchmarks.peers import peers
from benchmarks.sessions import crowd
from benchmarks.tenfold import COPIES, tenfold
from data.importer import import_files
from data.reading.files import read_file
from data.store import Store
from geocoding import default_geocoder, locate_all
from tests.browser.conftest import chromium, serve
from tests.browser.reader import open_page

_READERS, _SECONDS = 50, 20
_TENFOLD = 10_000_000
Column = dict[str, str]


def main(rows: list[int], stores: Path, with_peers: bool) -> None:
    """Print the table, with a column for each number of rows."""
    columns: dict[int, Column] = {}
    problems: list[str] = []
    for number in rows:
        home = stores / str(number)
        _fill(home, number, stores)
        columns[number] = _measured(home, problems)
    _print(columns)
    print(f"\nload of the machine at the end: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    for problem in problems:
        print(f"not measured: {problem}")
    if with_peers and (million := stores / "1000000").exists():
        print()
        peers(million)


def _fill(home: Path, rows: int, stores: Path) -> None:
    if not Store(home).is_empty:
        return
    home.mkdir(parents=True, exist_ok=True)
    if rows == _TENFOLD:
        _fill(stores / str(rows // COPIES), rows // COPIES, stores)
        tenfold(stores / str(rows // COPIES), home)
        return
    table = home / "rows.parquet"
    grow(rows, table, places=min(20_000, rows // 10))
    geocoder = default_geocoder()
    import_files([table], Store(home), lambda places: locate_all(places, geocoder), read=read_file)
    table.unlink()


def _measured(home: Path, problems: list[str]) -> Column:
    with serve(home, SHERU_BUNDLED="0") as address, sync_playwright() as playwright:
        browser = chromium(playwright)
        column: Column = {"load of the machine before": f"{os.getloadavg()[0]:.1f}"}
        try:
            for name, value in _measures(browser, address, problems):
                column[name] = value
                print(f"{home.name:>10} {name:55} {value}", flush=True)
        except (Error, AssertionError, OSError) as error:
            problems.append(f"{home.name} rows, all after {[*column][-1]}: {str(error).splitlines()[0]}")
        browser.close()
        return column


def _measures(browser: Browser, address: str, problems: list[str]) -> Iterator[tuple[str, str]]:
    def timed(name: str, run: Callable[[int], float], runs: int) -> tuple[str, str]:
        seconds = []
        for number in range(runs):
            try:
                seconds.append(run(number))
            except (Error, AssertionError) as error:
                problems.append(f"{name}, run {number + 1}: {str(error).splitlines()[0]}")
        return name, _said(seconds)

    first_map(browser, address)  # the first reader warms the server
    yield timed("first map, warm server, fresh browser", lambda _: first_map(browser, address), 5)
    page = browser.new_page(viewport={"width": 1400, "height": 860})
    runs = _page_runs(page)
    open_page(page, address)
    expect(page.locator(".st-key-timeline [role=button]").nth(20)).to_be_attached(timeout=LIMIT * 1000)
    sizes = _answers(page)
    yield timed("filter change to repainted map", lambda number: filter_change(page, 5 + number), 30)
    settled(page)
    look_at(page, 48.8, 2.3, 6)
    runs.clear()
    yield timed("drag by a third of the map, repainted", lambda number: drag(page, number), 24)
    yield timed("zoom by a button that the hand comes to, repainted", lambda number: press_button(page, number), 24)
    for at_rest, hand in ((True, "had lain there for 300 ms"), (False, "had just come there")):
        yield timed(f"zoom by the wheel, the hand {hand}", partial(turn_wheel, page, at_rest=at_rest), 24)
        yield timed(f"zoom by a key, the focus {hand}", partial(press_key, page, at_rest=at_rest), 24)
    yield timed("zoom by three levels without animation", lambda number: zoom(page, number), 20)
    yield timed("jump to another part of the world", lambda number: jump(page, number), 30)
    yield "page runs on the server while panning and zooming", str(len(runs))
    yield "bytes of a view, median, largest", f"{statistics.median(sizes) / 1000:.1f}, {max(sizes) / 1000:.1f} kB"
    for layer in ("regions", "countries", "heat?bbox=-180,-85,180,85&zoom=2", "points?bbox=-180,-85,180,85&zoom=2"):
        seconds, size = _fetched(f"{address}/api/{layer}")
        name = f"API {layer.partition('?')[0]}, the whole world, asked again"
        yield name, f"{seconds * 1000:.0f} ms, {size / 1000:.1f} kB"
    yield from _with_others(page, address, timed, problems)
    yield "memory of the server", f"{_memory(address):.0f} MB"


def _with_others(
    page: Page, address: str, timed: Callable[..., tuple[str, str]], problems: list[str]
) -> Iterator[tuple[str, str]]:
    seen: list[tuple[str, str]] = []
    look_at(page, 48.8, 2.3, 6)

    def look() -> None:
        seen.append(
            timed(f"{_READERS} sessions at once: drag in Chromium beside them", lambda number: drag(page, number), 20)
        )

    waited = crowd(address, VIEWS, _READERS, _SECONDS, look)
    yield f"{_READERS} sessions that come within 5 s: page opened", _said(waited.opened)
    yield f"{_READERS} sessions at once: pan (API)", _said(waited.panned)
    yield f"{_READERS} sessions at once: filter (page run and API)", _said(waited.filtered)
    yield f"{_READERS} sessions at once: errors", str(len(waited.errors))
    yield from seen
    problems += waited.errors


def _said(seconds: list[float]) -> str:
    if not seconds:
        return "not measured"
    ordered = sorted(seconds)
    p95 = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    return f"{statistics.median(ordered) * 1000:.0f} / {p95 * 1000:.0f} ms (n={len(ordered)})"


def _print(columns: dict[int, Column]) -> None:
    print("\n| measure, median / 95th percentile | " + " | ".join(f"{rows:,} rows" for rows in columns) + " |")
    print("|---" * (len(columns) + 1) + "|")
    for name in dict.fromkeys(itertools.chain.from_iterable(columns.values())):
        print(f"| {name} | " + " | ".join(column.get(name, "") for column in columns.values()) + " |")


def _answers(page: Page) -> list[int]:
    """Bytes of each answer for a view, as they are sent; filled while the page is used."""
    sizes: list[int] = []

    def look(asked: Request) -> None:
        if "/api/clusters" in asked.url and not page.is_closed():
            size = asked.sizes()["responseBodySize"]
            sizes.extend([size] if size else [])  # none: the browser has it

    page.on("requestfinished", look)
    return sizes


def _page_runs(page: Page) -> list[str]:
    """The runs of the page that its use asks for: not those of its clock, which looks for new data."""
    runs: list[str] = []

    def look(frame: str | bytes) -> None:
        asked = BackMsg.FromString(frame).rerun_script if isinstance(frame, bytes) else None
        if asked and not asked.is_auto_rerun:
            runs.append(asked.query_string)

    page.on("websocket", lambda socket: socket.on("framesent", look))
    return runs


def _fetched(url: str) -> tuple[float, int]:
    """Seconds and bytes sent of an answer, the second time it is asked for."""
    for _ in range(2):
        began = time.monotonic()
        with request.urlopen(request.Request(url, headers={"Accept-Encoding": "gzip"}), timeout=LIMIT) as answer:
            size = len(answer.read())
    return time.monotonic() - began, size


def _memory(address: str) -> float:
    """Resident megabytes of the process that serves `address`."""
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
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("rows", type=int, nargs="+")
    parser.add_argument("--stores", type=Path, help="a folder that keeps what is grown; default: none is kept")
    parser.add_argument("--no-peers", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        main(given.rows, given.stores or Path(folder), not given.no_peers)
