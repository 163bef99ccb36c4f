"""An incident as the panel shows it."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard.incident_view import incident_view, report_view
from dashboard.labels import count_label
from dashboard.translations import words
from data.disagreement import disagreement
from data.incidents import to_incident
from data.links import safe_link
from data.model import Count, Report
from data.neighbours import Near
from data.parsing.counts import parse_count
from data.parsing.dates import parse_date
from data.schema import incident_row
from geocoding import Place
from tests.data.builders import located


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.dw.com/a", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//evil.example", False),
        ("https://user:secret@evil.example/", False),
        ("https://", False),
        ("http://[::1", False),
        ("ftp://example.org", False),
        ("", False),
    ],
)
def test_only_web_links_become_links(url: str, shown: bool) -> None:
    assert bool(safe_link(url)) == shown


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (Count(), "unknown"),
        (Count(0, 0), "0"),
        (Count(50, 50), "50"),
        (Count(50, 50, approximate=True), "about 50"),
        (Count(50, None), "at least 50"),
        (Count(None, 100), "at most 100"),
        (Count(1000, 2000), "1,000 to 2,000"),
    ],
)
def test_a_count_is_said_as_a_range(count: Count, said: str) -> None:
    assert count_label(count, words("en")) == said


def test_a_report_says_who_says_how_many_in_which_words() -> None:
    report = Report(
        parse_date("2021-02-28"),
        Place("Almaty"),
        detained=parse_count("roughly 50"),
        source_name="Deutsche Welle",
        source_url="https://www.dw.com/a",
        source_published="2021-02-28",
    )
    view = report_view(report, words("en"))
    assert view["source"] == "Deutsche Welle"
    assert view["published"] == "published 28 February 2021"
    assert view["counts"] == [{"label": "Detained", "value": "“roughly 50”"}]
    assert view["links"] == [{"link": "https://www.dw.com/a", "host": "dw.com", "url_text": ""}]


def test_a_link_that_cannot_be_followed_is_shown_as_text() -> None:
    report = Report(parse_date("2021"), Place("x"), source_url="javascript:alert(1)")
    view = report_view(report, words("en"))
    assert view["links"] == [{"link": "", "host": "", "url_text": "javascript:alert(1)"}]


def test_each_of_several_links_stands_for_itself() -> None:
    report = Report(
        parse_date("2021"), Place("x"), source_name="A; B", source_url="https://a.org/1 ftp://b.org https://a.org/1"
    )
    links = report_view(report, words("en"))["links"]
    assert [link["link"] for link in links] == ["https://a.org/1", ""]
    assert links[1]["url_text"] == "ftp://b.org"


def view_of(*reports: Report, **cells: object) -> dict[str, Any]:
    row = incident_row(to_incident(reports), 0) | cells
    return incident_view(row, reports, (), words("en"))  # type: ignore[arg-type]


def counted(**cells: str) -> dict[str, dict[str, Any]]:
    view = view_of(located(source_name="One", **cells))
    return {row["label"]: row for row in view["counts"]["rows"]}


def test_what_is_unknown_is_told_apart_from_none() -> None:
    rows = counted(detained="none", killed="")
    assert (rows["Detained"]["value"], rows["Detained"]["unknown"]) == ("0", False)
    assert (rows["Killed"]["value"], rows["Killed"]["unknown"]) == ("unknown", True)


def test_where_reports_disagree_it_says_who_says_lowest_and_highest() -> None:
    told = {"One": "about 50", "Two": "at least 70", "Three": "70", "Four": ""}
    reports = [located(source_name=name, detained=text) for name, text in told.items()]
    (row,) = (row for row in view_of(*reports)["counts"]["rows"] if row["label"] == "Detained")
    assert row["value"] == "at least 50"
    assert row["spread"] == [
        {"label": "lowest", "value": "about 50", "source": "One"},
        {"label": "highest", "value": "at least 70", "source": "Two, Three"},
    ]


@pytest.mark.parametrize(
    ("texts", "differ"),
    [
        ((), False),
        (("50",), False),
        (("50", ""), False),
        (("about 50", "at least 50"), False),
        (("100-150",), False),
        (("100-150", "120"), False),  # the second is within what the first says
        (("0", "50"), True),
        (("100-150", "120-200"), True),
        (("up to 30", "50"), True),
    ],
)
def test_sources_disagree_where_they_name_other_numbers(texts: tuple[str, ...], differ: bool) -> None:
    assert bool(disagreement([(f"source {n}", parse_count(text)) for n, text in enumerate(texts)])) == differ


@pytest.mark.parametrize(
    ("precision", "radius", "said", "coordinates"),
    [
        ("exact", 0.1, "The exact spot is known.", "43.2567, 76.9286"),
        ("city", 12.4, "Somewhere within about 12 km of these coordinates.", "43.26, 76.93"),
        ("admin1", 160, "Somewhere within about 160 km", "43, 77"),
        ("country", 1500, "Only the country is known", None),
    ],
)
def test_a_place_is_no_more_precise_than_it_is_known(
    precision: str, radius: float, said: str, coordinates: str | None
) -> None:
    where = {"precision": precision, "radius_km": radius, "latitude": 43.25667, "longitude": 76.92861}
    place = view_of(located(), **where)["place"]
    assert said in " ".join(place["lines"])
    assert (place["coordinates"] and place["coordinates"]["value"]) == coordinates
    assert ("within about" in " ".join(place["lines"])) == (precision in ("city", "admin1"))


def test_a_report_says_where_it_differs_from_the_incident() -> None:
    first = located(source_name="One", description="A rally", event_type="march", incident_id="a-b")
    second = located(source_name="Two", description="A meeting", date="2021-03-01", event_type="riot")
    one, two = view_of(first, second, date_end=first.date.end, date_precision="day")["reports"]["all"]
    assert (one["what"], one["differs"]) == ("", [])
    assert two["what"] == "A meeting"
    assert two["differs"] == [{"label": "Date", "value": "1 March 2021"}, {"label": "Type", "value": "riot"}]


@pytest.mark.parametrize(
    ("km", "said"), [(0.0, "same place"), (0.4, "less than 1 km"), (11.6, "about 12 km"), (99.6, "about 100 km")]
)
def test_what_is_near_says_how_far(km: float, said: str) -> None:
    row = incident_row(to_incident([located(event_type="march", incident_id="x-1")]), 0)
    near = [Near(row, km)]  # type: ignore[arg-type]
    view = incident_view(row, [located()], near, words("en"), narrowed=True)["near"]  # type: ignore[arg-type]
    assert view["note"] == "Within 100 km, at any date. The other filters hold."
    (shown,) = view["all"]
    assert (shown["id"], shown["what"], shown["when"]) == ("x-1", "march", "28 February 2021")
    assert (shown["title"], shown["distance"]) == ("Almaty", said)
