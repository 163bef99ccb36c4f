"""What is next to an incident: just before and just after it in time, and near it in place."""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, func, or_, select

from data.clusters import Viewport, inside
from data.filters import Filters
from data.schema import incidents
from data.where import where

NEAR_KM: Final = 100
"""How far "nearby" goes, in km along the surface."""

_EARTH_KM: Final = 6371.0088
"""Mean radius (IUGG), in km."""


@dataclass(frozen=True, slots=True)
class Near:
    """An incident that is near another one."""

    row: RowMapping = field(metadata={"doc": "Its row of the table `incidents`."})
    distance_km: float = field(metadata={"doc": "Great-circle distance between the middles of both places, in km."})


def neighbours(connection: Connection, filters: Filters, row: RowMapping) -> tuple[str, str]:
    """Ids of the incident before and the one after `row` (of the table `incidents`); "" where there is none."""
    day, number = incidents.c.date_start, incidents.c.incident_id
    here = (row["date_start"], row["incident_id"])
    before = or_(day < here[0], and_(day == here[0], number < here[1]))
    after = or_(day > here[0], and_(day == here[0], number > here[1]))
    passes = select(number).where(where(filters)).limit(1)
    previous = connection.execute(passes.where(before).order_by(day.desc(), number.desc())).scalar()
    following = connection.execute(passes.where(after).order_by(day, number)).scalar()
    return previous or "", following or ""


def nearby(connection: Connection, filters: Filters, row: RowMapping, limit: int = 5) -> tuple[Near, ...]:
    """Other incidents within NEAR_KM of `row`, the nearest first; of those at one place the nearest in time.

    The dates of `filters` are left aside: what else happened here asks about other days too. The rest of them holds,
    as for `neighbours`. A place that is known less precisely than NEAR_KM (a large region) is near nothing but itself,
    and what is known only by its country is near nothing.
    """
    if row["latitude"] is None or row["precision"] == "country":
        return ()
    other = incidents.c
    distance = _distance_km(row["latitude"], row["longitude"])
    same_spot = and_(other.x == row["x"], other.y == row["y"])
    known_well = or_(other.radius_km.is_(None), other.radius_km <= NEAR_KM)
    around = _around(row["latitude"], row["longitude"])
    close = and_(inside(around), or_(same_spot, and_(known_well, distance <= NEAR_KM)))
    found = connection.execute(
        select(incidents, distance.label("distance_km"))
        .where(where(dataclasses.replace(filters, start=None, end=None)))
        .where(other.precision != "country", other.incident_id != row["incident_id"])
        .where(same_spot if (row["radius_km"] or 0) > NEAR_KM else close)
        .order_by(distance, func.abs(other.date_start - row["date_start"]), other.incident_id)
        .limit(limit)
    )
    return tuple(Near(each, each["distance_km"]) for each in found.mappings())


def _around(latitude: float, longitude: float) -> Viewport:
    """A box in degrees that holds everything within NEAR_KM; over a pole it is as wide as the world."""
    angle = NEAR_KM / _EARTH_KM
    north, south = latitude + math.degrees(angle), latitude - math.degrees(angle)
    width = 180.0
    if south > -90 and north < 90:
        width = math.degrees(math.asin(min(1.0, math.sin(angle) / math.cos(math.radians(latitude)))))
    west, east = longitude - width, longitude + width
    if east - west < 360:
        west, east = (west + 180) % 360 - 180, (east + 180) % 360 - 180
    return Viewport(west, max(-90.0, south), east, min(90.0, north), zoom=0)


def _distance_km(latitude: float, longitude: float) -> ColumnElement[Any]:
    """Great-circle distance of the rows of `incidents` from a point in degrees, by the haversine formula."""
    other = incidents.c
    up = func.sin(func.radians(other.latitude - latitude) / 2)
    along = func.sin(func.radians(other.longitude - longitude) / 2)
    share = up * up + math.cos(math.radians(latitude)) * func.cos(func.radians(other.latitude)) * along * along
    return 2 * _EARTH_KM * func.asin(func.sqrt(func.least(1.0, share)))
