from __future__ import annotations

import pytest

from data.model import Count
from data.sources.acled import ACLED
from data.sources.cells import NotProtest
from data.sources.own import BadCell
from tests.data.sources.reading import read

ROW = {
    "event_id_cnty": "KAZ901",
    "event_date": "03 December 2020",
    "time_precision": "1",
    "event_type": "Protests",
    "sub_event_type": "Peaceful protest",
    "actor1": "Protesters (Kazakhstan)",
    "assoc_actor_1": "Labour Group (Kazakhstan); Women (Kazakhstan)",
    "inter1": "Protesters",
    "actor2": "",
    "country": "Kazakhstan",
    "admin1": "Mangystau",
    "location": "Aktau",
    "latitude": "43.6500",
    "longitude": "51.1600",
    "geo_precision": "1",
    "source": "Lada; Azattyq",
    "notes": "On 3 December, workers rallied in Aktau for their wages.",
    "fatalities": "0",
    "tags": "crowd size=about 50; women targeted",
}


def test_a_row_is_read_column_by_column() -> None:
    made = read(ACLED, ROW)
    assert made.date.start.isoformat() == "2020-12-03"
    assert (made.place.text, made.place.admin1, made.place.country) == ("Aktau", "Mangystau", "Kazakhstan")
    assert made.location is not None
    assert (made.location.latitude, made.location.precision, made.location.method) == (43.65, "city", "given")
    assert made.participants == Count(50, 50, "about 50", approximate=True)
    assert made.source_names == ("Lada", "Azattyq")
    assert made.tags == (
        *("Peaceful protest", "Protesters (Kazakhstan)", "Labour Group (Kazakhstan)", "Women (Kazakhstan)"),
        "women targeted",
    )
    assert made.incident_ref == "acled-kaz901"
    assert made.description == ROW["notes"]


def test_deaths_that_nobody_reports_are_unknown_and_not_none() -> None:
    assert read(ACLED, ROW).killed == Count()
    assert read(ACLED, ROW | {"fatalities": "3"}).killed == Count(3, 3, "3")


@pytest.mark.parametrize(
    ("cells", "wording"),
    [
        ({"tags": "crowd size=between 20 and 30"}, "between 20 and 30"),
        ({"tags": "", "notes": "They rallied. [size=around 200]"}, "around 200"),
        ({"tags": "", "notes": "They rallied. [size=no report]"}, ""),
        ({"tags": "crowd size=no report"}, ""),
        ({"tags": "", "notes": "The size=50 of a shoe"}, ""),
        ({"tags": ""}, ""),
    ],
)
def test_the_crowd_size_is_taken_as_worded(cells: dict[str, str], wording: str) -> None:
    assert read(ACLED, ROW | cells).participants.text == wording


@pytest.mark.parametrize(
    ("event", "sub", "actor", "kind"),
    [
        ("Protests", "Protest with intervention", "", "demonstration"),
        ("Protests", "Excessive force against protesters", "", "crackdown"),
        ("Riots", "Violent demonstration", "", "riot"),
        ("Riots", "Mob violence", "", "riot"),
        ("Protests", "", "", "demonstration"),
        ("Riots/Protests", "", "5", "riot"),
        ("Riots/Protests", "", "6", "demonstration"),
        ("Riots/Protests", "", "", "demonstration"),
    ],
)
def test_sub_event_types_have_a_type_of_ours(event: str, sub: str, actor: str, kind: str) -> None:
    assert read(ACLED, ROW | {"event_type": event, "sub_event_type": sub, "inter1": actor}).event_type == kind


@pytest.mark.parametrize(
    ("event", "sub"),
    [
        ("Battles", "Armed clash"),
        ("Strategic developments", "Arrests"),
        ("Violence against civilians", "Attack"),
        ("Explosions/Remote violence", "Grenade"),
    ],
)
def test_what_is_no_protest_is_told_apart(event: str, sub: str) -> None:
    with pytest.raises(NotProtest, match=f"not a protest .event_type {event}"):
        read(ACLED, ROW | {"event_type": event, "sub_event_type": sub})


@pytest.mark.parametrize(
    ("date", "order", "precision", "start", "end"),
    [
        ("9-May-20", "", "1", "2020-05-09", "2020-05-09"),
        ("31-12-19", "dmy", "1", "2019-12-31", "2019-12-31"),
        ("01-January-2015", "", "1", "2015-01-01", "2015-01-01"),
        ("2020-05-13 00:00:00", "", "1", "2020-05-13", "2020-05-13"),
        ("2020-05-13", "", "2", "2020-05-10", "2020-05-16"),
        ("2020-05-13", "", "3", "2020-05-01", "2020-05-31"),
    ],
)
def test_a_date_is_as_precise_as_its_code_says(date: str, order: str, precision: str, start: str, end: str) -> None:
    made = read(ACLED, ROW | {"event_date": date, "time_precision": precision}, order)
    assert (made.date.start.isoformat(), made.date.end.isoformat()) == (start, end)


def test_a_date_that_is_none_names_its_column() -> None:
    with pytest.raises(BadCell) as error:
        read(ACLED, ROW | {"event_date": "someday"})
    assert error.value.column == "event_date"


@pytest.mark.parametrize(("code", "precision"), [("1", "city"), ("2", "admin2"), ("3", "admin1"), ("", "admin1")])
def test_coordinates_are_no_finer_than_their_code_says(code: str, precision: str) -> None:
    made = read(ACLED, ROW | {"geo_precision": code})
    assert made.location is not None
    assert made.location.precision == precision
    assert made.location.radius_km >= 10


def test_the_older_upper_case_export_has_other_names_for_some_columns() -> None:
    old = {k: v for k, v in ROW.items() if k not in ("sub_event_type", "assoc_actor_1", "tags")}
    old |= {"event_type": "Riots/Protests", "ally_actor_1": "Students (Kazakhstan)", "inter1": "6"}
    made = read(ACLED, old)
    assert made.event_type == "demonstration"
    assert "Students (Kazakhstan)" in made.tags


def test_a_crowd_size_that_nobody_gave_is_no_tag() -> None:
    assert read(ACLED, ROW | {"tags": "crowd size=no report; women targeted"}).tags[-2:] == (
        "Women (Kazakhstan)",
        "women targeted",
    )


def test_decimal_commas_are_read_and_half_a_point_is_named() -> None:
    made = read(ACLED, ROW | {"latitude": "43,65", "longitude": "51,16"})
    assert made.location is not None
    assert (made.location.latitude, made.location.longitude) == (43.65, 51.16)
    assert read(ACLED, ROW | {"latitude": "", "longitude": ""}).location is None
    with pytest.raises(BadCell, match="longitude is missing"):
        read(ACLED, ROW | {"longitude": ""})
