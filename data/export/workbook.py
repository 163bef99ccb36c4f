"""Our own table as XLSX, with its dictionary and what it is on sheets of their own. Nothing in it is a formula."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Connection, func, select

from data.errors import TooLargeForFormat
from data.export.about import DICTIONARY, About
from data.export.table import BOUNDS, DEGREES_AND_KM, TABLE_COLUMNS, table_rows
from data.filters import Filters
from data.parsing.formulas import defuse
from data.schema import incidents
from data.where import where

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

MAX_ROWS = 2**20 - 1
"""Rows of a sheet below its header."""

_PIECE = 2**16
_WIDTHS = {"place": 24, "description": 60, "source_name": 24, "date": 12}


def to_xlsx(
    connection: Connection,
    filters: Filters,
    about: About | None = None,
    *,
    order: str = "",
    within: ColumnElement[bool] | None = None,
) -> Iterator[bytes]:
    """An XLSX file in chunks, one report a row. Raises TooLargeForFormat where a sheet cannot hold all rows.

    The file is made on disk, a row at a time, for its table of contents comes last.
    """
    _check(connection, filters, within)
    with tempfile.TemporaryDirectory(prefix="sheru-xlsx-") as folder:
        path = Path(folder) / "out.xlsx"
        _write(path, table_rows(connection, filters, order=order, within=within), about)
        with path.open("rb") as file:
            yield from iter(lambda: file.read(_PIECE), b"")


def _check(connection: Connection, filters: Filters, within: ColumnElement[bool] | None) -> None:
    passes = where(filters) if within is None else where(filters) & within
    query = select(func.coalesce(func.sum(incidents.c.report_count), 0)).where(passes)
    number = int(connection.execute(query).scalar_one())
    if number > MAX_ROWS:
        raise TooLargeForFormat(
            f"{number:,} reports are more than the {MAX_ROWS:,} rows of an XLSX sheet; take CSV or Parquet"
        )


def _write(path: Path, rows: Iterator[dict[str, object]], about: About | None) -> None:
    import xlsxwriter

    options = {"constant_memory": True, "tmpdir": str(path.parent)}
    with xlsxwriter.Workbook(path, options) as workbook:
        workbook.use_zip64()
        heading = workbook.add_format({"bold": True})
        data = workbook.add_worksheet("Data")
        data.freeze_panes(1, 0)
        for column, name in enumerate(TABLE_COLUMNS):
            data.set_column(column, column, _WIDTHS.get(name, 14))
            data.write_string(0, column, name, heading)
        for number, cells in enumerate(rows, start=1):
            for column, name in enumerate(TABLE_COLUMNS):
                if (cell := cells[name]) != "":
                    _put(data, number, column, cell, is_number=name in DEGREES_AND_KM or name in BOUNDS)
        for title, pairs in {"Dictionary": DICTIONARY, "About": about.members() if about else {}}.items():
            sheet = workbook.add_worksheet(title)
            sheet.set_column(0, 0, 20)
            sheet.set_column(1, 1, 100)
            for number, (name, text) in enumerate(pairs.items()):
                sheet.write_string(number, 0, name, heading)
                _put(sheet, number, 1, text)
        if about:
            day = datetime.combine(about.citation.published, time())
            workbook.set_properties({"title": about.citation.title[:255], "created": day})


def _put(sheet: Worksheet, row: int, column: int, cell: object, *, is_number: bool = False) -> None:
    """A number where it comes back as it is: the format keeps 16 digits. All else is text, and stays so as CSV."""
    if is_number and float(f"{float(str(cell)):.16G}") == float(str(cell)):
        sheet.write_number(row, column, float(str(cell)))
        return
    text = defuse(str(cell))
    if text.startswith("<r>") and text.endswith("</r>"):
        text += " "  # else XlsxWriter takes it for markup of its own and writes it as it stands
    sheet.write_string(row, column, text)
