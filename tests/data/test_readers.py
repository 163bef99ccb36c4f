from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from data.readers import MAX_COLUMNS, Table, read_table
from hypothesis import given
from hypothesis import strategies as st

from data.errors import FileRejected
from data.parsing.text import MAX_TEXT


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Table]:
    def read(content: str | bytes, name: str = "table.csv") -> Table:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_table(path)

    return read


Read = Callable[..., Table]


def cells(table: Table) -> list[tuple[int, dict[str, str]]]:
    return [(row.line, row.cells) for row in table.rows]


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


def test_column_names_are_blind_to_case_and_space(read: Read) -> None:
    assert read(" Date , PLACE\n1,2\n").columns == ("date", "place")


def test_a_ragged_row_is_rejected_with_its_line_and_its_neighbours_do_not_shift(read: Read) -> None:
    table = read('a,b,c\n1,2,3\n4,5\n6,7,8,9\n"x\ny",z\n10,11,12\n')
    assert cells(table) == [(2, {"a": "1", "b": "2", "c": "3"}), (7, {"a": "10", "b": "11", "c": "12"})]
    assert [(r.row, r.reason[:7]) for r in table.rejected] == [(3, "2 cells"), (4, "4 cells"), (5, "2 cells")]


def test_quoted_line_breaks_count_in_the_lines_of_the_file(read: Read) -> None:
    table = read('a,b\n"one\ntwo\r\nthree",x\n4,y\n')
    assert cells(table) == [(2, {"a": "one two three", "b": "x"}), (5, {"a": "4", "b": "y"})]


def test_a_line_separator_of_unicode_inside_a_cell_starts_no_row(read: Read) -> None:
    assert cells(read("a,b\none\u2028two,x\n3,y\n")) == [(2, {"a": "one two", "b": "x"}), (3, {"a": "3", "b": "y"})]


def test_an_unclosed_quote_is_named_with_the_line_where_its_row_starts(read: Read) -> None:
    table = read('a,b\n1,2\n3,"four\n5,6\n')
    assert cells(table) == [(2, {"a": "1", "b": "2"})]
    assert [(r.row, r.column) for r in table.rejected] == [(3, "")]
    assert "quotes" in table.rejected[0].reason


def test_a_stray_quote_rejects_its_row_and_no_other(read: Read) -> None:
    table = read('a,b\n"x"y,2\n3,4\n')
    assert cells(table) == [(3, {"a": "3", "b": "4"})]
    assert [r.row for r in table.rejected] == [2]


def test_a_huge_cell_is_cut_and_said_so(read: Read) -> None:
    table = read(f"a,b\n{'x' * (MAX_TEXT + 1)},1\n")
    assert table.rows[0].cells == {"a": "x" * MAX_TEXT, "b": "1"}
    assert [(n.row, n.column) for n in table.notices] == [(2, "a")]


def test_a_monstrous_cell_rejects_its_row_and_the_next_is_read(read: Read) -> None:
    table = read(f"a,b\n{'x' * 1_100_000},1\n3,4\n")
    assert cells(table) == [(3, {"a": "3", "b": "4"})]
    assert [r.row for r in table.rejected] == [2]


def test_a_header_alone_is_an_empty_table(read: Read) -> None:
    assert read("date,place\n").rows == ()


def test_a_column_without_a_name_is_left_out(read: Read) -> None:
    assert cells(read("a,,b\n1,2,3\n")) == [(2, {"a": "1", "b": "3"})]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no header row"),
        (b"\n\n1,2\n", "no header row"),
        (b" , ,\n1,2,3\n", "no header row"),
        (b"date,place,Date \n1,2,3\n", "there twice"),
        (b'"date,place\n1,2\n', "row 1"),
        (b"date,place\n2021,Alma\x00ty\n", "not a text file"),
        (b"\x7fELF\x02\x01\x01\x00\x00", "not a text file"),
        ("date,place\n2021,Алматы\n".encode("utf-16"), "not a text file"),
        ("date,place\n2021,x\n2021,Алматы\n".encode("koi8-r"), "row 3: not UTF-8"),
        (b"\xff\xfe", "row 1: not UTF-8"),
        (",".join(f"c{n}" for n in range(MAX_COLUMNS + 1)).encode(), "columns are more than"),
    ],
)
def test_a_file_that_is_no_table_is_rejected_with_the_reason(read: Read, content: bytes, reason: str) -> None:
    with pytest.raises(FileRejected, match=reason) as rejected:
        read(content)
    assert str(rejected.value).startswith("table.csv")


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv.gz", "a", "a.parquet"])
def test_a_file_of_another_kind_is_rejected_by_its_name(read: Read, name: str) -> None:
    with pytest.raises(FileRejected, match="are read; save the table as CSV"):
        read("date,place\n", name)


def test_a_file_that_is_not_there_or_a_folder_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    for name in ("none.csv", "folder.csv"):
        with pytest.raises(FileRejected, match="cannot be read"):
            read_table(tmp_path / name)


def test_a_file_name_is_text_of_a_stranger_too(read: Read) -> None:
    table = read("a,b\n1\n", "x\udcff\x1b[31m.csv")
    assert table.name == "x\ufffd [31m.csv"
    assert table.rejected[0].file == table.name
    with pytest.raises(FileRejected) as rejected:
        read("", "x\udcff\x1b[31m.csv")
    str(rejected.value).encode()


@given(st.one_of(st.binary(max_size=200), st.text('ab,"\r\n\t é\u2028', max_size=60).map(str.encode)))
def test_any_bytes_are_a_table_or_a_rejected_file(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(content)
    try:
        table = read_table(path)
    except FileRejected:
        return
    named = {column for column in table.columns if column}
    assert all(set(row.cells) == named for row in table.rows)
    lines = [row.line for row in table.rows] + [rejected.row for rejected in table.rejected]
    assert len(lines) == len(set(lines))
    assert all(2 <= line <= content.count(b"\n") + content.count(b"\r") + 1 for line in lines)


plain_cells = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cn", "Co", "Zl", "Zp"]), max_size=9)


@given(st.lists(st.lists(plain_cells, min_size=1, max_size=4), max_size=6))
def test_every_row_that_is_not_empty_is_read_or_rejected(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    path = tmp_path_factory.getbasetemp() / "rows.csv"
    path.write_text("\n".join(["a,b", *quoted]), encoding="utf-8")
    table = read_table(path)
    whole = [number for number, row in enumerate(rows, start=2) if len(row) == 2 and any(row)]
    ragged = [number for number, row in enumerate(rows, start=2) if len(row) != 2 and any(row)]
    assert [row.line for row in table.rows] == whole
    assert [rejected.row for rejected in table.rejected] == ragged
