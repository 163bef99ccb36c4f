"""Data versions made from the one before: what is kept is as it would be if all had come at once."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from data import parts, schema
from data.errors import StoreUnavailable
from data.importer import import_files, seed
from data.model import Report
from data.projection import morton, to_mercator
from data.sources.own import OWN_COLUMNS, to_cells
from data.store import Store
from geocoding import Place
from tests.data.builders import bring, filled_store, locate, stored_reports, write_table
from tests.data.strategies import crowded_reports

ROW = {"date": "2021-02-28", "place": "Almaty", "country": "Kazakhstan"}


def incidents_of(store: Store) -> list[dict[str, Any]]:
    """Every incident by its id, but for what says only what came first and when."""
    with store.snapshot().engine.connect() as connection:
        rows = connection.execute(select(schema.incidents).order_by(schema.incidents.c.incident_id)).mappings()
        return [
            {name: value for name, value in row.items() if name not in ("position", "added", "changed")} for row in rows
        ]


def derived_anew(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The same store after a change of the rules that in truth changes nothing."""
    with monkeypatch.context() as later:
        later.setattr(schema, "DERIVATION", schema.DERIVATION + 1)
        store.renew()
    return store


some_places = st.sampled_from(
    [Place("Almaty", country="Kazakhstan"), Place("Minsk"), Place("Nowhere"), Place("x", "y")]
)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Reports that meet, some of them with a place to look up."""
    report = draw(crowded_reports())
    if draw(st.booleans()):
        return dataclasses.replace(report, location=None, place=draw(some_places))
    return report


@settings(max_examples=8)
@given(st.lists(st.lists(reports(), min_size=1, max_size=5), min_size=2, max_size=3))
def test_in_steps_or_at_once_or_derived_anew_it_is_the_same(
    tmp_path_factory: pytest.TempPathFactory, steps: list[list[Report]]
) -> None:
    folder = tmp_path_factory.mktemp("steps")
    in_steps, at_once = Store(folder / "steps"), Store(folder / "once")
    for step in steps:
        bring(in_steps, folder / "rows.csv", [to_cells(report) for report in step])
    bring(at_once, folder / "rows.csv", [to_cells(report) for step in steps for report in step])
    assert incidents_of(in_steps) == incidents_of(at_once)
    assert in_steps.snapshot().version == at_once.snapshot().version
    with pytest.MonkeyPatch.context() as monkeypatch:
        assert incidents_of(derived_anew(Store(folder / "steps"), monkeypatch)) == incidents_of(at_once)


def test_incidents_lie_along_the_morton_curve(tmp_path: Path) -> None:
    places = [("Suva", "Fiji"), ("Almaty", "Kazakhstan"), ("Nowhere", ""), ("Minsk", "Belarus"), ("Apia", "Samoa")]
    for number in range(3):
        rows = [{"date": f"202{number}", "place": place, "country": country} for place, country in places]
        bring(Store(tmp_path), tmp_path / "rows.csv", rows)
    with Store(tmp_path).snapshot().engine.connect() as connection:
        rows = connection.execute(text("SELECT latitude, longitude FROM incidents ORDER BY rowid")).all()
    assert len(rows) == 15
    placed = [morton(*to_mercator(latitude, longitude)) for latitude, longitude in rows[:12]]
    assert placed == sorted(placed)
    assert rows[12:] == [(None, None)] * 3


def test_a_report_that_joins_a_stored_incident_leaves_the_others_as_they_were(tmp_path: Path) -> None:
    rows = [ROW | {"incident_id": "kz-a", "detained": "50"}, ROW | {"incident_id": "kz-b"}]
    store = filled_store(tmp_path, rows)
    told = bring(store, tmp_path / "more.csv", [ROW | {"incident_id": "kz-a", "detained": "at least 70"}])
    assert (told.stored, told.duplicates.total) == (1, 0)
    found = {row["incident_id"]: (row["report_count"], row["detained_text"]) for row in incidents_of(store)}
    assert found == {"kz-a": (2, "50; at least 70"), "kz-b": (1, "")}
    assert [report.detained.text for report in stored_reports(store)] == ["50", "at least 70", ""]


def test_an_older_edition_goes_with_its_reports_and_its_incidents(tmp_path: Path) -> None:
    given = ROW | {"lat": "43.25", "lon": "76.95", "precision": "city", "method": "exact name", "incident_id": "kz-a"}
    store = Store(tmp_path)
    seed(store, write_table(tmp_path / "bundled.csv", [given | {"detained": "5"}, given | {"incident_id": "kz-old"}]))
    bring(store, tmp_path / "rows.csv", [ROW | {"incident_id": "kz-a", "detained": "70"}])
    seed(store, write_table(tmp_path / "bundled.csv", [given | {"incident_id": "kz-new"}]))
    found = {row["incident_id"]: (row["report_count"], row["detained_text"]) for row in incidents_of(store)}
    assert found == {"kz-a": (1, "70"), "kz-new": (1, "")}


def first_format(home: Path) -> Path:
    """Rewrite the served file as the first edition wrote it: other tables, the same reports."""
    folder = home / "store"
    old = folder / "old.duckdb"
    columns = ", ".join(f'"{name}"' for name in OWN_COLUMNS)
    with duckdb.connect(str(old)) as connection:
        connection.execute(f"ATTACH '{folder / (folder / 'current').read_text('utf-8')}' AS now (READ_ONLY)")
        connection.execute(
            "CREATE TABLE reports AS SELECT 'public' AS dataset, report_id, incident, origin,"
            f" position::INTEGER AS position, {columns} FROM now.reports"
        )
        connection.execute("CREATE TABLE incidents AS SELECT 'public' AS dataset, incident_id FROM now.incidents")
        connection.execute("CREATE TABLE versions AS SELECT version, published, 1 AS format FROM now.versions")
    (folder / "current").write_text(old.name, "utf-8")
    return old


def test_a_store_of_the_first_edition_is_brought_up_to_date(tmp_path: Path) -> None:
    store = filled_store(tmp_path, [ROW, ROW | {"incident_id": "kz-a"}, ROW | {"incident_id": "kz-a", "killed": "2"}])
    before, version, kept = incidents_of(store), store.snapshot().version, stored_reports(store)
    first_format(tmp_path)
    opened = Store(tmp_path)
    opened.renew()
    assert incidents_of(opened) == before
    assert stored_reports(opened) == kept
    assert opened.snapshot().version == version


@pytest.mark.parametrize("dry_run", [True, False])
def test_an_import_into_a_store_of_the_first_edition_knows_what_is_in_it(tmp_path: Path, dry_run: bool) -> None:
    filled_store(tmp_path, [ROW])
    old = first_format(tmp_path)
    told = bring(Store(tmp_path), tmp_path / "more.csv", [ROW, ROW | {"killed": "1"}], dry_run=dry_run)
    assert (told.stored, told.duplicates.total) == (1, 1)
    assert (old.name == (old.parent / "current").read_text("utf-8")) == dry_run
    if not dry_run:
        assert len(incidents_of(Store(tmp_path))) == 2


def rows_of_many(number: int) -> Sequence[dict[str, str]]:
    return [ROW | {"killed": str(n % 700), "date": "May" if n % 100 == 7 else "2021-02-28"} for n in range(number)]


def test_a_large_table_is_understood_in_other_processes_and_comes_out_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = Store(tmp_path / "one"), Store(tmp_path / "two")
    path = write_table(tmp_path / "rows.csv", rows_of_many(1500))
    here = import_files([path], one, locate)
    monkeypatch.setattr(parts, "_LARGE", 1000)
    monkeypatch.setattr(parts, "_ROWS", 200)
    there = import_files([path], two, locate)
    assert here == there
    assert (here.rows, here.rejected.total, here.stored) == (1500, 15, 693)
    assert one.snapshot().version == two.snapshot().version


def ended(*_: object) -> None:
    """What a process does that the system takes the memory from."""
    os._exit(9)


def test_a_process_that_is_ended_ends_the_import_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = filled_store(tmp_path, [ROW])
    before = store.snapshot().version
    monkeypatch.setattr(parts, "_LARGE", 0)
    monkeypatch.setattr(parts, "_understand", ended)
    with pytest.raises(StoreUnavailable, match="nothing was changed"):
        import_files([write_table(tmp_path / "more.csv", [ROW | {"killed": "1"}])], store, locate)
    assert Store(tmp_path).snapshot().version == before
