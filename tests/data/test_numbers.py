"""The timeline and the totals of a view, and its pages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from data.bins import BINS, last_day
from data.filters import Filters
from data.listing import MAX_PAGE, not_on_map, one, page, reports_of
from data.store import Store
from data.summary import counts_by, summary
from data.timeline import timeline, whole_span
from data.totals import Total
from tests.data.builders import bring, filled_store

LENGTHS = st.sampled_from([None, *BINS])
views = st.builds(
    Filters,
    countries=st.sampled_from([(), ("KZ",), ("BY", "FJ")]),
    start=st.none() | st.dates(date(2019, 1, 1), date(2020, 12, 31)),
    end=st.none() | st.dates(date(2021, 1, 1), date(2022, 12, 31)),
)


@settings(max_examples=40)
@given(views, LENGTHS)
def test_bins_and_what_is_too_vague_for_them_are_all_incidents(store: Store, view: Filters, length: str | None) -> None:
    with store.snapshot().engine.connect() as connection:
        shown = timeline(connection, view, length)
        incidents = summary(connection, view).incidents
    assert sum(each.incidents for each in shown.bins) + shown.imprecise == incidents
    assert [each.start for each in shown.bins] == sorted({each.start for each in shown.bins})
    assert all(each.end == last_day(each.start, shown.bin) and each.incidents > 0 for each in shown.bins)
    assert all(sum(each.types.values()) == each.incidents and 0 not in each.types.values() for each in shown.bins)
    assert shown.start is None or shown.end is None or shown.start <= shown.end


@pytest.mark.parametrize(
    ("length", "bins", "imprecise"),
    [
        ("day", [("2021-02-28", "2021-02-28", 1), ("2021-03-05", "2021-03-05", 1)], 2),
        ("week", [("2021-02-22", "2021-02-28", 1), ("2021-03-01", "2021-03-07", 1)], 2),
        (
            "month",
            [("2021-02-01", "2021-02-28", 1), ("2021-03-01", "2021-03-31", 1), ("2022-01-01", "2022-01-31", 1)],
            1,
        ),
        ("year", [("2021-01-01", "2021-12-31", 2), ("2022-01-01", "2022-12-31", 2)], 0),
    ],
)
def test_an_incident_is_in_no_bin_that_is_finer_than_its_date(
    connection: Connection, length: str, bins: list[tuple[str, str, int]], imprecise: int
) -> None:
    shown = timeline(connection, Filters(countries=("KZ",)), length)
    found = [(each.start.isoformat(), each.end.isoformat(), each.incidents) for each in shown.bins]
    assert (found, shown.imprecise) == (bins, imprecise)


@pytest.mark.parametrize(
    ("start", "end", "length"),
    [
        (date(2021, 2, 28), date(2021, 3, 5), "day"),
        (date(2019, 5, 1), date(2020, 8, 12), "week"),
        (date(2019, 5, 1), date(2022, 12, 31), "month"),
    ],
)
def test_the_span_decides_how_long_a_bin_is(connection: Connection, start: date, end: date, length: str) -> None:
    assert timeline(connection, Filters(start=start, end=end)).bin == length


def test_an_empty_view_has_an_empty_timeline_and_no_numbers(connection: Connection) -> None:
    nothing = Filters(countries=("ZZ",))
    shown = timeline(connection, nothing)
    assert (shown.start, shown.end, shown.bins, shown.imprecise) == (None, None, (), 0)
    found = summary(connection, nothing)
    assert (found.incidents, found.reports, found.not_on_map, found.bounds, found.first_day) == (0, 0, 0, None, None)
    assert set(found.totals.values()) == {Total(0, 0, 0, 0, approximate=False, unknown_in=0)}


def test_the_timeline_shows_the_days_around_the_brush() -> None:
    view = Filters(countries=("KZ",), start=date(2021, 1, 1), end=date(2021, 2, 1))
    assert whole_span(view) == Filters(countries=("KZ",))


def test_totals_add_lows_and_highs_apart_and_count_what_is_unknown(connection: Connection) -> None:
    found = summary(connection, Filters())
    assert found.totals["participants"] == Total(
        low=2100, high=150 + 30 + 9999, known_in=3, low_known_in=2, approximate=False, unknown_in=5
    )
    assert found.totals["detained"] == Total(
        low=50, high=None, known_in=2, low_known_in=2, approximate=True, unknown_in=6
    )
    assert found.totals["injured"] == Total(low=3, high=9, known_in=1, low_known_in=1, approximate=False, unknown_in=7)
    assert found.totals["killed"] == Total(low=2, high=2, known_in=1, low_known_in=1, approximate=False, unknown_in=7)
    assert (found.incidents, found.reports) == (8, 9)
    assert (found.first_day, found.last_day) == (date(2019, 5, 1), date(2022, 12, 31))


def test_incidents_are_counted_by_country_the_unknown_one_included(connection: Connection) -> None:
    found = summary(connection, Filters())
    assert found.countries == {"KZ": 4, "": 1, "BY": 1, "FJ": 1, "WS": 1}
    assert sum(found.event_types.values()) == 8
    assert counts_by(connection, Filters(countries=("KZ",)), "precision") == {"city": 2, "admin1": 1, "country": 1}


def test_the_bounds_are_of_what_is_on_the_map_alone(connection: Connection) -> None:
    assert summary(connection, Filters(countries=("KZ",))).bounds == (53.5, 43.25, 76.95, 44.0)
    assert summary(connection, Filters(precisions=("country",))).bounds is None


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_pages_put_together_are_the_whole_list(connection: Connection, order: str) -> None:
    whole = [row["incident_id"] for row in page(connection, Filters(), order=order).rows]
    parts = [page(connection, Filters(), order=order, offset=n, limit=3) for n in (0, 3, 6, 9)]
    assert [row["incident_id"] for part in parts for row in part.rows] == whole
    assert {part.total for part in parts} == {8}
    days = [row["date_start"] for row in page(connection, Filters(), order=order).rows]
    assert days == sorted(days, reverse=order == "newest")


def test_a_page_is_capped(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("many")
    store = Store(folder)
    bring(store, folder / "rows.csv", [{"date": "2021", "place": f"p{n}"} for n in range(MAX_PAGE + 5)])
    with store.snapshot().engine.connect() as connection:
        found = page(connection, Filters(), limit=10**6)
    assert (found.total, len(found.rows)) == (MAX_PAGE + 5, MAX_PAGE)


def test_what_is_on_no_map_can_be_listed(connection: Connection) -> None:
    found = page(connection, Filters(), within=not_on_map())
    assert {(row["place_name"], row["precision"]) for row in found.rows} == {("Kazakhstan", "country"), ("Nowhere", "")}


def test_one_incident_is_found_by_its_id_with_its_reports_in_the_order_of_the_data(connection: Connection) -> None:
    row = one(connection, "kz-almaty")
    assert row is not None
    assert (row["event_type"], row["report_count"], row["detained_low"], row["detained_high"]) == (
        "detention",
        2,
        50,
        None,
    )
    assert [report.source_name for report in reports_of(connection, "kz-almaty")] == ["One", "Two"]
    assert one(connection, "' OR 1=1 --") is None


def test_a_span_across_two_bins_is_in_none(tmp_path: Path) -> None:
    store = filled_store(tmp_path, [{"date": "2021-01-15/2021-02-10", "place": "Almaty"}])
    with store.snapshot().engine.connect() as connection:
        shown = timeline(connection, Filters(), "month")
    assert (shown.bins, shown.imprecise) == ((), 1)
