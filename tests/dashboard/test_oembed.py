"""A link of the page as a frame of another one: oEmbed."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard import serving
from dashboard.document import oembed_link
from dashboard.routes import routes

HOME = "http://testserver/"


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setenv("SHERU_HOME", str(tmp_path))
    serving.opened_store.cache_clear()
    yield TestClient(Starlette(routes=list(routes())))
    serving.opened_store.cache_clear()


def asked(client: TestClient, url: str, **more: object) -> dict[str, object]:
    answer = client.get("/api/oembed", params={"url": url, **more})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


class _Frame(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: dict[str, str | None] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes = dict(attrs)


def test_a_link_is_shown_in_a_frame(client: TestClient) -> None:
    said = asked(client, f"{HOME}?country=KZ&at=43.25,76.95,9")
    frame = _Frame(str(said["html"]))
    assert frame.tags == ["iframe"]
    assert frame.attributes["src"] == f"{HOME}?country=KZ&at=43.25,76.95,9&embed=1"
    assert frame.attributes["title"] == said["title"]
    assert str(said["title"]).startswith("75 incidents in Kazakhstan")
    assert (said["type"], said["version"], said["width"], said["height"]) == ("rich", "1.0", 800, 480)


def test_a_frame_is_no_larger_than_is_asked_for(client: TestClient) -> None:
    said = asked(client, HOME, maxwidth=300, maxheight=9000)
    assert (said["width"], said["height"]) == (300, 480)


@pytest.mark.parametrize(
    "url",
    [
        "http://testserver/../etc/passwd",
        "http://evil.example/?country=KZ",
        "javascript:alert(1)",
        "http://testserver/?dataset=" + "a" * 22,
        "http://testserver.evil.example/",
    ],
)
def test_other_pages_and_private_maps_are_not_told_about(client: TestClient, url: str) -> None:
    assert client.get("/api/oembed", params={"url": url}).status_code == 404


def test_hostile_words_stay_in_their_place(client: TestClient) -> None:
    hostile = '"><script>alert(1)</script>'
    said = asked(client, f"{HOME}?{urlencode({'q': hostile})}")
    frame = _Frame(str(said["html"]))
    assert frame.tags == ["iframe"]
    assert parse_qs(urlsplit(frame.attributes["src"] or "").query)["q"] == [hostile]


def test_the_page_says_where_its_frame_is_described(client: TestClient) -> None:
    link = oembed_link({"country": ["KZ"], "q": ['"><script>']})
    assert 'type="application/json+oembed"' in link
    assert "<script>" not in link
    assert oembed_link({"dataset": ["a" * 22]}) == ""
