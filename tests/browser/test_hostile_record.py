"""Text of a record is shown as text: it runs neither in the browser nor on the server."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, serve
from tests.browser.editor import knowing_the_gazetteer
from tests.browser.reader import PATIENCE, open_page, panel, the_map
from tests.environment import with_home

PAYLOADS = [
    "<script>window.hit=1</script>",
    "<img src=x onerror='window.hit=1'>",
    "${window.hit=1}",
    r"\x3cimg src=x onerror=window.hit=1\x3e",
    "`+(window.hit=1)+`",
    "</script><script>parent.hit=1</script>",
    "{{7*7}}",
    "{% if %}",
    "{{cycler.__init__.__globals__.os.mkdir('PWNED')}}",
    "![x](http://evil.example/x.png)",
]
ALL = " ".join(PAYLOADS)
ID = "hostile-record"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard whose only incident has such text in every field."""
    home = knowing_the_gazetteer(tmp_path_factory.mktemp("hostile"))
    table = home / "hostile.csv"
    row = {
        "incident_id": ID,
        "date": "2021-02-28",
        "place": ALL,
        "admin1": ALL,
        "country": ALL,
        "lat": "43.25",
        "lon": "76.9",
        "description": ALL,
        "participants": ALL,
        "detained": ALL,
        "source_name": ALL,
        "source_url": "javascript:window.hit=1 https://one.example/a http://two.example/b data:text/html,hit",
        "tags": ALL,
    }
    with table.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, row)
        writer.writeheader()
        writer.writerow(row)
        writer.writerow(row | {"incident_id": "", "description": f"second {ALL}"})
    environment = {"SHERU_BUNDLED": "0"}
    command = [sys.executable, "-m", "data", "import", str(table)]
    subprocess.run(command, cwd=ROOT, env=with_home(home, **environment), check=True, capture_output=True)
    with serve(home, **environment) as address:
        yield address


def watch(page: Page) -> list[str]:
    """What a successful attack would do: ask another host, open a dialog, raise an error in a script."""
    seen: list[str] = []
    page.on("dialog", lambda dialog: seen.append(dialog.message))
    page.on("request", lambda request: "evil.example" in request.url and seen.append(request.url))
    page.on("pageerror", lambda error: seen.append(str(error)))
    return seen


def nothing_ran(page: Page, seen: list[str]) -> None:
    assert seen == []
    assert [frame.evaluate("window.hit") for frame in page.frames] == [None] * len(page.frames)
    assert not list(Path(ROOT).glob("**/PWNED"))


def test_in_the_panel(page: Page, hostile: str) -> None:
    seen = watch(page)
    open_page(page, f"{hostile}/?incident={ID}")
    for payload in PAYLOADS:
        expect(panel(page)).to_contain_text(payload, timeout=PATIENCE)
    expect(panel(page)).to_contain_text("javascript:window.hit=1")
    expect(panel(page)).to_contain_text("data:text/html,hit")
    expect(panel(page).locator("a")).to_have_text(["one.example", "two.example"])  # each web link of its own
    nothing_ran(page, seen)


def test_on_the_map_and_in_its_list(page: Page, hostile: str) -> None:
    seen = watch(page)
    open_page(page, f"{hostile}/?at=43.25,76.9,12")
    the_map(page).locator(".sheru-icon").click(timeout=PATIENCE)
    entry = the_map(page).locator(".sheru-entry").first
    expect(entry).to_contain_text("{{7*7}}", timeout=PATIENCE)
    expect(entry).to_contain_text("<img src=x")
    nothing_ran(page, seen)


def test_from_the_link(page: Page, hostile: str) -> None:
    seen = watch(page)
    page.goto(
        f"{hostile}/?q={{{{7*7}}}}%3Cimg src=x onerror=window.hit=1%3E&source=%3Cscript%3E&lang=%3Cb%3E&at={{{{1}}}}"
    )
    expect(page.locator(".st-key-sentence")).to_contain_text(
        "“{{7*7}}<img src=x onerror=window.hit=1>”", timeout=PATIENCE
    )
    expect(page.locator(".st-key-notices")).to_contain_text("lang=<b>")
    expect(the_map(page).locator("#map_div[data-drawn]")).to_be_attached(timeout=PATIENCE)
    nothing_ran(page, seen)


def test_one_hostile_incident_still_opens_from_the_map(page: Page, hostile: str) -> None:
    seen = watch(page)
    open_page(page, f"{hostile}/?at=43.25,76.9,12&q=second")
    mark = the_map(page).locator("[data-incident]")
    mark.click(timeout=PATIENCE)
    expect(panel(page)).to_contain_text("second <script>", timeout=PATIENCE)
    nothing_ran(page, seen)
