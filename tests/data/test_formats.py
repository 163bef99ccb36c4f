"""Every format says what it holds and imports back to the same incidents."""

from __future__ import annotations

import csv
import json
import tracemalloc
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pyarrow.parquet as pq
import pytest
import python_calamine as calamine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from data import listing
from data.__main__ import main
from data.citation import Citation
from data.errors import TooLargeForFormat
from data.export import to_csv, workbook
from data.export.about import DICTIONARY, About, licence
from data.export.csvw import csvw
from data.export.formats import FORMATS, in_pieces
from data.export.table import TABLE_COLUMNS
from data.filters import Filters
from data.importer import import_files
from data.incidents import group
from data.listing import ORDERS, page
from data.model import Report
from data.reading.here import table_here
from data.schema import PUBLIC
from data.sources.own import to_cells
from data.store import Store
from tests.data.builders import bring, locate, stored_reports, write_table
from tests.data.strategies import crowded_reports

CITED = Citation("8 incidents <b>&</b>", "Detained: at least 50", "Sheru", "0123456789ab", date(2026, 11, 1), None, "")
ABOUT = About(CITED, licence(PUBLIC))
STORED = [suffix for suffix in FORMATS if suffix != "html"]  # that one is for readers: tests/data/test_onefile.py


def written(store: Store, path: Path, filters: Filters = Filters(), **how: Any) -> Path:  # noqa: B008
    with store.snapshot().engine.connect() as connection, path.open("wb") as out:
        out.writelines(in_pieces(FORMATS[path.suffix[1:]].write(connection, filters, ABOUT, **how)))
    return path


def imported(path: Path, folder: Path, **how: Any) -> Store:
    store = Store(folder)
    report = import_files([path], store, locate, **how)
    assert (report.rejected.total, report.files_rejected) == (0, ())
    assert set(report.sources.values()) <= {"own"}
    return store


def exported(store: Store) -> str:
    with store.snapshot().engine.connect() as connection:
        return "".join(to_csv(connection, Filters()))


@pytest.mark.parametrize(
    ("suffix", "order"), [*((suffix, "") for suffix in STORED), ("xlsx", "newest"), ("json", "detained")]
)
def test_every_format_imports_back_to_the_same_incidents(store: Store, tmp_path: Path, suffix: str, order: str) -> None:
    again = imported(written(store, tmp_path / f"out.{suffix}", order=order), tmp_path / "again")
    assert set(group(stored_reports(again))) == set(group(stored_reports(store)))
    assert len(stored_reports(again)) == 9
    if not order:
        assert again.snapshot().version == store.snapshot().version
        assert exported(again) == exported(store)


@pytest.mark.parametrize("suffix", STORED)
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(made=st.lists(crowded_reports().filter(lambda report: report.location), min_size=1, max_size=4))
def test_any_reports_come_back_from_every_format(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, made: list[Report]
) -> None:
    folder = tmp_path_factory.mktemp("one")
    store = Store(folder)
    bring(store, folder / "rows.csv", [to_cells(report) for report in made])
    again = imported(written(store, folder / f"out.{suffix}"), folder / "again")
    assert stored_reports(again) == stored_reports(store)
    assert exported(again) == exported(store)


HOSTILE = [
    *("=1+1", "+1", "@SUM(A1)", "-2+3", "'=1+1", "''=1", "\uff1d1+1", "<r><t>x</t></r>", "<r></row></r>", "_x0041_"),
    *("</t></is></c>", "{{7*7}}", "]]>", "http://example.org/?a=1", "internal:Sheet!A1", "ftp://x", "mailto:a@b.c"),
]


@pytest.mark.parametrize("suffix", STORED)
def test_hostile_text_stays_text_and_comes_back(tmp_path: Path, suffix: str) -> None:
    rows = [{"date": "2021", "place": f"p{n}", "description": text, "tags": text} for n, text in enumerate(HOSTILE)]
    store = Store(tmp_path / "store")
    import_files([write_table(tmp_path / "rows.csv", rows)], store, locate, read=table_here)
    again = imported(written(store, tmp_path / f"out.{suffix}"), tmp_path / "again")
    assert exported(again) == exported(store)


def test_no_cell_of_a_workbook_is_a_formula_or_a_link(
    tmp_path: Path, hostile_rows: Callable[[str], list[dict[str, str]]]
) -> None:
    texts = [*HOSTILE, *(row["title"] for row in hostile_rows("formula_injection.csv") if row["title"])]
    rows = [{"date": "2021", "place": f"p{n}", "description": text} for n, text in enumerate(texts)]
    store = Store(tmp_path / "store")
    import_files([write_table(tmp_path / "rows.csv", rows)], store, locate, read=table_here)
    with ZipFile(written(store, tmp_path / "out.xlsx")) as archive:
        for name in archive.namelist():
            assert b"<f>" not in archive.read(name)
            assert b"<hyperlink" not in archive.read(name)
    with calamine.CalamineWorkbook.from_path(tmp_path / "out.xlsx") as opened:
        data = opened.get_sheet_by_name("Data").to_python()
    assert data[0] == list(TABLE_COLUMNS)
    assert len(data) == len(texts) + 1


def test_a_workbook_has_its_dictionary_and_terms_on_sheets_of_their_own(store: Store, tmp_path: Path) -> None:
    with calamine.CalamineWorkbook.from_path(written(store, tmp_path / "out.xlsx")) as opened:
        assert opened.sheet_names == ["Data", "Dictionary", "About"]
        assert dict(opened.get_sheet_by_name("Dictionary").to_python()) == DICTIONARY
        assert dict(opened.get_sheet_by_name("About").to_python()) == ABOUT.members()
        rows = opened.get_sheet_by_name("Data").to_python()
    almaty = dict(zip(rows[0], rows[1], strict=True))
    assert (almaty["lat"], almaty["detained_low"], almaty["detained_high"]) == (43.25, 50.0, 50.0)


@pytest.mark.parametrize(("suffix", "member"), [("json", "incidents"), ("geojson", "features")])
def test_json_says_what_it_holds_before_what_it_holds(store: Store, tmp_path: Path, suffix: str, member: str) -> None:
    found = json.loads(written(store, tmp_path / f"out.{suffix}").read_text("utf-8"))
    assert len(found[member]) == 8
    assert list(found)[-1] == member
    assert found["about"] == ABOUT.json()
    assert found["about"]["dictionary"] == DICTIONARY
    assert "CC BY 4.0" in found["about"]["licence"]
    assert found["about"]["citation"].startswith(
        "Sheru. (2026, November 1). 8 incidents <b>&</b> (Version 0123456789ab)"
    )


def test_parquet_has_types_and_says_what_it_holds(store: Store, tmp_path: Path) -> None:
    schema = pq.read_schema(written(store, tmp_path / "out.parquet"))
    assert json.loads(schema.metadata[b"sheru"]) == ABOUT.json()
    assert schema.field("date").metadata == {b"description": DICTIONARY["date"].encode()}
    table = pq.read_table(tmp_path / "out.parquet").to_pylist()
    assert (table[0]["lat"], table[0]["detained_low"], table[0]["date_start"]) == (43.25, 50, date(2021, 2, 28))
    assert (table[1]["detained_high"], table[3]["killed_low"]) == (None, None)


def test_the_companion_of_a_csv_describes_every_column_in_its_order(store: Store, tmp_path: Path) -> None:
    described = csvw(ABOUT, "out.csv")
    assert [column["name"] for column in described["tableSchema"]["columns"]] == list(TABLE_COLUMNS)
    assert {"dc:license", "dc:bibliographicCitation"} <= described.keys()
    with written(store, tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == list(TABLE_COLUMNS)


@pytest.mark.parametrize("suffix", STORED)
def test_an_export_of_nothing_is_a_whole_file(store: Store, tmp_path: Path, suffix: str) -> None:
    path = written(store, tmp_path / f"out.{suffix}", Filters(countries=("ZZ",)))
    if suffix == "parquet":
        assert pq.read_table(path).num_rows == 0
    elif suffix == "xlsx":
        with calamine.CalamineWorkbook.from_path(path) as opened:
            assert len(opened.get_sheet_by_name("Data").to_python()) == 1
    elif suffix == "csv":
        assert len(path.read_text().splitlines()) == 1
    else:
        assert json.loads(path.read_text())[{"json": "incidents", "geojson": "features"}[suffix]] == []


@pytest.mark.parametrize("order", ORDERS)
def test_json_follows_the_order_of_the_list(store: Store, connection: Connection, tmp_path: Path, order: str) -> None:
    listed = [row["incident_id"] for row in page(connection, Filters(), order=order).rows]
    found = json.loads(written(store, tmp_path / "out.json", order=order).read_text("utf-8"))
    assert [each["incident_id"] for each in found["incidents"]] == listed


def test_what_a_sheet_cannot_hold_is_refused_with_a_way_out(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MAX_ROWS", 8)
    with pytest.raises(TooLargeForFormat, match="9 reports are more than the 8 rows of an XLSX sheet; take CSV"):
        next(FORMATS["xlsx"].write(connection, Filters(), ABOUT))


@pytest.mark.parametrize("suffix", STORED)
def test_the_command_writes_every_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, store: Store, suffix: str
) -> None:
    monkeypatch.setenv("SHERU_HOME", str(tmp_path))
    monkeypatch.setenv("SHERU_BUNDLED", "0")
    imported(written(store, tmp_path / "all.csv"), tmp_path, read=table_here)
    assert main(["export", str(tmp_path / f"out.{suffix}"), "--country", "KZ"]) == 0
    again = imported(tmp_path / f"out.{suffix}", tmp_path / "again")
    assert len(stored_reports(again)) == 5
    beside = tmp_path / "out.csv-metadata.json"
    assert beside.exists() == (suffix == "csv")
    if suffix == "csv":
        assert json.loads(beside.read_text())["dc:title"] == "Protest incidents (country=KZ)"


def test_memory_does_not_grow_with_an_export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "_AT_ONCE", 500)
    peaks = []
    for number in (2_000, 20_000):
        store = Store(tmp_path / str(number))
        rows = [{"date": "2021", "place": "Almaty", "description": f"{n} {'x' * 200}"} for n in range(number)]
        bring(store, tmp_path / f"{number}.csv", rows)
        with store.snapshot().engine.connect() as connection:
            tracemalloc.start()
            for _ in in_pieces(FORMATS["json"].write(connection, Filters(), ABOUT)):
                pass
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    assert peaks[1] < 2 * peaks[0] + 2**20
