"""A view in a frame of another page, and how a reader comes by it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import BrowserContext, FrameLocator, Page, expect

from tests.browser.reader import PATIENCE, open_page, shot

MARK = ".sheru-mark, .leaflet-marker-icon"


@pytest.fixture
def other_site(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Another site, of another origin: its address and the folder that it serves."""

    class Quiet(SimpleHTTPRequestHandler):
        def __init__(self, *args: object) -> None:
            super().__init__(*args, directory=str(tmp_path))  # type: ignore[arg-type]

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Quiet)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}", tmp_path
    server.shutdown()
    server.server_close()


def the_map_in(frame: FrameLocator) -> FrameLocator:
    return frame.frame_locator("iframe")


@pytest.mark.parametrize("width", [390, 900])
def test_the_code_of_the_share_panel_shows_the_view_on_another_site(
    page: Page, context: BrowserContext, address: str, other_site: tuple[str, Path], width: int
) -> None:
    open_page(page, f"{address}/?country=KZ&from=2021-01-01&to=2021-12-31&at=48,68,5")
    page.get_by_role("button", name="Copy the link of this view").click()
    panel = page.get_by_role("region", name="Put this view into a page")
    expect(panel).to_be_visible(timeout=PATIENCE)
    code = panel.get_by_role("textbox").input_value()
    assert code.startswith("<iframe ")
    assert "embed=1" in code
    site, folder = other_site
    (folder / "index.html").write_text(f"<!doctype html><meta charset=utf-8><p>Another page</p>{code}")
    other = context.new_page()
    other.set_viewport_size({"width": width, "height": 640})
    asked: list[str] = []
    other.on("request", lambda request: asked.append(request.url))
    other.goto(site)
    frame = other.frame_locator("iframe")
    expect(frame.locator(".st-key-sentence")).to_contain_text("incidents in Kazakhstan", timeout=PATIENCE)
    expect(the_map_in(frame).locator("#map_div[data-drawn]")).to_be_attached(timeout=PATIENCE)
    for key in ("header", "timeline", "table-all", "filters-title"):
        expect(frame.locator(f".st-key-{key}")).to_have_count(0)
    inside = frame.locator("html").evaluate("e => [e.scrollHeight, innerHeight, e.scrollWidth, innerWidth]")
    assert inside[0] <= inside[1]
    assert inside[2] <= inside[3]
    assert [url for url in asked if not url.startswith((site, address, "blob:", "data:"))] == []
    shot(other, f"embed-{width}")
    with context.expect_page() as whole:
        frame.get_by_role("link", name="Open in Sheru").click()
    expect(whole.value.locator(".st-key-header")).to_be_visible(timeout=PATIENCE)
    assert "embed" not in whole.value.url
    assert "at=48,68,5" in whole.value.url


def test_an_incident_opens_in_a_frame(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 800, "height": 480})
    page.goto(f"{address}/?country=KZ&incident=kz-almaty-2021-02-28&embed=1")
    expect(page.locator(".st-key-panel")).to_contain_text("28 February 2021", timeout=PATIENCE)
    shot(page, "embed-incident")
    page.locator(".st-key-panel").get_by_role("button", name="Close").click()
    expect(page.locator(".st-key-panel")).to_have_count(0, timeout=PATIENCE)
    page.wait_for_url(re.compile(r"\?country=KZ&embed=true"))


def test_the_panel_closes_and_the_keyboard_is_where_it_was(page: Page, address: str) -> None:
    open_page(page, address)
    button = page.get_by_role("button", name="Copy the link of this view")
    button.click()
    panel = page.get_by_role("region", name="Put this view into a page")
    expect(panel).to_be_visible(timeout=PATIENCE)
    shot(page, "share-panel")
    panel.get_by_role("textbox").focus()
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(button).to_be_focused()
