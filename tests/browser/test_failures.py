"""Nothing breaks: whatever fails, a reader gets a kind sentence and a way out, and never a traceback."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import free_port, serve
from tests.browser.reader import PATIENCE, choose_country, open_page, panel, sentence, shot, the_map


def no_traceback(page: Page) -> None:
    expect(page.get_by_text("Traceback")).to_have_count(0)
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_a_map_that_cannot_be_loaded_says_so_and_can_be_tried_again(page: Page, address: str) -> None:
    page.route("**/api/clusters*", lambda route: route.abort())
    page.goto(f"{address}/?country=KZ")
    retry = the_map(page).get_by_role("button", name="Try again")
    expect(retry).to_be_visible(timeout=PATIENCE)
    shot(page, "failure-map")
    page.unroute("**/api/clusters*")
    retry.click()
    expect(the_map(page).locator("#map_div[data-drawn]")).to_be_attached(timeout=PATIENCE)
    expect(retry).to_have_count(0)


def test_where_nothing_fits_the_page_says_so_and_shows_the_way_back(page: Page, address: str) -> None:
    open_page(page, f"{address}/?q=nothing-has-this-word")
    expect(sentence(page)).to_contain_text("No incidents", timeout=PATIENCE)
    expect(the_map(page).get_by_text("Nothing to show here")).to_be_visible(timeout=PATIENCE)
    shot(page, "failure-nothing-fits")
    page.get_by_role("button", name="Clear all filters").click()
    expect(sentence(page)).to_contain_text("131 incidents", timeout=PATIENCE)


def test_an_incident_that_is_gone_leaves_the_rest_of_the_view(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&incident=gone-for-ever")
    expect(panel(page)).to_contain_text("not in the data any more", timeout=PATIENCE)
    shot(page, "failure-incident-gone")
    panel(page).get_by_role("button", name="Close").click()
    expect(panel(page)).to_have_count(0, timeout=PATIENCE)
    expect(sentence(page)).to_contain_text("75 incidents in Kazakhstan")


def test_wrong_values_of_a_link_are_named_and_left_out(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&from=someday&detained_min=many&type=picnic")
    notices = page.locator(".st-key-notices")
    for named in ("from=someday", "detained_min=many", "type=picnic"):
        expect(notices).to_contain_text(named, timeout=PATIENCE)
    expect(sentence(page)).to_contain_text("75 incidents in Kazakhstan")
    shot(page, "failure-wrong-link")


def test_a_server_that_restarts_is_found_again_with_the_same_view(page: Page, tmp_path: Path) -> None:
    port = free_port()
    with serve(tmp_path, port=port) as address:
        open_page(page, address)
        choose_country(page, "Kazakhstan")
        expect(sentence(page)).to_contain_text("75 incidents in Kazakhstan", timeout=PATIENCE)
        page.wait_for_url(re.compile("country=KZ"))  # the link is written a moment after the sentence
    expect(page.get_by_text("Connecting")).to_be_visible(timeout=PATIENCE)
    shot(page, "failure-server-gone")
    no_traceback(page)
    with page.expect_websocket(timeout=2 * PATIENCE) as again, serve(tmp_path, port=port):
        again.value.wait_for_event("framereceived")
        expect(page.get_by_text("Connecting")).to_be_hidden(timeout=PATIENCE)
        page.wait_for_load_state("networkidle")  # the first run of the new session has said what it shows
        expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=PATIENCE)
        choose_country(page, "Russia")
        expect(sentence(page)).to_contain_text("Kazakhstan and Russia", timeout=PATIENCE)
        page.wait_for_url(re.compile("country=KZ&country=RU"))
        no_traceback(page)


def test_data_that_cannot_be_opened_is_a_kind_sentence(page: Page, tmp_path: Path) -> None:
    with serve(tmp_path) as address:
        open_page(page, address)
        for version in tmp_path.rglob("*.duckdb"):
            version.unlink()
        pointer = next(tmp_path.rglob("current"))
        pointer.write_text("no-such-version", encoding="utf-8")
        page.reload()
        expect(page.get_by_text("Something went wrong on our side")).to_be_visible(timeout=PATIENCE)
        shot(page, "failure-data-gone")
        no_traceback(page)
        expect(page.get_by_role("link", name="Start again")).to_have_attribute("href", "./")
