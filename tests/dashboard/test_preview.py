"""What a messenger reads of a link, which it finds in the head of the document."""

from __future__ import annotations

import time
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from dashboard import preview, serving
from dashboard.headers import SafeHeaders
from dashboard.routes import routes
from data.store import Store
from tests.dashboard.test_api import HOSTILE, served
from tests.data.builders import bring

HOST = "https://sheru.example.org"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with served(tmp_path_factory.mktemp("preview")) as folder:
        serving._private_store.cache_clear()
        yield folder
    serving._private_store.cache_clear()


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A first question, which opens the store, may take its time here."""
    monkeypatch.setattr(preview, "_PATIENCE", 30)


def client(prefix: str = "") -> TestClient:
    app = Starlette(routes=list(routes(prefix)), middleware=[Middleware(SafeHeaders)])
    return TestClient(app, base_url=HOST, raise_server_exceptions=False)


class Head(HTMLParser):
    """The tags of a document, as a browser reads them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: dict[str, str] = {}
        self.started: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.started.append(tag)
        if tag == "meta" and (name := said.get("property") or said.get("name")):
            self.tags[name] = said.get("content") or ""


def tags(query: str = "", prefix: str = "", **headers: str) -> dict[str, str]:
    base = f"/{prefix}/" if prefix else "/"
    answer = client(prefix).get(
        f"{base}?{query}", headers={name.replace("_", "-"): text for name, text in headers.items()}
    )
    assert answer.status_code == 200
    head, _, body = answer.text.partition("</head>")
    assert "og:" not in body and "<body" in body
    return Head(head).tags


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("prefix", ["", "sheru", "a/b"])
def test_a_link_shows_the_view_in_words_and_its_picture(prefix: str) -> None:
    found = tags("country=KZ&from=2021-01-01&to=2021-12-31&at=43.25,76.95,9&layer=incidents&bars=detained", prefix)
    base = f"{HOST}/{prefix}/" if prefix else f"{HOST}/"
    assert found["og:title"] == "Sheru: Protest map"
    assert found["og:description"] == "2 incidents in Kazakhstan, 2021; at least 50 people detained"
    assert found["description"] == found["og:description"]
    assert found["og:url"].startswith(f"{base}?country=KZ&from=2021-01-01")
    assert found["twitter:card"] == "summary_large_image"
    assert found["og:locale"] == "en_GB"
    picture = urlsplit(found["og:image"])
    assert found["og:image"].startswith(f"{base}api/picture.png?")
    asked = parse_qs(picture.query)
    assert asked["at"] == ["43.25,76.95,9"] and asked["layer"] == ["incidents"] and "bars" not in asked
    answer = client(prefix).get(f"{picture.path}?{picture.query}")
    assert answer.status_code == 200 and answer.headers["content-type"] == "image/png"
    assert (int.from_bytes(answer.content[16:20]), int.from_bytes(answer.content[20:24])) == (
        int(found["og:image:width"]),
        int(found["og:image:height"]),
    )


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("query", "accepts", "locale", "word"),
    [
        ("lang=ru", "", "ru_RU", "Беларусь"),
        ("", "kk-KZ,kk;q=0.9,ru;q=0.8", "kk_KZ", "Беларусь"),
        ("lang=en", "ru", "en_GB", "Belarus"),
        ("", "xx", "en_GB", "Belarus"),
    ],
)
def test_a_preview_speaks_as_the_page_would(query: str, accepts: str, locale: str, word: str) -> None:
    found = tags(f"country=BY&{query}", accept_language=accepts)
    assert found["og:locale"] == locale
    assert word in found["og:description"]
    assert f"lang={locale[:2]}" in found["og:image"]
    assert ("lang=" in found["og:url"]) == bool(query)  # who opens it has a language of her own


@pytest.mark.usefixtures("home")
def test_the_link_of_an_incident_shows_that_incident() -> None:
    found = tags("incident=kz-almaty&country=BY")
    assert found["og:title"] == "Almaty, Kazakhstan, 28 February 2021: detention"
    assert found["og:description"].startswith("Чёрный парк")
    assert "Detained: at least 50" in found["og:description"]
    assert "incident=kz-almaty" in found["og:image"]


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    "text", [*HOSTILE, '"><meta property="og:image" content="https://evil.example/', "\x00\x0b\ud7ff'"]
)
def test_foreign_text_is_text(text: str) -> None:
    query = f"q={quote(text)}&source={quote(text)}&lang={quote(text)}&at={quote(text)}&incident={quote(text)}"
    answer = client().get(f"/?{query}")
    head = Head(answer.text.partition("</head>")[0])
    plain = Head(client().get("/?q=x").text.partition("</head>")[0])
    assert head.started == plain.started
    assert head.tags["og:image"].startswith(f"{HOST}/api/picture.png?q=")


def test_a_record_of_hostile_words_is_text(home: Path) -> None:
    shown = client().get("/api/incidents?to=2018-12-31").json()["incidents"]
    assert len(shown) == len(HOSTILE)
    for each in shown:
        found = tags(f"incident={each['incident_id']}")
        assert found["og:title"].startswith(each["place_name"])
        assert each["description"] in found["og:description"]


def test_a_private_map_tells_nothing_of_itself(home: Path) -> None:
    draft = serving.drafts().create()
    row = {"incident_id": "kz-hers", "date": "2021-02-28", "place": "Almaty", "country": "Kazakhstan", "detained": "7"}
    bring(Store(draft.folder), home / "hers.csv", [row])
    for query in (f"dataset={draft.dataset}", f"dataset={draft.dataset}&incident=kz-hers&country=KZ&q=Almaty"):
        found = tags(query)
        assert found["og:title"] == "Sheru: Protest map"
        assert found["og:description"] == "A private map: only who has its link sees it."
        assert not {"og:image", "og:url"} & set(found)
        assert not [each for each in found.values() if "Almaty" in each or str(draft.dataset) in each]
    assert tags("dataset=no-such-map") == tags(f"dataset={draft.dataset}")


@pytest.mark.usefixtures("home")
def test_the_key_of_a_table_that_is_being_added_is_not_told() -> None:
    found = tags("edit=the-secret-key")
    assert found["og:description"] == "Add data"
    assert not [each for each in found.values() if "secret" in each]


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("host", ["evil.example/x?", 'a"b', "<script>", ""])
def test_a_host_that_cannot_be_is_in_no_link(host: str) -> None:
    found = tags("country=BY", host=host)
    assert "og:image" not in found and "og:url" not in found
    assert found["og:description"].startswith("1 incident in Belarus")


@pytest.mark.usefixtures("home")
def test_a_forwarded_host_of_a_stranger_is_not_believed() -> None:
    found = tags("", x_forwarded_host="evil.example", forwarded="host=evil.example", x_forwarded_proto="http")
    assert found["og:image"].startswith(f"{HOST}/")


@pytest.mark.usefixtures("home")
def test_the_document_does_not_wait_long_for_its_preview(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview, "_PATIENCE", 0.05)
    monkeypatch.setattr(preview, "_told", lambda *_: time.sleep(0.6) or preview.Told("late", "late"))
    found = tags("country=BY")
    assert found["og:title"] == "Sheru: Protest map" and found["og:description"] == "Protest map"
    assert found["og:image"] == f"{HOST}/api/picture.png?country=BY&lang=en"


def test_before_the_first_import_a_link_is_told_without_numbers(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHERU_HOME", str(tmp_path))
    serving.opened_store.cache_clear()
    try:
        assert tags("country=BY")["og:description"] == "Protest map"
    finally:
        serving.opened_store.cache_clear()
