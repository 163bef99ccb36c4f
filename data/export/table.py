"""The rows of a table that we export: a report a row, its own cells and what follows from them."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection

from data.export.records import derived_cells
from data.filters import Filters
from data.listing import each_report
from data.sources.own import DERIVED_COLUMNS, OWN_COLUMNS, to_cells
from data.vocabulary import COUNT_KINDS

TABLE_COLUMNS = (*OWN_COLUMNS, *DERIVED_COLUMNS)
DEGREES_AND_KM = ("lat", "lon", "radius_km")
BOUNDS = tuple(f"{kind}_{bound}" for kind in COUNT_KINDS for bound in ("low", "high"))
DAYS = ("date_start", "date_end")


def table_rows(
    connection: Connection, filters: Filters, *, order: str = "", within: ColumnElement[bool] | None = None
) -> Iterator[dict[str, object]]:
    """The cells of TABLE_COLUMNS for each report, as text, the bounds as numbers; what is unknown is empty text.

    `order` and `within` are those of `each_report`.
    """
    for incident, report in each_report(connection, filters, order=order, within=within):
        yield {**to_cells(report), **derived_cells(incident["incident_id"], report)}
