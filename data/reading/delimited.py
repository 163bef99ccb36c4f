"""Text with delimiters (CSV, TSV and their like) to rows, by RFC 4180: what cannot be split is named, never shifted."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from data.errors import FileRejected
from data.reading import gdelt
from data.reading.collecting import Collector
from data.reading.delimiters import find_delimiter
from data.reading.encodings import find_encoding

_START = 2**16
_INSIDE = re.compile(r"\r(?!\n?\Z)")
_SECOND_TRIES = 200  # rows after which the lines that a stray quote swallowed are read again
_BINARY = frozenset(map(chr, range(32))) - set("\t\n\v\f\r\x1a\x1b")


def read_delimited(path: Path, into: Collector, suffix: str = "") -> None:
    """Read the text file at `path`. Raises FileRejected where the file as a whole cannot be used."""
    encoding = find_encoding(into.name, path, into.options.encoding)
    codec = "utf-8-sig" if encoding.name == "utf-8" else encoding.name
    ends = _line_ends(path, codec, encoding.errors)
    with path.open(encoding=codec, errors=encoding.errors, newline=ends) as stream:
        _refuse_other_things(into.name, stream)
        delimiter, told = find_delimiter(into.name, stream, into.options.delimiter, suffix)
        into.read_as = replace(into.options, encoding=encoding.name, delimiter=delimiter)
        if gdelt.is_event(_first_cells(stream, told)):
            _read_events(stream, into)
        else:
            _read_rows(stream, delimiter, into, int(told))
    for line, reason in encoding.doubts:
        into.notice(line, "", reason, kind="encoding")


def _line_ends(path: Path, codec: str, errors: str) -> str:
    """How lines end, as `open` takes it: at \\n (a \\r before it is the splitter's), or as on old Macs at \\r alone."""
    with path.open(encoding=codec, errors=errors, newline="") as stream:
        start = stream.read(_START)
    return "\n" if start.count("\n") >= start.count("\r") - start.count("\r\n") else ""


def _first_cells(stream: TextIO, told: bool) -> list[str]:
    """The cells of the first line as GDELT has them; `stream` is left where it was."""
    first = stream.readline()
    stream.seek(0)
    if told:
        stream.readline()
    return first.rstrip("\r\n").split("\t")


def _refuse_other_things(file: str, stream: TextIO) -> None:
    """Text that is no table: pages, and binary files without a zero."""
    start = stream.read(4096)
    stream.seek(0)
    if start.lstrip("\ufeff \t\r\n")[:1] == "<":
        raise FileRejected(f"{file}: this is a web page or XML and no table; save the table as CSV (UTF-8)")
    if sum(char in _BINARY for char in start) * 20 > len(start):
        raise FileRejected(f"{file}: this is not a text file; save the table as CSV (UTF-8)")


def _read_events(stream: TextIO, into: Collector) -> None:
    into.kind = "gdelt"
    events = csv.reader(_whole_lines(stream), delimiter="\t", quoting=csv.QUOTE_NONE)
    for line, cells in enumerate(events, start=1):
        if line == 1:
            into.begin(gdelt.columns(len(cells)))
        if len(cells) == len(into.columns):
            into.add(line, cells)
        elif cells:
            into.reject(line, f"{len(cells)} cells where the first line has {len(into.columns)}")


def _read_rows(stream: TextIO, delimiter: str, into: Collector, offset: int) -> None:
    into.kind = "csv"
    csv.field_size_limit(into.limits.cell)
    lines = Lines(stream, delimiter, offset)
    into.begin(lines.header(into.name), first_line=True)
    width = len(into.columns)
    for line, cells in lines.rows(into):
        if len(cells) == width:
            into.add(line, cells)
        else:
            reason = f"{len(cells)} cells where the header has {width}; check the separators and the quotes"
            into.reject(line, reason + lines.span(line))


def _whole_lines(stream: TextIO) -> Iterator[str]:
    """The lines; a carriage return inside one is a blank and starts no row, but where all lines end so."""
    for line in stream:
        if "\r" in line and not (line.count("\r") == 1 and line.endswith(("\r\n", "\r"))):
            yield _INSIDE.sub(" ", line)
        else:
            yield line


class Lines:
    """The rows of a delimited text with the line where each starts, and the lines that a stray quote swallows."""

    def __init__(self, stream: TextIO, delimiter: str, offset: int) -> None:
        self._stream = _whole_lines(stream)
        self._delimiter = delimiter
        self._again: deque[str] = deque()  # lines that are read again
        self._row: list[str] = []  # lines of the row that is being read
        self._line = offset  # number of the last line that was read
        self._tries = _SECOND_TRIES
        self._reader = self._new_reader()

    def header(self, file: str) -> list[str]:
        """The cells of the first line that is not empty. Raises FileRejected where it cannot be split."""
        try:
            cells = next((row for row in self._reader if row), [])
        except csv.Error as error:
            raise FileRejected(f"{file}, row 1: {error}; mend the quotes of the header") from error
        if cells:
            cells[0] = cells[0].lstrip("\ufeff")
        return cells

    def rows(self, into: Collector) -> Iterator[tuple[int, list[str]]]:
        """Every row that has something in it. One that cannot be split is rejected; what follows it is read on."""
        while True:
            self._row.clear()
            start = self._line + 1
            try:
                cells = next(self._reader)
            except StopIteration:
                return
            except csv.Error as error:
                self._reject(start, error, into)
                continue
            if any(cells):
                yield start, cells

    def span(self, start: int) -> str:
        """The last line of the row, where it is not the first."""
        return f" (the row runs from line {start} to {self._line})" if self._line > start else ""

    def _reject(self, start: int, error: csv.Error, into: Collector) -> None:
        reason = f"{error}; check the quotes of this row"
        if len(self._row) > 1 and self._tries:
            self._tries -= 1
            reason = (
                f"{error} up to line {self._line}; this line was left out and those after it are read by themselves; "
                "check its quotes"
            )
            self._again.extendleft(reversed(self._row[1:]))
            self._line = start
        elif self._line > start:
            reason = f"{error}; it swallows the file up to line {self._line}; check the quotes of this row"
        into.reject(start, reason)
        self._reader = self._new_reader()

    def _new_reader(self) -> Iterator[list[str]]:
        return csv.reader(self._each(), delimiter=self._delimiter, strict=True)

    def _each(self) -> Iterator[str]:
        while True:
            line = self._again.popleft() if self._again else next(self._stream, "")
            if not line:
                return
            self._line += 1
            self._row.append(line)
            yield line
