"""What an operator may ask to be coarser is coarser in everything that is stored."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.privacy import Coarsening, coarsened
from geocoding.distance import great_circle_km
from tests.data.builders import report


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
