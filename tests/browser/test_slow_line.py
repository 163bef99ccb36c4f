"""On a slow line the page is sketched first and then filled; nothing that a reader sees moves."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.reader import PATIENCE, shot, the_map

PARTS = (".st-key-sentence", ".st-key-totals", ".st-key-map", ".st-key-timeline")


def slow(page: Page) -> None:
    """About a third-generation mobile line: 200 ms, 3 Mbit/s."""
    line = {"offline": False, "latency": 200, "downloadThroughput": 400_000, "uploadThroughput": 100_000}
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", line)


def places(page: Page) -> dict[str, tuple[int, int]]:
    """Top and height of each part, in pixels."""
    boxes = {part: page.locator(part).bounding_box() for part in PARTS}
    return {part: (round(box["y"]), round(box["height"])) for part, box in boxes.items() if box}


@pytest.mark.parametrize(("width", "height"), [(1400, 860), (390, 844)])
def test_nothing_moves_once_it_is_seen(browser: Browser, address: str, width: int, height: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": height}, locale="en-GB")
    page = context.new_page()
    slow(page)
    page.goto(address)
    expect(page.locator(".st-key-sentence")).to_be_visible(timeout=PATIENCE)
    first = places(page)
    shot(page, f"slow-{width}")
    expect(the_map(page).locator("#map_div[data-drawn]")).to_be_attached(timeout=PATIENCE)
    expect(page.locator(".st-key-timeline [role=button]").first).to_be_attached(timeout=PATIENCE)
    assert set(first) == set(PARTS)
    assert places(page) == first
    context.close()


def test_scripts_are_sent_compressed(page: Page, address: str) -> None:
    with page.expect_response(lambda answer: "/static/js/index." in answer.url) as caught:
        page.goto(address)
    assert caught.value.headers["content-encoding"] == "gzip"
