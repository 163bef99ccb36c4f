"""Reports as rows of the stage: their cells, and the incident that each of them is where it stands alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import BigInteger, Boolean, Column, Integer, String, Text

from data import schema
from data.identity import report_id
from data.incidents import to_incident
from data.publishing.work import Columns, Row, arrow_table
from data.sources.own import OWN_COLUMNS, to_cells

if TYPE_CHECKING:
    import pyarrow as pa

    from data.model import Report

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
_OWN_PLACE = ("place", "admin1", "country")
INCIDENTS: Columns = (
    KEY[0],
    Column("reference", String, nullable=False),  # the editor's id
    Column("asks", Boolean, nullable=False),  # whether it has no coordinates, so that its place is asked for
    *(Column(f"own_{name}", Text, nullable=False) for name in _OWN_PLACE),
    *schema.incidents.columns,
)
"""With what the writing joins by: no join then holds two wide tables."""


@dataclass(frozen=True, slots=True)
class StagedReport:
    """A report that a row states."""

    seq: int = field(metadata={"doc": "Place of the row among all rows of all files, from 0."})
    file: int = field(metadata={"doc": "Number of the file, from 0."})
    line: int = field(metadata={"doc": "Line of the file where the row starts."})
    read_id: str = field(metadata={"doc": "Id of the report as the file alone gives it; empty: as it is."})
    report: Report

    @property
    def asks(self) -> bool:
        """Whether its place is to be looked up. What was stored keeps its answer."""
        return self.report.location is None and self.file != KEPT


@dataclass(frozen=True, slots=True)
class DerivedRows:
    """Rows for the tables of the stage."""

    reports: pa.Table
    incidents: pa.Table


def derive(staged: Iterable[StagedReport], origin: str, base: int) -> DerivedRows:
    """The rows of these reports; `base` is the position of the first row of all."""
    reports: list[Row] = []
    incidents: list[Row] = []
    for item in staged:
        report, position = item.report, base + item.seq
        incident = to_incident((report,))
        identity = report_id(report) if report.incident_ref else incident.incident_id
        key = {"seq": item.seq, "file": item.file, "line": item.line, "read_id": item.read_id or identity}
        key |= {"origin": origin, "report_id": identity, "alone": incident.incident_id, "position": position}
        cells = to_cells(report)
        reports.append(key | cells)
        joined = {"seq": item.seq, "reference": report.incident_ref, "asks": item.asks}
        joined |= {f"own_{name}": cells[name] for name in _OWN_PLACE}
        incidents.append(joined | schema.incident_row(incident, position))
    return DerivedRows(arrow_table(REPORTS, reports), arrow_table(INCIDENTS, incidents))
