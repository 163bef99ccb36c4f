"""What a view holds in numbers: incidents, people as ranges, and what no map can show."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, func, select

from data.filters import Filters
from data.model import split_names
from data.schema import incidents, reports
from data.totals import Total, read_total, total_columns
from data.vocabulary import COUNT_KINDS
from data.where import where

MAX_SOURCES = 500
"""Names in a list to choose from; any other can still be asked for by a link."""

MAX_COMBINATIONS = 20_000
"""Different texts that name sources, of which the names are told apart."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The numbers of a view."""

    incidents: int = field(metadata={"doc": "Incidents that pass the filters."})
    reports: int = field(metadata={"doc": "Their reports."})
    first_day: date | None = field(metadata={"doc": "First possible day among them."})
    last_day: date | None = field(metadata={"doc": "Last possible day among them."})
    not_on_map: int = field(metadata={"doc": "Without coordinates, or known only by country."})
    countries: dict[str, int] = field(metadata={"doc": "Incidents by ISO 3166-1 alpha-2 code."})
    event_types: dict[str, int] = field(metadata={"doc": "Incidents by event type."})
    totals: dict[str, Total] = field(metadata={"doc": "People by kind: participants, detained, injured, killed."})
    bounds: tuple[float, float, float, float] | None = field(
        metadata={"doc": "West, south, east, north in degrees of what is on the map."}
    )


def summary(connection: Connection, filters: Filters) -> Summary:
    """The numbers of everything that passes `filters`."""
    row = incidents.c
    unplaced = (row.precision == "country") | row.x.is_(None)
    on_map = [case((unplaced, None), else_=column) for column in (row.longitude, row.latitude)]
    columns: list[ColumnElement[Any]] = [
        func.count().label("incidents"),
        func.coalesce(func.sum(row.report_count), 0).label("reports"),
        func.min(row.date_start).label("first_day"),
        func.max(row.date_end).label("last_day"),
        func.coalesce(func.sum(case((unplaced, 1), else_=0)), 0).label("not_on_map"),
        func.min(on_map[0]).label("west"),
        func.min(on_map[1]).label("south"),
        func.max(on_map[0]).label("east"),
        func.max(on_map[1]).label("north"),
    ]
    columns += [column for kind in COUNT_KINDS for column in total_columns(kind)]
    found = connection.execute(select(*columns).where(where(filters))).mappings().one()
    return Summary(
        incidents=found["incidents"],
        reports=int(found["reports"]),
        first_day=found["first_day"],
        last_day=found["last_day"],
        not_on_map=int(found["not_on_map"]),
        countries=counts_by(connection, filters, "country_code"),
        event_types=counts_by(connection, filters, "event_type"),
        totals={kind: read_total(found, kind, found["incidents"]) for kind in COUNT_KINDS},
        bounds=None if found["west"] is None else (found["west"], found["south"], found["east"], found["north"]),
    )


def counts_by(connection: Connection, filters: Filters, column: str) -> dict[str, int]:
    """Incidents that pass `filters` by each value of `column` of `incidents`, most first."""
    value = incidents.c[column]
    query = select(value, func.count()).where(where(filters)).group_by(value).order_by(func.count().desc(), value)
    return {str(name): int(number) for name, number in connection.execute(query)}


def source_names(connection: Connection) -> list[str]:
    """Names of the sources of all reports, those with most reports first, at most MAX_SOURCES.

    A report may name several: each counts. Beyond MAX_COMBINATIONS texts the rarest are not looked at.
    """
    text, number = reports.c.source_name, func.count().label("number")
    query = select(text, number).where(text != "").group_by(text)
    counted: Counter[str] = Counter()
    for names, reported in connection.execute(query.order_by(number.desc(), text).limit(MAX_COMBINATIONS)):
        counted.update(dict.fromkeys(split_names(names), reported))
    return sorted(counted, key=lambda name: (-counted[name], name))[:MAX_SOURCES]
