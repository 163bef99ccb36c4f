from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.bins import BINS, bin_number, first_day, last_day


@given(st.dates(date(10, 1, 1), date(9990, 1, 1)), st.sampled_from(BINS))
def test_a_day_lies_in_its_bin_and_the_next_bin_has_the_next_number(day: date, length: str) -> None:
    first = first_day(bin_number(day, length), length)
    last = last_day(first, length)
    assert first <= day <= last
    assert bin_number(last, length) == bin_number(first, length)
    assert bin_number(last + timedelta(days=1), length) == bin_number(day, length) + 1


@pytest.mark.parametrize(
    ("length", "first", "last"),
    [
        ("day", date(2021, 2, 28), date(2021, 2, 28)),
        ("week", date(2021, 2, 22), date(2021, 2, 28)),
        ("month", date(2021, 2, 1), date(2021, 2, 28)),
        ("year", date(2021, 1, 1), date(2021, 12, 31)),
        ("decade", date(2020, 1, 1), date(2029, 12, 31)),
    ],
)
def test_the_bin_of_a_day_begins_where_a_calendar_says(length: str, first: date, last: date) -> None:
    assert first_day(bin_number(date(2021, 2, 28), length), length) == first
    assert last_day(first, length) == last


def test_the_last_bin_ends_with_the_calendar() -> None:
    assert last_day(date(9999, 12, 27), "week") == date.max
    assert last_day(date(9990, 1, 1), "decade") == date.max
