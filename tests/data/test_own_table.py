from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import FileRejected
from data.identity import report_id
from data.model import Count, Report
from data.reading.table import Row, table_of
from data.sources.own import COLUMNS, OWN_COLUMNS, BadCell, check_columns, to_cells, to_report
from geocoding import Place
from tests.data.builders import report
from tests.data.strategies import any_text, reports

FULL = {
    "incident_id": "kz-almaty-2021-02-28",
    "date": "2021-02-28",
    "place": "Park, Almaty",
    "admin1": "Almaty",
    "country": "Kazakhstan",
    "event_type": "Detention",
    "description": "People were detained.",
    "participants": "dozens",
    "detained": "about 50",
    "injured": "",
    "killed": "none",
    "state_response": "arrests; Dispersal",
    "source_name": "A source",
    "source_url": "https://example.org/a",
    "source_published": "2021-03-01",
    "tags": "rally;  park ;",
}


def test_a_full_row_is_read_column_by_column() -> None:
    read = to_report(Row(2, FULL))
    assert read.place == Place("Park, Almaty", admin1="Almaty", country="Kazakhstan")
    assert (read.location, read.placing, read.event_type) == (None, "not_found", "detention")
    assert read.detained == Count(50, 50, "about 50", approximate=True)
    assert (read.injured, read.killed) == (Count(), Count(0, 0, "none"))
    assert (read.state_response, read.tags) == (("arrests", "dispersal"), ("rally", "park"))
    assert (read.incident_ref, read.source_published) == ("kz-almaty-2021-02-28", "2021-03-01")


def test_a_date_and_a_place_are_enough() -> None:
    read = to_report(Row(2, {"date": "2022-01", "place": "Almaty"}))
    assert (read.event_type, read.participants, read.state_response) == ("other", Count(), ())


@given(reports())
def test_every_report_is_read_back_from_its_cells(made: Report) -> None:
    cells = to_cells(made)
    again = to_report(Row(2, cells))
    assert again == made
    assert report_id(again) == report_id(made)
    assert tuple(cells) == OWN_COLUMNS


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("date", ""),
        ("date", "May 2021"),
        ("lat", "43,25"),
        ("lat", "91"),
        ("lat", "nan"),
        ("lat", "4_3"),
        ("lat", ""),
        ("lon", "-180.1"),
        ("lon", "inf"),
        ("lon", "13°24'"),
        ("radius_km", "-1"),
        ("radius_km", "nan"),
        ("radius_km", "1_0"),
        ("radius_km", "far"),
        ("precision", "street"),
        ("placing", "guessed"),
        ("country_code", "Germany"),
        ("country_code", "К1"),
        ("event_type", "picnic"),
        ("state_response", "arrests; applause"),
        ("source_published", "yesterday"),
    ],
)
def test_a_cell_that_cannot_be_read_names_its_column(column: str, text: str) -> None:
    with pytest.raises(BadCell) as bad:
        report(**{"lat": "43.25", "lon": "76.95", column: text})
    assert bad.value.column == column
    assert len(str(bad.value)) > 15


def test_how_a_place_was_found_is_checked_without_coordinates_too() -> None:
    with pytest.raises(BadCell) as bad:
        report(placing="<script>")
    assert bad.value.column == "placing"


@given(st.dictionaries(st.sampled_from(OWN_COLUMNS), any_text))
def test_any_cells_are_a_report_or_a_bad_cell_of_our_own_columns(cells: dict[str, str]) -> None:
    try:
        read = to_report(Row(2, cells))
    except BadCell as bad:
        assert bad.column in OWN_COLUMNS
        return
    assert read.place.text or read.place.country or read.location


def test_where_it_happened_is_required() -> None:
    for cells in ({}, {"admin1": "Almaty"}, {"lat": "0", "lon": "0"}):
        with pytest.raises(BadCell, match="where it happened") as bad:
            to_report(Row(2, {"date": "2021", **cells}))
        assert bad.value.column == "place"


@pytest.mark.parametrize("zero", ["0", "0.0", "-0.0", "0e5"])
def test_zero_zero_is_a_placeholder_and_no_place_in_the_sea(zero: str) -> None:
    read = report(lat=zero, lon=zero)
    assert (read.location, read.placing) == (None, "not_found")


def test_one_zero_is_a_place() -> None:
    location = report(lat="0", lon="32.5").location
    assert location is not None
    assert (location.latitude, location.longitude) == (0, 32.5)


def test_given_coordinates_are_exact_and_named_after_the_place() -> None:
    location = report(lat="43.25", lon="76.95").location
    assert location is not None
    assert (location.precision, location.method, location.name, location.radius_km) == ("exact", "given", "Almaty", 0.1)
    assert report(lat="43.25", lon="76.95").placing == "given"


@pytest.mark.parametrize(
    ("columns", "missing"),
    [
        (("place",), "date"),
        (("date",), "place"),
        (("date", "lat"), "place"),
        (("id", "title"), "date and place"),
    ],
)
def test_a_table_without_date_or_place_is_refused_and_says_what_it_has(columns: tuple[str, ...], missing: str) -> None:
    with pytest.raises(FileRejected, match=f"the column {missing}.* missing; found: {columns[0]}"):
        check_columns(table_of("t.csv", columns, ()))


@pytest.mark.parametrize("columns", [("date", "place"), ("date", "lat", "lon"), tuple(COLUMNS)])
def test_a_table_with_date_and_place_or_coordinates_is_ours(columns: tuple[str, ...]) -> None:
    check_columns(table_of("t.csv", columns, ()))


def test_the_id_of_a_report_is_what_it_says_and_not_where_it_was_found() -> None:
    one = report(detained="about 50")
    found = report(detained="about 50", lat="43.25", lon="76.95", method="exact name", placing="found")
    assert report_id(one) == report_id(found)
    assert report_id(one) != report_id(report(detained="50"))
    assert report_id(one) != report_id(report(detained="about 50", lat="43.25", lon="76.95"))
    assert report_id(report(admin1="a", country="")) != report_id(report(admin1="", country="a"))
