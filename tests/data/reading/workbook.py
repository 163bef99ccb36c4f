"""Small workbooks, written by hand: what a spreadsheet programme would write, and what it would not."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

Cell = str | float
Sheet = tuple[str, str, str]
"""Name, state and the XML of its rows."""


def text_rows(rows: Sequence[Sequence[Cell]]) -> str:
    """Rows of cells: text, or numbers."""
    return "".join(
        f'<row r="{n}">' + "".join(_cell(n, c, value) for c, value in enumerate(cells)) + "</row>"
        for n, cells in enumerate(rows, start=1)
    )


def _cell(row: int, column: int, value: Cell) -> str:
    at = f'r="{chr(ord("A") + column)}{row}"'
    if isinstance(value, str):
        return f'<c {at} t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return f"<c {at}><v>{value!r}</v></c>"


def write_workbook(path: Path, *sheets: Sheet) -> Path:
    """An XLSX file with these sheets; style 1 is a day."""
    listed, related = "", ""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for number, (name, state, rows) in enumerate(sheets, start=1):
            listed += f'<sheet name={quoteattr(name)} sheetId="{number}" state="{state}" r:id="s{number}"/>'
            related += (
                f'<Relationship Id="s{number}" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet{number}.xml"/>'
            )
            target.writestr(
                f"xl/worksheets/sheet{number}.xml", f"<worksheet {_MAIN}><sheetData>{rows}</sheetData></worksheet>"
            )
        related += f'<Relationship Id="st" Type="{_RELATIONS}/styles" Target="styles.xml"/>'
        target.writestr(
            "xl/workbook.xml", f'<workbook {_MAIN} xmlns:r="{_RELATIONS}"><sheets>{listed}</sheets></workbook>'
        )
        target.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{_PACKAGE}">{related}</Relationships>')
        target.writestr(
            "xl/styles.xml",
            f'<styleSheet {_MAIN}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/></cellXfs>'
            "</styleSheet>",
        )
        target.writestr("[Content_Types].xml", "<Types/>")
        target.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="w" Type="{_RELATIONS}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
    return path


_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def write_ods(path: Path, rows: str, name: str = "Sheet") -> Path:
    """An ODS file with one table."""
    content = (
        f'<office:document-content xmlns:office="{_OFFICE}:office:1.0" xmlns:table="{_OFFICE}:table:1.0" '
        f'xmlns:text="{_OFFICE}:text:1.0" xmlns:style="{_OFFICE}:style:1.0"><office:body><office:spreadsheet>'
        f"<table:table table:name={quoteattr(name)}>{rows}</table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as target:
        target.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        target.writestr("content.xml", content)
        target.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{_OFFICE}:manifest:1.0">'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
            "</manifest:manifest>",
        )
    return path
