"""The tables of a store, in SQLAlchemy Core. `incidents` is what views ask; `reports` is what was imported."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import attrgetter

from sqlalchemy import BigInteger, Boolean, Column, Date, Double, Integer, MetaData, String, Table, Text

from data.model import Count, Incident, Report
from data.parsing.text import search_key
from data.projection import morton, to_mercator
from data.sources.own import OWN_COLUMNS
from data.vocabulary import COUNT_KINDS

PUBLIC = "public"
"""The dataset that the operator published."""

FORMAT = 4
"""Raise it when the tables change: the next writer makes an older store anew; a newer one is refused."""

WITH_HISTORY = 4
"""The first format that knows the versions before."""

DERIVATION = 1
"""Raise it when the rules of bounds, dates, grouping or search change: the next writer derives every incident anew."""

METADATA = MetaData()

reports = Table(
    "reports",
    METADATA,
    Column("report_id", String, nullable=False),
    Column("incident", String, nullable=False),
    Column("origin", String, nullable=False),
    Column("position", BigInteger, nullable=False),  # the order in which they came
    *(Column(name, Text, nullable=False) for name in OWN_COLUMNS),
)


def _count_columns(kind: str) -> Iterator[Column[object]]:
    yield Column(f"{kind}_low", BigInteger)
    yield Column(f"{kind}_high", BigInteger)
    yield Column(f"{kind}_claimed", BigInteger)  # the highest low of its reports: "at least N" asks this
    yield Column(f"{kind}_approximate", Boolean, nullable=False)
    yield Column(f"{kind}_text", Text, nullable=False)


incidents = Table(
    "incidents",
    METADATA,
    Column("incident_id", String, nullable=False),
    Column("date_start", Date, nullable=False),
    Column("date_end", Date, nullable=False),
    Column("date_precision", String, nullable=False),
    Column("place_name", Text, nullable=False),
    Column("admin1", Text, nullable=False),
    Column("country_code", String, nullable=False),
    Column("latitude", Double),
    Column("longitude", Double),
    Column("x", Integer),
    Column("y", Integer),
    Column("morton", BigInteger),
    Column("precision", String, nullable=False),
    Column("radius_km", Double),
    Column("method", String, nullable=False),
    Column("placing", String, nullable=False),
    Column("event_type", String, nullable=False),
    Column("description", Text, nullable=False),
    Column("state_response", Text, nullable=False),
    Column("tags", Text, nullable=False),
    Column("report_count", Integer, nullable=False),
    Column("position", BigInteger, nullable=False),  # that of its first report
    Column("sources", Text, nullable=False),
    Column("search", Text, nullable=False),
    *(column for kind in COUNT_KINDS for column in _count_columns(kind)),
    Column("added", String, nullable=False),  # when it was first published, ISO 8601 UTC
    Column("changed", String, nullable=False),  # when this content of it was first published, likewise
)

versions = Table(
    "versions",
    METADATA,
    Column("version", String, nullable=False),
    Column("published", String, nullable=False),
    Column("format", Integer, nullable=False),
    Column("derivation", Integer, nullable=False),
)

history = Table(
    "history",
    METADATA,
    Column("version", String, nullable=False),
    Column("published", String, nullable=False),
    Column("removed", BigInteger, nullable=False),  # incidents of the version before that are not in this one
)
"""Every version that was published here, this one included. Of what was removed the number alone is kept."""

PLACED_COLUMNS = (
    *("place_name", "country_code", "latitude", "longitude", "x", "y", "morton"),
    *("precision", "radius_km", "method", "placing"),
)
"""The columns of `incidents` that follow from where an incident of one report lies."""


def incident_row(incident: Incident, position: int) -> dict[str, object]:
    """The row of `incidents` for one incident whose first report came at `position`."""
    place = incident.location
    x, y = to_mercator(place.latitude, place.longitude) if place else (None, None)
    sources = list(dict.fromkeys(name for r in incident.reports for name in r.source_names))
    texts = [incident.admin1, *(r.description for r in incident.reports), *sources, *incident.tags]
    texts += [r.place.text or r.place.country for r in incident.reports]
    keys = [search_key(text) for text in (*texts, incident.place_name) if text]
    return {
        "incident_id": incident.incident_id,
        "date_start": incident.date.start,
        "date_end": incident.date.end,
        "date_precision": incident.date.precision,
        "place_name": incident.place_name,
        "admin1": incident.admin1,
        "country_code": incident.country_code,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "x": x,
        "y": y,
        "morton": morton(x, y) if x is not None and y is not None else None,
        "precision": place.precision if place else "",
        "radius_km": place.radius_km if place else None,
        "method": place.method if place else "",
        "placing": incident.placing,
        "event_type": incident.event_type,
        "description": incident.description,
        "state_response": "; ".join(incident.state_response),
        "tags": "; ".join(incident.tags),
        "report_count": len(incident.reports),
        "position": position,
        "sources": "\n".join(sources),
        "search": "\n".join(dict.fromkeys(filter(None, keys))),
        **_all_counts(incident),
        "added": "",  # known when it is published, as is
        "changed": "",
    }


def _all_counts(incident: Incident) -> dict[str, object]:
    cells: dict[str, object] = {}
    told = zip(*map(_FOUR, incident.reports), strict=True)
    for (low, high, claimed, approximate, text), count, counts in zip(_CELLS, _FOUR(incident), told, strict=True):
        lows = [one.low for one in counts if one.low is not None]
        cells[low], cells[high], cells[claimed] = count.low, count.high, max(lows) if lows else None
        cells[approximate], cells[text] = count.approximate, count.text
    return cells


_CELLS = [[column.name for column in _count_columns(kind)] for kind in COUNT_KINDS]
_FOUR: Callable[[Report | Incident], tuple[Count, ...]] = attrgetter(*COUNT_KINDS)
