from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Connection

from data.by_region import CELL_SHIFT, by_region, known_regions, region_of
from data.filters import Filters
from data.projection import to_mercator
from tests.data.builders import filled_store


def named(country: str, latitude: float, longitude: float) -> str:
    x, y = to_mercator(latitude, longitude)
    found = region_of(country, x >> CELL_SHIFT, y >> CELL_SHIFT)
    return "" if found is None else known_regions()[found][1]


@pytest.mark.parametrize(
    ("country", "latitude", "longitude", "expected"),
    [
        ("KZ", 43.25, 76.95, "Almaty"),
        ("KZ", 43.65, 51.17, "Mangghystaū oblysy"),  # Aktau
        ("KZ", 46.8, 61.7, "Qyzylorda oblysy"),  # Aral, whose next town is far
        ("RU", 55.75, 37.62, "Moskva"),
        ("US", 34.05, -118.24, "California"),
        ("US", 42.33, -83.04, "Michigan"),  # Detroit; Windsor in Ontario is across the river
        ("CA", 42.31, -83.03, "Ontario"),
        ("FJ", -17.0, -179.9, "Northern"),  # across the antimeridian from Taveuni
        ("", 0, 0, ""),
        ("ZZ", 43.25, 76.95, ""),
    ],
)
def test_a_point_lies_in_the_region_of_the_places_around_it(
    country: str, latitude: float, longitude: float, expected: str
) -> None:
    assert named(country, latitude, longitude) == expected


def test_every_region_is_of_a_country_and_has_a_middle() -> None:
    assert len(known_regions()) > 3900
    for country, name, latitude, longitude in known_regions():
        assert len(country) == 2 and name
        assert abs(latitude) <= 90 and abs(longitude) <= 180


def test_regions_gather_what_lies_in_them_and_say_what_is_in_none(connection: Connection) -> None:
    shown = by_region(connection, Filters(countries=("KZ",)), "detained")
    assert [(each.name, each.incidents) for each in shown.regions] == [("Almaty", 2), ("Mangghystaū oblysy", 1)]
    assert shown.unknown == 1  # known only by country
    almaty, mangystau = (each.people for each in shown.regions)
    assert almaty and (almaty.low, almaty.high, almaty.unknown_in) == (50, None, 0)
    assert mangystau and (mangystau.known_in, mangystau.unknown_in) == (0, 1)
    assert by_region(connection, Filters(countries=("KZ",))).regions[0].people is None


def test_cells_of_a_region_add_up(tmp_path: Path) -> None:
    rows = [
        {"date": "2021-01-01", "place": f"p{n}", "lat": str(43.3 + n * 0.2), "lon": "52.9", "country": "Kazakhstan",
         "precision": "exact", "participants": f"{n}"} for n in range(1, 5)
    ]  # fmt: skip
    with filled_store(tmp_path, rows).snapshot().engine.connect() as connection:
        (region,) = by_region(connection, Filters(), "participants").regions
    assert region.incidents == 4
    assert region.people and (region.people.low, region.people.high, region.people.known_in) == (10, 10, 4)


def test_what_is_beyond_the_largest_regions_is_counted(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.by_region.MAX_REGIONS", 1)
    shown = by_region(connection, Filters(countries=("KZ",)))
    assert [(each.name, each.incidents) for each in shown.regions] == [("Almaty", 2)]
    assert (shown.left_out, shown.unknown) == (1, 1)
