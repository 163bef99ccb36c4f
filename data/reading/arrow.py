"""Rows to an Arrow file of text, a batch at a time, so that a table of any length needs little memory."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyarrow as pa
import pyarrow.compute as pc

from data.parsing.text import MAX_TEXT
from data.reading.collecting import Collector
from data.reading.limits import Limits
from data.reading.table import ReadOptions

_ROWS = 20_000  # of a batch
_CHARACTERS = 2**25  # of a batch


class ArrowCollector(Collector):
    """Writes rows to `path` as Arrow IPC: the columns as text, and last a column with the line of each row."""

    def __init__(self, name: str, options: ReadOptions, limits: Limits, path: Path) -> None:
        super().__init__(name, options, limits)
        self._path = path
        self._rows: list[Sequence[str]] = []
        self._lines: list[int] = []
        self._characters = 0
        self._writer: pa.ipc.RecordBatchFileWriter | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is None:
            self._flush()
        if self._writer:
            self._writer.close()

    def _begun(self) -> None:
        fields = [pa.field(column, pa.string(), nullable=False) for column in self.columns]
        self._schema = pa.schema([*fields, pa.field("line", pa.int64(), nullable=False)])
        self._writer = pa.ipc.new_file(str(self._path), self._schema)

    def _add(self, line: int, cells: Sequence[str]) -> None:
        self._rows.append(cells)
        self._lines.append(line)
        self._characters += sum(map(len, cells))
        if len(self._rows) >= _ROWS or self._characters >= _CHARACTERS:
            self._flush()

    def add_columns(self, lines: pa.Array, columns: Sequence[pa.Array]) -> None:
        """Take many rows at once: an array of text without nulls for each column."""
        self.count(len(lines))
        self._write(lines, list(columns))

    def _flush(self) -> None:
        if not self._rows:
            return
        columns = [_text(cells) for cells in zip(*self._rows, strict=True)]
        self._write(pa.array(self._lines, pa.int64()), columns)
        self._rows, self._lines, self._characters = [], [], 0

    def _write(self, lines: pa.Array, columns: list[pa.Array]) -> None:
        assert self._writer, "begin() comes first"
        for position, column in enumerate(columns):
            if (pc.max(pc.binary_length(column)).as_py() or 0) > MAX_TEXT:
                columns[position] = self._cut(lines, self.columns[position], column)
        self._writer.write_batch(pa.RecordBatch.from_arrays([*columns, lines], schema=self._schema))

    def _cut(self, lines: pa.Array, name: str, column: pa.Array) -> pa.Array:
        for row in pc.indices_nonzero(pc.greater(pc.utf8_length(column), MAX_TEXT)).to_pylist():
            self.notice(lines[row].as_py(), name, f"cut to {MAX_TEXT:,} characters", kind="cut")
        return pc.utf8_slice_codeunits(column, 0, MAX_TEXT)


def _text(cells: Sequence[str]) -> pa.Array:
    try:
        return pa.array(cells, pa.string())
    except UnicodeEncodeError:
        return pa.array([_paired(cell) for cell in cells], pa.string())


def _paired(text: str) -> str:
    """`text` with surrogates joined in pairs; a lone one, which no file can hold, becomes U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
