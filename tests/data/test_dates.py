from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.model import DateRange
from data.parsing.dates import format_date, parse_date, span_precision
from tests.data.strategies import any_text, date_ranges

READ = [
    ("2021-02-28", date(2021, 2, 28), date(2021, 2, 28), "day"),
    (" 2021-02-28 ", date(2021, 2, 28), date(2021, 2, 28), "day"),
    ("2020-02-29", date(2020, 2, 29), date(2020, 2, 29), "day"),
    ("2021-02", date(2021, 2, 1), date(2021, 2, 28), "month"),
    ("2020-02", date(2020, 2, 1), date(2020, 2, 29), "month"),
    ("2021", date(2021, 1, 1), date(2021, 12, 31), "year"),
    ("2021-W08", date(2021, 2, 22), date(2021, 2, 28), "week"),
    ("2020-W53", date(2020, 12, 28), date(2021, 1, 3), "week"),
    ("2022-07-01/2022-07-03", date(2022, 7, 1), date(2022, 7, 3), "week"),
    ("2022-07-01 / 2022-07-01", date(2022, 7, 1), date(2022, 7, 1), "day"),
    ("2022-07-01/2022-07-20", date(2022, 7, 1), date(2022, 7, 20), "month"),
    ("2021-02/2021-03", date(2021, 2, 1), date(2021, 3, 31), "year"),
    ("2019/2021", date(2019, 1, 1), date(2021, 12, 31), "year"),
    ("2021-12-30/2022", date(2021, 12, 30), date(2022, 12, 31), "year"),
    ("1000-01-01", date(1000, 1, 1), date(1000, 1, 1), "day"),
    ("2999-12-31", date(2999, 12, 31), date(2999, 12, 31), "day"),
]

BAD = [
    "",
    "   ",
    "28.02.2021",
    "02/28/2021",
    "2021-2-28",
    "2021-02-30",
    "1900-02-29",
    "2021-13",
    "2021-00",
    "2021-W54",
    "2021-W00",
    "2021-W08-7",
    "0001-01-01",
    "0999",
    "3000",
    "3000-W01",
    "9999-12-31",
    "10000-01-01",
    "-0044-03-15",
    "2021-03-01/2021-02-28",
    "2021-02-28/",
    "/2021-02-28",
    "2021/2022/2023",
    "May",
    "today",
    "NaT",
    "0",
    "45413",
    "1714521600",
    "2024-05-01T23:30:00+14:00",
    "2024-05-01 10:00",
    "20210228",
    "x" * 10_000,
]


@pytest.mark.parametrize(("text", "start", "end", "precision"), READ)
def test_a_date_is_as_precise_as_it_is_written(text: str, start: date, end: date, precision: str) -> None:
    assert parse_date(text) == DateRange(start, end, precision)


@pytest.mark.parametrize("text", BAD)
def test_a_text_that_is_no_date_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"^(the|“).{15,}") as refused:
        parse_date(text)
    assert len(str(refused.value)) < 200


@given(st.one_of(any_text, st.text("0123456789-W/ ", max_size=22)))
def test_any_text_is_a_date_or_a_value_error_and_never_padded(text: str) -> None:
    try:
        value = parse_date(text)
    except ValueError:
        return
    assert value.start <= value.end
    assert value.precision == "day" or value.start < value.end


@given(date_ranges)
def test_what_is_written_reads_back_as_the_same_range(value: DateRange) -> None:
    assert parse_date(format_date(value)) == value


@pytest.mark.parametrize("text", ["2021", "2021-02", "2021-02-28", "2022-07-01/2022-07-03"])
def test_a_range_is_written_the_short_way(text: str) -> None:
    assert format_date(parse_date(text)) == text


@pytest.mark.parametrize(
    ("days", "precision"),
    [(1, "day"), (2, "week"), (7, "week"), (8, "month"), (31, "month"), (32, "year"), (400, "year")],
)
def test_a_span_has_the_finest_precision_that_holds_it(days: int, precision: str) -> None:
    start = date(2021, 3, 1)
    assert span_precision(start, date.fromordinal(start.toordinal() + days - 1)) == precision


def test_a_range_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        DateRange(date(2021, 3, 1), date(2021, 2, 28), "day")
