"""A table in parts, understood and derived part by part: a large one in two processes beside this one."""

from __future__ import annotations

import dataclasses
import gc
import itertools
import os
import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from typing import TYPE_CHECKING

from data.errors import Rejection, StoreUnavailable
from data.parsing.any_date import DateReading
from data.privacy import Coarsening, coarsened
from data.publishing.derived import StagedReport, derive
from data.reading.table import Table
from data.recipe import Recipe
from data.understanding import Understood, source_of, understand

if TYPE_CHECKING:
    import pyarrow as pa

_ROWS = 10_000  # of a part
_LARGE = 6 * _ROWS
_WORKERS = 2
_AHEAD = 2 * _WORKERS
"""Parts that are under way at once; more would only wait in memory."""
_ENDED = (
    "a process that read its rows was ended, most likely for want of memory; nothing was changed. "
    "Try again when more memory is free, or split the table and import the parts one after the other"
)


@dataclass(frozen=True, slots=True)
class Job:
    """What holds for all parts of a table."""

    file: int = field(metadata={"doc": "Number of the file."})
    first_seq: int = field(metadata={"doc": "Place of its first row among all rows of all files."})
    base: int = field(metadata={"doc": "Position in the store of the first row of all files."})
    origin: str
    reading: DateReading
    recipe: Recipe
    coarsening: Coarsening | None = field(
        default=None, metadata={"doc": "How fine a place may be stored; None: as it is, for who alone sees it."}
    )

    def staged(self, seq: int, item: Understood) -> StagedReport:
        """The report of a row as it is stored."""
        report = coarsened(item.report, self.coarsening) if self.coarsening else item.report
        return StagedReport(seq, self.file, item.line, item.read_id, report)


@dataclass(frozen=True, slots=True)
class Part:
    """What became of some rows of a table."""

    rows: pa.Table = field(metadata={"doc": "Its reports, as `derive` gives them."})
    rejected: tuple[tuple[int, Rejection], ...] = field(metadata={"doc": "Rows that state no report, by their seq."})
    notices: tuple[Rejection, ...]
    waiting: tuple[tuple[int, Understood], ...] = field(
        metadata={"doc": "Reports that the editor merges, by their seq: they want all of their group."}
    )
    size: int = field(metadata={"doc": "Number of rows."})


def each_part(table: Table, job: Job) -> Iterator[Part]:
    """The parts of `table`, in order."""
    slices = _slices(table)
    if table.size < _LARGE:
        yield from (_understand(part, job, first) for first, part in slices)
        return
    with ProcessPoolExecutor(_WORKERS, get_context("spawn"), _begin) as pool:
        under_way: deque[Future[Part]] = deque()
        try:
            for first, part in slices:
                under_way.append(pool.submit(_understand, part, job, first))
                if len(under_way) >= _AHEAD:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()
        except (BrokenProcessPool, MemoryError) as error:
            raise StoreUnavailable(f"{table.name}: {_ENDED}") from error


def _begin() -> None:
    """A worker whose parent was killed would wait for ever; and what it makes has no circles to look for."""
    gc.disable()

    def watch() -> None:
        if parent := parent_process():
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _understand(table: Table, job: Job, first: int) -> Part:
    source = source_of(table, job.recipe)
    merged = {identity for group in job.recipe.merges for identity in group}
    rejected: list[tuple[int, Rejection]] = []
    notices: list[Rejection] = []
    waiting: list[tuple[int, Understood]] = []

    def staged() -> Iterator[StagedReport]:
        for seq, item in enumerate(understand(table, source, job.reading, job.recipe), job.first_seq + first):
            if isinstance(item, Rejection):
                rejected.append((seq, item))
            elif item.read_id in merged:
                waiting.append((seq, item))
            else:
                notices.extend(item.notices)
                yield job.staged(seq, item)

    rows = derive(staged(), job.origin, job.base)
    return Part(rows, tuple(rejected), tuple(notices), tuple(waiting), table.size)


def _slices(table: Table) -> Iterator[tuple[int, Table]]:
    lines = iter(table.lines)
    for first in range(0, table.size, _ROWS):
        cells = _compact(table.cells.slice(first, _ROWS))
        yield first, dataclasses.replace(table, cells=cells, lines=list(itertools.islice(lines, _ROWS)))


def _compact(cells: pa.Table) -> pa.Table:
    """A copy of a slice that holds no more than its rows: as it is, it would be sent with its whole table."""
    import pyarrow as pa

    out = pa.BufferOutputStream()
    with pa.ipc.new_stream(out, cells.schema) as stream:
        stream.write_table(cells)
    return pa.ipc.open_stream(out.getvalue()).read_all()
