from __future__ import annotations

import pytest

from data.model import Count
from data.sources.cells import NotProtest
from data.sources.scad import SCAD
from tests.data.sources.reading import read

ROW = {
    "eventid": "5010099",
    "countryname": "Kenya",
    "startdate": "28-Jan-90",
    "enddate": "30-Jan-90",
    "etype": "2",
    "escalation": "0",
    "actor1": "students",
    "actor2": "-99",
    "target1": "government",
    "npart": "3",
    "ndeath": "2",
    "repress": "1",
    "elocal": "Nairobi, Mombasa",
    "ilocal": "Nairobi",
    "locnum": "4",
    "gislocnum": "1",
    "issuenote": "Students protested against fees.",
    "latitude": "-1.28",
    "longitude": "36.82",
}
PARTS = {"stday": "28", "stmo": "1", "styr": "1990", "eday": "28", "emo": "1", "eyr": "1990"}


def test_a_row_is_read_column_by_column() -> None:
    made = read(SCAD, ROW)
    assert (made.date.start.isoformat(), made.date.end.isoformat()) == ("1990-01-28", "1990-01-30")
    assert (made.place.text, made.place.country) == ("Nairobi", "Kenya")
    assert made.location is not None
    assert made.location.precision == "city"
    assert made.event_type == "demonstration"
    assert made.killed == Count(2, 2, "2")
    assert made.tags == ("students", "government", "non-lethal repression")
    assert (made.incident_ref, made.source_name) == ("scad-5010099", "SCAD")
    assert made.description == "Students protested against fees."


def test_the_columns_with_four_digits_of_the_year_go_first() -> None:
    assert read(SCAD, ROW | PARTS).date.end.isoformat() == "1990-01-28"


@pytest.mark.parametrize(
    ("category", "count"),
    [
        ("1", Count(None, 10, "fewer than 10")),
        ("2", Count(10, 100, "10-100")),
        ("7", Count(1_000_000, None, "more than 1000000")),
        ("-99", Count()),
        ("", Count()),
    ],
)
def test_a_step_of_the_scale_of_participants_is_a_range(category: str, count: Count) -> None:
    assert read(SCAD, ROW | {"npart": category}).participants == count


@pytest.mark.parametrize(
    ("deaths", "count"), [("-99", Count()), ("-88", Count()), ("-77.0", Count()), ("0", Count(0, 0, "0"))]
)
def test_missing_deaths_are_unknown(deaths: str, count: Count) -> None:
    assert read(SCAD, ROW | {"ndeath": deaths}).killed == count


@pytest.mark.parametrize(("code", "kind"), [("1", "demonstration"), ("4", "riot"), ("5", "strike"), ("-99", "other")])
def test_types_have_a_type_of_ours(code: str, kind: str) -> None:
    assert read(SCAD, ROW | {"etype": code}).event_type == kind


@pytest.mark.parametrize("code", ["7", "8", "9", "10"])
def test_violence_without_a_protest_is_told_apart(code: str) -> None:
    with pytest.raises(NotProtest, match=f"etype {code}"):
        read(SCAD, ROW | {"etype": code})


@pytest.mark.parametrize(("code", "precision"), [("3", "city"), ("6", "admin1"), ("7", "country"), ("-99", "admin1")])
def test_coordinates_are_no_finer_than_their_code_says(code: str, precision: str) -> None:
    made = read(SCAD, ROW | {"gislocnum": code, "locnum": code})
    assert made.location is not None
    assert made.location.precision == precision


def test_a_further_place_of_an_event_is_an_incident_of_its_own() -> None:
    assert read(SCAD, ROW | {"eventid": "-9"}).incident_ref == ""


@pytest.mark.parametrize("longitude", ["-77", "-88.0", "-99"])
def test_a_code_for_missing_is_a_degree_in_a_coordinate(longitude: str) -> None:
    made = read(SCAD, ROW | {"latitude": "18", "longitude": longitude})
    assert made.location is not None
    assert made.location.longitude == float(longitude)


def test_missing_coordinates_leave_the_place_to_the_gazetteer() -> None:
    assert read(SCAD, ROW | {"latitude": "-99", "longitude": "-99"}).location is None
