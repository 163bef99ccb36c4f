"""New rows on their way into the store: kept on disk in the order of their files, each with what it will become."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from sqlalchemy import Column, String, Text

from data.errors import Rejection
from data.publishing.derived import KEPT, KEY, STAGED, StagedReport, derive
from data.publishing.work import Columns, Work, add, blocks, create, insert, names, rows_of
from data.reading.table import Row
from data.sources.own import OWN_COLUMNS, to_report

if TYPE_CHECKING:
    import pyarrow as pa

AT_ONCE = 20_000  # rows that are held in memory

_REJECTED: Columns = (*KEY, Column("of_column", String, nullable=False), Column("reason", String, nullable=False))
_FILES: Columns = (KEY[1], Column("name", Text, nullable=False))


class Stage:
    """Takes rows in any number; `settle` says which of them are new."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self._connection = work.connection
        self.base = _next_position(work)
        create(self._connection, "stage.reports", STAGED)
        create(self._connection, "stage.rejected", _REJECTED)
        create(self._connection, "stage.files", _FILES)

    def begin_file(self, number: int, name: str) -> None:
        """Keep the name of a file, for what is told of its rows."""
        insert(self._connection, "stage.files", _FILES, [{"file": number, "name": name}])

    def add(self, rows: pa.Table) -> None:
        """Keep reports, as `derive` gives them."""
        add(self._connection, "stage.reports", rows)

    def reject(self, file: int, rejected: Iterable[tuple[int, Rejection]]) -> None:
        """Keep why rows of a file cannot be stored, each with its place among all rows."""
        rows = [
            {"seq": seq, "file": file, "line": why.row, "of_column": why.column, "reason": why.reason}
            for seq, why in rejected
        ]
        insert(self._connection, "stage.rejected", _REJECTED, rows)

    def settle(self) -> None:
        """Find the reports that are new: the first of those that say the same, unless it is stored already."""
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


def stage_served(work: Work) -> None:
    """Every served report as a new one: to be derived again by today's rules."""
    columns = names(("origin", *OWN_COLUMNS), "served_reports")
    served = rows_of(work.connection, f"SELECT {columns} FROM served_reports ORDER BY position")
    stage = Stage(work)
    numbered = enumerate(served)
    for origin, rows in itertools.groupby(numbered, key=lambda pair: str(pair[1]["origin"])):
        for block in blocks(rows, AT_ONCE):
            stage.add(derive((_kept(seq, row) for seq, row in block), origin, stage.base))
    stage.settle()


def _kept(seq: int, row: Mapping[str, str]) -> StagedReport:
    return StagedReport(seq, KEPT, 0, "", to_report(Row(0, {name: row[name] for name in OWN_COLUMNS})))


def _next_position(work: Work) -> int:
    [(position,)] = work.connection.execute("SELECT coalesce(max(position) + 1, 0) FROM kept_reports").fetchall()
    return int(position)
