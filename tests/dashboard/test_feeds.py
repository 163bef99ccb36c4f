"""Feeds and the calendar are read by the libraries of feed readers and calendars."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import icalendar
import pytest
from fastapi.testclient import TestClient

from data.store import Store
from tests.dashboard.test_api import HOSTILE, client, served
from tests.data.builders import bring

FEEDS = ["/feed.atom", "/feed.json", "/calendar.ics"]


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with served(tmp_path_factory.mktemp("feeds")):
        yield client()


def events(api: TestClient, query: str = "") -> list[Any]:
    return icalendar.Calendar.from_ical(api.get(f"/calendar.ics{query}").content).walk("VEVENT")


def test_a_feed_reader_reads_the_atom_feed(api: TestClient) -> None:
    answer = api.get("/feed.atom?country=KZ")
    assert answer.headers["content-type"] == "application/atom+xml"
    found = feedparser.parse(answer.content)
    assert not found.bozo
    assert found.version == "atom10"
    assert found.feed.title.startswith("Sheru: 4 incidents in Kazakhstan")
    assert found.feed.id == "http://sheru/api/feed.atom?country=KZ&lang=en"
    assert {link.rel: link.href for link in found.feed.links} == {
        "alternate": "http://sheru/?country=KZ&lang=en",
        "self": "http://sheru/api/feed.atom?country=KZ&lang=en",
    }
    assert len(found.entries) == 4
    entry = next(each for each in found.entries if each.id == "tag:sheru,2021:incident/kz-almaty")
    assert entry.title == "Almaty, Kazakhstan, 28 February 2021: detention"
    assert entry.link == "http://sheru/?incident=kz-almaty&lang=en"
    assert "Чёрный парк" in entry.content[0].value
    assert "Detained: at least 50" in entry.content[0].value
    assert "One, Two" in entry.content[0].value
    assert entry.content[0].type == "text/plain"
    assert {tag.term for tag in entry.tags} == {"rally", "park"}
    assert entry.updated_parsed


def test_json_feed_has_what_its_version_wants(api: TestClient) -> None:
    answer = api.get("/feed.json?country=KZ")
    assert answer.headers["content-type"] == "application/feed+json"
    found = answer.json()
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert {item["id"] for item in found["items"]} == {
        e.id for e in feedparser.parse(api.get("/feed.atom?country=KZ").content).entries
    }
    for item in found["items"]:
        assert datetime.fromisoformat(item["date_modified"]).tzinfo
        assert item["url"].startswith("http://sheru/?incident=")
        assert item["content_text"]


def test_a_calendar_has_the_incidents_whose_day_or_week_is_known(api: TestClient) -> None:
    found = {str(event["uid"]): event for event in events(api, "?country=KZ&country=BY")}
    assert len(found) == 3  # January 2022 and 2022 are no days
    almaty = found["tag:sheru,2021:incident/kz-almaty"]
    assert (almaty.decoded("dtstart"), almaty.decoded("dtend")) == (date(2021, 2, 28), date(2021, 3, 1))
    assert str(almaty["url"]) == "http://sheru/?incident=kz-almaty&lang=en"
    assert almaty["geo"].to_ical() == "43.25;76.95"
    assert str(almaty["location"]) == "Almaty"


@pytest.mark.parametrize("path", FEEDS)
def test_hostile_text_stays_text(api: TestClient, path: str) -> None:
    content = api.get(f"{path}?to=2018-12-31&lang=en").content
    if path == "/feed.json":
        texts = [item["content_text"] for item in api.get(f"{path}?to=2018-12-31").json()["items"]]
    elif path == "/feed.atom":
        texts = [node.text or "" for node in ET.fromstring(content).iter("{http://www.w3.org/2005/Atom}content")]
    else:
        return  # these have no day; see the next test
    assert {text.split("\n")[0] for text in texts} == set(HOSTILE)


def test_hostile_text_adds_no_line_to_a_calendar(tmp_path: Path) -> None:
    hostile = [*HOSTILE, "a\r\nEND:VEVENT\r\nBEGIN:VALARM", "x;y,z\\n", "é" * 200]
    rows = [{"date": "2021-01-01", "place": f"p{n}", "description": text} for n, text in enumerate(hostile)]
    with served(tmp_path):
        bring(Store(tmp_path), tmp_path / "more.csv", rows)
        api = client()
        content = api.get("/calendar.ics?from=2021-01-01&to=2021-01-01").content
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    found = icalendar.Calendar.from_ical(content)
    assert [each.name for each in found.walk()] == ["VCALENDAR", *["VEVENT"] * len(hostile)]
    told = {str(event["description"]).split("\n")[0] for event in found.walk("VEVENT")}
    assert told == {" ".join(text.split()) for text in hostile}


def test_what_changed_last_comes_first_and_keeps_its_id(tmp_path: Path) -> None:
    with served(tmp_path):
        api = client()
        before = api.get("/feed.json").json()
        tag = api.get("/feed.json").headers["etag"]
        assert api.get("/feed.json", headers={"If-None-Match": tag}).status_code == 304
        rows = [
            {
                "incident_id": "kz-almaty",
                "date": "2021-02-28",
                "place": "Almaty",
                "country": "Kazakhstan",
                "killed": "1",
            }
        ]
        with pytest.MonkeyPatch.context() as later:
            later.setattr("data.publishing.writing.datetime", _Later)
            bring(Store(tmp_path), tmp_path / "more.csv", rows)
        answer = api.get("/feed.json", headers={"If-None-Match": tag})
    after = answer.json()
    first = after["items"][0]
    assert first["id"] == "tag:sheru,2021:incident/kz-almaty"
    assert first["date_modified"] == "2030-01-01T00:00:00+00:00"
    others = {item["id"]: item["date_modified"] for item in after["items"][1:]}
    assert others == {i["id"]: i["date_modified"] for i in before["items"] if i["id"] != first["id"]}


class _Later:
    @staticmethod
    def now(zone: Any) -> datetime:
        return datetime(2030, 1, 1, tzinfo=zone)


@pytest.mark.parametrize("path", FEEDS)
def test_feeds_are_bounded_and_refuse_what_cannot_be(api: TestClient, path: str) -> None:
    assert api.get(f"{path}?limit=501").status_code == 422
    assert api.get(f"{path}?lang=de").status_code == 422
    assert api.get(f"{path}?country=X").status_code == 422
    assert api.get(f"{path}?country=ZZ").status_code == 200


def test_a_limit_holds(api: TestClient) -> None:
    assert len(api.get("/feed.json?limit=2").json()["items"]) == 2
    assert len(events(api, "?limit=2")) == 2
