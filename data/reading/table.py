"""A file as a table of text, whatever it was: what every reader makes and every source adapter takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from data.errors import Rejection
from data.parsing.formulas import restore
from data.parsing.text import MAX_TEXT, clean_text

if TYPE_CHECKING:
    import pyarrow as pa

_UNCLEAN = r"^['\s]|\s$|\s\s|[^ -~]"
"""What cleaning may change: all but single spaces between printable ASCII."""
_AT_ONCE = 2_000  # rows that are turned into Python at once
_NEVER_RUN = ("json", "jsonl", "geojson", "parquet")  # no spreadsheet runs their text, so an apostrophe is its own
_SHORT, _MOST_KEPT = 60, 100_000  # characters of a cell, and cells, that are kept cleaned


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: the line where it starts (the header is line 1) and its cells by folded column name."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read a file, where an editor knows better. Every empty value means: find out."""

    encoding: str = field(default="", metadata={"doc": "Name of the encoding, as Python's codecs know it."})
    delimiter: str = field(default="", metadata={"doc": "The character between cells."})
    sheet: str = field(default="", metadata={"doc": "Name of the sheet of a workbook; else its first visible one."})


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows of text, with the rows that could not be read and what was cut."""

    name: str = field(metadata={"doc": "Name of the file, cleaned, for messages."})
    kind: str = field(metadata={"doc": "csv, xlsx, xls, ods, json, jsonl, geojson, parquet or gdelt."})
    cells: pa.Table = field(metadata={"doc": "Text as it was decoded, one string column for each column, no nulls."})
    lines: Sequence[int] = field(metadata={"doc": "For each row the line (or record number) where it starts."})
    read_as: ReadOptions = field(
        default=ReadOptions(), metadata={"doc": "The encoding, delimiter and sheet that were used."}
    )
    sheets: tuple[str, ...] = field(default=(), metadata={"doc": "Visible sheets of a workbook that can be chosen."})
    rejected: tuple[Rejection, ...] = field(default=(), metadata={"doc": "Rows that could not be split, and why."})
    notices: tuple[Rejection, ...] = field(default=(), metadata={"doc": "Rows that were kept, with something to know."})

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns as they were written, cleaned; no two fold to the same (see `fold`)."""
        return tuple(self.cells.column_names)

    @property
    def size(self) -> int:
        """Number of rows."""
        return int(self.cells.num_rows)

    def rows(self) -> Iterator[Row]:
        """Every row with its cells cleaned, by folded column name."""
        names = [fold(column) for column in self.columns]
        lines = iter(self.lines)
        clean = _Cleaned(self._clean)
        for batch in self.cells.to_batches(max_chunksize=_AT_ONCE):
            for cells in zip(*(clean.column(column) for column in batch.columns), strict=True):
                yield Row(int(next(lines)), dict(zip(names, cells, strict=True)))

    def values(self, column: str) -> Mapping[str, int]:
        """Each distinct value of `column` (folded name), cleaned, with the number of its rows, the first seen first."""
        position = [fold(name) for name in self.columns].index(column)
        counted: dict[str, int] = {}
        for entry in self.cells.column(position).combine_chunks().value_counts():
            text = self._clean(entry["values"].as_py())
            counted[text] = counted.get(text, 0) + entry["counts"].as_py()
        return counted

    def _clean(self, cell: str) -> str:
        return clean_text(cell if self.kind in _NEVER_RUN else restore(cell))


class _Cleaned(dict[str, str]):
    """Cells cleaned, by the cell as it was: a table holds the same short texts again and again."""

    def __init__(self, clean: Callable[[str], str]) -> None:
        super().__init__()
        self._clean = clean

    def column(self, cells: pa.Array) -> list[str]:
        """The cells of a column; only those that may not be clean yet are looked at one by one."""
        import pyarrow.compute as pc

        texts: list[str] = cells.to_pylist()
        unclean = pc.or_(pc.match_substring_regex(cells, _UNCLEAN), pc.greater(pc.binary_length(cells), MAX_TEXT))
        for number in pc.indices_nonzero(unclean).to_pylist():
            texts[number] = self[texts[number]]
        return texts

    def __missing__(self, cell: str) -> str:
        text = self._clean(cell)
        if len(cell) <= _SHORT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[cell] = text
        return text


def fold(column: str) -> str:
    """The name by which a column is known: blind to case and to spaces around."""
    return clean_text(column).casefold()


def table_of(name: str, columns: Sequence[str], rows: Sequence[Sequence[str]], kind: str = "csv") -> Table:
    """A table from Python values, line 2 first."""
    import pyarrow as pa

    arrays = [pa.array([row[i] for row in rows], pa.string()) for i in range(len(columns))]
    return Table(name, kind, pa.Table.from_arrays(arrays, names=list(columns)), range(2, len(rows) + 2))
