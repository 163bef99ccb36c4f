"""Files to rows: bytes are decoded, bounded and split into cells; what cannot be split is named, never shifted."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from data.errors import FileRejected, Rejection
from data.parsing.formulas import restore
from data.parsing.text import MAX_TEXT, clean_text

if TYPE_CHECKING:
    from _csv import Reader

MAX_BYTES = 200 * 2**20
MAX_COLUMNS = 500
_MAX_CELL = 1_000_000  # characters that the splitter itself accepts; clean_text cuts the rest
_DELIMITERS = {".csv": ",", ".tsv": "\t", ".tab": "\t"}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: the line where it starts (the header is line 1) and its cells by column name."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A file as columns and rows, with the rows that could not be split and what was cut."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    rejected: tuple[Rejection, ...]
    notices: tuple[Rejection, ...]


def read_table(path: Path) -> Table:
    """Read a CSV or TSV file in UTF-8 (with or without a byte order mark), by RFC 4180.

    Raises FileRejected where the file as a whole cannot be used. A row with too many or too few cells is rejected
    with its line; columns never shift.
    """
    name = clean_text(path.name)  # a file name may hold what no terminal and no JSON should show
    delimiter = _DELIMITERS.get(path.suffix.lower())
    if delimiter is None:
        raise FileRejected(f"{name}: only .csv and .tsv files are read; save the table as CSV (UTF-8)")
    csv.field_size_limit(_MAX_CELL)
    lines = csv.reader(io.StringIO(_decode(name, path), newline=""), delimiter=delimiter, strict=True)
    try:
        columns = _header(name, next(lines, []))
    except csv.Error as error:
        raise FileRejected(f"{name}, row 1: {error}; mend the quotes of the header") from error
    return _collect(name, columns, lines)


def _decode(name: str, path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise FileRejected(f"{name}: {size:,} bytes is more than {MAX_BYTES:,}; split the file")
        content = path.read_bytes()
    except OSError as error:
        raise FileRejected(f"{name}: cannot be read ({error.strerror})") from error
    if b"\0" in content:
        raise FileRejected(f"{name}: this is not a text file; save the table as CSV (UTF-8)")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise FileRejected(f"{name}, row {line}: not UTF-8; save the table as CSV (UTF-8)") from error


def _header(name: str, cells: list[str]) -> tuple[str, ...]:
    columns = tuple(clean_text(cell).casefold() for cell in cells)
    if not any(columns):
        raise FileRejected(f"{name}: the file has no header row")
    if len(columns) > MAX_COLUMNS:
        raise FileRejected(f"{name}: {len(columns):,} columns are more than {MAX_COLUMNS}")
    for position, column in enumerate(columns):
        if column and column in columns[:position]:
            raise FileRejected(f"{name}: the column {column[:60]!r} is there twice; rename one of them")
    return columns


def _collect(name: str, columns: tuple[str, ...], lines: Reader) -> Table:
    rows: list[Row] = []
    rejected: list[Rejection] = []
    notices: list[Rejection] = []
    for line, cells in _numbered(lines, name, rejected):
        if len(cells) != len(columns):
            reason = f"{len(cells)} cells where the header has {len(columns)}; check the separators and the quotes"
            rejected.append(Rejection(name, line, "", reason))
            continue
        notices.extend(
            Rejection(name, line, column, f"cut to {MAX_TEXT:,} characters")
            for column, cell in zip(columns, cells, strict=True)
            if len(cell) > MAX_TEXT
        )
        rows.append(Row(line, {c: clean_text(restore(cell)) for c, cell in zip(columns, cells, strict=True) if c}))
    return Table(name, columns, tuple(rows), tuple(rejected), tuple(notices))


def _numbered(lines: Reader, name: str, rejected: list[Rejection]) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line where each starts. A row that cannot be split is rejected; what follows it is read on."""
    start = lines.line_num + 1
    while True:
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error as error:
            last = lines.line_num
            swallowed = f"; it swallows the file up to line {last}" if last > start else ""
            rejected.append(Rejection(name, start, "", f"{error}{swallowed}; check the quotes of this row"))
            start = lines.line_num + 1
            continue
        if any(cells):
            yield start, cells
        start = lines.line_num + 1
