"""Files that were made to do harm: each does what the manifest beside them says, in little time and memory."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from data.errors import FileRejected
from data.reading.files import read_file
from data.reading.limits import Limits
from data.reading.table import Table
from tests.conftest import HOSTILE
from tests.data.builders import report

TIGHT = Limits(memory=640 * 2**20)
"""Address space, of which 330 MiB are libraries: whatever needs more is refused with a word about memory."""

LATER = ("date", "coordinate", "dedupe", "geocoding")
"""What other layers decide: reading keeps every row."""


def manifest() -> list[dict[str, str]]:
    path = HOSTILE / "manifest.csv"
    if not path.exists():
        return [{"file": "manifest.csv", "category": "", "expected": "", "rows_in": "", "rows_ok": ""}]
    with path.open(encoding="utf-8", newline="") as file:
        return [
            row for row in csv.DictReader(file) if not row["file"].startswith("bomb:") and ".txt" not in row["file"]
        ]


def expected_rows(row: dict[str, str]) -> range:
    """How many rows reading may keep."""
    if row["category"] in LATER:
        return range(int(row["rows_in"]), int(row["rows_in"]) + 1)
    low, _, high = row["rows_ok"].lstrip("~").partition("-")
    return range(int(low or 0), int(high or low or 0) + 1)


@pytest.mark.parametrize("row", manifest(), ids=lambda row: row["file"])
def test_a_hostile_file_does_what_the_manifest_says(hostile: Callable[[str], Path], row: dict[str, str]) -> None:
    path = hostile(row["file"])
    started = time.monotonic()
    try:
        table = read_file(path, limits=TIGHT)
    except FileRejected as refused:
        assert "FILE_REJECT" in row["expected"]
        assert str(refused).startswith(row["file"])
        assert not re.search("memory|broke down|seconds", str(refused))
    else:
        assert not row["expected"].startswith("FILE_REJECT") or " or " in row["expected"]
        assert table.size in expected_rows(row)
        assert table.size + len(table.rejected) == int(row["rows_in"])
        assert all(len(rejection.reason) > 20 for rejection in table.rejected)
    assert time.monotonic() - started < 5


@pytest.fixture(scope="module")
def table(hostile: Callable[[str], Path]) -> Callable[[str], Table]:
    return lambda name: read_file(hostile(name), limits=TIGHT)


Tables = Callable[[str], Table]


def column(table: Table, name: str) -> list[str]:
    return [row.cells[name] for row in table.rows()]


@pytest.mark.parametrize(
    ("name", "encoding", "cities"),
    [
        ("enc_utf8_bom.csv", "utf-8", ["Berlin", "Paris"]),
        ("enc_utf16be_nobom.csv", "utf-16-be", ["Москва", "Санкт-Петербург"]),
        ("enc_koi8r.csv", "koi8-r", ["Москва", "Санкт-Петербург"]),
        ("enc_gb18030.csv", "gb18030", ["上海"]),
        ("enc_utf7_xss.csv", "utf-8", ["Berlin"]),
    ],
)
def test_text_in_any_encoding_is_exact(table: Tables, name: str, encoding: str, cities: list[str]) -> None:
    read = table(name)
    assert (read.columns[0], read.read_as.encoding, column(read, "city")) == ("id", encoding, cities)
    assert bool(read.notices) == (encoding in ("koi8-r", "gb18030"))


def test_what_reading_does_to_single_files(table: Tables) -> None:
    assert column(table("csv_semicolon_decimal_comma.csv"), "lat") == ["52,5200"]
    assert column(table("enc_lone_surrogate.json"), "title") == ["\ufffd x"]
    assert column(table("json_nan_inf.json"), "lat") == ["", ""]
    assert column(table("enc_utf7_xss.csv"), "title") == ["+ADw-script+AD4-alert(1)+ADw-/script+AD4-"]
    assert column(table("csv_unclosed_quote.csv"), "id") == ["e2", "e3"]
    assert column(table("xlsx_merged_cells.xlsx"), "city") == ["Berlin", ""]
    assert [n.column for n in table("xlsx_formulas.xlsx").notices] == ["title", "city", "lat", "lon"]
    assert [r.row for r in table("csv_mixed_delimiters.csv").rejected] == [3]
    assert [r.row for r in table("geojson_bad_geometry.geojson").rejected] == [2, 3, 4, 6, 8]
    assert len(column(table("csv_huge_cell_600k.csv"), "description")[0]) == 10_000


def test_of_a_hidden_sheet_not_even_the_name_is_read(table: Tables) -> None:
    read = table("xlsx_hidden_sheets.xlsx")
    assert (read.sheets, read.read_as.sheet, read.notices) == (("Sheet",), "Sheet", ())


def test_an_archive_writes_nothing_beside_itself(table: Tables, hostile: Callable[[str], Path]) -> None:
    assert table("xlsx_zip_slip.xlsx").size == 1
    assert not list(Path("/tmp").glob("evil.txt"))


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("csv_duplicate_headers.csv", "there twice"),
        ("csv_no_header.csv", "looks like a row"),
        ("elf_as_csv.csv", "a program"),
        ("pickle_as_csv.csv", "a Python pickle"),
        ("duckdb_file.parquet", "a DuckDB database"),
        ("enc_mixed_utf8_latin1.csv", r"in doubt \(lines 3\)"),
        ("xlsx_xxe.xlsx", "XML entities"),
        ("xlsx_far_cell_dimension.xlsx", "spans more than"),
        ("json_deep_nesting.json", "nested too deeply"),
        ("zip_two_members.zip", "a.csv, b.csv"),
        ("gz_truncated.csv.gz", "cut off"),
        ("xls_html_masquerade.xls", "web page"),
    ],
)
def test_a_file_that_is_no_table_says_why(hostile: Callable[[str], Path], name: str, reason: str) -> None:
    with pytest.raises(FileRejected, match=reason):
        read_file(hostile(name))


BOMBS = {
    "gzip_1gb": "times its size",
    "zip_1gb": "more than",
    "csv_1e6_columns": "columns are more than",
    "json_200mb_array": "rows",
    "csv_64mb_cell": "",
    "csv_quote_dos": "",
    "geojson_1e6_vertices": "",
    "parquet_1e8_rows": "rows are more than",
}
"""What each says; where that is empty, its one row is rejected."""


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_costs_its_own_import_only(hostile: Callable[[str], Path], tmp_path: Path, name: str) -> None:
    maker = hostile("make_bombs.py")
    subprocess.run([sys.executable, maker, tmp_path, name], check=True, capture_output=True)
    (bomb,) = tmp_path.iterdir()
    started = time.monotonic()
    try:
        table = read_file(bomb, limits=Limits(memory=1024 * 2**20))
    except FileRejected as refused:
        assert BOMBS[name]
        assert BOMBS[name] in str(refused)
        assert not re.search("memory|broke down|seconds", str(refused))
    else:
        assert (BOMBS[name], table.size, len(table.rejected)) == ("", 0, 1)
    assert time.monotonic() - started < 15
    bomb.unlink()


@pytest.mark.parametrize(
    ("begin", "middle", "times", "end"),
    [
        (b"", b"<row>" + b"<c><v>1</v></c>" * 20 + b"</row>", 2**20, b""),
        (b'<row><c t="inlineStr"><is><t>', b"A" * 2**20, 1024, b"</t></is></c></row>"),
    ],
    ids=["a million rows", "a cell of 1 GiB"],
)
def test_a_workbook_that_unpacks_to_a_giant_is_refused(
    hostile: Callable[[str], Path], tmp_path: Path, begin: bytes, middle: bytes, times: int, end: bytes
) -> None:
    bomb = tmp_path / "bomb.xlsx"
    with (
        zipfile.ZipFile(hostile("xlsx_merged_cells.xlsx")) as source,
        zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            if name != "xl/worksheets/sheet1.xml":
                target.writestr(name, source.read(name))
                continue
            with target.open(name, "w", force_zip64=True) as sheet:
                sheet.write(b"<worksheet><sheetData>" + begin)
                together = max(1, min(times, 2**20 // len(middle)))
                for _ in range(times // together):
                    sheet.write(middle * together)
                sheet.write(end + b"</sheetData></worksheet>")
    started = time.monotonic()
    with pytest.raises(FileRejected, match=r"times its size|more than"):
        read_file(bomb, limits=TIGHT)
    assert time.monotonic() - started < 5


def test_every_hostile_coordinate_is_a_place_on_earth_or_named(
    hostile_rows: Callable[[str], list[dict[str, str]]],
) -> None:
    refused = []
    for row in hostile_rows("coord_edge_cases.csv"):
        try:
            location = report(lat=row["lat"].strip(), lon=row["lon"].strip()).location
        except ValueError:
            refused.append(row["id"])
            continue
        assert location is None or (abs(location.latitude) <= 90 and abs(location.longitude) <= 180)
    slips = {f"e{n}" for n in (2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15, 16, 17, 19, 20, 21, 24)}
    assert set(refused) == slips


def test_a_hostile_date_is_read_as_it_stands_or_refused(hostile_rows: Callable[[str], list[dict[str, str]]]) -> None:
    read = {}
    for row in hostile_rows("date_edge_cases.csv"):
        try:
            read[row["id"]] = report(date=row["date"]).date.precision
        except ValueError as refused:
            assert len(str(refused)) > 20
    assert read == {"e14": "day", "e17": "day", "e21": "month", "e22": "year"}
