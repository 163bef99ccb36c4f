"""Incidents one by one: pages of a list, a single one with all its reports, and every report for an export."""

from __future__ import annotations

import itertools
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, Connection, RowMapping, case, func, select

from data.filters import Filters
from data.model import Report
from data.paging import Key, after, read_cursor, write_cursor
from data.reading.table import Row
from data.schema import incidents, reports
from data.sources.own import OWN_COLUMNS, to_report
from data.vocabulary import COUNT_KINDS
from data.where import where

MAX_PAGE = 500
_AT_ONCE = 5_000  # incidents whose rows are held in memory

_NEWEST = (Key(incidents.c.date_start, date, descending=True), Key(incidents.c.incident_id, str))


def _largest(kind: str) -> tuple[Key, ...]:
    """The largest claim first; then what is only known to be at most so many; then what is unknown."""
    claimed, high = incidents.c[f"{kind}_claimed"], incidents.c[f"{kind}_high"]
    at_most = case((claimed.is_(None), func.coalesce(high, -1)), else_=-1)
    return (Key(func.coalesce(claimed, -1), int, descending=True), Key(at_most, int, descending=True), *_NEWEST)


ORDERS: dict[str, tuple[Key, ...]] = {
    "newest": _NEWEST,
    "changed": (Key(incidents.c.changed, str, descending=True), *_NEWEST),
    "oldest": (Key(incidents.c.date_start, date), Key(incidents.c.incident_id, str)),
    "place": (
        Key(case((incidents.c.place_name == "", 1), else_=0), int),
        Key(func.lower(incidents.c.place_name), str),
        Key(incidents.c.country_code, str),
        *_NEWEST,
    ),
    "type": (Key(incidents.c.event_type, str), *_NEWEST),
    **{kind: _largest(kind) for kind in COUNT_KINDS},
}
"""Orders of a list by name. Each ends with the id, so that the pages of a list never overlap."""


@dataclass(frozen=True, slots=True)
class Page:
    """Rows `offset` to `offset + len(rows)` of all `total` that pass."""

    total: int = field(metadata={"doc": "Incidents that pass the filters."})
    offset: int
    rows: tuple[RowMapping, ...] = field(metadata={"doc": "Rows of the table `incidents`."})
    next: str = field(metadata={"doc": "Cursor of the page after this one; empty where this is the last."})


def page(
    connection: Connection,
    filters: Filters,
    *,
    order: str = "newest",
    offset: int = 0,
    limit: int = 50,
    within: ColumnElement[bool] | None = None,
    cursor: str = "",
) -> Page:
    """One page of the incidents that pass `filters` (and lie `within`). `limit` is at most MAX_PAGE.

    It begins `offset` rows after the first or, with a `cursor`, after the last row of the page that gave it. Raises
    BadCursor.
    """
    keys, limit = ORDERS[order], min(limit, MAX_PAGE)
    passes = [where(filters)] if within is None else [where(filters), within]
    total = connection.execute(select(func.count()).select_from(incidents).where(*passes)).scalar_one()
    begins = [after(keys, read_cursor(cursor, order, keys))] if cursor else []
    marks = [key.value.label(f"key_{number}") for number, key in enumerate(keys)]
    query = select(incidents, *marks).where(*passes, *begins).order_by(*(key.ordering for key in keys))
    rows = tuple(connection.execute(query.offset(offset).limit(limit + 1)).mappings())
    last = rows[limit - 1] if len(rows) > limit else None
    following = write_cursor(order, [last[f"key_{number}"] for number in range(len(keys))]) if last else ""
    return Page(total, offset, rows[:limit], following)


def not_on_map() -> ColumnElement[bool]:
    """What no map can show: without coordinates, or known only by country."""
    return incidents.c.x.is_(None) | (incidents.c.precision == "country")


def one(connection: Connection, incident_id: str) -> RowMapping | None:
    """The row of the incident with this id, or None."""
    query = select(incidents).where(incidents.c.incident_id == incident_id)
    return connection.execute(query).mappings().one_or_none()


def reports_of(connection: Connection, incident_id: str) -> tuple[Report, ...]:
    """Every report of one incident, in the order of the data."""
    query = select(reports).where(reports.c.incident == incident_id)
    found = connection.execute(query.order_by(reports.c.position)).mappings()
    return tuple(to_report(Row(0, {name: row[name] for name in OWN_COLUMNS})) for row in found)


def each_report(
    connection: Connection, filters: Filters, *, order: str = "", within: ColumnElement[bool] | None = None
) -> Iterator[tuple[RowMapping, Report]]:
    """Every report of the incidents that pass (and lie `within`), with the row of its incident, streamed.

    Reports of one incident stand together, in the order of the data or, where it is given, that of ORDERS; an import
    of either gives the same incidents. Incidents that share an editor's id follow from the order of their reports, so
    they stay together in the order of the data, where the first of them stands in `order`.

    Only their order is sorted at once, for whole rows of a large store would fill the memory.
    """
    row, report = incidents.c, reports.c
    own = [report[name].label(f"own_{name}") for name in OWN_COLUMNS]
    whole = select(incidents, *own).join_from(incidents, reports, report.incident == row.incident_id)
    positions = _positions(connection, filters, order, within)
    for start in range(0, len(positions), _AT_ONCE):
        block = positions[start : start + _AT_ONCE]
        found: dict[int, list[RowMapping]] = {position: [] for position in block}
        for each in connection.execute(whole.where(row.position.in_(block)).order_by(report.position)).mappings():
            found[each["position"]].append(each)
        for each in itertools.chain.from_iterable(found.values()):
            yield each, to_report(Row(0, {name: each[f"own_{name}"] for name in OWN_COLUMNS}))


def _positions(
    connection: Connection, filters: Filters, order: str, within: ColumnElement[bool] | None
) -> Sequence[int]:
    """The incidents of `each_report` in their order, each by its position, which no two share."""
    row, report = incidents.c, reports.c
    passes = where(filters) if within is None else where(filters) & within
    query = select(row.position).where(passes).order_by(row.position)
    if order:
        rank = func.row_number().over(order_by=[key.ordering for key in ORDERS[order]])
        ranked = select(row.incident_id, row.position, rank.label("rank")).where(passes).subquery("ranked")
        editors_id = case((report.incident_id == "", report.incident), else_=report.incident_id)
        first = func.min(ranked.c.rank).over(partition_by=editors_id)
        query = select(ranked.c.position).join_from(ranked, reports, report.incident == ranked.c.incident_id)
        query = query.order_by(first, ranked.c.position)
    streamed = connection.execution_options(stream_results=True).execute(query)
    return array("q", (position for position, _ in itertools.groupby(streamed.scalars())))
