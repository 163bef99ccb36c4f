"""What is shown, as a file: our own table (which imports back to the same incidents) and GeoJSON."""

from __future__ import annotations

import csv
import io
import itertools
import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping

from data.filters import Filters
from data.identity import report_id
from data.listing import each_report
from data.model import Count, Report
from data.parsing.dates import format_date
from data.parsing.formulas import defuse
from data.sources.own import DERIVED_COLUMNS, OWN_COLUMNS, to_cells
from data.vocabulary import COUNT_KINDS


def to_csv(
    connection: Connection, filters: Filters, *, order: str = "", within: ColumnElement[bool] | None = None
) -> Iterator[str]:
    """UTF-8 CSV (RFC 4180) in chunks, one report a row. No cell can run as a formula of a spreadsheet.

    `order` and `within` are those of `each_report`.
    """
    line = io.StringIO(newline="")
    writer = csv.writer(line)
    writer.writerow([*OWN_COLUMNS, *DERIVED_COLUMNS])
    for incident, report in each_report(connection, filters, order=order, within=within):
        cells = to_cells(report) | derived_cells(incident["incident_id"], report)
        writer.writerow([defuse(str(cells[column])) for column in (*OWN_COLUMNS, *DERIVED_COLUMNS)])
        yield line.getvalue()
        line.seek(0)
        line.truncate()
    yield line.getvalue()


def to_geojson(
    connection: Connection, filters: Filters, *, order: str = "", within: ColumnElement[bool] | None = None
) -> Iterator[str]:
    """A GeoJSON FeatureCollection (RFC 7946) in chunks, one incident a feature; no place is a null geometry.

    `order` and `within` are those of `each_report`.
    """
    yield '{"type":"FeatureCollection","features":['
    pairs_of_all = each_report(connection, filters, order=order, within=within)
    by_incident = itertools.groupby(pairs_of_all, key=lambda pair: pair[0]["incident_id"])
    for number, (_, pairs) in enumerate(by_incident):
        yield ("," if number else "") + json.dumps(_feature(list(pairs)), ensure_ascii=False, allow_nan=False)
    yield "]}\n"


def count_json(count: Count) -> dict[str, Any]:
    """A count as JSON: unknown bounds are null."""
    return {"low": count.low, "high": count.high, "text": count.text, "approximate": count.approximate}


def report_json(report: Report) -> dict[str, Any]:
    """A report as JSON, in the words of the data dictionary."""
    return {
        "report_id": report_id(report),
        "date": format_date(report.date),
        "place": report.place.text,
        "admin1": report.place.admin1,
        "country": report.place.country,
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


def _feature(pairs: list[tuple[RowMapping, Report]]) -> dict[str, Any]:
    row = pairs[0][0]
    properties = incident_json(row)
    location = properties.pop("location")
    geometry = None
    if location:
        geometry = {"type": "Point", "coordinates": [location["longitude"], location["latitude"]]}
        properties |= {part: location[part] for part in ("precision", "radius_km", "method")}
    reports = [report_json(report) for _, report in pairs]
    return {
        "type": "Feature",
        "id": row["incident_id"],
        "geometry": geometry,
        "properties": {**properties, "reports": reports},
    }
