"""What the browser gets before any script of the page has run."""

from __future__ import annotations

import gzip
import re

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from dashboard.compression import CompressedScripts, scripts
from dashboard.document import document, feed_links


def test_the_document_is_ours_and_asks_no_other_host() -> None:
    html = document()
    assert "<title>Sheru</title>" in html
    assert re.search(r'<link rel="stylesheet" href="\./assets/page\.css\?v=[0-9a-f]{8}">', html)
    assert re.search(r'<link rel="shortcut icon" href="\./assets/icon\.svg\?v=', html)
    assert 'as="font"' not in html
    addresses = re.findall(r'(?:href|src)="([^"]+)"', html)
    assert [address for address in addresses if not address.startswith(("./", "_stcore"))] == []


def test_a_feed_reader_finds_the_feeds_of_the_view_and_no_markup_of_a_link() -> None:
    links = feed_links({"country": ["KZ"], "q": ['"><script>alert(1)</script>'], "type": ["picnic"]})
    assert re.findall(r'type="([^"]+)"', links) == ["application/atom+xml", "application/feed+json", "text/calendar"]
    assert 'href="./api/feed.atom?country=KZ&amp;q=%22%3E%3Cscript' in links
    assert "<script" not in links
    assert 'href="./api/feed.json"' in feed_links({})


@pytest.mark.parametrize("prefix", ["", "sheru"])
def test_a_script_is_sent_compressed_to_who_takes_it(prefix: str) -> None:
    served = Starlette(
        routes=[Route("/{path:path}", lambda _: PlainTextResponse("passed on"))],
        middleware=[Middleware(CompressedScripts, prefix=prefix)],
    )
    base = f"/{prefix}/static" if prefix else "/static"
    name, file = next(iter(scripts().items()))
    with TestClient(served) as client:
        answer = client.get(f"{base}/{name}", headers={"Accept-Encoding": "gzip"})
        assert answer.headers["content-encoding"] == "gzip"
        assert answer.content == file.read_bytes()
        assert len(gzip.compress(file.read_bytes())) < file.stat().st_size
        assert client.get(f"{base}/{name}", headers={"Accept-Encoding": "identity"}).text == "passed on"
        assert client.get(f"{base}/js/../../index.html").text == "passed on"
        assert client.get(f"{base}/js/nothing-here.js").text == "passed on"
