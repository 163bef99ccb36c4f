"""Her table with our columns beside hers: every cell of hers as it was, and where each row lies or why it does not."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from typing import IO

from data.export import derived_cells
from data.parsing.formulas import defuse
from data.publishing.results import RowResult
from data.reading.table import Row, Table, fold
from data.sources.own import DERIVED_COLUMNS, OWN_COLUMNS, to_report

_AT_ONCE = 10_000  # rows of her table that are held in memory
_FATE = ("row_status", "row_reason")
_OURS = (*OWN_COLUMNS, *DERIVED_COLUMNS, *_FATE)


def write_annotated(table: Table, results: Iterator[RowResult], out: IO[str]) -> None:
    """Write `table` as CSV (RFC 4180) to `out`, each row with our columns behind hers. No cell can run as a formula.

    `results` has one entry for each row of `table`, in order. Open `out` as UTF-8 with newline="", and as utf-8-sig
    where a spreadsheet is to know its encoding.
    """
    writer = csv.writer(out)
    writer.writerow([*map(defuse, table.columns), *_names(table.columns)])
    for cells, result in zip(_rows(table), results, strict=True):
        writer.writerow([*map(defuse, cells), *(defuse(str(cell)) for cell in _ours(result))])


def _names(theirs: Sequence[str]) -> list[str]:
    """Our column names, with a prefix where she has a column of that name."""
    taken = set(map(fold, theirs))
    names = []
    for column in _OURS:
        name = column
        while name in taken:
            name = f"sheru_{name}"
        taken.add(name)
        names.append(name)
    return names


def _rows(table: Table) -> Iterator[tuple[str, ...]]:
    for batch in table.cells.to_batches(max_chunksize=_AT_ONCE):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _ours(result: RowResult) -> list[object]:
    fate = {"row_status": result.status, "row_reason": _reason(result)}
    if not result.cells:
        return [fate.get(name, "") for name in _OURS]
    derived = derived_cells(result.incident, to_report(Row(result.line, result.cells)))
    cells = result.cells | derived | fate
    return [cells[name] for name in _OURS]


def _reason(result: RowResult) -> str:
    return f"column {result.column}: {result.reason}" if result.column else result.reason
