"""An import that does as an editor decided, and tells what became of every row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from data.annotated import write_annotated
from data.identity import report_id
from data.import_report import ImportReport
from data.importer import import_files
from data.publishing.results import RowResult
from data.reading.files import read_file
from data.reading.here import table_here
from data.reading.table import Table
from data.recipe import PlaceDecision, Recipe
from data.sources.own import OWN_COLUMNS
from data.store import Store
from geocoding import Location, Place
from tests.data.builders import bring, locate, report, stored_reports, write_table

ALMATY = {"date": "2021-02-28", "place": "Almaty", "country": "Kazakhstan"}
SQUARE = Location(43.24, 76.95, "exact", 0.2, "Republic Square", "KZ", "given")


def brought(folder: Path, rows: Sequence[dict[str, str]], recipe: Recipe) -> tuple[ImportReport, list[RowResult]]:
    """Import the rows by the recipe, and what became of each of them."""
    results: list[RowResult] = []

    def each(_: Table, found: Iterator[RowResult]) -> None:
        results.extend(found)

    path = write_table(folder / "rows.csv", rows)
    return import_files([path], Store(folder), locate, recipe=recipe, each=each, read=table_here), results


@pytest.mark.parametrize(
    ("decision", "placing", "name"),
    [
        ({"location": SQUARE}, "found", "Republic Square"),
        ({"instead": Place("Minsk", country="Belarus")}, "found", "Minsk"),
        ({}, "not_found", None),
    ],
)
def test_what_is_decided_of_a_place_holds_for_all_its_rows(
    tmp_path: Path, decision: dict[str, Location | Place], placing: str, name: str | None
) -> None:
    rows = [ALMATY, ALMATY | {"killed": "1"}, ALMATY | {"place": "Astana"}]
    recipe = Recipe(places=(PlaceDecision(Place("Almaty", country="Kazakhstan"), **decision),))
    told, _ = brought(tmp_path, rows, recipe)
    first, second, other = stored_reports(Store(tmp_path))
    for decided in (first, second):
        assert decided.placing == placing
        assert (decided.location and decided.location.name) == name
    assert other.location and other.location.name == "Astana"
    assert [(place.place.text, place.rows) for place in told.places if place.status == "not_found"] == (
        [] if name else [("Almaty", 2)]
    )


def test_a_chosen_place_is_no_coordinate_of_the_row_and_teaches_no_other(tmp_path: Path) -> None:
    recipe = Recipe(places=(PlaceDecision(Place("Almaty", country="Kazakhstan"), SQUARE),))
    brought(tmp_path, [ALMATY], recipe)
    (decided,) = stored_reports(Store(tmp_path))
    assert decided.location and decided.location.method == "chosen by the editor"
    assert report_id(decided) == report_id(report(**ALMATY))


@pytest.mark.parametrize(
    ("chosen", "point", "placing"),
    [((51.18, 71.44), (51.18, 71.44), "given"), (None, (43.25, 76.95), "found")],
)
def test_coordinates_of_a_row_are_replaced_or_dropped(
    tmp_path: Path, chosen: tuple[float, float] | None, point: tuple[float, float], placing: str
) -> None:
    given = ALMATY | {"lat": "1.5", "lon": "2.5", "precision": "city"}
    brought(tmp_path, [given, ALMATY], Recipe(coordinates={report_id(report(**given)): chosen}))
    stored = stored_reports(Store(tmp_path))
    assert stored[0].placing == placing
    assert stored[0].location and (stored[0].location.latitude, stored[0].location.longitude) == point
    assert len(stored) == (2 if chosen else 1)  # without its coordinates it says what the other row says


def test_merged_reports_are_of_one_incident_and_again_the_same(tmp_path: Path) -> None:
    rows = [ALMATY | {"detained": text} for text in ("50", "70", "900")]
    ids = [report_id(report(**row)) for row in rows]
    recipe = Recipe(merges=((ids[0], ids[2]),))
    told, results = brought(tmp_path, rows, recipe)
    assert (told.stored, told.conflicting_ids.total) == (3, 0)
    assert results[0].incident == results[2].incident != results[1].incident
    assert results[0].incident.startswith("merged-")
    assert [result.read_id for result in results] == ids
    again, _ = brought(tmp_path, rows, recipe)
    assert (again.stored, again.duplicates.total) == (0, 3)


def test_merging_reports_of_two_ids_keeps_the_first_and_says_so(tmp_path: Path) -> None:
    rows = [ALMATY | {"incident_id": name, "detained": str(n)} for n, name in enumerate(["", "kz-a", "kz-b", "kz-b"])]
    ids = [report_id(report(**row)) for row in rows]
    told, results = brought(tmp_path, rows, Recipe(merges=((ids[0], ids[1], ids[2]),)))
    assert [result.incident for result in results] == ["kz-a", "kz-a", "kz-a", "kz-b"]
    assert [str(notice) for notice in told.notices.first] == [
        "rows.csv, row 4, column incident_id: "
        "merged into “kz-a” by the editor; other rows of “kz-b” stay where they are"
    ]


def test_merged_reports_that_cannot_be_of_one_event_are_told(tmp_path: Path) -> None:
    rows = [ALMATY, ALMATY | {"date": "1999"}]
    told, results = brought(tmp_path, rows, Recipe(merges=(tuple(report_id(report(**row)) for row in rows),)))
    assert told.conflicting_ids.total == 1
    assert results[0].incident != results[1].incident


ROWS = [
    ALMATY | {"incident_id": "kz-a", "detained": "about 50"},
    ALMATY | {"date": "May"},
    ALMATY | {"incident_id": "kz-a", "detained": "about 50"},
    ALMATY | {"place": "Nowhere"},
    ALMATY | {"place": "Minsk", "country": "Belarus"},
]


def test_every_row_has_its_result_in_the_order_of_the_file(tmp_path: Path) -> None:
    bring(Store(tmp_path), tmp_path / "before.csv", [ROWS[4]])
    _, results = brought(tmp_path, ROWS, Recipe())
    assert [(result.line, result.status) for result in results] == [
        (2, "stored"), (3, "rejected"), (4, "duplicate"), (5, "stored"), (6, "duplicate"),
    ]  # fmt: skip
    assert results[1].column == "date" and "“May”: the year is missing" in results[1].reason and not results[1].cells
    assert [result.reason for result in results[2:]] == [
        "says exactly what row 2 of rows.csv says", "", "is stored already",
    ]  # fmt: skip
    assert [result.cells["lat"] for result in results if result.cells] == ["43.25", "43.25", "", "53.9"]
    assert {tuple(result.cells) for result in results if result.cells} == {OWN_COLUMNS}
    assert [result.incident for result in results][:3] == ["kz-a", "", "kz-a"]


def annotated(path: Path) -> list[list[str]]:
    out = io.StringIO(newline="")
    with_results = lambda table, results: write_annotated(table, results, out)  # noqa: E731
    import_files([path], Store(path.parent), locate, dry_run=True, each=with_results)
    return list(csv.reader(io.StringIO(out.getvalue(), newline=""), strict=True))


def test_her_table_comes_back_with_ours_beside_it(tmp_path: Path) -> None:
    path = write_table(
        tmp_path / "rows.csv", [{"note": " two  spaces\u200b", "lat": "", "lon": ""} | row for row in ROWS]
    )
    head, *lines = annotated(path)
    table = read_file(path)
    assert tuple(head[: len(table.columns)]) == table.columns
    assert len(set(head)) == len(head)
    assert {"sheru_lat", "sheru_place", "precision", "row_status", "detained_low"} <= set(head)
    theirs = [[line[n] for n in range(len(table.columns))] for line in lines]
    assert theirs == [
        list(cells) for cells in zip(*(column.to_pylist() for column in table.cells.columns), strict=True)
    ]
    rows = [dict(zip(head, line, strict=True)) for line in lines]
    assert [row["row_status"] for row in rows] == ["stored", "rejected", "duplicate", "stored", "stored"]
    assert (rows[0]["lat"], rows[0]["sheru_lat"], rows[0]["detained_low"]) == ("", "43.25", "50")
    assert rows[1]["row_reason"].startswith("column date: “May”: the year is missing")
    assert not rows[1]["sheru_date"]


def test_no_cell_of_an_annotated_table_runs_as_a_formula(tmp_path: Path) -> None:
    path = write_table(tmp_path / "rows.csv", [ALMATY | {"=1+1": "=cmd()", "description": "@SUM(1)"}])
    for line in annotated(path):
        assert not [cell for cell in line if cell[:1] in tuple("=+@\t\r")]
