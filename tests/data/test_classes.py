from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.classes import MOST, classes, mirrored


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], ()),
        ([0, 0], ()),
        ([3], ((3, 3),)),
        ([0, 1, 1, 2, 9], ((1, 1), (2, 2), (9, 9))),
        (range(11), ((1, 2), (3, 4), (5, 6), (7, 8), (9, 10))),
        ([1] * 9 + [2, 3, 4, 5, 6], ((1, 1), (2, 4), (5, 6))),
    ],
)
def test_a_class_says_the_values_it_holds(values: list[float], expected: tuple[tuple[float, float], ...]) -> None:
    assert classes(values) == expected


def test_a_change_is_as_far_from_0_in_either_direction() -> None:
    assert mirrored([-7, 0, 1, 7, 3]) == ((1, 1), (3, 3), (7, 7))


@given(st.lists(st.floats(0, 1e9), max_size=60))
def test_every_value_above_0_is_in_just_one_class(values: list[float]) -> None:
    found = classes(values)
    assert len(found) <= MOST
    for value in values:
        assert sum(low <= value <= high for low, high in found) == (value > 0)
    assert [edge for each in found for edge in each] == sorted(edge for each in found for edge in each)
