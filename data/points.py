"""Incidents of a view one by one, the newest first, with no more than a mark needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection, func, select

from data.clusters import Viewport, inside
from data.filters import Filters
from data.listing import ORDERS
from data.schema import incidents
from data.where import where

MAX_POINTS = 400
"""Marks that a screen holds and a browser moves without a halt."""


@dataclass(frozen=True, slots=True)
class Point:
    """One incident."""

    incident_id: str = field(metadata={"doc": "Stable id, used in links."})
    latitude: float = field(metadata={"doc": "Degrees."})
    longitude: float = field(metadata={"doc": "Degrees."})
    precision: str = field(metadata={"doc": "How precisely the place is known."})
    radius_km: float = field(metadata={"doc": "Radius in km that holds the place."})
    event_type: str = field(metadata={"doc": "One of the event types."})
    name: str = field(metadata={"doc": "Name of the place."})
    date_start: date = field(metadata={"doc": "First possible day."})
    date_end: date = field(metadata={"doc": "Last possible day."})


@dataclass(frozen=True, slots=True)
class Points:
    """The newest incidents of a view."""

    total: int = field(metadata={"doc": "Incidents in the view; those beyond MAX_POINTS are not listed."})
    points: tuple[Point, ...]


def points(connection: Connection, filters: Filters, view: Viewport) -> Points:
    """What lies inside `view`, the newest MAX_POINTS. What is known only by country is on no map and not in here."""
    row = incidents.c
    passes = (where(filters), row.precision != "country", inside(view))
    total = connection.execute(select(func.count()).select_from(incidents).where(*passes)).scalar_one()
    columns = (row.incident_id, row.latitude, row.longitude, row.precision, row.radius_km, row.event_type)
    query = select(*columns, row.place_name, row.date_start, row.date_end).where(*passes)
    found = connection.execute(query.order_by(*ORDERS["newest"]).limit(MAX_POINTS))
    return Points(int(total), tuple(Point(*each) for each in found))
