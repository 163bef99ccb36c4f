"""Map, timeline, totals, table and playback are of one Filters and one data version: they always say the same."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from data.bins import BINS
from data.clusters import Viewport, clusters
from data.export import incident_json
from data.filters import Filters
from data.frames import FRAMES, MAX_CELLS, WINDOWS, frames
from data.listing import MAX_PAGE, not_on_map, page
from data.store import Store
from data.summary import summary
from data.timeline import timeline
from data.vocabulary import COUNT_KINDS, EVENT_TYPES, LOCATION_PRECISIONS
from tests.data.builders import filled_store

WORLD = Viewport(-180, -90, 180, 90, 4)
DAYS = st.dates(date(2018, 12, 1), date(2023, 1, 31))


def several(values: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.just(()) | st.lists(st.sampled_from(values), unique=True, max_size=3).map(tuple)


@st.composite
def asked(draw: st.DrawFn) -> Filters:
    """Filters of what the small store holds, so that most let something through."""
    start, end = draw(st.none() | DAYS), draw(st.none() | DAYS)
    if start and end and start > end:
        start, end = end, start
    least = st.none() | st.sampled_from([0, 1, 30, 50, 1000])
    return Filters(
        countries=draw(several(["KZ", "BY", "FJ", "WS", "ZZ"])),
        start=start,
        end=end,
        types=draw(several([*EVENT_TYPES])),
        text=draw(st.sampled_from(["", "", "", "almaty", "парк", "100% of all_shops", "kazakhstan one"])),
        participants_min=draw(least),
        detained_min=draw(least),
        precisions=draw(several([*LOCATION_PRECISIONS])),
        sources=draw(several(["One", "Two", 'O\'Neil "& Co"'])),
    )


@settings(max_examples=150)
@given(asked(), st.none() | st.sampled_from(BINS), st.sampled_from([*COUNT_KINDS]))
def test_map_timeline_totals_and_table_agree(store: Store, filters: Filters, length: str | None, kind: str) -> None:
    with store.snapshot().engine.connect() as connection:
        totals = summary(connection, filters)
        bars = timeline(connection, filters, length, kind)
        marks = clusters(connection, filters, WORLD)
        table = page(connection, filters, limit=MAX_PAGE)
        off_map = page(connection, filters, limit=MAX_PAGE, within=not_on_map())
        rows = [incident_json(row) for row in table.rows]

    assert len(rows) == table.total == totals.incidents
    assert sum(mark.count for mark in marks) == totals.incidents - totals.not_on_map
    assert off_map.total == totals.not_on_map
    assert sum(each.incidents for each in bars.bins) + bars.imprecise == totals.incidents

    of_type = {name: sum(row["event_type"] == name for row in rows) for name in EVENT_TYPES}
    assert {name: number for name, number in of_type.items() if number} == totals.event_types
    if not (totals.not_on_map or bars.imprecise):
        assert summed(mark.types for mark in marks) == totals.event_types
        assert summed(each.types for each in bars.bins) == totals.event_types

    people = [each.people for each in bars.bins] + [bars.imprecise_people]
    known = [each for each in people if each]
    total = totals.totals[kind]
    assert sum(each.low for each in known) == total.low
    assert sum(each.known_in for each in known) == total.known_in
    assert sum(each.unknown_in for each in known) == total.unknown_in
    highs = [each.high for each in known]
    assert total.high == (None if None in highs else sum(high for high in highs if high is not None))


@settings(max_examples=100)
@given(asked(), st.sampled_from(WINDOWS), DAYS)
def test_a_frame_is_the_map_with_the_dates_of_its_window(
    store: Store, filters: Filters, window: str, day: date
) -> None:
    with store.snapshot().engine.connect() as connection:
        made = frames(connection, filters, WORLD, window, day)
        assert len(made) == FRAMES
        assert any(frame.start <= day <= frame.end for frame in made)
        for frame in made:
            assert frame.incidents == sum(frame.cells[2::5]) + frame.cut
            assert frame.imprecise == sum(frame.cells[3::5])
        for frame in [each for each in made if each.incidents][:5]:
            marks = of_days(connection, filters, frame.start, frame.end)
            assert sorted(frame.cells[2::5]) == sorted(mark.count for mark in marks)
            assert sorted(main_types(frame.cells)) == sorted(max(mark.types, key=mark.types.get) for mark in marks)


@settings(max_examples=60)
@given(asked(), st.sampled_from(WINDOWS))
def test_nothing_that_is_on_the_map_is_in_no_frame(store: Store, filters: Filters, window: str) -> None:
    with store.snapshot().engine.connect() as connection:
        totals = summary(connection, filters)
        if totals.first_day is None or totals.last_day is None:
            return
        shown = set()
        day: date = totals.first_day
        while day <= totals.last_day:
            made = frames(connection, filters, WORLD, window, day)
            shown |= {(frame.start, frame.incidents, frame.imprecise) for frame in made}
            day = made[-1].end + timedelta(days=1)
    certain = sum(number - imprecise for _, number, imprecise in shown)
    assert certain <= totals.incidents - totals.not_on_map <= sum(number for _, number, _ in shown)


def test_what_is_dated_less_precisely_is_in_every_window_it_may_be_of(connection: Connection) -> None:
    made = frames(connection, Filters(countries=("KZ",)), WORLD, "week", date(2022, 1, 15))
    january = [frame for frame in made if frame.incidents]
    assert [(frame.start.isoformat(), frame.incidents, frame.imprecise) for frame in january] == [
        (start, 1, 1) for start in ("2021-12-27", "2022-01-03", "2022-01-10", "2022-01-17", "2022-01-24", "2022-01-31")
    ]


def test_of_two_types_as_frequent_the_first_of_the_list_is_the_main_one(connection: Connection) -> None:
    made = frames(connection, Filters(precisions=("city",), countries=("KZ",)), WORLD, "year", date(2021, 1, 1))
    (frame,) = (each for each in made if each.incidents)
    assert (frame.cells[2], main_types(frame.cells)) == (2, ["march"])


def test_the_fullest_cells_stay_and_what_is_cut_is_counted(tmp_path: Path) -> None:
    rows = [
        {"date": "2021-02-28", "place": f"p{n}", "lat": str(n % 60), "lon": str(n // 60 * 3 - 170)}
        for n in range(MAX_CELLS + 50)
    ]
    rows += [{"date": "2021-02-28", "place": "again", "lat": "-40", "lon": "100", "tags": tag} for tag in "abc"]
    store = filled_store(tmp_path, rows)
    with store.snapshot().engine.connect() as connection:
        view = dataclasses.replace(WORLD, zoom=9)
        made = frames(connection, Filters(), view, "day", date(2021, 2, 28))
    (frame,) = (each for each in made if each.incidents)
    assert (frame.incidents, frame.cells[2], len(frame.cells) // 5) == (len(rows), 3, MAX_CELLS)
    assert frame.cut == len(rows) - sum(frame.cells[2::5]) > 0


def of_days(connection: Connection, filters: Filters, start: date, end: date):
    start, end = max(start, filters.start or start), min(end, filters.end or end)
    return clusters(connection, dataclasses.replace(filters, start=start, end=end), WORLD)


def main_types(cells: list[int]) -> list[str]:
    return [[*EVENT_TYPES][place] for place in cells[4::5]]


def summed(each) -> dict[str, int]:
    total: dict[str, int] = {}
    for types in each:
        for name, number in types.items():
            total[name] = total.get(name, 0) + number
    return total
