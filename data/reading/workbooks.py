"""XLSX, XLS and ODS to rows, by calamine: values only, of one visible sheet; nothing is calculated or run."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import is_zipfile

from data.errors import FileRejected
from data.parsing.text import clean_text
from data.reading.collecting import Collector
from data.reading.workbook_checks import Checked, check_workbook

_EXACT = 2**53
_MOST_TITLES = 10  # lines above a header
_WIDE = 3  # cells of a header that may have titles above it


def read_workbook(path: Path, into: Collector) -> None:
    """Read the chosen sheet, or the first visible one that is not empty. Raises FileRejected."""
    import python_calamine as calamine

    packed = is_zipfile(path)
    if packed:
        check_workbook(into.name, path, into.limits)
    try:
        with calamine.CalamineWorkbook.from_path(path) as workbook:
            _read(path, workbook, into, packed=packed)
    except calamine.PasswordError as error:
        raise FileRejected(f"{into.name}: the workbook is protected by a password; save it without one") from error
    except calamine.CalamineError as error:
        why = clean_text(str(error))[:80]
        raise FileRejected(f"{into.name}: this is no workbook, or it is damaged ({why}); save it anew") from error


def _read(path: Path, workbook: Any, into: Collector, *, packed: bool) -> None:
    names = [m.name for m in workbook.sheets_metadata if _is_read(m)]
    into.sheets = tuple(clean_text(name) for name in names)
    if not names:
        raise FileRejected(f"{into.name}: no sheet of the workbook is visible; unhide the one that is meant")
    wanted = _chosen(into, names)
    checked = Checked()
    for name in wanted:
        checked = check_workbook(into.name, path, into.limits, name) if packed else Checked()
        sheet = workbook.get_sheet_by_name(name)
        if sheet.start is not None:
            break
    into.read_as = replace(into.options, sheet=clean_text(name))
    into.kind = _kind(path, packed=packed)
    if not packed and sheet.total_height * sheet.total_width > into.limits.cells:
        raise FileRejected(f"{into.name}: the sheet spans more than {into.limits.cells:,} cells; save the table as CSV")
    if len(names) > 1 and not into.options.sheet:
        others = ", ".join(other[:40] for other in into.sheets if other != into.read_as.sheet)[:200]
        into.notice(1, "", f"the sheet “{into.read_as.sheet[:40]}” was read; others: {others}", kind="sheets")
    _rows(sheet, checked, into)


def _is_read(sheet: Any) -> bool:
    import python_calamine as calamine

    return bool(sheet.visible == calamine.SheetVisibleEnum.Visible and sheet.typ == calamine.SheetTypeEnum.WorkSheet)


def _chosen(into: Collector, names: list[str]) -> list[str]:
    if not into.options.sheet:
        return names
    found = [name for name in names if clean_text(name) == clean_text(into.options.sheet)]
    if not found:
        there = ", ".join(into.sheets)[:200]
        raise FileRejected(f"{into.name}: there is no visible sheet {into.options.sheet[:40]!r}; there are: {there}")
    return found[:1]


def _kind(path: Path, *, packed: bool) -> str:
    if not packed:
        return "xls"
    import zipfile

    with zipfile.ZipFile(path) as archive:
        return "ods" if "content.xml" in archive.namelist() else "xlsx"


def _rows(sheet: Any, checked: Checked, into: Collector) -> None:
    header_at, header, rows = _below_titles(_filled(sheet), into)
    while header and not header[-1]:
        header.pop()
    into.begin(header, first_line=True)
    width = len(into.columns)
    start = sheet.start[1]
    for line, cells in rows:
        if any(cells[width:]):
            reason = (
                f"{sum(map(bool, cells[width:]))} cells stand outside the columns of the header; name their columns"
            )
            into.reject(line, reason)
        else:
            into.add(line, [*cells[:width], *[""] * (width - len(cells))])
    for row, column in checked.formulas:
        if row + 1 > header_at and 0 <= column - start < width:
            reason = "formula without value; open the file in a spreadsheet programme, save it and bring it again"
            into.notice(row + 1, into.columns[column - start], reason, kind="formula")
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if bottom + 1 > header_at and left - start < width:
            column = into.columns[max(left - start, 0)]
            end = f"row {bottom + 1}, column {right - start + 1}"
            reason = f"merged with the cells up to {end}; only the first holds the value"
            into.notice(top + 1, column, reason, kind="merged")


def _below_titles(
    rows: Iterator[tuple[int, list[str]]], into: Collector
) -> tuple[int, list[str], Iterator[tuple[int, list[str]]]]:
    """Line and cells of the header, and the rows below it. Lines of one cell above a wide one are titles."""
    above: list[tuple[int, list[str]]] = []
    for line, cells in itertools.islice(rows, _MOST_TITLES + 1):
        above.append((line, cells))
        if sum(map(bool, cells)) > 1:
            break
    line, cells = above[-1] if above else (0, [])
    if sum(map(bool, cells)) < _WIDE:  # a table of a column or two has no titles
        line, cells = above[0] if above else (0, [])
        return line, cells, itertools.chain(above[1:], rows)
    for title_line, title in above[:-1]:
        said = next(filter(None, title))[:60]
        into.notice(title_line, "", f"“{said}” was taken for a title above the table", kind="title")
    return line, cells, rows


def _filled(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not empty, as text, with their number in the sheet."""
    if sheet.start is None:
        return
    for number, cells in enumerate(sheet.iter_rows(), start=1):  # empty rows above are given, empty columns are not
        row = [_text(cell) for cell in cells]
        if any(row):
            yield number, row


def _text(value: Any) -> str:
    """A cell as text: whole numbers without a fraction, days and times in ISO 8601."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < _EXACT else repr(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value)
