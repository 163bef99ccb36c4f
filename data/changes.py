"""What became of the data since an earlier version of it: so many added, changed and removed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Connection, func, select

from data.filters import Filters
from data.schema import history, incidents
from data.where import where


@dataclass(frozen=True, slots=True)
class Changes:
    """Since one version, up to the one that is looked at."""

    day: date = field(metadata={"doc": "Day on which the earlier version was published, UTC."})
    added: int = field(metadata={"doc": "Incidents of the view that were not there."})
    changed: int = field(metadata={"doc": "Incidents of the view that said something else, or lay elsewhere."})
    removed: int = field(
        metadata={"doc": "Incidents of all the data that are gone. What they were is not kept, so no view is asked."}
    )


def changes_since(connection: Connection, version: str, filters: Filters) -> Changes | None:
    """What became of the incidents that pass `filters` since `version`; None where it was never published here."""
    published = select(history.c.published).where(history.c.version == version)
    since = connection.execute(published.order_by(history.c.published.desc()).limit(1)).scalar()
    if since is None:
        return None
    is_new, is_other = incidents.c.added > since, incidents.c.changed > since
    counted = select(
        func.count().filter(is_new).label("added"), func.count().filter(~is_new & is_other).label("changed")
    )
    found = connection.execute(counted.select_from(incidents).where(where(filters))).one()
    gone = select(func.coalesce(func.sum(history.c.removed), 0)).where(history.c.published > since)
    removed = connection.execute(gone).scalar_one()
    return Changes(datetime.fromisoformat(since).date(), found.added, found.changed, int(removed))
