"""Incidents and reports as JSON, in the words of the data dictionary, and the cells that follow from a report."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any

from sqlalchemy import RowMapping

from data.identity import report_id
from data.model import Count, Report
from data.parsing.dates import format_date
from data.vocabulary import COUNT_KINDS


def count_json(count: Count) -> dict[str, Any]:
    """A count as JSON: unknown bounds are null."""
    return {"low": count.low, "high": count.high, "text": count.text, "approximate": count.approximate}


def report_json(report: Report) -> dict[str, Any]:
    """A report as JSON, in the words of the data dictionary."""
    return {
        "report_id": report_id(report),
        "reference": report.incident_ref,
        "date": format_date(report.date),
        "place": report.place.text,
        "admin1": report.place.admin1,
        "country": report.place.country,
        "location": dataclasses.asdict(report.location) if report.location else None,
        "placing": report.placing,
        "event_type": report.event_type,
        "description": report.description,
        **{kind: count_json(getattr(report, kind)) for kind in COUNT_KINDS},
        "state_response": list(report.state_response),
        "source_name": report.source_name,
        "source_url": report.source_url,
        "sources": list(report.source_names),
        "source_urls": list(report.source_urls),
        "source_published": report.source_published,
        "tags": list(report.tags),
    }


def incident_json(row: RowMapping) -> dict[str, Any]:
    """A row of the table `incidents` as JSON, without its reports."""
    location = None
    if row["latitude"] is not None:
        parts = ("latitude", "longitude", "precision", "radius_km", "method")
        location = {part: row[part] for part in parts}
    return {
        "incident_id": row["incident_id"],
        "date_start": row["date_start"].isoformat(),
        "date_end": row["date_end"].isoformat(),
        "date_precision": row["date_precision"],
        "place_name": row["place_name"],
        "admin1": row["admin1"],
        "country_code": row["country_code"],
        "location": location,
        "placing": row["placing"],
        "event_type": row["event_type"],
        "description": row["description"],
        **{
            kind: {part: row[f"{kind}_{part}"] for part in ("low", "high", "text", "approximate")}
            for kind in COUNT_KINDS
        },
        "state_response": [word for word in row["state_response"].split("; ") if word],
        "tags": [word for word in row["tags"].split("; ") if word],
        "report_count": row["report_count"],
        "sources": [name for name in row["sources"].split("\n") if name],
        "changed": row["changed"],
    }


def derived_cells(incident: str, report: Report) -> dict[str, object]:
    """The cells of DERIVED_COLUMNS for a report of the incident with this id."""
    counts: Iterable[tuple[str, Count]] = ((kind, getattr(report, kind)) for kind in COUNT_KINDS)
    return {
        "incident": incident,
        "report_id": report_id(report),
        "date_start": report.date.start.isoformat(),
        "date_end": report.date.end.isoformat(),
        "date_precision": report.date.precision,
        **{
            f"{kind}_{bound}": "" if getattr(count, bound) is None else getattr(count, bound)
            for kind, count in counts
            for bound in ("low", "high")
        },
    }
