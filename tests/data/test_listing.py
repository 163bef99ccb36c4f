"""Orders and parts of the list of incidents."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, not_

from data.filters import Filters
from data.listing import ORDERS, not_on_map, page
from data.store import Store
from data.vocabulary import COUNT_KINDS
from tests.data.builders import filled_store

COUNTED = [
    {"incident_id": "a-unknown", "date": "2022-01-09", "place": "Suva", "detained": ""},
    {"incident_id": "b-at-most", "date": "2022-01-01", "place": "almaty", "detained": "up to 900"},
    {"incident_id": "c-fifty", "date": "2022-01-02", "place": "Minsk", "detained": "about 50"},
    {"incident_id": "d-two-say", "date": "2022-01-03", "place": "", "country": "Kazakhstan", "detained": "20"},
    {"incident_id": "d-two-say", "date": "2022-01-03", "place": "", "country": "Kazakhstan", "detained": "at least 70"},
    {"incident_id": "e-none", "date": "2022-01-04", "place": "Astana", "detained": "0"},
    {"incident_id": "f-fifty", "date": "2022-01-02", "place": "Apia", "detained": "50 to 60"},
    {"incident_id": "g-fifty-later", "date": "2022-01-05", "place": "Almaty", "detained": "50"},
]
LARGEST = ["d-two-say", "g-fifty-later", "c-fifty", "f-fifty", "e-none", "b-at-most", "a-unknown"]


def ids(connection: Connection, order: str) -> list[str]:
    return [row["incident_id"] for row in page(connection, Filters(), order=order).rows]


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return filled_store(tmp_path_factory.mktemp("counted"), COUNTED)


def test_the_largest_claim_is_first_and_what_is_unknown_is_last(counted: Store) -> None:
    with counted.snapshot().engine.connect() as connection:
        assert ids(connection, "detained") == LARGEST


def test_a_count_that_nobody_gave_leaves_the_order_of_time(counted: Store) -> None:
    with counted.snapshot().engine.connect() as connection:
        assert ids(connection, "injured") == ids(connection, "newest")


def test_places_are_in_the_order_of_their_letters_whatever_their_case(counted: Store) -> None:
    with counted.snapshot().engine.connect() as connection:
        names = [row["place_name"].lower() for row in page(connection, Filters(), order="place").rows]
    assert names == sorted(names)
    assert len(set(names)) == len(names) - 1  # two in Almaty


def test_types_stand_together_the_newest_first(connection: Connection) -> None:
    rows = page(connection, Filters(), order="type").rows
    types = [row["event_type"] for row in rows]
    assert types == sorted(types)
    days = [row["date_start"] for row in rows if row["event_type"] == "demonstration"]
    assert days == sorted(days, reverse=True)


def test_every_count_has_an_order() -> None:
    assert set(ORDERS) == {"newest", "changed", "oldest", "place", "type", *COUNT_KINDS}


@pytest.mark.parametrize("order", ORDERS)
def test_pages_of_every_order_hold_each_incident_once(connection: Connection, order: str) -> None:
    whole = ids(connection, order)
    paged = [
        row["incident_id"]
        for offset in range(0, len(whole), 3)
        for row in page(connection, Filters(), order=order, offset=offset, limit=3).rows
    ]
    assert paged == whole
    assert len(set(whole)) == len(whole) == 8


def test_on_the_map_and_not_on_it_are_all(connection: Connection) -> None:
    off = page(connection, Filters(), within=not_on_map())
    on = page(connection, Filters(), within=not_(not_on_map()))
    assert (on.total, off.total) == (6, 2)
    assert {(row["precision"], row["place_name"]) for row in off.rows} == {("country", "Kazakhstan"), ("", "Nowhere")}
