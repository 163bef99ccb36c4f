"""New rows on their way into the store: kept on disk in the order of their files, each with what it will become."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import BigInteger, Column, Integer, String, Text

from data import schema
from data.errors import Rejection
from data.identity import report_id
from data.incidents import to_incident
from data.publishing.work import Columns, Row, Work, create, insert, names, rows_of
from data.reading.table import Row as CellRow
from data.sources.own import OWN_COLUMNS, to_cells, to_report

if TYPE_CHECKING:
    from data.model import Report

AT_ONCE = 20_000  # rows that are held in memory
_KEPT = -1  # number of the file of reports that are in the store already

_KEY: Columns = (
    Column("seq", BigInteger, nullable=False),
    Column("file", Integer, nullable=False),
    Column("line", BigInteger),
)
_REPORTS: Columns = (
    *_KEY,
    Column("read_id", String, nullable=False),
    Column("origin", String, nullable=False),
    Column("report_id", String, nullable=False),
    Column("position", BigInteger, nullable=False),
    *(column for column in schema.reports.columns if column.name in OWN_COLUMNS),
)
_INCIDENTS: Columns = (_KEY[0], *schema.incidents.columns)
_REJECTED: Columns = (*_KEY, Column("column", String, nullable=False), Column("reason", String, nullable=False))
_FILES: Columns = (_KEY[1], Column("name", Text, nullable=False))


@dataclass(frozen=True, slots=True)
class StagedReport:
    """A report that a row states."""

    seq: int = field(metadata={"doc": "Place of the row among all rows of all files, from 0."})
    file: int = field(metadata={"doc": "Number of the file, from 0."})
    line: int = field(metadata={"doc": "Line of the file where the row starts."})
    read_id: str = field(metadata={"doc": "Id of the report as the file alone gives it."})
    report: Report


class Stage:
    """Takes rows in any number; `settle` says which of them are new."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self._connection = work.connection
        self._reports: list[Row] = []
        self._incidents: list[Row] = []
        self._rejected: list[Row] = []
        self._base = _next_position(work)
        create(self._connection, "stage.reports", _REPORTS)
        create(self._connection, "stage.incidents", _INCIDENTS)
        create(self._connection, "stage.rejected", _REJECTED)
        create(self._connection, "stage.files", _FILES)
        self._connection.execute("BEGIN")

    def begin_file(self, number: int, name: str) -> None:
        """Keep the name of a file, for what is told of its rows."""
        insert(self._connection, "stage.files", _FILES, [{"file": number, "name": name}])

    def add(self, staged: StagedReport, origin: str) -> None:
        """Stage one report."""
        identity = report_id(staged.report)
        key = {"seq": staged.seq, "file": staged.file, "line": staged.line, "read_id": staged.read_id or identity}
        key |= {"origin": origin, "report_id": identity, "position": self._base + staged.seq}
        self._reports.append(key | to_cells(staged.report))
        incident = schema.incident_row(to_incident((staged.report,)), self._base + staged.seq)
        self._incidents.append(incident | {"seq": staged.seq})
        if len(self._reports) >= AT_ONCE:
            self._flush()

    def reject(self, seq: int, file: int, rejection: Rejection) -> None:
        """Keep why a row of a file cannot be stored."""
        key = {"seq": seq, "file": file, "line": rejection.row}
        self._rejected.append(key | {"column": rejection.column, "reason": rejection.reason})
        if len(self._rejected) >= AT_ONCE:
            self._flush()

    def settle(self) -> None:
        """Find the reports that are new: the first of those that say the same, unless it is stored already."""
        self._flush()
        self._connection.execute("COMMIT")
        self._connection.execute(
            "CREATE TABLE stage.fresh AS SELECT min(seq) AS seq, report_id FROM stage.reports"
            " WHERE report_id NOT IN (SELECT report_id FROM known) GROUP BY report_id"
        )
        if self.work.replaced:
            self._connection.execute(
                "INSERT INTO gone SELECT report_id FROM served_reports"
                " WHERE starts_with(origin, ?) OR report_id IN (SELECT report_id FROM stage.fresh)",
                [self.work.replaced],
            )

    def _flush(self) -> None:
        insert(self._connection, "stage.reports", _REPORTS, self._reports)
        insert(self._connection, "stage.incidents", _INCIDENTS, self._incidents)
        insert(self._connection, "stage.rejected", _REJECTED, self._rejected)
        self._reports, self._incidents, self._rejected = [], [], []


def stage_served(work: Work) -> Stage:
    """Every served report as a new one: to be derived again by today's rules."""
    columns = names(("origin", *OWN_COLUMNS), "served_reports")
    found = rows_of(work.connection, f"SELECT {columns} FROM served_reports ORDER BY position")
    stage = Stage(work)
    for seq, row in enumerate(found):
        report = to_report(CellRow(0, {name: row[name] for name in OWN_COLUMNS}))
        stage.add(StagedReport(seq, _KEPT, 0, "", report), row["origin"])
    stage.settle()
    return stage


def _next_position(work: Work) -> int:
    [(position,)] = work.connection.execute("SELECT coalesce(max(position) + 1, 0) FROM kept_reports").fetchall()
    return int(position)
