from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from data.filters import Filters
from data.identity import report_id
from data.importer import import_files, seed
from data.listing import page
from data.schema import reports
from data.store import Store
from geocoding import Answer, Place
from tests.data.builders import answer, bring, filled_store, locate, stored_reports, table_text, write_table

ALMATY = {"date": "2021-02-28", "place": "Almaty", "country": "Kazakhstan"}


def files_of(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "store").glob("*"))


def total(store: Store) -> int:
    with store.snapshot().engine.connect() as connection:
        return page(connection, Filters()).total


def test_an_import_accounts_for_every_row_and_says_where_each_came_to_lie(tmp_path: Path) -> None:
    rows = [
        ALMATY,
        ALMATY | {"detained": "about 50"},
        ALMATY,
        ALMATY | {"date": "May"},
        ALMATY | {"place": "Nowhere"},
        ALMATY | {"place": "", "country": "Kazakhstan"},
    ]
    report = bring(Store(tmp_path), tmp_path / "rows.csv", rows)
    assert (report.rows, report.stored, report.duplicates.total, report.rejected.total) == (6, 4, 1, 1)
    assert str(report.rejected.first[0]).startswith("rows.csv, row 5, column date: “May”: the year is missing")
    assert report.placed == {"city": 2, "country": 1}
    assert [str(entry) for entry in report.not_placed.first] == [
        "rows.csv, row 6, column place: “Nowhere”: no such place"
    ]
    assert total(Store(tmp_path)) == 4


good_rows = st.fixed_dictionaries(
    {"date": st.sampled_from(["2021", "2022"]), "place": st.sampled_from(["Almaty", "Nowhere"])}
)
bad_rows = st.sampled_from(
    [{"date": "May", "place": "Almaty"}, {"date": "2021", "lat": "91", "lon": "1"}, {"date": "2021"}]
)


@settings(max_examples=15)
@given(st.lists(st.lists(good_rows | bad_rows, max_size=6), min_size=1, max_size=3), st.integers(0, 3))
def test_rows_read_are_stored_plus_duplicates_plus_rejected(
    tmp_path_factory: pytest.TempPathFactory, tables: list[list[dict[str, str]]], ragged: int
) -> None:
    folder = tmp_path_factory.mktemp("mix")
    store = Store(folder)
    known: set[str] = set()
    for rows in tables:
        padded = [{"date": "", "place": "", "lat": "", "lon": "", "killed": "x"} | row for row in rows]
        path = folder / "rows.csv"
        path.write_text(table_text(padded) + "too,short\n" * (ragged if rows else 0), encoding="utf-8", newline="")
        report = import_files([path], store, locate)
        expected = [f"{row['date']} {row['place']}" for row in rows if row["date"] != "May" and "place" in row]
        assert report.rows == (len(rows) + ragged if rows else 0)
        assert report.rows == report.stored + report.duplicates.total + report.rejected.total
        assert report.stored == len(set(expected) - known)
        assert report.rejected.total == report.rows - len(expected)
        assert sum(report.placed.values()) + report.not_placed.total == report.stored
        known |= set(expected)
    assert len(stored_reports(store)) == len(known)


def test_importing_twice_changes_nothing(tmp_path: Path) -> None:
    rows = [ALMATY, ALMATY | {"detained": "50"}]
    store = filled_store(tmp_path, rows)
    before = (store.snapshot().version, files_of(tmp_path), (tmp_path / "store" / "current").read_bytes())
    again = bring(store, tmp_path / "renamed.csv", rows[::-1])
    assert (again.rows, again.stored, again.duplicates.total) == (2, 0, 2)
    assert (store.snapshot().version, files_of(tmp_path), (tmp_path / "store" / "current").read_bytes()) == before


def test_a_dry_run_says_what_would_happen_and_changes_nothing(tmp_path: Path) -> None:
    rows = [ALMATY | {"incident_id": "a"}, ALMATY | {"incident_id": "a", "date": "2020"}]
    store = Store(tmp_path)
    planned = bring(store, tmp_path / "rows.csv", rows, dry_run=True)
    assert store.is_empty
    assert planned == bring(store, tmp_path / "rows.csv", rows)
    assert (planned.stored, planned.conflicting_ids.first) == (2, ("a",))


def test_a_file_that_cannot_be_used_does_not_keep_the_others_out(tmp_path: Path) -> None:
    good = write_table(tmp_path / "good.csv", [ALMATY])
    (tmp_path / "bad.csv").write_bytes(b"\x00")
    report = import_files([tmp_path / "bad.csv", good, tmp_path / "none.csv"], Store(tmp_path), locate)
    assert [reason.split(":")[0] for reason in report.files_rejected] == ["bad.csv", "none.csv"]
    assert report.stored == 1


def test_each_distinct_place_is_asked_once_and_a_given_one_never(tmp_path: Path) -> None:
    asked: Counter[Place] = Counter()

    def counting(places: Iterable[Place]) -> dict[Place, Answer]:
        found = list(places)
        asked.update(found)
        return {place: answer(place) for place in found}

    rows = [ALMATY, ALMATY | {"killed": "1"}, {"date": "2021", "place": "Home", "lat": "43.2", "lon": "76.9"}]
    import_files([write_table(tmp_path / "rows.csv", rows)], Store(tmp_path), counting)
    assert asked == {Place("Almaty", country="Kazakhstan"): 1}


def test_given_coordinates_lie_in_the_country_of_their_row(tmp_path: Path) -> None:
    row = {"date": "2021", "place": "Square", "country": "Қазақстан", "lat": "43.2", "lon": "76.9"}
    (stored,) = stored_reports(filled_store(tmp_path, [row]))
    assert stored.location is not None
    assert (stored.location.country_code, stored.location.precision) == ("KZ", "exact")


def test_a_doubtful_place_is_stored_and_named(tmp_path: Path) -> None:
    def doubt(places: Iterable[Place]) -> dict[Place, Answer]:
        return {place: Answer("ambiguous", answer(place).location, reasons=("two fit",)) for place in places}

    report = import_files([write_table(tmp_path / "rows.csv", [ALMATY])], Store(tmp_path), doubt)
    assert [str(remark) for remark in report.doubtful.first] == ["rows.csv, row 2, column place: “Almaty”: two fit"]
    assert [(told.place.text, told.rows, told.status) for told in report.places] == [("Almaty", 1, "ambiguous")]
    assert report.placed == {"city": 1}


def located_file(path: Path, *days: str) -> Path:
    given = {"place": "Almaty", "lat": "43.25", "lon": "76.95", "precision": "city", "method": "exact name"}
    return write_table(path, [{"date": day, **given} for day in days])


def test_a_new_edition_of_the_bundled_data_replaces_the_old_one_and_keeps_imports(tmp_path: Path) -> None:
    store = Store(tmp_path)
    edition = tmp_path / "bundled.csv"
    seed(store, located_file(edition, "2021-01-01", "2021-01-02"))
    bring(store, tmp_path / "rows.csv", [ALMATY])
    first = store.snapshot().version
    seed(store, edition)
    assert store.snapshot().version == first
    seed(store, located_file(edition, "2021-01-02", "2021-01-03"))
    with store.snapshot().engine.connect() as connection:
        rows = connection.execute(select(reports.c.date, reports.c.origin)).all()
    assert {(day, origin.split(":")[0]) for day, origin in rows} == {
        ("2021-01-02", "bundled"),
        ("2021-01-03", "bundled"),
        ("2021-02-28", "import"),
    }


def test_an_import_of_what_is_bundled_is_a_duplicate(tmp_path: Path) -> None:
    store = Store(tmp_path)
    edition = located_file(tmp_path / "bundled.csv", "2021-01-01")
    seed(store, edition)
    assert import_files([edition], store, locate).duplicates.total == 1
    with store.snapshot().engine.connect() as connection:
        ids = set(connection.execute(select(reports.c.report_id)).scalars())
    assert ids == {report_id(stored) for stored in stored_reports(store)}


def test_columns_that_are_not_ours_and_rows_that_repeat_are_named(tmp_path: Path) -> None:
    rows = [{"date": "2021", "place": "Almaty", "title": title} for title in ("One", "Two")]
    report = bring(Store(tmp_path), tmp_path / "t.csv", rows)
    assert (report.rows, report.stored, report.duplicates.total) == (2, 1, 1)
    assert [str(notice) for notice in report.notices.first] == [
        "t.csv, row 1, column title: not one of our columns, so not read; rename it if it is meant"
    ]
    assert [str(repeat) for repeat in report.duplicates.first] == [
        "t.csv, row 3: says exactly what row 2 of t.csv says"
    ]
