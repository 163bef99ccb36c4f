"""Our own tables, read in this process: no child and no Arrow, so that a start stays light."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from data.errors import FileRejected, Rejection
from data.parsing.formulas import restore
from data.parsing.text import clean_text
from data.reading.collecting import Collector
from data.reading.delimited import read_delimited
from data.reading.limits import Limits
from data.reading.table import ReadOptions, Row, Table, fold, table_of


@dataclass(frozen=True, slots=True)
class Rows:
    """A table whose rows are Python values: `Table` without Arrow, for a file that is known to be small."""

    name: str = field(metadata={"doc": "Name of the file, for messages."})
    columns: tuple[str, ...] = field(metadata={"doc": "The names of the columns as they were written."})
    read: tuple[Row, ...] = field(metadata={"doc": "Its rows, cleaned, by folded column name."})
    rejected: tuple[Rejection, ...] = ()
    notices: tuple[Rejection, ...] = ()

    @property
    def size(self) -> int:
        """Number of rows."""
        return len(self.read)

    def rows(self) -> Iterator[Row]:
        """Every row."""
        yield from self.read


class _RowCollector(Collector):
    def _begun(self) -> None:
        self.read: list[Row] = []
        self._folded = [fold(column) for column in self.columns]

    def _add(self, line: int, cells: Sequence[str]) -> None:
        clean = (clean_text(restore(cell)) for cell in cells)
        self.read.append(Row(line, dict(zip(self._folded, clean, strict=True))))


def table_here(path: Path) -> Table:
    """The same as a table like any other. Raises FileRejected."""
    read = read_here(path)
    table = table_of(read.name, read.columns, [[row.cells[fold(name)] for name in read.columns] for row in read.read])
    lines = [row.line for row in read.read]
    return dataclasses.replace(table, lines=lines, rejected=read.rejected, notices=read.notices)


def read_here(path: Path) -> Rows:
    """Read a CSV file of our own, in UTF-8. For foreign files there is `read_file`. Raises FileRejected."""
    into = _RowCollector(clean_text(path.name), ReadOptions(encoding="utf-8"), Limits())
    try:
        read_delimited(path, into, path.suffix.lower())
    except OSError as error:
        raise FileRejected(f"{into.name}: cannot be read ({error.strerror})") from error
    return Rows(into.name, into.columns, tuple(into.read), tuple(into.rejected), tuple(into.notices()))
