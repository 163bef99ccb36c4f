from __future__ import annotations

import pytest

from data.model import Count
from data.sources.ucdp import UCDP
from tests.data.sources.reading import read

ROW = {
    "id": "412",
    "year": "2012",
    "type_of_violence": "3",
    "conflict_name": "Government of A - Civilians",
    "side_a": "Government of A",
    "side_b": "Civilians",
    "source_article": "A Wire,2012-02-03,Shots at a march",
    "source_office": "A Wire;B Wire",
    "source_headline": "Shots at a march",
    "where_prec": "1",
    "where_coordinates": "Old Town",
    "where_description": "the market of Old Town",
    "adm_1": "North province",
    "latitude": "10.5",
    "longitude": "20.5",
    "country": "Yemen (North Yemen)",
    "date_prec": "2",
    "date_start": "2012-02-03 00:00:00.000",
    "date_end": "2012-02-05 00:00:00.000",
    "best": "5",
    "high": "9",
    "low": "4",
}


def test_a_row_is_read_column_by_column() -> None:
    made = read(UCDP, ROW)
    assert (made.date.start.isoformat(), made.date.end.isoformat()) == ("2012-02-03", "2012-02-05")
    assert (made.place.text, made.place.admin1, made.place.country) == ("Old Town", "North province", "Yemen")
    assert made.killed == Count(4, 9, "4-9 (best 5)")
    assert made.source_names == ("A Wire", "B Wire")
    assert made.tags == ("one-sided violence", "Government of A - Civilians")
    assert made.incident_ref == "ucdp-412"
    assert made.description == (
        "Shots at a march. Sides: Government of A and Civilians. Where: the market of Old Town."
    )


def test_violence_is_not_called_a_crackdown_for_nobody_says_that_there_was_a_protest() -> None:
    assert {read(UCDP, ROW | {"type_of_violence": kind}).event_type for kind in "123"} == {"other"}


@pytest.mark.parametrize(
    ("best", "low", "high", "count"),
    [
        ("7", "7", "7", Count(7, 7, "7")),
        ("0", "0", "3", Count(0, 3, "0-3 (best 0)")),
        ("7", "", "", Count(7, 7, "7")),
        ("", "", "", Count()),
    ],
)
def test_deaths_are_a_range_with_the_best_estimate_in_the_wording(best: str, low: str, high: str, count: Count) -> None:
    assert read(UCDP, ROW | {"best": best, "low": low, "high": high}).killed == count


@pytest.mark.parametrize(
    ("code", "precision", "radius"),
    [("1", "city", 10), ("2", "admin2", 25), ("3", "admin2", 50), ("4", "admin1", 100), ("5", "admin1", 200),
     ("6", "country", 500), ("7", "admin1", 200), ("", "admin1", 200)],
)  # fmt: skip
def test_coordinates_are_no_finer_than_their_code_says(code: str, precision: str, radius: int) -> None:
    made = read(UCDP, ROW | {"where_prec": code})
    assert made.location is not None
    assert (made.location.precision, made.location.radius_km) == (precision, radius)
