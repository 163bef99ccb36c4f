"""XLSX, XLS and ODS: values of one visible sheet, and nothing that would not fit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import FileRejected
from data.reading.limits import Limits
from data.reading.table import ReadOptions
from tests.data.reading.conftest import cells, read_within
from tests.data.reading.workbook import text_rows, write_ods, write_workbook

HEAD: list[str | float] = ["date", "place", "n"]


def test_values_are_text_as_an_editor_sees_them(tmp_path: Path) -> None:
    rows = text_rows([HEAD])
    rows += '<row r="3"><c r="A3" s="1"><v>44255</v></c><c r="B3" t="b"><v>1</v></c><c r="C3"><v>7.0</v></c></row>'
    rows += '<row r="4"><c r="A4" s="2"><v>44255.5</v></c><c r="C4"><v>43.25</v></c></row>'
    table = read_within(tmp_path, write_workbook(tmp_path / "t.xlsx", ("One", "visible", rows)))
    assert (table.kind, table.read_as.sheet) == ("xlsx", "One")
    assert cells(table) == [
        (3, {"date": "2021-02-28", "place": "true", "n": "7"}),
        (4, {"date": "2021-02-28 12:00:00", "place": "", "n": "43.25"}),
    ]


def test_the_first_visible_sheet_that_holds_something_is_read_unless_another_is_chosen(tmp_path: Path) -> None:
    path = write_workbook(
        tmp_path / "t.xlsx",
        ("Secret", "hidden", text_rows([["name"], ["A. Person"]])),
        ("Empty", "visible", ""),
        ("Events", "visible", text_rows([HEAD, ["2021", "x", 1]])),
        ("More", "visible", text_rows([["a"], ["2"]])),
    )
    table = read_within(tmp_path, path)
    assert (table.sheets, table.read_as.sheet, table.size) == (("Empty", "Events", "More"), "Events", 1)
    assert "others: Empty, More" in table.notices[0].reason
    assert cells(read_within(tmp_path, path, ReadOptions(sheet="More"))) == [(2, {"a": "2"})]
    with pytest.raises(FileRejected, match="no visible sheet 'Secret'"):
        read_within(tmp_path, path, ReadOptions(sheet="Secret"))


def test_a_table_that_starts_further_down_is_read_with_the_rows_of_the_sheet(tmp_path: Path) -> None:
    rows = '<row r="3"><c r="B3" t="str"><v>a</v></c><c r="C3" t="str"><v>b</v></c></row>'
    rows += (
        '<row r="6"><c r="B6" t="str"><v>1</v></c><c r="C6"><f>1+1</f></c></row><row r="7"><c r="D7"><v>9</v></c></row>'
    )
    table = read_within(tmp_path, write_workbook(tmp_path / "t.xlsx", ("One", "visible", rows)))
    assert cells(table) == [(6, {"a": "1", "b": ""})]
    assert [(n.row, n.column) for n in table.notices] == [(6, "b")]
    assert [r.row for r in table.rejected] == [7]


def test_a_formula_with_its_value_is_its_value(tmp_path: Path) -> None:
    rows = text_rows([["a"]]) + '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c></row>'
    table = read_within(tmp_path, write_workbook(tmp_path / "t.xlsx", ("One", "visible", rows)))
    assert (cells(table), table.notices) == ([(2, {"a": "2"})], ())


Values = Sequence[Sequence[str | float | bool | date]]
SHEETS: list[tuple[str, bool, Values]] = [
    ("Secret", True, [["name"], ["A. Person"]]),
    (
        "События",
        False,
        [
            ["date", "place", "people", "lat", "seen", "told"],
            [date(2021, 2, 28), "Алматы", 50.0, 43.25, True, datetime(2021, 3, 1, 12, 30)],
            ["28.02.2021", "約200人", 200, -6.8498, False, "a; b\nc"],
            ["", "東京, 渋谷", 1_500_000.0, 0.1, "", "x" * 5000],
        ],
    ),
    ("More", False, [["a"], ["2"]]),
]


def write_xls(path: Path, sheets: Sequence[tuple[str, bool, Values]]) -> Path:
    """An XLS file, as Excel 97 to 2003 wrote it."""
    book = xlwt.Workbook(encoding="utf-8")
    for name, hidden, rows in sheets:
        sheet = book.add_sheet(name)
        sheet.visibility = int(hidden)
        for y, row in enumerate(rows):
            for x, value in enumerate(row):
                form = {date: "YYYY-MM-DD", datetime: "YYYY-MM-DD HH:MM"}.get(type(value), "General")
                sheet.write(y, x, value, xlwt.easyxf(num_format_str=form))
    book.save(str(path))
    return path


def write_xlsx(path: Path, sheets: Sequence[tuple[str, bool, Values]]) -> Path:
    """The same as XLSX."""
    with xlsxwriter.Workbook(path) as book:
        for name, hidden, rows in sheets:
            sheet = book.add_worksheet(name)
            for y, row in enumerate(rows):
                for x, value in enumerate(row):
                    form = {date: "yyyy-mm-dd", datetime: "yyyy-mm-dd hh:mm"}.get(type(value))
                    sheet.write(y, x, value, book.add_format({"num_format": form}) if form else None)
            if hidden:
                sheet.hide()
            else:
                sheet.activate()  # the first is active by itself, and an active one cannot be hidden
    return path


def test_an_old_workbook_reads_the_same_as_its_new_form(tmp_path: Path) -> None:
    old = read_within(tmp_path, write_xls(tmp_path / "t.xls", SHEETS))
    new = read_within(tmp_path, write_xlsx(tmp_path / "t.xlsx", SHEETS))
    assert (old.kind, new.kind) == ("xls", "xlsx")
    assert cells(old)[0] == (
        2,
        {
            "date": "2021-02-28",
            "place": "Алматы",
            "people": "50",
            "lat": "43.25",
            "seen": "true",
            "told": "2021-03-01 12:30:00",
        },
    )
    assert cells(old) == cells(new)
    assert (old.sheets, old.read_as.sheet) == (new.sheets, new.read_as.sheet) == (("События", "More"), "События")
    assert [(n.row, n.column) for n in old.notices] == [(n.row, n.column) for n in new.notices]
    assert cells(read_within(tmp_path, tmp_path / "t.xls", ReadOptions(sheet="More"))) == [(2, {"a": "2"})]


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (text_rows([HEAD]) + '<row r="900000"><c r="ZZ900000"><v>1</v></c></row>', "spans more than"),
        ("<row>" + "<c><v>1</v></c>" * 30 + "</row>" + "<row><c><v>1</v></c></row>" * 100, "spans more than"),
        ("", "no header row"),
        (text_rows([["2021-02-28", "x"]]), "looks like a row"),
        ("<row><c>", "damaged"),
    ],
)
def test_a_sheet_that_is_no_table_is_refused(tmp_path: Path, rows: str, reason: str) -> None:
    path = write_workbook(tmp_path / "t.xlsx", ("One", "visible", rows))
    with pytest.raises(FileRejected, match=reason) as refused:
        read_within(tmp_path, path, limits=Limits(cells=2_000))
    assert str(refused.value).startswith("t.xlsx")


def test_an_ods_file_is_read(tmp_path: Path) -> None:
    def row(*values: str, times: int = 1) -> str:
        inner = "".join(
            f'<table:table-cell office:value-type="string"><text:p>{v}</text:p></table:table-cell>' for v in values
        )
        return f'<table:table-row table:number-rows-repeated="{times}">{inner}</table:table-row>'

    day = (
        '<table:table-row><table:table-cell office:value-type="date" office:date-value="2021-02-28"/>'
        '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    )
    table = read_within(tmp_path, write_ods(tmp_path / "t.ods", row("a", "b") + row("1", "2", times=2) + day))
    assert (table.kind, table.size) == ("ods", 3)
    assert cells(table)[2][1]["a"] == "2021-02-28"
    with pytest.raises(FileRejected, match="spans more than"):
        read_within(tmp_path, write_ods(tmp_path / "t.ods", row("a", "b") + row("1", "2", times=9_000_000)))


def test_an_entity_is_refused_in_every_part(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "t.xlsx", ("One", "visible", text_rows([HEAD])))
    import zipfile

    with zipfile.ZipFile(path, "a") as target:
        target.writestr("xl/sharedStrings.xml", '<!DOCTYPE x [<!ENTITY a "b">]><sst>&a;</sst>')
    with pytest.raises(FileRejected, match="XML entities"):
        read_within(tmp_path, path)


texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), max_size=9
)


@settings(max_examples=50)
@given(st.lists(st.tuples(texts, texts, st.integers(-(10**9), 10**9)), max_size=5))
def test_text_and_whole_numbers_come_back_from_a_workbook(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, int]]
) -> None:
    folder = tmp_path_factory.getbasetemp()
    path = write_workbook(folder / "t.xlsx", ("One", "visible", text_rows([HEAD, *rows])))
    table = read_within(folder, path)
    assert table.cells.to_pydict() == {
        "date": [row[0] for row in rows],
        "place": [row[1] for row in rows],
        "n": [str(row[2]) for row in rows],
    }


@settings(max_examples=50)
@given(st.binary(max_size=60), st.integers(0, 2_000))
def test_a_damaged_workbook_is_a_table_or_a_rejected_file(
    tmp_path_factory: pytest.TempPathFactory, damage: bytes, at: int
) -> None:
    folder = tmp_path_factory.getbasetemp()
    path = write_workbook(folder / "t.xlsx", ("One", "visible", text_rows([HEAD, ["2021", "x", 1]])))
    content = bytearray(path.read_bytes())
    content[at : at + len(damage)] = damage
    path.write_bytes(content)
    try:
        read_within(folder, path)
    except FileRejected as refused:
        assert str(refused).startswith("t.xlsx")


def test_titles_above_the_header_are_told_and_not_taken_for_it(tmp_path: Path) -> None:
    rows = text_rows([["Protests, all of them"], ["as of May"], HEAD, ["2021", "x", 1]])
    table = read_within(tmp_path, write_workbook(tmp_path / "t.xlsx", ("One", "visible", rows)))
    assert cells(table) == [(4, {"date": "2021", "place": "x", "n": "1"})]
    assert [(notice.row, notice.reason) for notice in table.notices] == [
        (1, "“Protests, all of them” was taken for a title above the table"),
        (2, "“as of May” was taken for a title above the table"),
    ]


def test_a_table_of_one_column_has_no_titles(tmp_path: Path) -> None:
    rows = text_rows([["date"], *[[f"202{n}"] for n in range(10)], ["2030", "b"], ["2031", "b", "c"]])
    table = read_within(tmp_path, write_workbook(tmp_path / "t.xlsx", ("One", "visible", rows)))
    assert table.columns == ("date",)
    assert len(cells(table)) == 10
