"""Pages by cursor: every row once, whatever comes in between; a cursor from elsewhere is refused."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from data.filters import Filters
from data.listing import ORDERS, page
from data.paging import BadCursor, read_cursor, write_cursor
from data.store import Store
from tests.data.builders import bring, filled_store
from tests.data.conftest import ROWS


def ids(connection: Connection, order: str, limit: int, filters: Filters = Filters()) -> list[str]:  # noqa: B008
    found: list[str] = []
    cursor = ""
    while True:
        shown = page(connection, filters, order=order, limit=limit, cursor=cursor)
        found += [row["incident_id"] for row in shown.rows]
        assert len(shown.rows) == limit or not shown.next
        if not (cursor := shown.next):
            return found


@pytest.mark.parametrize("limit", [1, 3, 8, 100])
@pytest.mark.parametrize("order", ORDERS)
def test_pages_by_cursor_are_those_by_offset(connection: Connection, order: str, limit: int) -> None:
    whole = [row["incident_id"] for row in page(connection, Filters(), order=order, limit=100).rows]
    assert ids(connection, order, limit) == whole
    assert len(set(whole)) == 8


@pytest.mark.parametrize("order", ORDERS)
def test_rows_that_come_in_between_move_no_page(tmp_path: Path, order: str) -> None:
    store = filled_store(tmp_path, ROWS)
    with store.snapshot().engine.connect() as connection:
        before = [row["incident_id"] for row in page(connection, Filters(), order=order).rows]
        first = page(connection, Filters(), order=order, limit=3)
    more = [{"date": f"20{year}", "place": place} for year in (15, 21, 30) for place in ("Aa", "Minsk", "Zz")]
    bring(store, tmp_path / "more.csv", more)
    with store.snapshot().engine.connect() as connection:
        after = page(connection, Filters(), order=order, limit=100, cursor=first.next)
    shown = [row["incident_id"] for row in (*first.rows, *after.rows)]
    assert len(shown) == len(set(shown))
    assert [name for name in shown if name in before] == before


def test_the_total_is_of_the_whole_list(connection: Connection) -> None:
    first = page(connection, Filters(), limit=3)
    second = page(connection, Filters(), limit=3, cursor=first.next)
    assert (first.total, second.total) == (8, 8)


def packed(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


BAD = [
    *("x", "!!!", "%00", "é", "=" * 5, "A" * 50_000, packed("newest"), packed({"newest": 1})),
    packed([]),
    packed(["newest"]),
    packed(["newest", "2021-02-28"]),
    packed(["newest", "2021-02-30", "x"]),
    packed(["newest", 5, "x"]),
    packed(["newest", "2021-02-28", None]),
    packed(["newest", "2021-02-28", "\ud800"]),
    packed(["oldest", "2021-02-28", "x"]),
    packed(["newest", "2021-02-28", "x", "y"]),
    packed([["newest"], "2021-02-28", "x"]),
]


@pytest.mark.parametrize("cursor", BAD)
def test_a_cursor_from_elsewhere_is_refused(connection: Connection, cursor: str) -> None:
    with pytest.raises(BadCursor, match="take it from `next`"):
        page(connection, Filters(), cursor=cursor)


@pytest.mark.parametrize("number", [2**63, 10**30, -(2**63), True, 1.5])
def test_a_number_that_no_column_holds_is_refused(connection: Connection, number: float) -> None:
    cursor = packed(["detained", number, 1, "2021-02-28", "x"])
    with pytest.raises(BadCursor):
        page(connection, Filters(), order="detained", cursor=cursor)


@given(st.text(st.characters(codec="utf-8"), max_size=30), st.dates())
def test_any_values_come_back_from_a_cursor(text: str, day: Any) -> None:
    assert read_cursor(write_cursor("newest", [day, text]), "newest", ORDERS["newest"]) == (day, text)


def test_a_row_beyond_the_last_is_followed_by_nothing(store: Store) -> None:
    with store.snapshot().engine.connect() as connection:
        shown = page(connection, Filters(), cursor=packed(["newest", "0001-01-01", "zzz"]))
    assert (shown.rows, shown.next) == ((), "")
