"""Exports that are text: our own table as CSV, incidents with their reports as JSON and GeoJSON."""

from __future__ import annotations

import csv
import io
import itertools
import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping

from data.export.about import About
from data.export.records import incident_json, report_json
from data.export.table import TABLE_COLUMNS, table_rows
from data.filters import Filters
from data.listing import each_report
from data.parsing.formulas import defuse


def to_csv(
    connection: Connection,
    filters: Filters,
    about: About | None = None,  # noqa: ARG001 - see below
    *,
    order: str = "",
    within: ColumnElement[bool] | None = None,
) -> Iterator[str]:
    """UTF-8 CSV (RFC 4180) in chunks, one report a row. No cell can run as a formula of a spreadsheet.

    A table of rows has no room for `about`: `data.export.csvw` writes it beside. `order` and `within` are those of
    `each_report`.
    """
    line = io.StringIO(newline="")
    writer = csv.writer(line)
    writer.writerow(TABLE_COLUMNS)
    for cells in table_rows(connection, filters, order=order, within=within):
        writer.writerow([defuse(str(cells[column])) for column in TABLE_COLUMNS])
        yield line.getvalue()
        line.seek(0)
        line.truncate()
    yield line.getvalue()


def to_json(
    connection: Connection,
    filters: Filters,
    about: About | None = None,
    *,
    order: str = "",
    within: ColumnElement[bool] | None = None,
) -> Iterator[str]:
    """A JSON object in chunks: `about`, and `incidents`, each with its reports, on a line of its own."""
    members = {} if about is None else {"about": about.json()}
    incidents = (
        {**incident_json(row), "reports": reports} for row, reports in _incidents(connection, filters, order, within)
    )
    return _with_list(members, "incidents", incidents)


def to_geojson(
    connection: Connection,
    filters: Filters,
    about: About | None = None,
    *,
    order: str = "",
    within: ColumnElement[bool] | None = None,
) -> Iterator[str]:
    """A GeoJSON FeatureCollection (RFC 7946) in chunks, one incident a feature; no place is a null geometry.

    `about` is a foreign member (section 6.1 there), which readers that do not know it pass over.
    """
    members = {"type": "FeatureCollection"} | ({} if about is None else {"about": about.json()})
    features = (_feature(row, reports) for row, reports in _incidents(connection, filters, order, within))
    return _with_list(members, "features", features)


def _incidents(
    connection: Connection, filters: Filters, order: str, within: ColumnElement[bool] | None
) -> Iterator[tuple[RowMapping, list[dict[str, Any]]]]:
    pairs_of_all = each_report(connection, filters, order=order, within=within)
    for _, pairs in itertools.groupby(pairs_of_all, key=lambda pair: str(pair[0]["incident_id"])):
        told = list(pairs)
        yield told[0][0], [report_json(report) for _, report in told]


def _with_list(members: dict[str, Any], name: str, items: Iterable[dict[str, Any]]) -> Iterator[str]:
    yield json.dumps(members, ensure_ascii=False)[:-1] + (", " if members else "") + f'"{name}": ['
    for number, item in enumerate(items):
        yield (",\n" if number else "\n") + json.dumps(item, ensure_ascii=False, allow_nan=False)
    yield "]}\n"


def _feature(row: RowMapping, reports: list[dict[str, Any]]) -> dict[str, Any]:
    properties = incident_json(row)
    location = properties.pop("location")
    geometry = None
    if location:
        geometry = {"type": "Point", "coordinates": [location["longitude"], location["latitude"]]}
        properties |= {part: location[part] for part in ("precision", "radius_km", "method")}
    return {
        "type": "Feature",
        "id": row["incident_id"],
        "geometry": geometry,
        "properties": {**properties, "reports": reports},
    }
