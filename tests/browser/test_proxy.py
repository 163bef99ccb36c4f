"""Behind nginx and Caddy, with TLS and below a path prefix, everything works, and nothing of a view is written down."""

from __future__ import annotations

import json
import re
import shutil
import socket
import ssl
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPSConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.browser.conftest import FLAGS, serve
from tests.browser.proxies import NAME, proxy, written
from tests.browser.reader import PATIENCE, choose_country, open_page, panel, sentence, shot, the_map

ALMATY = "kz-almaty-2021-02-28"


@dataclass(frozen=True)
class Behind:
    """A dashboard behind a proxy."""

    kind: str
    address: str
    folder: Path


@pytest.fixture(scope="module")
def upstream(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve(tmp_path_factory.mktemp("home"), prefix="/sheru") as served:
        yield served


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def behind(request: pytest.FixtureRequest, upstream: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Behind]:
    folder = tmp_path_factory.mktemp("proxy") / request.param
    with proxy(request.param, folder, urlsplit(upstream).port or 0) as address:
        yield Behind(request.param, address, folder)


@pytest.fixture(scope="module")
def named_browser(playwright: Playwright) -> Iterator[Browser]:
    """A browser that finds our name on this machine: a server on the web is not called localhost."""
    flags = [*FLAGS, f"--host-resolver-rules=MAP {NAME} 127.0.0.1"]
    opened = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
    yield opened
    opened.close()


@pytest.fixture
def page(named_browser: Browser) -> Iterator[Page]:
    context = named_browser.new_context(
        viewport={"width": 1400, "height": 860}, locale="en-GB", ignore_https_errors=True
    )
    yield context.new_page()
    context.close()


def test_a_reader_s_way_through_the_page(page: Page, behind: Behind) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    asked: list[str] = []
    failed: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    page.on("requestfailed", lambda request: failed.append(f"{request.url}: {request.failure}"))

    open_page(page, f"{behind.address}/")
    choose_country(page, "Kazakhstan")
    expect(sentence(page)).to_contain_text("in Kazakhstan", timeout=PATIENCE)
    page.wait_for_url(re.compile(r"/sheru/\?.*country=KZ"))
    page.get_by_role("button", name="Copy the link of this view").click(timeout=PATIENCE)
    expect(page.get_by_text("Link copied")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()").splitlines()[-1]
    assert link.startswith(f"{behind.address}/?country=KZ")

    open_page(page, f"{link}&incident={ALMATY}&lang=ru")
    expect(page.locator("html")).to_have_attribute("lang", "ru", timeout=PATIENCE)
    expect(panel(page)).to_contain_text("roughly 50", timeout=PATIENCE)
    expect(sentence(page)).to_contain_text("Казахстан", timeout=PATIENCE)
    expect(the_map(page).locator(".sheru-label-name").first).to_be_attached(timeout=PATIENCE)
    page.get_by_role("button", name="Тёмное оформление").click()
    expect(the_map(page).locator("html")).to_have_attribute("data-theme", "dark", timeout=PATIENCE)
    expect(the_map(page).locator("#map_div[data-drawn]")).to_be_attached(timeout=PATIENCE)
    page.wait_for_load_state("networkidle")
    shot(page, f"proxy-{behind.kind}")

    own = urlsplit(behind.address)
    parts = [urlsplit(url) for url in asked if urlsplit(url).scheme not in ("data", "blob")]
    assert {part.netloc for part in parts} == {own.netloc}
    assert {part.scheme for part in parts} == {"https", "wss"}
    assert {part.path for part in parts if not part.path.startswith("/sheru/")} == set()
    assert [url for url in failed if "ERR_ABORTED" not in url] == []  # what the page let go when it opened anew


def test_api_assets_and_files_are_below_the_prefix(behind: Behind) -> None:
    health = ask(behind.address, "/api/health")
    assert (health.status, json.loads(health.body)["ok"]) == (200, True)
    version = json.loads(health.body)["version"]
    assert json.loads(ask(behind.address, "/api/summary?country=KZ").body)["version"] == version
    assert ask(behind.address, "/api/incidents.csv?country=KZ").body.count(b"\n") > 75
    assert ask(behind.address, "/api/openapi.json").status == 200
    assert "immutable" in ask(behind.address, "/assets/map.js?v=1").headers["cache-control"]
    assert ask(behind.address, "").headers["location"].endswith("/sheru/")
    assert ask(behind.address, "/_stcore/metrics").status == 404
    assert ask(behind.address, "/../").status == 404


def test_the_document_is_as_safe_as_without_a_proxy(behind: Behind) -> None:
    headers = ask(behind.address, "/").headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["strict-transport-security"] == "max-age=31536000"
    assert "/" not in headers.get("server", "")  # no version of anything


def test_nothing_of_a_view_is_written_down(behind: Behind, tmp_path: Path) -> None:
    marked = "q=whoasksforthis&country=KZ"
    assert ask(behind.address, f"/api/summary?{marked}").status == 200
    assert ask(behind.address, f"/api/summary?{marked}&from=never").status == 422
    with proxy(behind.kind, tmp_path / "orphan", 1) as address:  # nothing answers behind it
        assert ask(address, f"/api/summary?{marked}").status == 502
    for folder in (behind.folder, tmp_path / "orphan"):
        assert "whoasksforthis" not in written(folder)
        assert "127.0.0.1" not in written(folder) or behind.kind == "caddy"
    assert written(tmp_path / "orphan")  # it does write: a line of ours would be seen


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(address: str, path: str) -> Answer:
    """Ask the proxy at `address`, whose name only the browser can look up."""
    parts = urlsplit(address)
    unverified = ssl._create_unverified_context()
    with closing(HTTPSConnection("127.0.0.1", parts.port, context=unverified, timeout=30)) as connection:
        sock = unverified.wrap_socket(socket.create_connection(("127.0.0.1", parts.port or 0)), server_hostname=NAME)
        connection.sock = sock
        connection.request("GET", f"{parts.path}{path}", headers={"Host": parts.netloc})
        answer = connection.getresponse()
        headers = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, headers, answer.read())
