"""An incident as the panel shows it."""

from __future__ import annotations

import pytest

from dashboard.incident_view import report_view, safe_link
from dashboard.labels import count_label
from dashboard.translations import words
from data.model import Count, Report
from data.parsing.counts import parse_count
from data.parsing.dates import parse_date
from geocoding import Place


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
    assert view["published"] == "28 February 2021"
    assert view["counts"] == [{"label": "Detained", "value": "roughly 50"}]
    assert (view["link"], view["host"]) == ("https://www.dw.com/a", "www.dw.com")


def test_a_link_that_cannot_be_followed_is_shown_as_text() -> None:
    report = Report(parse_date("2021"), Place("x"), source_url="javascript:alert(1)")
    view = report_view(report, words("en"))
    assert (view["link"], view["host"], view["url_text"]) == ("", "", "javascript:alert(1)")
