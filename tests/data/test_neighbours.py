"""What is next to an incident, in time and in place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy.dialects import postgresql

from data.filters import Filters
from data.listing import one
from data.neighbours import NEAR_KM, nearby, neighbours
from data.store import Store
from tests.data.builders import filled_store


def at(name: str, day: str, latitude: float, longitude: float, **cells: str) -> dict[str, str]:
    where = {"lat": f"{latitude}", "lon": f"{longitude}", "precision": "city", "radius_km": "5", "country_code": "KZ"}
    return {"incident_id": name, "date": day, "place": name} | where | cells


ROWS = [
    at("here-0", "2021-02-28", 43.25, 76.95, event_type="march"),
    at("here-later", "2021-03-05", 43.25, 76.95, event_type="march"),
    at("here-much-later", "2024-01-01", 43.25, 76.95),
    at("here-earlier", "2021-02-27", 43.25, 76.95),
    at("near-11km", "2021-02-28", 43.35, 76.95),
    at("near-99km", "2021-02-28", 43.25, 78.17),
    at("far-101km", "2021-02-28", 44.16, 76.95),
    at("far-corner", "2021-02-28", 44.1, 78.1),  # inside the box, outside the circle
    at("region-around", "2021-02-28", 43.3, 76.95, precision="admin1", radius_km="160"),
    at("region-again", "2022-02-28", 43.3, 76.95, precision="admin1", radius_km="160"),
    at("only-country", "2021-02-28", 43.25, 76.95, precision="country", radius_km="1000"),
    at("fiji-east", "2021-02-28", -17.0, 179.9),
    at("fiji-west", "2021-02-28", -17.0, -179.8),
    at("lonely-isle", "2021-02-28", -37.1, -12.3),
    at("north-pole", "2021-02-28", 89.6, 0),
    at("over-the-pole", "2021-02-28", 89.6, 180),
    {"incident_id": "no-place", "date": "2021-02-28", "place": "nobody knows"},
]


@pytest.fixture(scope="module")
def store_of_places(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return filled_store(tmp_path_factory.mktemp("places"), ROWS)


@pytest.fixture
def near(store_of_places: Store) -> Callable[..., list[str]]:
    def found(name: str, filters: Filters = Filters(), limit: int = 5) -> list[str]:  # noqa: B008
        with store_of_places.snapshot().engine.connect() as connection:
            row = one(connection, name)
            assert row is not None
            return [each.row["incident_id"] for each in nearby(connection, filters, row, limit)]

    return found


Near = Callable[..., list[str]]


def test_the_nearest_come_first_and_at_one_place_the_nearest_in_time(near: Near) -> None:
    whole = ["here-earlier", "here-later", "here-much-later", "near-11km", "near-99km"]
    assert near("here-0", limit=20) == whole
    assert near("here-0", limit=3) == whole[:3]


def test_the_dates_of_the_filter_are_left_aside_and_the_rest_of_it_holds(near: Near) -> None:
    assert near("here-0", Filters(start=date(2021, 2, 28), end=date(2021, 2, 28), types=("march",))) == ["here-later"]
    assert near("here-0", Filters(countries=("FJ",))) == []


def test_nearby_crosses_the_antimeridian(near: Near) -> None:
    assert near("fiji-east") == ["fiji-west"]
    assert near("fiji-west") == ["fiji-east"]


def test_nearby_goes_over_the_pole(near: Near) -> None:
    assert near("north-pole") == ["over-the-pole"]


def test_none_may_be_near(near: Near) -> None:
    assert near("lonely-isle") == []


@pytest.mark.parametrize("name", ["only-country", "no-place"])
def test_what_has_no_place_on_the_map_is_near_nothing(near: Near, name: str) -> None:
    assert near(name) == []


def test_a_region_wider_than_nearby_is_near_nothing_but_itself(near: Near) -> None:
    assert near("region-around") == ["region-again"]


def test_the_distance_is_along_the_surface(store_of_places: Store) -> None:
    with store_of_places.snapshot().engine.connect() as connection:
        row = one(connection, "here-0")
        assert row is not None
        far = {each.row["incident_id"]: each.distance_km for each in nearby(connection, Filters(), row, limit=20)}
    assert far["here-later"] == 0
    assert far["near-11km"] == pytest.approx(11.12, abs=0.01)
    assert far["near-99km"] == pytest.approx(98.8, abs=0.1)
    assert max(far.values()) <= NEAR_KM


def test_before_and_after_are_within_the_filters(store_of_places: Store) -> None:
    with store_of_places.snapshot().engine.connect() as connection:
        row = one(connection, "here-0")
        assert row is not None
        assert neighbours(connection, Filters(types=("march",)), row) == ("", "here-later")


def test_the_question_is_one_that_postgresql_understands_too() -> None:
    asked: list[str] = []

    class Connection:
        def execute(self, query: object) -> object:
            asked.append(str(query.compile(dialect=postgresql.dialect())))  # type: ignore[attr-defined]
            return type("Nothing", (), {"mappings": staticmethod(list)})

    row = {"latitude": 1.0, "longitude": 2.0, "x": 3, "y": 4, "precision": "city", "radius_km": 5.0}
    here = row | {"incident_id": "a", "date_start": date(2021, 2, 28)}
    assert nearby(Connection(), Filters(), here) == ()  # type: ignore[arg-type]
    assert "least(" in asked[0]
