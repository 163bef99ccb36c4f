"""Each incident knows since when it says what it says: an import that changes others leaves it alone."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from sqlalchemy import select

from data.importer import import_files
from data.publishing import writing
from data.reading.here import table_here
from data.schema import FORMAT, incidents
from data.store import Store
from tests.data.builders import bring, filled_store, locate, write_table

ALMATY = {"incident_id": "kz-a", "date": "2021-02-28", "place": "Almaty", "country": "Kazakhstan"}
ASTANA = {"date": "2021-03-01", "place": "Astana", "country": "Kazakhstan", "source_url": "https://example.org/1"}


@pytest.fixture(autouse=True)
def hours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each publication comes an hour after the last."""
    monkeypatch.setattr(writing, "datetime", _Clock(_hours()))


def _hours() -> Iterator[datetime]:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    while True:
        yield now
        now += timedelta(hours=1)


@dataclasses.dataclass
class _Clock:
    hours: Iterator[datetime]

    def now(self, zone: object) -> datetime:
        return next(self.hours)


def changed(store: Store) -> dict[str, int]:
    """The hour since when each incident is as it is, by its place."""
    with store.snapshot().engine.connect() as connection:
        rows = connection.execute(select(incidents.c.place_name, incidents.c.changed)).all()
    return {place: datetime.fromisoformat(when).hour for place, when in rows}


def test_a_new_incident_leaves_the_others_as_they_were(tmp_path: Path) -> None:
    store = filled_store(tmp_path, [ALMATY])
    bring(store, tmp_path / "more.csv", [ASTANA])
    assert changed(store) == {"Almaty": 0, "Astana": 1}


def test_another_report_changes_its_incident_alone(tmp_path: Path) -> None:
    store = filled_store(tmp_path, [ALMATY, ASTANA])
    bring(store, tmp_path / "more.csv", [ALMATY | {"source_name": "Two"}])
    assert changed(store) == {"Almaty": 1, "Astana": 0}


def test_a_report_that_came_again_changes_nothing(tmp_path: Path) -> None:
    store = filled_store(tmp_path, [ALMATY, ASTANA])
    bring(store, tmp_path / "more.csv", [ALMATY, {"date": "2022", "place": "Minsk"}])
    assert changed(store) == {"Almaty": 0, "Astana": 0, "Minsk": 1}


@pytest.mark.parametrize("column", ["source_url", "description"])
def test_a_table_that_replaces_the_last_one_changes_what_differs(tmp_path: Path, column: str) -> None:
    rows = [ALMATY, ALMATY | {"source_name": "Two"}, ASTANA]
    store = filled_store(tmp_path, rows)
    rows[2] = ASTANA | {column: "https://example.org/2"}
    import_files([write_table(tmp_path / "rows.csv", rows)], store, locate, anew=True, read=table_here)
    assert changed(store) == {"Almaty": 0, "Astana": 1}


def test_a_store_of_an_earlier_edition_is_as_old_as_its_publication(tmp_path: Path) -> None:
    store = filled_store(tmp_path, [ALMATY, ASTANA])
    (file,) = (tmp_path / "store").glob("*.duckdb")
    with duckdb.connect(str(file)) as connection:
        connection.execute("ALTER TABLE incidents DROP COLUMN changed")
        connection.execute("UPDATE versions SET format = ?", [FORMAT - 1])
    store = Store(tmp_path)
    store.renew()
    assert changed(store) == {"Almaty": 0, "Astana": 0}
    assert datetime.fromisoformat(store.snapshot().published).hour == 1
