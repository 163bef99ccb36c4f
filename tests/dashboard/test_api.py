"""The API, asked as a program would ask it."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from dashboard import serving
from dashboard.api.app import create_api
from dashboard.api.docs import describe
from dashboard.clock import today
from data.export.formats import FORMATS
from data.filters import Filters
from data.listing import MAX_PAGE, ORDERS
from data.store import Store
from tests.data.builders import bring
from tests.data.conftest import ROWS

HOSTILE = [
    "</script><script>alert(1)</script>",
    "{{7*7}}",
    "${x}",
    "{% if %}",
    "\\x3cimg",
    "`x`",
    "<img src=x onerror=a>",
]
WORLD = "bbox=-180,-90,180,90"
DOWNLOADS = [f"/incidents.{suffix}" for suffix in (*FORMATS, "csv-metadata.json")]
FRAMES = f"/frames?{WORLD}&zoom=3&window=week&day=2021-02-28"
VIEWS = [f"/{name}?{WORLD}&zoom=3" for name in ("clusters", "points", "heat")]
LISTS = [
    *VIEWS,
    FRAMES,
    "/countries",
    "/regions",
    "/timeline",
    "/summary",
    "/incidents",
    "/picture.svg",
    *DOWNLOADS,
]


def client() -> TestClient:
    """Asks the API in this process. What it raises is its caller's 500."""
    return TestClient(create_api(), base_url="http://sheru", raise_server_exceptions=False)


@contextmanager
def served(folder: Path) -> Iterator[Path]:
    """A home at `folder` with a small store, and this process serving it."""
    rows = [*ROWS, *({"date": "2018", "place": text, "description": text, "incident_id": text} for text in HOSTILE)]
    bring(Store(folder), folder / "rows.csv", rows)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SHERU_HOME", str(folder))
        environment.setenv("SHERU_BUNDLED", "0")
        serving.opened_store.cache_clear()
        yield folder
    serving.opened_store.cache_clear()


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with served(tmp_path_factory.mktemp("api")):
        yield client()


def asked(client: TestClient, path: str) -> Any:
    response = client.get(path)
    assert response.status_code == 200, response.text
    return response.json()


def named(response: Response) -> list[str]:
    """The parameters that a refusal names."""
    assert response.status_code == 422, response.text
    return [problem["loc"][-1] for problem in response.json()["detail"]]


def test_clusters_are_what_a_viewport_shows(api: TestClient) -> None:
    found = asked(api, f"/clusters?{WORLD}&zoom=10&country=KZ&type=detention")
    assert len(found["version"]) == 12
    (cell,) = found["clusters"]
    assert (cell["count"], cell["incident_id"], cell["name"]) == (1, "kz-almaty", "Almaty")
    assert (cell["latitude"], cell["longitude"], cell["precision"]) == (43.25, 76.95, "city")
    across = asked(api, "/clusters?bbox=170,-90,-170,90&zoom=10")["clusters"]
    assert {cell["name"] for cell in across} == {"Suva", "Apia"}


def test_clusters_and_regions_bring_the_people_that_are_asked_for(api: TestClient) -> None:
    (cell,) = asked(api, f"/clusters?{WORLD}&zoom=10&country=KZ&type=detention&size=detained")["clusters"]
    assert (cell["people"]["low"], cell["people"]["high"], cell["people"]["unknown_in"]) == (50, None, 0)
    regions = asked(api, "/regions?country=KZ&size=participants")
    assert regions["unknown"] == 1
    assert next((each["name"], each["people"]["high"]) for each in regions["regions"]) == ("Almaty", 180)
    for path in (f"/clusters?{WORLD}&zoom=10", "/regions?country=KZ"):
        assert named(api.get(f"{path}&size=killed")) == ["size"]


def test_countries_have_values_classes_and_the_period_before(api: TestClient) -> None:
    found = asked(api, "/countries?country=KZ&from=2021-03-01&to=2021-03-31")
    (kazakhstan,) = found["countries"]
    assert found["before"] == {"from": "2021-01-29", "to": "2021-02-28"}
    assert kazakhstan["values"] == {"incidents": 1, "detained": 0, "per_million": 0.055, "change": 0}
    assert found["classes"] == {"incidents": [[1, 1]], "detained": [], "per_million": [[0.055, 0.055]], "change": []}
    assert asked(api, "/countries?country=KZ&from=2021-03-01")["before"] is None


def test_points_and_heat_are_what_a_viewport_shows(api: TestClient) -> None:
    almaty = "bbox=76,43,77,44&zoom=9&country=KZ"
    found = asked(api, f"/points?{almaty}")
    assert (found["total"], [each["name"] for each in found["points"]]) == (2, ["Almaty", "Almaty"])
    assert found["points"][1]["incident_id"] == "kz-almaty"
    warm = asked(api, f"/heat?{almaty}")
    assert (warm["pixels"], warm["left_out"], [each[2] for each in warm["squares"]]) == (16, 0, [2])


@pytest.mark.parametrize("path", ["/incidents", "/incidents.csv"])
def test_an_answer_is_sent_compressed_to_who_takes_it(api: TestClient, path: str) -> None:
    plain = api.get(path, headers={"Accept-Encoding": "identity"})
    packed = api.get(path, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content
    tag = {"If-None-Match": packed.headers["etag"]}
    assert api.get(path, headers={"Accept-Encoding": "gzip"} | tag).status_code == 304


def test_the_timeline_is_in_bins_and_says_what_is_in_none(api: TestClient) -> None:
    found = asked(api, "/timeline?country=KZ&bin=month")
    first = {"start": "2021-02-01", "end": "2021-02-28", "incidents": 1, "types": {"detention": 1}}
    assert found["bins"][0] == first
    assert (found["bin"], found["from"], found["to"], found["imprecise"]) == ("month", "2021-02-28", "2022-12-31", 1)
    nothing = asked(api, "/timeline?country=ZZ")
    assert (nothing["from"], nothing["bins"]) == (None, [])


def test_the_bars_of_a_count_are_totals_and_what_is_in_no_bar_has_one_too(api: TestClient) -> None:
    found = asked(api, "/timeline?country=KZ&bin=month&bars=participants")
    assert [(each["people"]["low"], each["people"]["high"]) for each in found["bins"]] == [(100, 150), (0, 30), (0, 0)]
    assert [each["people"]["unknown_in"] for each in found["bins"]] == [0, 0, 1]
    assert found["imprecise_people"]["unknown_in"] == 1
    assert asked(api, "/timeline?country=BY&bin=month&bars=killed")["imprecise_people"] is None


def test_a_bin_that_would_give_too_many_is_lengthened_and_the_answer_names_it(api: TestClient) -> None:
    assert asked(api, "/timeline?bin=day")["bin"] == "week"
    assert asked(api, "/timeline?bin=decade")["bins"][0]["end"] == "2019-12-31"


def test_frames_are_windows_of_time_with_five_numbers_a_cell(api: TestClient) -> None:
    found = asked(api, f"{FRAMES}&country=KZ")
    assert len(found["frames"]) == 60
    (frame,) = (each for each in found["frames"] if each["start"] == "2021-02-22")
    assert (frame["end"], frame["incidents"], frame["imprecise"], frame["cut"]) == ("2021-02-28", 1, 0, 0)
    x, y, number, imprecise, place = frame["cells"]
    assert (x, y) == (1461, 750)  # Almaty at zoom 3: 2048 pixels are the world
    assert (number, imprecise, found["types"][place]) == (1, 0, "detention")
    assert asked(api, FRAMES.replace("02-28", "02-25"))["frames"] == asked(api, FRAMES)["frames"]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("window", ["day", "week", "month", "year"])
def test_frames_at_the_ends_of_the_calendar_are_answered(api: TestClient, day: str, window: str) -> None:
    assert asked(api, f"/frames?{WORLD}&zoom=3&window={window}&day={day}")["frames"]


def test_the_summary_has_ranges_and_what_is_on_no_map(api: TestClient) -> None:
    found = asked(api, "/summary?country=KZ")
    assert (found["incidents"], found["reports"], found["not_on_map"]) == (4, 5, 1)
    assert found["totals"]["detained"] == {
        "low": 50,
        "high": None,
        "known_in": 2,
        "low_known_in": 2,
        "approximate": True,
        "unknown_in": 2,
    }


def test_incidents_come_in_pages(api: TestClient) -> None:
    whole = [each["incident_id"] for each in asked(api, "/incidents?order=oldest")["incidents"]]
    pages = [asked(api, f"/incidents?order=oldest&limit=4&offset={n}") for n in range(0, 20, 4)]
    assert [each["incident_id"] for page in pages for each in page["incidents"]] == whole
    assert {page["total"] for page in pages} == {len(whole)} == {8 + len(HOSTILE)}
    inside = asked(api, "/incidents?bbox=60,40,80,50")
    assert {each["place_name"] for each in inside["incidents"]} == {"Almaty", "Kazakhstan"}


def test_incidents_come_in_the_order_that_is_asked_for(api: TestClient) -> None:
    found = {order: asked(api, f"/incidents?order={order}")["incidents"] for order in ORDERS}
    assert {order: len(rows) for order, rows in found.items()} == dict.fromkeys(ORDERS, 8 + len(HOSTILE))
    assert [row["detained"]["low"] for row in found["detained"][:3]] == [50, 0, None]
    assert found["killed"][0]["killed"]["low"] == 2
    # "thousands", then "100-150", then what is at most 30; what is unknown comes after all of them.
    assert [row["participants"]["high"] for row in found["participants"][:4]] == [9999, 150, 30, None]


def test_incidents_are_on_the_map_or_not(api: TestClient) -> None:
    off = asked(api, "/incidents?on_map=no&from=2019-01-01")
    assert {(row["place_name"], (row["location"] or {}).get("precision")) for row in off["incidents"]} == {
        ("Kazakhstan", "country"),
        ("Nowhere", None),
    }
    on, whole = asked(api, "/incidents?on_map=yes"), asked(api, "/incidents")
    assert on["total"] + asked(api, "/incidents?on_map=no")["total"] == whole["total"]
    assert asked(api, "/summary?from=2019-01-01")["not_on_map"] == off["total"] == 2
    nothing = asked(api, "/incidents?on_map=no&bbox=170,-30,180,0")
    assert nothing["total"] == 0


def test_one_incident_comes_with_every_report(api: TestClient) -> None:
    found = asked(api, "/incidents/kz-almaty")["incident"]
    assert found["detained"] == {"low": 50, "high": None, "text": "about 50; at least 70", "approximate": True}
    assert [report["source_name"] for report in found["reports"]] == ["One", "Two"]
    assert found["reports"][0]["source_url"] == "https://example.org/1"
    assert found["location"]["precision"] == "city"


def test_the_files_hold_what_the_filters_let_through(api: TestClient) -> None:
    answer = api.get("/incidents.csv?country=KZ&source=One")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"].startswith('attachment; filename="sheru-')
    rows = list(csv.DictReader(io.StringIO(answer.text, newline="")))
    assert [row["source_name"] for row in rows] == ["One", "Two", "One"]
    answer = api.get("/incidents.geojson?country=KZ")
    assert answer.headers["content-type"] == "application/geo+json"
    assert [feature["type"] for feature in answer.json()["features"]] == ["Feature"] * 4


def test_the_files_follow_the_order_and_the_part_of_the_list(api: TestClient) -> None:
    for order in ORDERS:
        asks = f"order={order}&country=KZ&source=One&source=Two"
        listed = [row["incident_id"] for row in asked(api, f"/incidents?{asks}")["incidents"]]
        rows = csv.DictReader(io.StringIO(api.get(f"/incidents.csv?{asks}").text, newline=""))
        assert list(dict.fromkeys(row["incident"] for row in rows)) == listed
        assert [feature["id"] for feature in api.get(f"/incidents.geojson?{asks}").json()["features"]] == listed
    for part in ("yes", "no"):
        listed = [row["incident_id"] for row in asked(api, f"/incidents?on_map={part}")["incidents"]]
        features = api.get(f"/incidents.geojson?on_map={part}&order=newest").json()["features"]
        assert [feature["id"] for feature in features] == listed
        assert len(listed) < 8 + len(HOSTILE)


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("country", "Kazakhstan"),
        ("from", "2021-02-30"),
        ("to", "tomorrow"),
        ("type", "picnic"),
        ("participants_min", "-1"),
        ("detained_min", "many"),
        ("injured_min", "1.5"),
        ("killed_min", "1e3"),
        ("precision", "street"),
        ("dataset", "../../etc/passwd"),
    ],
)
def test_a_bad_filter_is_refused_and_named_by_every_view(api: TestClient, path: str, name: str, value: str) -> None:
    response = api.get(f"{path}{'&' if '?' in path else '?'}{name}={quote(value)}")
    assert named(response) == [name]
    assert response.json()["detail"][0]["input"] == value


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/clusters?zoom=3", "bbox"),
        (f"/clusters?{WORLD}", "zoom"),
        (f"/clusters?{WORLD}&zoom=-5", "zoom"),
        (f"/clusters?{WORLD}&zoom=19", "zoom"),
        (f"/clusters?{WORLD}&zoom=1e9", "zoom"),
        ("/clusters?bbox=1,2,3&zoom=3", "bbox"),
        ("/clusters?bbox=nan,nan,nan,nan&zoom=3", "bbox"),
        ("/clusters?bbox=-181,0,0,1&zoom=3", "bbox"),
        ("/clusters?bbox=0,10,1,-10&zoom=3", "bbox"),
        ("/clusters?bbox=0,0,inf,10&zoom=3", "bbox"),
        ("/incidents?bbox=x", "bbox"),
        ("/incidents?limit=0", "limit"),
        (f"/incidents?limit={MAX_PAGE + 1}", "limit"),
        ("/incidents?offset=-1", "offset"),
        ("/incidents?offset=99999999999999999999", "offset"),
        ("/incidents?order=random", "order"),
        ("/incidents?order=newest%0A", "order"),
        ("/incidents?order=detained;drop", "order"),
        ("/incidents?order=", "order"),
        ("/incidents.csv?order=random", "order"),
        ("/incidents.geojson?order=", "order"),
        ("/incidents.csv?on_map=maybe", "on_map"),
        ("/incidents?on_map=maybe", "on_map"),
        ("/incidents?on_map=", "on_map"),
        ("/timeline?bin=hour", "bin"),
        ("/timeline?bars=arrested", "bars"),
        (f"/frames?{WORLD}&zoom=3&window=decade&day=2021-02-28", "window"),
        (f"/frames?{WORLD}&zoom=3&window=week&day=someday", "day"),
    ],
)
def test_a_bad_parameter_of_a_view_is_refused_and_named(api: TestClient, path: str, name: str) -> None:
    assert named(api.get(path)) == [name]


@pytest.mark.parametrize("name", ["none", "..%2F..%2Fetc%2Fpasswd", "%27%20OR%201%3D1", "%00", "x" * 5000, "%F0%28"])
def test_an_id_of_no_incident_is_not_found(api: TestClient, name: str) -> None:
    response = api.get(f"/incidents/{name}")
    assert response.status_code == 404
    assert "Traceback" not in response.text


def test_a_csv_names_its_description_and_every_file_its_licence(api: TestClient) -> None:
    answer = api.get("/incidents.csv?country=KZ")
    assert answer.headers["link"].startswith('<incidents.csv-metadata.json?country=KZ>; rel="describedby"')
    described = asked(api, "/incidents.csv-metadata.json?country=KZ")
    assert described["url"] == "incidents.csv?country=KZ"
    about = asked(api, "/incidents.json?country=KZ")["about"]
    assert about["title"].startswith("4 incidents in Kazakhstan")
    assert "CC BY 4.0" in about["licence"]
    assert about["link"] == "http://sheru/?country=KZ"
    assert described["dc:license"] == about["licence"]
    assert "(not on the map)" in asked(api, "/incidents.geojson?on_map=no")["about"]["title"]


def test_a_map_in_one_file_has_the_language_and_the_day(api: TestClient) -> None:
    answer = api.get("/incidents.html?country=KZ&lang=ru")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-disposition"].endswith('.html"')
    assert '<html lang="ru">' in answer.text
    said = json.loads(answer.text.split('id="about">')[1].partition("</script>")[0])
    assert said["title"].startswith("Казахстан, 2021–2022: 4 инцидента")
    assert said["filters"] == [["country", "KZ"]]
    assert said["link"] == "http://sheru/?country=KZ"
    tags = []
    for day in (date(2026, 11, 25), date(2026, 11, 26)):
        api.app.dependency_overrides[today] = lambda day=day: day  # type: ignore[attr-defined]
        tags.append([api.get(path).headers["etag"] for path in ("/incidents.html", "/incidents.csv")])
    del api.app.dependency_overrides[today]  # type: ignore[attr-defined]
    assert tags[0][0] != tags[1][0]  # the file says on which day it was made
    assert tags[0][1] == tags[1][1]
    assert named(api.get("/incidents.html?lang=tlh")) == ["lang"]


def test_what_one_file_cannot_hold_is_refused_with_a_sentence(api: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.export.onefile.document.MOST", 3)
    refused = api.get("/incidents.html")
    assert refused.status_code == 422
    (said,) = refused.json()["detail"]
    assert "holds at most 3 incidents" in said["msg"]
    assert api.get("/incidents.html?country=BY").status_code == 200


def test_what_a_sheet_cannot_hold_is_refused_with_a_sentence(api: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.export.workbook.MAX_ROWS", 3)
    response = api.get("/incidents.xlsx")
    assert response.status_code == 422
    assert "take CSV or Parquet" in response.json()["detail"][0]["msg"]


def test_a_question_to_a_private_dataset_is_never_answered_from_the_public_one(api: TestClient) -> None:
    for path in (*LISTS, "/incidents/kz-almaty"):
        assert api.get(f"{path}{'&' if '?' in path else '?'}dataset=private-1").status_code == 404


def test_every_hostile_address_is_answered_or_refused(api: TestClient, hostile: Callable[[str], Path]) -> None:
    for line in hostile("query_params.txt").read_text(encoding="utf-8").splitlines():
        for path in LISTS:
            response = api.get(f"{path}{'&' if '?' in path else '?'}{line.removeprefix('?')}")
            assert response.status_code in (200, 422), (path, line[:80])
            assert "Traceback" not in response.text


def test_hostile_text_comes_back_as_it_was_and_as_json(api: TestClient) -> None:
    found = asked(api, "/incidents?to=2018-12-31")["incidents"]
    assert sorted(each["place_name"] for each in found) == sorted(HOSTILE)
    for each in found:
        response = api.get(f"/incidents/{each['incident_id']}")
        assert response.headers["content-type"] == "application/json"
        assert response.json()["incident"]["description"] == each["place_name"]


def test_an_answer_is_kept_while_the_data_stay(api: TestClient) -> None:
    for path in (*LISTS, "/incidents/kz-almaty"):
        first = api.get(path)
        tag = first.headers["etag"]
        assert first.headers["cache-control"] == "private, no-cache"
        for known in (tag, f"W/{tag}", f'"other", {tag}'):
            again = api.get(path, headers={"If-None-Match": known})
            assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        assert api.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_after_an_import_the_same_question_has_a_new_answer(tmp_path: Path) -> None:
    with served(tmp_path):
        api = client()
        before = api.get("/summary")
        bring(Store(tmp_path), tmp_path / "more.csv", [{"date": "2023", "place": "Almaty", "country": "Kazakhstan"}])
        after = api.get("/summary", headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    assert after.json()["version"] != before.json()["version"]
    assert after.json()["incidents"] == before.json()["incidents"] + 1
    assert after.headers["etag"] != before.headers["etag"]


def test_different_questions_have_different_tags(api: TestClient) -> None:
    paths = [*LISTS, "/summary?country=KZ", "/summary?country=BY", "/incidents?offset=1"]
    assert len({api.get(path).headers["etag"] for path in paths}) == len(paths)


def test_where_nothing_is_published_the_answer_is_to_come_back_later(home: Path) -> None:
    serving.opened_store.cache_clear()
    response = client().get("/summary")
    serving.opened_store.cache_clear()
    assert (response.status_code, response.json()) == (503, {"detail": "no data is published yet"})


def test_the_description_lists_every_filter_for_every_view(api: TestClient) -> None:
    paths = asked(api, "/openapi.json")["paths"]
    params = {column.metadata["param"]: column.metadata["doc"] for column in dataclasses.fields(Filters)}
    for path in LISTS:
        described = {each["name"]: each.get("description") for each in paths[path.split("?")[0]]["get"]["parameters"]}
        assert params.items() <= described.items()
    feeds = {"/feed.atom", "/feed.json", "/calendar.ics"}
    others = {"/incidents/{incident_id}", "/explain", "/cite", "/oembed", "/picture.png"}
    assert set(paths) == {path.split("?")[0] for path in LISTS} | others | feeds


def test_the_page_that_documents_the_api_names_every_path_and_loads_nothing(api: TestClient) -> None:
    page = api.get("/docs")
    assert page.headers["content-type"].startswith("text/html")
    assert all(f"/api{path.split('?')[0]}" in page.text for path in LISTS)
    assert "detained_min" in page.text
    assert "<script" not in page.text
    assert "://" not in page.text


@pytest.mark.parametrize("text", HOSTILE)
def test_the_page_that_documents_the_api_escapes_what_it_is_made_of(text: str) -> None:
    hostile_api = FastAPI(title=text, summary=text)

    def view(q: str = "") -> None:
        return None

    view.__doc__ = text
    hostile_api.get(f"/{quote(text)}", description=text)(view)
    page = describe(hostile_api.openapi())
    assert "<script" not in page
    assert "<img" not in page
