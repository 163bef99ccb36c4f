"""What a viewport of the map shows: incidents gathered in cells of the screen, in one group-by."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Subquery, and_, case, func, or_, select

from data.filters import Filters
from data.projection import PIXEL_BITS, WORLD, to_degrees, to_mercator
from data.schema import incidents
from data.totals import Total, added, read_total, total_columns
from data.vocabulary import EVENT_TYPES
from data.where import where

MAX_ZOOM = 18
SIZES = ("incidents", "participants", "detained")
"""What the size of a mark may show."""

CELL_PIXELS_LOG2 = 6
"""A cell is 64 pixels wide (256-pixel tiles): two numbers side by side stay apart."""

AREAS = ("admin1", "admin2")
"""Precisions of what is drawn as an area."""
MAX_CELLS = 2000
"""More than any screen shows; what a caller with a huge bbox gets at most."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Incidents that are drawn as one mark."""

    count: int = field(metadata={"doc": "Number of incidents."})
    latitude: float = field(metadata={"doc": "Degrees; the true place where all are at one, else their mean."})
    longitude: float = field(metadata={"doc": "Degrees; the true place where all are at one, else their mean."})
    one_place: bool = field(metadata={"doc": "Whether all are at the very same coordinates."})
    precision: str = field(
        metadata={"doc": "Location precision where they share it, else empty; of regions the greater."}
    )
    radius_km: float = field(metadata={"doc": "The largest radius among them, in km."})
    incident_id: str = field(metadata={"doc": "Id where it is a single incident, else empty."})
    event_type: str = field(metadata={"doc": "Type of all of them where they share it, else empty."})
    name: str = field(metadata={"doc": "Place name where all are at one place, else empty."})
    types: dict[str, int] = field(metadata={"doc": "Incidents by event type, in the order of EVENT_TYPES."})
    date_start: date = field(metadata={"doc": "First possible day among them."})
    date_end: date = field(metadata={"doc": "Last possible day among them."})
    people: Total | None = field(
        default=None, metadata={"doc": "People in them, of the count that is asked for; None where none is."}
    )


@dataclass(frozen=True, slots=True)
class Viewport:
    """Degrees, west and south first; `west` > `east` where it crosses the antimeridian. Zoom as of tiles of 256 px."""

    west: float
    south: float
    east: float
    north: float
    zoom: int


def clusters(connection: Connection, filters: Filters, view: Viewport, size: str = "incidents") -> tuple[Cell, ...]:
    """The cells of `view`, largest first, with the people of `size` where it is a count.

    What has no coordinates or only a country is on no map and not in here.
    """
    one = _by_type(filters, view, size).c
    number = func.sum(one.number)
    keys = [one[name] for name in _KEYS]
    query = (
        select(
            number.label("count"),
            (func.sum(one.x) / number).label("x"),
            (func.sum(one.y) / number).label("y"),
            func.min(one.latitude).label("latitude"),
            func.min(one.longitude).label("longitude"),
            ((func.min(one.west) == func.max(one.east)) & (func.min(one.north) == func.max(one.south))).label(
                "one_place"
            ),
            func.min(one.precision_low).label("precision_low"),
            func.max(one.precision_high).label("precision_high"),
            func.max(one.radius_km).label("radius_km"),
            func.any_value(one.incident_id).label("incident_id"),
            func.min(one.name).label("name"),
            func.min(one.date_start).label("date_start"),
            func.max(one.date_end).label("date_end"),
            *(
                func.sum(case((one.event_type == name, one.number), else_=0)).label(f"of_{name}")
                for name in EVENT_TYPES
            ),
            *(added(one[column.name]) for column in _people(size)),
        )
        .group_by(*keys)
        .order_by(number.desc(), *keys)
        .limit(MAX_CELLS)
    )
    return tuple(_cell(found, size) for found in connection.execute(query).mappings())


_KEYS = ("cell_x", "cell_y", "is_area")


def _by_type(filters: Filters, view: Viewport, size: str) -> Subquery:
    """The cells apart by event type: far fewer rows than incidents, so that what is worked out for each is quick."""
    row = incidents.c
    keys = [part.label(name) for name, part in zip(_KEYS, cell_of(view.zoom), strict=True)]
    return (
        select(
            *keys,
            row.event_type,
            func.count().label("number"),
            func.sum(row.x).label("x"),
            func.sum(row.y).label("y"),
            func.min(row.x).label("west"),
            func.max(row.x).label("east"),
            func.min(row.y).label("north"),
            func.max(row.y).label("south"),
            func.min(row.latitude).label("latitude"),
            func.min(row.longitude).label("longitude"),
            func.min(row.precision).label("precision_low"),
            func.max(row.precision).label("precision_high"),
            func.max(row.radius_km).label("radius_km"),
            func.any_value(row.incident_id).label("incident_id"),  # told of a single one
            func.min(row.place_name).label("name"),
            func.min(row.date_start).label("date_start"),
            func.max(row.date_end).label("date_end"),
            *_people(size),
        )
        .where(where(filters), row.precision != "country", inside(view))
        .group_by(*keys, row.event_type)
        .subquery()
    )


def _people(size: str) -> list[ColumnElement[Any]]:
    return [] if size == "incidents" else total_columns(size)


def cell_of(zoom: int) -> tuple[ColumnElement[Any], ...]:
    """What rows of one cell share: column, row, and whether they are regions."""
    row = incidents.c
    shift = max(0, PIXEL_BITS - zoom + CELL_PIXELS_LOG2)
    return row.x.bitwise_rshift(shift), row.y.bitwise_rshift(shift), row.precision.in_(AREAS)


def inside(view: Viewport) -> ColumnElement[bool]:
    """Rows inside `view`, in whole-number Web Mercator, where the store is sorted."""
    row = incidents.c
    north_west = to_mercator(view.north, max(-180, view.west))
    south_east = to_mercator(view.south, min(180, view.east))
    rows = row.y.between(north_west[1], south_east[1])
    if view.east - view.west >= 360:
        return and_(rows, row.x.between(0, WORLD))
    if view.west <= view.east:
        return and_(rows, row.x.between(north_west[0], south_east[0]))
    return and_(rows, or_(row.x >= north_west[0], row.x <= south_east[0]))


def _shared(low: str, high: str) -> str:
    """Of regions of both levels the greater: what is known only by region never looks as if more were known."""
    if low in AREAS and high in AREAS:
        return low
    return low if low == high else ""


def _cell(found: RowMapping, size: str) -> Cell:
    types = {name: int(found[f"of_{name}"]) for name in EVENT_TYPES if found[f"of_{name}"]}
    one_place = bool(found["one_place"])
    latitude, longitude = to_degrees(float(found["x"]), float(found["y"]))
    return Cell(
        count=int(found["count"]),
        latitude=found["latitude"] if one_place else latitude,
        longitude=found["longitude"] if one_place else longitude,
        one_place=one_place,
        precision=_shared(found["precision_low"], found["precision_high"]),
        radius_km=found["radius_km"] or 0.0,
        incident_id=found["incident_id"] if found["count"] == 1 else "",
        event_type=next(iter(types)) if len(types) == 1 else "",
        name=found["name"] if one_place else "",
        types=types,
        date_start=found["date_start"],
        date_end=found["date_end"],
        people=None if size == "incidents" else read_total(found, size, int(found["count"])),
    )
