"""What became of each row of a file, streamed in the order of the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from data.publishing.account import STORED_ALREADY
from data.publishing.places import LOCATED, PLACED_ROWS
from data.publishing.work import Work, rows_of
from data.sources.own import OWN_COLUMNS


@dataclass(frozen=True, slots=True)
class RowResult:
    """What became of one row."""

    line: int = field(metadata={"doc": "Line of the file where the row starts."})
    status: str = field(metadata={"doc": "stored, duplicate or rejected."})
    reason: str = field(default="", metadata={"doc": "Why it is a duplicate or rejected."})
    column: str = field(default="", metadata={"doc": "Column of theirs that the reason is about, if one is."})
    cells: dict[str, str] = field(
        default_factory=dict, metadata={"doc": "Cells of our own columns with its location; empty where rejected."}
    )
    report_id: str = field(default="", metadata={"doc": "Id of the report."})
    read_id: str = field(default="", metadata={"doc": "Its id as the file alone gives it, by which a recipe names it."})
    incident: str = field(default="", metadata={"doc": "Id of its incident."})


def _cell(name: str) -> str:
    if name in LOCATED:
        return f'coalesce(stored."{name}", places."{name}", said."{name}") AS "{name}"'
    return f'said."{name}"'


_RESULTS = f"""
SELECT said.seq, said.line, '' AS of_column, said.report_id, said.read_id,
    CASE WHEN fresh.seq = said.seq THEN 'stored' ELSE 'duplicate' END AS status,
    CASE WHEN fresh.seq = said.seq THEN '' WHEN fresh.seq IS NULL THEN '{STORED_ALREADY}'
        ELSE 'says exactly what row ' || first.line || ' of ' || files.name || ' says' END AS reason,
    coalesce(assigned.incident, stored.incident, said.alone) AS incident,
    {", ".join(map(_cell, OWN_COLUMNS))}
FROM {PLACED_ROWS}
LEFT JOIN stage.fresh AS fresh ON fresh.report_id = said.report_id
LEFT JOIN stage.reports AS first ON first.seq = fresh.seq
LEFT JOIN stage.files AS files ON files.file = first.file
LEFT JOIN kept_reports AS stored ON stored.report_id = said.report_id
LEFT JOIN stage.assigned AS assigned ON assigned.report_id = said.report_id
WHERE said.file = {{file:d}}
UNION ALL BY NAME
SELECT seq, line, of_column, '' AS report_id, '' AS read_id, 'rejected' AS status, reason,
FROM stage.rejected WHERE file = {{file:d}}
ORDER BY seq
"""


def results(work: Work, file: int) -> Iterator[RowResult]:
    """What became of each row of the file with this number that could be split into cells."""
    for row in rows_of(work.connection, _RESULTS.format(file=file)):
        is_report = row["status"] != "rejected"
        yield RowResult(
            row["line"],
            row["status"],
            row["reason"],
            row["of_column"],
            {name: row[name] for name in OWN_COLUMNS} if is_report else {},
            row["report_id"],
            row["read_id"],
            row["incident"] if is_report else "",
        )
