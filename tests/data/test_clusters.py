from __future__ import annotations

import dataclasses
import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from data.clusters import MAX_CELLS, MAX_ZOOM, Cell, Viewport, clusters, inside
from data.filters import Filters
from data.listing import page
from data.store import Store
from data.summary import summary
from tests.data.builders import PLACES, filled_store

WORLD = Viewport(-180, -90, 180, 90, 0)


def cells(connection: Connection, view: Viewport, filters: Filters = Filters()) -> tuple[Cell, ...]:  # noqa: B008
    return clusters(connection, filters, view)


def at_zoom(zoom: int) -> Viewport:
    return dataclasses.replace(WORLD, zoom=zoom)


def test_a_cell_of_one_place_stands_at_its_true_coordinates(connection: Connection) -> None:
    (cell,) = cells(connection, at_zoom(18), Filters(countries=("KZ",), precisions=("city",)))
    almaty = PLACES["Almaty"]
    assert (cell.latitude, cell.longitude) == (almaty.latitude, almaty.longitude)
    assert (cell.count, cell.one_place, cell.name, cell.precision) == (2, True, "Almaty", "city")
    assert (cell.radius_km, cell.incident_id, cell.event_type) == (12.0, "", "")


def test_a_single_incident_has_its_id_and_type(connection: Connection) -> None:
    filters = Filters(types=("detention",))
    (cell,) = cells(connection, at_zoom(5), filters)
    assert (cell.count, cell.incident_id, cell.event_type) == (1, "kz-almaty", "detention")


def test_a_region_is_never_gathered_with_points(connection: Connection) -> None:
    found = cells(connection, WORLD, Filters(countries=("KZ",)))
    assert sorted((cell.precision, cell.count) for cell in found) == [("admin1", 1), ("city", 2)]


def test_regions_of_both_levels_look_as_uncertain_as_the_greater(tmp_path: Path) -> None:
    here = {"date": "2021-02-28", "place": "here", "lat": "43.25", "lon": "76.95"}
    store = filled_store(tmp_path, [here | {"precision": level} for level in ("admin1", "admin2")])
    with store.snapshot().engine.connect() as connection:
        (cell,) = cells(connection, WORLD)
    assert (cell.count, cell.precision) == (2, "admin1")


def test_what_is_known_by_country_or_not_at_all_is_in_no_cell_but_counted(connection: Connection) -> None:
    assert sum(cell.count for cell in cells(connection, WORLD)) == 6
    found = summary(connection, Filters())
    assert (found.incidents, found.not_on_map) == (8, 2)


@pytest.mark.parametrize(
    ("west", "east", "expected"),
    [
        (170, -170, {"Suva", "Apia"}),
        (170, 180, {"Suva"}),
        (-180, -170, {"Apia"}),
        (-170, 170, {"Almaty", "Minsk", "Mangystau"}),
        (-180, 180, {"Suva", "Apia", "Almaty", "Minsk", "Mangystau"}),
        (180, -180, set()),
    ],
)
def test_a_view_may_cross_the_antimeridian(
    connection: Connection, west: float, east: float, expected: set[str]
) -> None:
    view = Viewport(west, -90, east, 90, 10)
    assert {cell.name for cell in cells(connection, view)} == expected
    assert {row["place_name"] for row in page(connection, Filters(), within=inside(view)).rows} >= expected


def test_a_view_holds_what_lies_between_its_south_and_north(connection: Connection) -> None:
    assert {cell.name for cell in cells(connection, Viewport(-180, 45, 180, 90, 10))} == {"Minsk"}


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """600 incidents anywhere, poles and the antimeridian included, many of them at one place."""
    chance = random.Random(7)
    points = [(chance.uniform(-90, 90), chance.uniform(-180, 180)) for _ in range(300)]
    points += [(90.0, 0.5), (-90.0, 0.5), (10.0, 180.0), (10.0, -180.0), (85.06, 1.0)]
    points += [(chance.gauss(43.25, 0.05), chance.gauss(76.95, 0.05)) for _ in range(195)] + [(43.25, 76.95)] * 100
    precisions = ["exact", "city", "admin2", "admin1"]
    rows = [
        {"date": str(date(2021, 1, 1 + n % 28)), "place": f"p{n}", "lat": repr(lat), "lon": repr(lon),
         "precision": precisions[n % 4], "event_type": ["march", "riot"][n % 2]}
        for n, (lat, lon) in enumerate(points)
    ]  # fmt: skip
    return filled_store(tmp_path_factory.mktemp("crowd"), rows)


@pytest.mark.parametrize("zoom", range(MAX_ZOOM + 1))
def test_the_cells_of_the_whole_world_hold_every_incident_on_the_map(crowd: Store, zoom: int) -> None:
    with crowd.snapshot().engine.connect() as connection:
        found = cells(connection, at_zoom(zoom))
        on_map = summary(connection, Filters())
    assert on_map.not_on_map == 0
    assert sum(cell.count for cell in found) == on_map.incidents == 600
    assert len(found) < MAX_CELLS
    assert [cell.count for cell in found] == sorted((cell.count for cell in found), reverse=True)


longitudes, latitudes = st.floats(-180, 180), st.floats(-90, 90)


@settings(max_examples=40)
@given(longitudes, longitudes, latitudes, latitudes, st.integers(0, MAX_ZOOM), st.sampled_from([(), ("march",)]))
def test_the_cells_of_any_view_hold_what_lies_inside_it(
    crowd: Store, west: float, east: float, south: float, north: float, zoom: int, types: tuple[str, ...]
) -> None:
    view = Viewport(west, min(south, north), east, max(south, north), zoom)
    with crowd.snapshot().engine.connect() as connection:
        found = cells(connection, view, Filters(types=types))
        listed = page(connection, Filters(types=types), within=inside(view)).total
    assert sum(cell.count for cell in found) == listed
    for cell in found:
        assert cell.one_place or not cell.name
        assert bool(cell.incident_id) == (cell.count == 1)
        assert -90 <= cell.latitude <= 90
        assert -180 <= cell.longitude <= 180
