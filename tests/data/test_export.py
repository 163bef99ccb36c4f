from __future__ import annotations

import csv
import dataclasses
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from data.export import to_csv, to_geojson
from data.filters import Filters
from data.importer import import_files
from data.incidents import group
from data.listing import ORDERS, not_on_map, page
from data.model import Report
from data.parsing.text import clean_text
from data.sources.own import DERIVED_COLUMNS, OWN_COLUMNS, to_cells
from data.store import Store
from tests.data.builders import bring, filled_store, locate, stored_reports, write_table
from tests.data.strategies import crowded_reports


def exported(store: Store, filters: Filters = Filters()) -> str:  # noqa: B008
    with store.snapshot().engine.connect() as connection:
        return "".join(to_csv(connection, filters))


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def imported(folder: Path, text: str) -> Store:
    path = folder / "exported.csv"
    path.write_text(text, encoding="utf-8", newline="")
    store = Store(folder)
    report = import_files([path], store, locate)
    assert not report.rejected.total
    assert not report.files_rejected
    return store


def test_an_export_imports_back_to_the_same_incidents(store: Store, tmp_path: Path) -> None:
    again = imported(tmp_path, exported(store))
    assert again.snapshot().version == store.snapshot().version
    assert exported(again) == exported(store)
    incidents = [group(stored_reports(each)) for each in (store, again)]
    assert incidents[0] == incidents[1]


@settings(max_examples=10)
@given(st.lists(crowded_reports().filter(lambda report: report.location), min_size=1, max_size=4))
def test_any_reports_come_back_from_an_export(tmp_path_factory: pytest.TempPathFactory, made: list[Report]) -> None:
    one, two = tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("two")
    store = Store(one)
    bring(store, one / "rows.csv", [to_cells(report) for report in made])
    again = imported(two, exported(store))
    assert stored_reports(again) == stored_reports(store)
    assert exported(again) == exported(store)


def test_an_export_adds_what_follows_from_the_words(store: Store) -> None:
    rows = rows_of(exported(store, Filters(sources=("Two",))))
    assert list(rows[0]) == [*OWN_COLUMNS, *DERIVED_COLUMNS]
    assert [row["source_name"] for row in rows] == ["One", "Two"]
    second = rows[1]
    assert (second["incident"], second["detained_low"], second["detained_high"]) == ("kz-almaty", "70", "")
    assert (second["participants_low"], second["participants_high"]) == ("100", "150")
    assert (second["date_start"], second["date_precision"], second["radius_km"]) == ("2021-02-28", "day", "12")


def test_an_export_of_nothing_is_a_header(store: Store) -> None:
    assert rows_of(exported(store, Filters(countries=("ZZ",)))) == []
    assert exported(store, Filters(countries=("ZZ",))).startswith("incident_id,date,place")


def test_no_exported_cell_runs_as_a_formula_and_the_text_comes_back(
    tmp_path: Path, hostile_rows: Callable[[str], list[dict[str, str]]]
) -> None:
    texts = [row["title"] for row in hostile_rows("formula_injection.csv") if row["title"]]
    texts += ["'=1+1", "''-x", "-5", "it's"]
    rows = [
        {"date": "2021", "place": f"p{n}", "description": text, "source_name": text, "tags": text.replace(";", " ")}
        for n, text in enumerate(texts)
    ]
    store = Store(tmp_path)
    import_files([write_table(tmp_path / "rows.csv", rows)], store, locate)
    text = exported(store)
    for row in rows_of(text):
        for cell in row.values():
            assert cell[:1] not in tuple("=+@＝＋－＠\t\r") and (cell[:1] != "-" or float(cell)), cell
    (tmp_path / "again").mkdir()
    again = imported(tmp_path / "again", text)
    assert exported(again) == text
    kept = {stored.description for stored in stored_reports(again)}
    assert kept >= {clean_text(text) for text in texts if not text.startswith("'")}


def features(connection: Connection, filters: Filters) -> list[dict[str, Any]]:
    def no_constant(name: str) -> float:
        raise ValueError(name)

    collection = json.loads("".join(to_geojson(connection, filters)), parse_constant=no_constant)
    assert collection["type"] == "FeatureCollection"
    return list(collection["features"])


def test_geojson_has_one_feature_for_each_incident_with_all_its_reports(connection: Connection) -> None:
    found = features(connection, Filters())
    assert len(found) == 8
    assert {feature["type"] for feature in found} == {"Feature"}
    assert len({feature["id"] for feature in found}) == 8
    almaty = next(feature for feature in found if feature["id"] == "kz-almaty")
    assert almaty["geometry"] == {"type": "Point", "coordinates": [76.95, 43.25]}
    assert [report["source_name"] for report in almaty["properties"]["reports"]] == ["One", "Two"]
    assert almaty["properties"]["detained"] == {
        **{"low": 50, "high": None},
        **{"text": "about 50; at least 70", "approximate": True},
    }


def test_geojson_of_what_has_no_place_is_a_null_geometry_and_not_left_out(connection: Connection) -> None:
    without = [feature for feature in features(connection, Filters()) if feature["geometry"] is None]
    assert [feature["properties"]["place_name"] for feature in without] == ["Nowhere"]
    assert features(connection, Filters(countries=("ZZ",))) == []


def test_reports_of_one_incident_stand_together_however_they_came(tmp_path: Path) -> None:
    given = {"date": "2021", "place": "Almaty"}
    store = filled_store(
        tmp_path, [given | {"incident_id": name, "killed": str(n)} for n, name in enumerate(["a", "b", "a", "b"])]
    )
    with store.snapshot().engine.connect() as connection:
        assert [len(feature["properties"]["reports"]) for feature in features(connection, Filters())] == [2, 2]
    assert [row["killed"] for row in rows_of(exported(store))] == ["0", "2", "1", "3"]
    assert dataclasses.asdict(group(stored_reports(store))[0])["killed"]["text"] == "0; 2"


SHARED = [
    {"incident_id": "x-y", "date": "2021-01-05", "place": "Almaty", "detained": "5"},
    {"incident_id": "x-y", "date": "2021-01-06", "country": "Kazakhstan", "place": "Almaty"},
    {"incident_id": "x-y", "date": "2021-01-07", "country": "Belarus", "place": "Minsk", "detained": "900"},
    {"incident_id": "x-y", "date": "2023-01-01", "country": "Kazakhstan", "place": "Astana", "detained": "7"},
    {"date": "2022-06-01", "country": "Kazakhstan", "place": "Astana", "detained": "70"},
]
"""One editor's id for three events: which of them is the first follows from the order of the reports."""


@pytest.mark.parametrize("order", ORDERS)
def test_an_export_in_any_order_imports_back_to_the_same_incidents(store: Store, tmp_path: Path, order: str) -> None:
    shared = filled_store(tmp_path, SHARED)
    for number, source in enumerate([store, shared]):
        with source.snapshot().engine.connect() as connection:
            text = "".join(to_csv(connection, Filters(), order=order))
        folder = tmp_path / str(number)
        folder.mkdir()
        again = imported(folder, text)
        incidents = [group(stored_reports(each)) for each in (source, again)]
        assert len(incidents[0]) in (4, 8)
        assert set(incidents[1]) == set(incidents[0])


@pytest.mark.parametrize("order", ORDERS)
def test_an_export_follows_the_order_of_the_list(connection: Connection, order: str) -> None:
    listed = [row["incident_id"] for row in page(connection, Filters(), order=order).rows]
    rows = rows_of("".join(to_csv(connection, Filters(), order=order)))
    assert list(dict.fromkeys(row["incident"] for row in rows)) == listed
    collection = json.loads("".join(to_geojson(connection, Filters(), order=order)))
    assert [feature["id"] for feature in collection["features"]] == listed


def test_an_export_of_what_is_not_on_the_map(connection: Connection) -> None:
    rows = rows_of("".join(to_csv(connection, Filters(), order="place", within=not_on_map())))
    assert [row["place"] or row["country"] for row in rows] == ["Kazakhstan", "Nowhere"]
