"""Coordinates that came with the rows: what looks wrong is told and kept, and they place rows of the same name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from data.__main__ import main
from data.importer import import_files
from data.store import Store
from geocoding import Finding, Place
from geocoding.index.file import ensure_index
from tests.data.builders import locate, stored_reports, write_table

HOSTILE = Path(__file__).resolve().parents[3] / "shared" / "hostile"
GIVEN = {"date": "2021-02-28", "place": "Black Park", "country": "Kazakhstan", "lat": "76.93", "lon": "43.26"}


def swapped(place: Place, latitude: float, longitude: float) -> tuple[Finding, ...]:
    return (Finding("swapped", f"{place.text}: they look swapped", (longitude, latitude)),)


def test_what_looks_wrong_is_told_with_the_row_and_the_mend_and_nothing_is_moved(tmp_path: Path) -> None:
    table = write_table(tmp_path / "rows.csv", [GIVEN])
    store = Store(tmp_path)
    report = import_files([table], store, locate, audit=swapped)
    (doubt,) = report.coordinates.first
    assert (doubt.file, doubt.line, doubt.kind, doubt.mend) == ("rows.csv", 2, "swapped", (43.26, 76.93))
    assert str(doubt) == "rows.csv, row 2, columns lat and lon: swapped: Black Park: they look swapped"
    (stored,) = stored_reports(store)
    assert stored.location is not None
    assert (stored.location.latitude, stored.location.longitude) == (76.93, 43.26)


def test_coordinates_that_a_geocoder_gave_are_not_doubted(tmp_path: Path) -> None:
    table = write_table(tmp_path / "rows.csv", [GIVEN | {"method": "exact name", "placing": "found"}])
    assert import_files([table], Store(tmp_path), locate, audit=swapped).coordinates.total == 0


def test_zero_zero_is_told_and_the_row_is_placed_by_its_name(tmp_path: Path) -> None:
    table = write_table(tmp_path / "rows.csv", [GIVEN | {"place": "Almaty", "lat": "0", "lon": "0"}])
    report = import_files([table], Store(tmp_path), locate)
    assert any("0, 0 is what programs write" in str(notice) for notice in report.notices.first)
    assert report.placed == {"city": 1}


@pytest.mark.parametrize("order", [1, -1])
def test_a_row_without_coordinates_takes_those_of_rows_that_name_the_same_place(tmp_path: Path, order: int) -> None:
    given = GIVEN | {"lat": "43.26", "lon": "76.93"}
    bare = {"date": "2021-03-08", "place": "Black Park", "country": "Kazakhstan"}
    store = Store(tmp_path)
    import_files([write_table(tmp_path / "rows.csv", [given, bare][::order])], store, locate)
    taught = next(item for item in stored_reports(store) if item.placing == "found")
    assert taught.location is not None
    assert (taught.location.latitude, taught.location.longitude) == (43.26, 76.93)
    assert (taught.location.method, taught.location.precision) == ("coordinates of other rows", "locality")


def test_a_row_whose_coordinates_are_doubted_places_no_other(tmp_path: Path) -> None:
    bare = {"date": "2021-03-08", "place": "Black Park", "country": "Kazakhstan"}
    table = write_table(tmp_path / "rows.csv", [GIVEN, bare])
    assert import_files([table], Store(tmp_path), locate, audit=swapped).not_placed.total == 1


def test_rows_that_disagree_teach_nothing(tmp_path: Path) -> None:
    rows = [GIVEN | {"lat": "43.26", "lon": "76.93"}, GIVEN | {"lat": "51.1", "lon": "71.4", "detained": "5"}]
    rows.append({"date": "2021-03-08", "place": "Black Park", "country": "Kazakhstan"})
    report = import_files([write_table(tmp_path / "rows.csv", rows)], Store(tmp_path), locate)
    assert report.not_placed.total == 1


def told_of(noted: dict[str, dict[str, int]]) -> int:
    return sum(noted["totals"].values())


@pytest.mark.parametrize("name", ["coord_edge_cases.csv", "coord_null_island.csv"])
def test_every_row_of_a_hostile_table_is_accounted_for(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gazetteer = ensure_index(progress=False).parent  # of this machine, not one more for this home
    path = HOSTILE / name
    if not path.exists():
        pytest.skip(f"{path} is not beside the checkout")
    monkeypatch.setenv("SHERU_BUNDLED", "0")
    monkeypatch.setenv("SHERU_HOME", str(tmp_path))
    monkeypatch.setenv("SHERU_GAZETTEER", str(gazetteer))
    told = tmp_path / "report.json"
    code = main(["import", str(path), "--dry-run", "--report", str(told)])
    assert "Traceback" not in capsys.readouterr().err
    if told.exists():
        report = json.loads(told.read_text(encoding="utf-8"))
        assert report["rows"] == report["stored"] + told_of(report["duplicates"]) + told_of(report["rejected"])
    assert code in (0, 1, 2)
