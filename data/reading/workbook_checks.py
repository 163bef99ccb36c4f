"""Looks through the XML of a workbook before anything builds a table of it: sizes, entities, cells far out."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.parsers import expat

from data.errors import FileRejected
from data.reading.archives import check_sizes, damaged_zip
from data.reading.limits import Limits

_PIECE = 2**18
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_MOST_FORMULAS = 10_000
_DAMAGED = (
    zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error, KeyError,
)  # fmt: skip


@dataclass(slots=True)
class Checked:
    """What the look into a workbook found."""

    formulas: list[tuple[int, int]] = field(default_factory=list)
    """Row and column (from 0) of formulas without a value."""


def check_workbook(file: str, path: Path, limits: Limits, sheet: str = "") -> Checked:
    """Check the XLSX or ODS file at `path`; `sheet` is the name of the one that will be read.

    Raises FileRejected where the workbook would cost more than the limits or is none.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if len(set(names)) != len(names):
                raise FileRejected(f"{file}: two members of the workbook have the same name; save it anew")
            if "xl/workbook.bin" in names:
                raise FileRejected(f"{file}: binary workbooks (XLSB) are not read; save it as XLSX")
            parts = [m for m in archive.infolist() if m.filename.lower().endswith((".xml", ".rels"))]
            check_sizes(file, parts, limits)
            return _look(file, archive, sheet, limits)
    except _DAMAGED as error:
        raise damaged_zip(file, error) from error


def _look(file: str, archive: zipfile.ZipFile, sheet: str, limits: Limits) -> Checked:
    chosen = _part_of(file, archive, sheet, limits) if sheet else ""
    found = Checked()
    for name in archive.namelist():
        if name.startswith("xl/worksheets/") and name != chosen:
            continue  # it is never opened
        if name == chosen:
            _Sheet(file, limits, found).read(archive, name)
        elif name == "content.xml":
            _Spreadsheet(file, limits).read(archive, name)
        elif name.lower().endswith((".xml", ".rels")):
            _Part(file, limits).read(archive, name)
    return found


def _part_of(file: str, archive: zipfile.ZipFile, sheet: str, limits: Limits) -> str:
    """The member that holds the sheet of this name."""
    if "xl/workbook.xml" not in archive.namelist():
        return ""
    by_id = _Attributes(file, limits, "Relationship").read(archive, "xl/_rels/workbook.xml.rels").found
    targets = {a.get("Id", ""): a.get("Target", "") for a in by_id}
    for attributes in _Attributes(file, limits, "sheet").read(archive, "xl/workbook.xml").found:
        if attributes.get("name") == sheet:
            own_id = next((value for name, value in attributes.items() if name.endswith(":id")), "")
            target = targets.get(own_id, "")
            return target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
    return ""


class _Part:
    """One part of a workbook, read by expat: no document type and no entities."""

    def __init__(self, file: str, limits: Limits) -> None:
        self.file = file
        self.limits = limits

    def read(self, archive: zipfile.ZipFile, name: str) -> Any:
        """Read it through. Raises FileRejected where it is no XML that a table would be in."""
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._refuse
        parser.EntityDeclHandler = self._refuse
        self.prepare(parser)
        try:
            with archive.open(name) as stream:
                while piece := stream.read(_PIECE):
                    parser.Parse(piece, False)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise FileRejected(f"{self.file}: the workbook is damaged (XML: {error}); save it anew") from error
        return self

    def prepare(self, parser: expat.XMLParserType) -> None:
        """Set what else is looked at."""

    def _refuse(self, *_: object) -> None:
        raise FileRejected(f"{self.file}: the workbook declares XML entities, as no spreadsheet does; save it anew")

    def too_large(self) -> FileRejected:
        """The refusal of a sheet that is too large."""
        return FileRejected(
            f"{self.file}: the sheet spans more than {self.limits.cells:,} cells; delete what stands far out, "
            "or save the table as CSV"
        )


class _Attributes(_Part):
    """The attributes of every element of one name."""

    def __init__(self, file: str, limits: Limits, element: str) -> None:
        super().__init__(file, limits)
        self._element = element
        self.found: list[dict[str, str]] = []

    def prepare(self, parser: expat.XMLParserType) -> None:
        parser.StartElementHandler = self._start

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == self._element:
            self.found.append(attributes)


class _Sheet(_Part):
    """A sheet of an XLSX file: how far its cells reach, and which formulas have no value."""

    def __init__(self, file: str, limits: Limits, found: Checked) -> None:
        super().__init__(file, limits)
        self._found = found
        self._row, self._column = -1, -1
        self._first = -1
        self._width = 0
        self._cells = 0
        self._formula = False

    def prepare(self, parser: expat.XMLParserType) -> None:
        parser.StartElementHandler = self._start
        self._parser = parser

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            self._end_formula()
            self._cell(attributes.get("r", ""))
        elif name == "row":
            self._end_formula()
            number = attributes.get("r", "")
            self._row = int(number[:8]) - 1 if number.isdecimal() else self._row + 1
            self._column = -1
        elif name == "f":
            self._formula = True
            self._parser.CharacterDataHandler = None
        elif name in ("v", "t") and self._formula:
            self._parser.CharacterDataHandler = self._valued
        elif name == "mergeCells":
            self._end_formula()

    def _cell(self, reference: str) -> None:
        if match := _REFERENCE.fullmatch(reference):
            self._column = _column_number(match[1])
            self._row = int(match[2]) - 1
        else:
            self._column += 1
        self._cells += 1
        self._width = max(self._width, self._column + 1)
        self._first = self._row if self._first < 0 else min(self._first, self._row)
        height = self._row - self._first + 1
        if self._cells > self.limits.cells or height * self._width > self.limits.cells:
            raise self.too_large()

    def read(self, archive: zipfile.ZipFile, name: str) -> Any:
        """The same; the last formula has no cell after it that would end it."""
        super().read(archive, name)
        self._end_formula()
        return self

    def _valued(self, text: str) -> None:
        if text.strip():
            self._formula = False

    def _end_formula(self) -> None:
        if self._formula and len(self._found.formulas) < _MOST_FORMULAS:
            self._found.formulas.append((self._row, self._column))
        self._formula = False
        self._parser.CharacterDataHandler = None


class _Spreadsheet(_Part):
    """All sheets of an ODS file, which repeats cells and rows by a number."""

    def __init__(self, file: str, limits: Limits) -> None:
        super().__init__(file, limits)
        self._rows, self._row_times, self._columns, self._width = 0, 1, 0, 0

    def prepare(self, parser: expat.XMLParserType) -> None:
        parser.StartElementHandler = self._start

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "table":
            self._rows, self._row_times, self._width = 0, 1, 0
        elif name == "table-row":
            self._rows += self._row_times
            self._row_times = _times(attributes, "number-rows-repeated")
            self._columns = 0
        elif name in ("table-cell", "covered-table-cell"):
            self._columns += _times(attributes, "number-columns-repeated")
            if any(key.endswith("value-type") for key in attributes):
                self._width = max(self._width, self._columns)
                if (self._rows + self._row_times) * self._width > self.limits.cells:
                    raise self.too_large()


def _times(attributes: dict[str, str], name: str) -> int:
    text = next((value for key, value in attributes.items() if key.rpartition(":")[2] == name), "1")
    return int(text[:9]) if text.isdecimal() else 1


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
