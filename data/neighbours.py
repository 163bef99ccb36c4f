"""The incidents just before and just after one, in time, among those that a view shows."""

from __future__ import annotations

from sqlalchemy import Connection, RowMapping, and_, or_, select

from data.filters import Filters
from data.schema import incidents
from data.where import where


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
