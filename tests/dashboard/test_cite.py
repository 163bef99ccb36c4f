"""Citations over the API: of a view, of an incident, in each way and language."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

import bibtexparser
import pytest
import rispy
from fastapi.testclient import TestClient

from dashboard.api.app import create_api
from dashboard.clock import today
from tests.dashboard.test_api import HOSTILE, served

DAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with served(tmp_path_factory.mktemp("cite")):
        app = create_api()
        app.dependency_overrides[today] = lambda: DAY
        yield TestClient(app, base_url="http://sheru", raise_server_exceptions=False)


def test_a_view_is_cited_in_its_words_with_version_day_and_link(api: TestClient) -> None:
    version = api.get("/summary").json()["version"]
    answer = api.get("/cite?country=KZ&from=2021-02-28&to=2021-02-28&at=43.25,76.95,9&layer=heat")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert "1 incident in Kazakhstan, 28 February 2021; at least 50 people detained" in answer.text
    assert f"(Version {version}) [Data set]. Retrieved November 25, 2026, from" in answer.text
    link = f"http://sheru/?country=KZ&from=2021-02-28&to=2021-02-28&at=43.25,76.95,9&layer=heat&version={version}"
    assert answer.text.endswith(f"{link}\n")


def test_an_incident_is_cited_alone(api: TestClient) -> None:
    version = api.get("/summary").json()["version"]
    (item,) = api.get("/cite?format=csl&country=BY&incident=kz-almaty").json()
    assert item["title"] == "Almaty, Kazakhstan, 28 February 2021: detention (kz-almaty)"
    assert item["URL"] == f"http://sheru/?incident=kz-almaty&version={version}"
    assert item["abstract"] == "Participants: 100 to 150; Detained: at least 50; Injured: unknown; Killed: unknown"
    assert item["accessed"] == {"date-parts": [[2026, 11, 25]]}


@pytest.mark.parametrize(("language", "words"), [("ru", "Казахстан"), ("kk", "Қазақстан")])
def test_a_citation_speaks_the_language_of_the_page(api: TestClient, language: str, words: str) -> None:
    (item,) = api.get(f"/cite?format=csl&country=KZ&lang={language}").json()
    assert words in item["title"]
    assert f"&lang={language}&version=" in item["URL"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_of_a_link_are_a_title_in_every_way(api: TestClient, text: str) -> None:
    asked = {"q": text}
    (entry,) = rispy.loads(api.get("/cite", params=asked | {"format": "ris"}).text)
    assert text in entry["title"]
    library = bibtexparser.parse_string(api.get("/cite", params=asked | {"format": "bibtex"}).text)
    assert (library.failed_blocks, len(library.entries)) == ([], 1)
    (item,) = json.loads(api.get("/cite", params=asked | {"format": "csl"}).text)
    assert text in item["title"]


@pytest.mark.parametrize("bad", ["format=mla", "at=x", "lang=de", "country=Kazakhstan"])
def test_what_cannot_be_is_refused_and_named(api: TestClient, bad: str) -> None:
    response = api.get(f"/cite?{bad}")
    assert response.status_code == 422
    assert response.json()["detail"][0]["loc"][-1] == bad.split("=", maxsplit=1)[0]


def test_an_incident_that_is_not_there_is_not_cited(api: TestClient) -> None:
    assert api.get("/cite?incident=none").status_code == 404


def test_a_citation_is_another_on_another_day(api: TestClient) -> None:
    tag = api.get("/cite").headers["etag"]
    assert api.get("/cite", headers={"If-None-Match": tag}).status_code == 304
    app = api.app
    app.dependency_overrides[today] = lambda: date(2026, 11, 26)  # type: ignore[attr-defined]
    assert api.get("/cite", headers={"If-None-Match": tag}).status_code == 200
    app.dependency_overrides[today] = lambda: DAY  # type: ignore[attr-defined]


def test_a_host_that_is_none_is_no_part_of_a_link(api: TestClient) -> None:
    answer = api.get("/cite", headers={"Host": "evil.example/x?<script>"})
    assert "evil" not in answer.text
    assert "from ./?version=" in answer.text
