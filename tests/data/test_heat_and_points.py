from __future__ import annotations

import dataclasses

import pytest
from sqlalchemy import Connection

from data.clusters import SIZES, Viewport, clusters
from data.filters import Filters
from data.heat import CELL_PIXELS, heat
from data.points import points
from data.projection import WORLD, to_mercator
from data.vocabulary import COUNT_KINDS

EVERYWHERE = Viewport(-180, -90, 180, 90, 3)


def test_heat_is_counted_in_squares_of_the_world_without_what_is_vague(connection: Connection) -> None:
    found = heat(connection, Filters(), EVERYWHERE)
    assert sum(number for _, _, number in found.squares) == 5
    assert found.left_out == 1  # Mangystau, a region
    x, y = to_mercator(43.25, 76.95)
    squares = 256 * 2**EVERYWHERE.zoom // CELL_PIXELS
    assert found.squares[0] == (x * squares // WORLD, y * squares // WORLD, 2)


@pytest.mark.parametrize("view", [EVERYWHERE, Viewport(170, -90, -170, 90, 9)])
def test_points_are_what_the_cells_hold_newest_first(connection: Connection, view: Viewport) -> None:
    found = points(connection, Filters(), view)
    assert found.total == len(found.points) == sum(cell.count for cell in clusters(connection, Filters(), view))
    days = [point.date_start for point in found.points]
    assert days == sorted(days, reverse=True)


def test_of_too_many_points_the_newest_are_listed(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.points.MAX_POINTS", 2)
    found = points(connection, Filters(), EVERYWHERE)
    assert (found.total, [point.name for point in found.points]) == (6, ["Mangystau", "Almaty"])


def test_a_cell_has_the_people_of_the_count_that_is_asked_for(connection: Connection) -> None:
    of_almaty = Filters(countries=("KZ",), precisions=("city",))
    found = {size: clusters(connection, of_almaty, EVERYWHERE, size)[0] for size in SIZES}
    assert found["incidents"].people is None
    detained, participants = found["detained"].people, found["participants"].people
    assert detained and (detained.low, detained.high, detained.unknown_in) == (50, None, 0)
    assert participants and (participants.low, participants.high, participants.low_known_in) == (100, 180, 1)
    assert dataclasses.replace(found["detained"], people=None) == found["incidents"]
    assert set(SIZES) - {"incidents"} < set(COUNT_KINDS)
