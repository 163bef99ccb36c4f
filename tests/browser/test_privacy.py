"""A reader is leaked to nobody: from first request to last nothing is asked of another host."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.browser.reader import PATIENCE, choose_country, incident_mark, open_page, panel, sentence, the_map

ALMATY = "kz-almaty-2021-02-28"


def test_nothing_is_asked_of_another_host(page: Page, address: str) -> None:
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    open_page(page, address)
    choose_country(page, "Kazakhstan")
    expect(sentence(page)).to_contain_text("in Kazakhstan", timeout=PATIENCE)
    the_map(page).get_by_role("button", name="Zoom in").click()
    page.goto(f"{address}/?incident={ALMATY}&lang=ru")
    expect(panel(page)).to_contain_text("roughly 50", timeout=PATIENCE)
    expect(the_map(page).locator(".sheru-label-name").first).to_be_attached(timeout=PATIENCE)
    hosts = {urlsplit(url).netloc for url in asked if urlsplit(url).scheme not in ("data", "blob")}
    assert hosts == {urlsplit(address).netloc}


def test_the_map_draws_where_every_other_host_is_blocked(page: Page, address: str) -> None:
    own = urlsplit(address).netloc
    page.route(lambda url: urlsplit(url).netloc not in (own, ""), lambda route: route.abort())
    open_page(page, f"{address}/?country=KZ")
    expect(incident_mark(page, "kz-semey-2021-02-28").or_(the_map(page).locator(".cluster")).first).to_be_visible()


def test_a_source_is_not_told_what_the_reader_looked_at(page: Page, address: str) -> None:
    open_page(page, f"{address}/?incident={ALMATY}")
    told: list[dict[str, str]] = []
    page.context.route(re.compile("www.dw.com"), lambda route: (told.append(route.request.headers), route.abort()))
    with page.context.expect_event("requestfailed", lambda request: "www.dw.com" in request.url, timeout=PATIENCE):
        panel(page).get_by_role("link", name="dw.com").click(timeout=PATIENCE)
    expect(panel(page)).to_be_visible()
    assert len(told) == 1
    assert "referer" not in told[0]


def test_the_server_forbids_the_browser_other_hosts(page: Page, address: str) -> None:
    answer = page.request.get(address)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "http:" not in policy and "https:" not in policy
