"""What an operator may ask to be coarser is coarser in everything that is stored."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from data.importer import import_files
from data.privacy import Coarsening, coarsened
from data.reading.here import table_here
from data.schema import incidents
from data.store import Store
from geocoding.distance import great_circle_km
from tests.data.builders import PLACES, locate, report, stored_reports, write_table


def at(precision: str, lat: float = 52.520008123456789, lon: float = 13.404954123456789, **cells: str):
    return report(lat=repr(lat), lon=repr(lon), precision=precision, country_code="DE", **cells)


def test_no_coordinate_has_more_digits_than_a_metre_needs() -> None:
    location = coarsened(at("exact"), Coarsening()).location
    assert location and (location.latitude, location.longitude, location.precision) == (52.52001, 13.40495, "exact")


@pytest.mark.parametrize(
    ("precision", "participants", "rule", "expected"),
    [
        ("exact", "1", Coarsening(), "exact"),
        ("exact", "5000", Coarsening(no_finer_than_city=True), "city"),
        ("locality", "", Coarsening(no_finer_than_city=True), "city"),
        ("city", "", Coarsening(no_finer_than_city=True), "city"),
        ("exact", "1", Coarsening(fewest=10), "admin2"),
        ("city", "up to 9", Coarsening(fewest=10), "admin2"),
        ("city", "10", Coarsening(fewest=10), "city"),
        ("city", "", Coarsening(fewest=10), "city"),  # unknown is not few
        ("city", "at least 3", Coarsening(fewest=10), "city"),
        ("admin1", "1", Coarsening(fewest=10), "admin1"),
    ],
)
def test_a_rule_makes_a_place_as_coarse_as_it_says(
    precision: str, participants: str, rule: Coarsening, expected: str
) -> None:
    location = coarsened(at(precision, participants=participants), rule).location
    assert location and location.precision == expected


@given(
    lat=st.floats(-90, 90), lon=st.floats(-180, 180), rule=st.sampled_from([Coarsening(True), Coarsening(False, 10)])
)
def test_the_radius_of_a_coarser_place_holds_the_true_one(lat: float, lon: float, rule: Coarsening) -> None:
    if (lat, lon) == (0, 0):
        return
    before = at("exact", lat, lon, participants="1").location
    after = coarsened(at("exact", lat, lon, participants="1"), rule).location
    assert before and after
    assert great_circle_km(before.latitude, before.longitude, after.latitude, after.longitude) <= after.radius_km
    assert abs(after.latitude) <= 90 and abs(after.longitude) <= 180


def test_many_spots_of_one_square_have_one_place() -> None:
    spots = [at("exact", 52.51 + step / 1000, 13.41 + step / 1000) for step in range(10)]
    places = {coarsened(spot, Coarsening(no_finer_than_city=True)).location for spot in spots}
    assert len({(place.latitude, place.longitude) for place in places if place}) == 1


NAMED = {"date": "2021-02-28", "country": "Kazakhstan"}


def brought(folder: Path, rule: Coarsening, *rows: dict[str, str]) -> Store:
    store = Store(folder)
    import_files([write_table(folder / "rows.csv", rows)], store, locate, read=table_here, coarsening=rule)
    return store


@pytest.mark.parametrize("fewest", [0, 10])
def test_the_few_of_a_place_found_by_name_are_placed_by_district_and_the_others_are_not(
    tmp_path: Path, fewest: int
) -> None:
    said = ("1", "up to 9", "10", "", "at least 3", "dozens")
    rows = [NAMED | {"place": "Almaty", "participants": people, "description": people} for people in said]
    store = brought(tmp_path, Coarsening(fewest=fewest), *rows)
    stored = {each.description: each.location for each in stored_reports(store) if each.location}
    few = {"1", "up to 9"} if fewest else set()
    assert {people: location.precision for people, location in stored.items()} == {
        people: "admin2" if people in few else "city" for people in said
    }
    almaty = PLACES["Almaty"]
    for location in stored.values():
        apart = great_circle_km(almaty.latitude, almaty.longitude, location.latitude, location.longitude)
        assert (apart > 0) == (location.precision == "admin2") and apart <= location.radius_km


def test_the_incident_of_few_lies_where_its_report_lies_and_is_coarse_on_the_map_too(tmp_path: Path) -> None:
    rows = [
        NAMED | {"place": "Almaty", "participants": "3"},
        NAMED | {"place": "Astana", "participants": "3", "incident_id": "x"},
        NAMED | {"place": "Astana", "participants": "4", "incident_id": "x"},
        NAMED | {"place": "Mangystau", "participants": "3"},
        NAMED | {"place": "", "participants": "3"},
        NAMED | {"place": "Nowhere", "participants": "3"},
    ]
    store = brought(tmp_path, Coarsening(fewest=10), *rows)
    columns = (incidents.c.place_name, incidents.c.precision, incidents.c.latitude, incidents.c.longitude)
    with store.snapshot().engine.connect() as connection:
        found = {
            row.place_name: (row.precision, row.latitude, row.longitude) for row in connection.execute(select(*columns))
        }
    assert found == {
        "Almaty": ("admin2", 43.375, 76.875),
        "Astana": ("admin2", 51.125, 71.375),
        "Mangystau": ("admin1", 44.0, 53.5),
        "Kazakhstan": ("country", 48.0, 68.0),
        "Nowhere": ("", None, None),
    }
