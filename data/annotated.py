"""Her table with our columns beside hers: every cell of hers as it was, and where each row lies or why it does not."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO

from data.export import derived_cells
from data.parsing.formulas import defuse
from data.publishing.results import RowResult
from data.reading.table import Row, Table, fold
from data.sources.own import DERIVED_COLUMNS, OWN_COLUMNS, to_report

_AT_ONCE = 10_000  # rows of her table that are held in memory
_FATE = ("row_status", "row_reason")
_OURS = (*OWN_COLUMNS, *DERIVED_COLUMNS, *_FATE)


@contextmanager
def annotated_file(path: Path) -> Iterator[Callable[[Table, Iterator[RowResult]], None]]:
    """What writes a table to `path`, for spreadsheets too. Where it is not called, or fails, the file is as it was."""
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("w", encoding="utf-8-sig", newline="") as out:
            yield partial(write_annotated, out=out)
        if part.stat().st_size:  # even a table without rows has a header
            part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_annotated(table: Table, results: Iterator[RowResult], out: IO[str]) -> None:
    """Write `table` as CSV (RFC 4180) to `out`, each row with our columns behind hers. No cell can run as a formula.

    `results` has one entry for each row of `table`, in order. Open `out` with newline="".
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
