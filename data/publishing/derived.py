"""Reports as rows of the stage: their cells, and the incident that each of them is where it stands alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import BigInteger, Column, Integer, String

from data import schema
from data.identity import report_id
from data.incidents import to_incident
from data.publishing.work import Columns, Row, arrow_table, blocks
from data.sources.own import OWN_COLUMNS, to_cells

if TYPE_CHECKING:
    import pyarrow as pa

    from data.model import Report

_AT_ONCE = 1_000  # rows that are Python values at once: few stay in the cache of the processor

KEPT = -1
"""Number of the file of reports that are in the store already."""

KEY: Columns = (
    Column("seq", BigInteger, nullable=False),
    Column("file", Integer, nullable=False),
    Column("line", BigInteger, nullable=False),
)
REPORTS: Columns = (
    *KEY,
    Column("read_id", String, nullable=False),
    Column("origin", String, nullable=False),
    Column("report_id", String, nullable=False),
    Column("alone", String, nullable=False),  # id of its incident where it shares none
    Column("position", BigInteger, nullable=False),
    *(column for column in schema.reports.columns if column.name in OWN_COLUMNS),
)
_SAME = ("position", "admin1", "country_code", "precision", "method", "placing", "event_type", "description")
"""What an incident of one report has in common with it; `radius_km` too, as a number."""

_BESIDE: Columns = tuple(
    column for column in schema.incidents.columns if column.name not in (*_SAME, "incident_id", "radius_km")
)
STAGED: Columns = (
    *REPORTS,
    *(Column(f"alone_{column.name}", column.type, nullable=column.nullable) for column in _BESIDE),
)
"""A report, and what its incident has beside it where it stands alone."""


def alone(name: str) -> str:
    """SQL: a column of the incident that `said`, a staged report, is where it stands alone."""
    if name == "incident_id":
        return "said.alone"
    if name == "radius_km":
        return "CAST(nullif(said.radius_km, '') AS DOUBLE)"
    return f'said."{name}"' if name in _SAME else f'said."alone_{name}"'


@dataclass(frozen=True, slots=True)
class StagedReport:
    """A report that a row states."""

    seq: int = field(metadata={"doc": "Place of the row among all rows of all files, from 0."})
    file: int = field(metadata={"doc": "Number of the file, from 0."})
    line: int = field(metadata={"doc": "Line of the file where the row starts."})
    read_id: str = field(metadata={"doc": "Id of the report as the file alone gives it; empty: as it is."})
    report: Report


def derive(staged: Iterable[StagedReport], origin: str, base: int) -> pa.Table:
    """The rows of these reports, in the columns `STAGED`; `base` is the position of the first row of all."""
    import pyarrow as pa

    derived = [_derived(block, origin, base) for block in blocks(staged, _AT_ONCE)]
    return pa.concat_tables(derived or [_derived((), origin, base)])


def _derived(staged: Iterable[StagedReport], origin: str, base: int) -> pa.Table:
    reports: list[Row] = []
    incidents: list[Row] = []
    for item in staged:
        report, position = item.report, base + item.seq
        incident = to_incident((report,))
        identity = report_id(report) if report.incident_ref else incident.incident_id
        row: dict[str, object] = {"seq": item.seq, "file": item.file, "line": item.line, "origin": origin}
        row |= {"read_id": item.read_id or identity, "report_id": identity, "alone": incident.incident_id}
        row |= {"position": position, **to_cells(report)}
        reports.append(row)
        incidents.append(schema.incident_row(incident, position))
    rows = arrow_table(REPORTS, reports)
    for column, cells in zip(_BESIDE, arrow_table(_BESIDE, incidents).columns, strict=True):
        rows = rows.append_column(f"alone_{column.name}", cells)
    return rows
