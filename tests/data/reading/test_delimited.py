from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import FileRejected
from data.parsing.text import MAX_TEXT
from data.reading.here import read_here
from data.reading.limits import Limits
from data.reading.table import ReadOptions
from tests.data.reading.conftest import Read, cells, read_within


def test_a_table_is_read_with_the_line_of_each_row(read: Read) -> None:
    table = read("date,place\n2021,Almaty\n\n2022,Алматы\n")
    assert table.columns == ("date", "place")
    assert cells(table) == [(2, {"date": "2021", "place": "Almaty"}), (4, {"date": "2022", "place": "Алматы"})]
    assert not table.rejected
    assert not table.notices


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_any_system_are_read(read: Read, end: str) -> None:
    assert cells(read(f"a,b{end}1,2{end}3,4")) == [(2, {"a": "1", "b": "2"}), (3, {"a": "3", "b": "4"})]


def test_a_byte_order_mark_is_no_part_of_the_first_column(read: Read) -> None:
    assert read(b"\xef\xbb\xbfdate,place\n2021,x\n").columns == ("date", "place")


@pytest.mark.parametrize("name", ["a.tsv", "a.tab", "A.TSV"])
def test_a_tab_separated_file_is_split_at_tabs_only(read: Read, name: str) -> None:
    assert cells(read("date\tplace\n2021\tPark, Almaty\n", name)) == [(2, {"date": "2021", "place": "Park, Almaty"})]


def test_column_names_stay_as_they_were_and_cells_are_found_blind_to_case_and_space(read: Read) -> None:
    table = read(" Date , PLACE\n1,2\n")
    assert table.columns == ("Date", "PLACE")
    assert cells(table) == [(2, {"date": "1", "place": "2"})]


def test_a_ragged_row_is_rejected_with_its_line_and_its_neighbours_do_not_shift(read: Read) -> None:
    table = read('a,b,c\n1,2,3\n4,5\n6,7,8,9\n"x\ny",z\n10,11,12\n')
    assert cells(table) == [(2, {"a": "1", "b": "2", "c": "3"}), (7, {"a": "10", "b": "11", "c": "12"})]
    assert [(r.row, r.reason[:7]) for r in table.rejected] == [(3, "2 cells"), (4, "4 cells"), (5, "2 cells")]


def test_quoted_line_breaks_count_in_the_lines_of_the_file(read: Read) -> None:
    table = read('a,b\n"one\ntwo\r\nthree",x\n4,y\n')
    assert cells(table) == [(2, {"a": "one two three", "b": "x"}), (5, {"a": "4", "b": "y"})]


def test_a_line_separator_of_unicode_inside_a_cell_starts_no_row(read: Read) -> None:
    assert cells(read("a,b\none\u2028two,x\n3,y\n")) == [(2, {"a": "one two", "b": "x"}), (3, {"a": "3", "b": "y"})]


def test_an_unclosed_quote_costs_its_own_line_and_no_other(read: Read) -> None:
    table = read('a,b\n1,2\n3,"four\n5,6\n7,"8\n9"\n')
    assert cells(table) == [(2, {"a": "1", "b": "2"}), (4, {"a": "5", "b": "6"}), (5, {"a": "7", "b": "8 9"})]
    assert [(r.row, r.column) for r in table.rejected] == [(3, "")]
    assert "quotes" in table.rejected[0].reason


def test_many_unclosed_quotes_do_not_read_a_file_over_and_over(read: Read) -> None:
    table = read("a,b\n" + '1,"2\n3,4\n\n' * 3_000)
    assert len(table.rejected) + table.size <= 9_000
    assert table.rejected


@pytest.mark.parametrize(
    ("content", "name", "delimiter"),
    [
        ("a;b\n52,5;13,4\n", "t.csv", ";"),
        ("a|b\n1|2\n", "t.csv", "|"),
        ("a\tb\n1,5\t2,5\n", "t.csv", "\t"),
        ("a\tb\n1,5\t2,5\n", "t.txt", "\t"),
        ("sep=;\na;b\n1,1;2\n", "t.csv", ";"),
        ("\ufeffsep=|\r\na|b\r\n1|2\r\n", "t.csv", "|"),
        ("sep=\t\na\tb\n1\t2\n", "t.csv", "\t"),
        ('"a;x",b\n1,2\n', "t.csv", ","),
    ],
)
def test_the_delimiter_is_found(read: Read, content: str, name: str, delimiter: str) -> None:
    table = read(content, name)
    assert table.read_as.delimiter == delimiter
    assert (len(table.columns), table.size, table.rejected) == (2, 1, ())


def test_a_line_that_names_the_delimiter_counts_as_a_line(read: Read) -> None:
    assert cells(read("sep=;\na;b\n1;2\n")) == [(3, {"a": "1", "b": "2"})]


def test_an_editor_may_choose_the_delimiter(read: Read) -> None:
    assert cells(read("a~b,c\n1~2,3\n", delimiter="~")) == [(2, {"a": "1", "b,c": "2,3"})]
    with pytest.raises(FileRejected, match="choose one character"):
        read("a,b\n1,2\n", delimiter="ab")


def test_a_carriage_return_inside_a_line_starts_no_row(read: Read) -> None:
    assert cells(read("a,b\nx\ry,1\n")) == [(2, {"a": "x y", "b": "1"})]


@pytest.mark.parametrize(
    "first", ["e1,2024-05-01,march", "a,52.5,13.4", "01.05.2024;Berlin", "x,https://example.org/a", "Almaty,march,50"]
)
def test_a_first_line_that_is_no_header_is_not_eaten(read: Read, first: str) -> None:
    with pytest.raises(FileRejected, match="looks like a row"):
        read(first + "\n" + first + "\n")


@pytest.mark.parametrize("first", ["country,2019,2020,2021", "id,1,2,3", "name,0,1", "Дата,Место", "Link 1,Link 2"])
def test_a_header_with_numbers_in_it_is_a_header(read: Read, first: str) -> None:
    assert read(first + "\n").columns == tuple(first.split(","))


def test_a_name_that_only_looks_latin_is_told(read: Read) -> None:
    table = read("id,l\u0430t,\u0433\u043e\u0440\u043e\u0434\n1,2,3\n")
    assert [n.column for n in table.notices] == ["l\u0430t"]
    assert "“lat”" in table.notices[0].reason


@pytest.mark.parametrize("width", [57, 58, 61])
def test_an_event_file_of_gdelt_is_known_without_a_header(read: Read, width: int) -> None:
    event = ["881990832", "20181024", *(f'"{n}' for n in range(width - 2))]
    table = read("\t".join(event) + "\n" + "\t".join(event) + "\nx\n", "20191024143000.export.CSV")
    assert (table.kind, table.size, table.columns[:2]) == ("gdelt", 2, ("GLOBALEVENTID", "SQLDATE"))
    assert ("SOURCEURL" in table.columns) == (width > 57)
    assert ("ActionGeo_ADM2Code" in table.columns) == (width == 61)
    assert [row.line for row in table.rows()] == [1, 2]
    assert [r.row for r in table.rejected] == [3]


def test_our_own_table_is_read_without_a_child_as_with_one(read: Read, tmp_path: Path) -> None:
    content = "Date,place\n2021,'=1\n2022\n"
    table, here = read(content), read_here(tmp_path / "table.csv")
    assert [*here.rows()] == [*table.rows()]
    assert (here.columns, here.size, here.rejected) == (table.columns, table.size, table.rejected)
    with pytest.raises(FileRejected, match="cannot be read"):
        read_here(tmp_path / "none.csv")


def test_a_stray_quote_rejects_its_row_and_no_other(read: Read) -> None:
    table = read('a,b\n"x"y,2\n3,4\n')
    assert cells(table) == [(3, {"a": "3", "b": "4"})]
    assert [r.row for r in table.rejected] == [2]


def test_a_huge_cell_is_cut_and_said_so(read: Read) -> None:
    table = read(f"a,b\n{'x' * (MAX_TEXT + 1)},1\n")
    assert cells(table) == [(2, {"a": "x" * MAX_TEXT, "b": "1"})]
    assert [(n.row, n.column) for n in table.notices] == [(2, "a")]


def test_a_monstrous_cell_rejects_its_row_and_the_next_is_read(read: Read) -> None:
    table = read(f"a,b\n{'x' * 1_100_000},1\n3,4\n")
    assert cells(table) == [(3, {"a": "3", "b": "4"})]
    assert [r.row for r in table.rejected] == [2]


def test_a_header_alone_is_an_empty_table(read: Read) -> None:
    assert read("date,place\n").size == 0


def test_a_column_without_a_name_is_called_by_its_number(read: Read) -> None:
    assert cells(read("a,,b\n1,2,3\n")) == [(2, {"a": "1", "column 2": "2", "b": "3"})]
    assert read("column 2,\nx,y\n").columns == ("column 2", "column 4")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\n\n", "no header row"),
        (b" , ,\n1,2,3\n", "no header row"),
        (b"date,place,Date \n1,2,3\n", "there twice"),
        (b'"date,place\n1,2\n', "row 1"),
        (b"date,place\n2021,Alma\x00ty\n", "not a text file"),
        (b"\x7fELF\x02\x01\x01\x00\x00", "a program"),
        (b"<!DOCTYPE html><table>", "web page"),
        (bytes(range(1, 32)) * 9, "not a text file"),
        (",".join(f"c{n}" for n in range(Limits().columns + 1)).encode(), "columns are more than"),
    ],
)
def test_a_file_that_is_no_table_is_rejected_with_the_reason(read: Read, content: bytes, reason: str) -> None:
    with pytest.raises(FileRejected, match=reason) as rejected:
        read(content)
    assert str(rejected.value).startswith("table.csv")


def test_a_file_name_is_text_of_a_stranger_too(read: Read) -> None:
    table = read("a,b\n1\n", "x\udcff\x1b[31m.csv")
    assert table.name == "x\ufffd [31m.csv"
    assert table.rejected[0].file == table.name
    with pytest.raises(FileRejected) as rejected:
        read("\n", "x\udcff\x1b[31m.csv")
    str(rejected.value).encode()


@settings(max_examples=200)
@given(st.one_of(st.binary(max_size=200), st.text('ab,"\r\n\t é\u2028', max_size=60).map(str.encode)))
def test_any_bytes_are_a_table_or_a_rejected_file(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(content)
    try:
        table = read_within(path.parent, path)
    except FileRejected:
        return
    lines = [row.line for row in table.rows()] + [rejected.row for rejected in table.rejected]
    assert len(lines) == len(set(lines))
    assert all(1 <= line <= content.count(b"\n") + content.count(b"\r") + 1 for line in lines)


plain_cells = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cn", "Co", "Zl", "Zp"]), max_size=9)


@given(st.lists(st.lists(plain_cells, min_size=1, max_size=4), max_size=6))
def test_every_row_that_is_not_empty_is_read_or_rejected(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    path = tmp_path_factory.getbasetemp() / "rows.csv"
    path.write_text("\n".join(["a,b", *quoted]), encoding="utf-8")
    table = read_within(path.parent, path, ReadOptions(delimiter=","))
    whole = [number for number, row in enumerate(rows, start=2) if len(row) == 2 and any(row)]
    ragged = [number for number, row in enumerate(rows, start=2) if len(row) != 2 and any(row)]
    assert [row.line for row in table.rows()] == whole
    assert [rejected.row for rejected in table.rejected] == ragged
