"""Incidents and their reports as columns, as the document holds them: a column a name, so that no name is repeated.

Columns of incidents have the names of the table `incidents`. `reports` says how many of the reports belong to each.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import RowMapping

from data.disagreement import disagreement
from data.links import link_view
from data.model import Count, Report
from data.vocabulary import COUNT_KINDS

_BOUNDS: Final = tuple(f"{kind}_{part}" for kind in COUNT_KINDS for part in ("low", "high", "claimed", "approximate"))
_INCIDENT: Final = (
    *("incident_id", "date_precision", "place_name", "admin1", "country_code", "latitude", "longitude", "precision"),
    *("radius_km", "placing", "event_type", "description", "state_response", "tags", "sources", *_BOUNDS),
)

Told = Iterable[tuple[RowMapping, Report]]


def columns(told: Told) -> dict[str, Any]:
    """Every report of `told`, in which those of one incident stand together."""
    incidents: list[dict[str, Any]] = []
    reports: list[dict[str, Any]] = []
    for _, pairs in itertools.groupby(told, key=lambda pair: str(pair[0]["incident_id"])):
        rows, own = zip(*pairs, strict=True)
        incidents.append(_incident(rows[0], own))
        reports += [_report(report, rows[0]) for report in own]
    return {"incidents": _turned(incidents), "reports": _turned(reports)}


def _incident(row: RowMapping, reports: Sequence[Report]) -> dict[str, Any]:
    return {
        **{name: row[name] for name in _INCIDENT},
        "date_start": row["date_start"].isoformat(),
        "date_end": row["date_end"].isoformat(),
        "reports": len(reports),
        "spread": {kind: ends for kind in COUNT_KINDS if (ends := _spread(kind, reports))} or None,
    }


def _spread(kind: str, reports: Sequence[Report]) -> list[dict[str, Any]]:
    """Who says the lowest and who the highest number, where they differ."""
    differ = disagreement([(report.source_name, getattr(report, kind)) for report in reports])
    return [{"sources": sources, **_bounds(count)} for sources, count in differ or ()]


def _bounds(count: Count) -> dict[str, Any]:
    return {"low": count.low, "high": count.high, "approximate": count.approximate}


def _report(report: Report, row: RowMapping) -> dict[str, Any]:
    """One report; null as its description stands for the one of its incident."""
    return {
        "date_start": report.date.start.isoformat(),
        "date_end": report.date.end.isoformat(),
        "date_precision": report.date.precision,
        "place": report.place.text or report.place.country,
        "event_type": report.event_type,
        "description": None if report.description == row["description"] else report.description,
        **{kind: getattr(report, kind).text for kind in COUNT_KINDS},
        "source_name": report.source_name,
        "source_published": report.source_published,
        "links": [link_view(url) for url in report.source_urls],
    }


def _turned(rows: Sequence[dict[str, Any]]) -> dict[str, list[Any]]:
    return {name: [row[name] for row in rows] for name in rows[0]} if rows else {}
