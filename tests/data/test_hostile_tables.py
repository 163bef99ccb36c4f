"""Files that were made to do harm, read as our own table: each is read or refused, nothing runs, nothing shifts."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from data.errors import FileRejected
from data.importer import import_files
from data.readers import read_table
from data.store import Store
from tests.conftest import HOSTILE
from tests.data.builders import locate, report

NAMES = sorted(path.name for path in HOSTILE.glob("*")) or ["csv_pipe.csv"]


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_file_is_read_or_refused(hostile: Callable[[str], Path], tmp_path: Path, name: str) -> None:
    path = hostile(name)
    try:
        table = read_table(path)
    except FileRejected as refused:
        assert str(refused).startswith(name)
        return
    named = {column for column in table.columns if column}
    assert all(set(row.cells) == named for row in table.rows)
    read = import_files([path], Store(tmp_path), locate, dry_run=True)
    assert read.rows in (0, len(table.rows) + len(table.rejected))


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("csv_duplicate_headers.csv", "there twice"),
        ("elf_as_csv.csv", "not a text file"),
        ("pickle_as_csv.csv", "not a text file"),
        ("enc_koi8r.csv", "not UTF-8"),
        ("enc_utf16be_nobom.csv", "not a text file"),
        ("enc_mixed_utf8_latin1.csv", "not UTF-8"),
        ("xlsx_xxe.xlsx", "only .csv and .tsv"),
    ],
)
def test_a_file_that_is_no_table_of_ours_says_why(
    hostile: Callable[[str], Path], tmp_path: Path, name: str, reason: str
) -> None:
    read = import_files([hostile(name)], Store(tmp_path), locate, dry_run=True)
    assert not read.rows
    assert len(read.files_rejected) == 1
    assert re.search(reason, read.files_rejected[0])


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
