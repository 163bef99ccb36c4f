from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from data.projection import BITS, MAX_LATITUDE, WORLD, morton, to_degrees, to_mercator

latitudes = st.floats(-MAX_LATITUDE, MAX_LATITUDE)
longitudes = st.floats(-180, 180)
units = st.integers(0, WORLD - 1)


@given(latitudes, longitudes)
def test_a_point_comes_back_within_four_centimetres(latitude: float, longitude: float) -> None:
    back = to_degrees(*to_mercator(latitude, longitude))
    assert abs(back[0] - latitude) < 4e-7
    assert abs(back[1] - longitude) < 4e-7


@given(st.floats(-90, 90), longitudes)
def test_every_point_of_the_earth_is_on_the_square(latitude: float, longitude: float) -> None:
    x, y = to_mercator(latitude, longitude)
    assert 0 <= x < WORLD
    assert 0 <= y < WORLD


def test_east_and_south_grow() -> None:
    almaty, astana, minsk = to_mercator(43.25, 76.95), to_mercator(51.18, 71.45), to_mercator(53.9, 27.57)
    assert minsk[0] < astana[0] < almaty[0]
    assert minsk[1] < astana[1] < almaty[1]
    assert to_mercator(90, -180) == (0, 0)
    assert to_mercator(0, 0) == (WORLD // 2, WORLD // 2)


@given(units, units, units, units)
def test_each_point_has_its_own_place_on_the_curve(x: int, y: int, other_x: int, other_y: int) -> None:
    assert (morton(x, y) == morton(other_x, other_y)) == ((x, y) == (other_x, other_y))
    assert 0 <= morton(x, y) < 1 << (2 * BITS)


@given(units, units, st.integers(0, BITS))
def test_points_of_one_square_are_neighbours_on_the_curve(x: int, y: int, level: int) -> None:
    corner = morton(x >> level << level, y >> level << level)
    assert corner <= morton(x, y) < corner + (1 << 2 * level)
