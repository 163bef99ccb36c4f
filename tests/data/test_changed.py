"""Each incident knows since when it says what it says: an import that changes others leaves it alone."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from sqlalchemy import select

from data.changes import Changes, changes_since
from data.errors import NoSuchVersion
from data.filters import Filters
from data.importer import import_files
from data.publishing import writing
from data.reading.here import table_here
from data.schema import FORMAT, incidents
from data.store import Snapshot, Store
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


def test_a_version_is_told_how_many_came_changed_and_went(tmp_path: Path) -> None:
    gone = {"date": "2020", "place": "Minsk", "country": "Belarus"}
    store = filled_store(tmp_path, [ALMATY, ASTANA, gone])
    first = store.snapshot().version
    rows = [
        ALMATY | {"description": "told anew"},
        ASTANA,
        {"date": "2022", "place": "Osh"},
        {"date": "2023", "place": "Osh"},
    ]
    import_files([write_table(tmp_path / "rows.csv", rows)], store, locate, anew=True, read=table_here)
    with store.snapshot().engine.connect() as connection:
        assert changes_since(connection, first, Filters()) == Changes(date(2026, 1, 1), added=2, changed=1, removed=1)
        late = Filters(start=date(2023, 1, 1))
        assert changes_since(connection, first, late) == Changes(date(2026, 1, 1), added=1, changed=0, removed=1)
        now = changes_since(connection, store.snapshot().version, Filters())
        assert now == Changes(date(2026, 1, 1), added=0, changed=0, removed=0)
        assert changes_since(connection, "0" * 12, Filters()) is None


def test_changes_are_added_up_over_the_versions_between(tmp_path: Path) -> None:
    store = filled_store(tmp_path, [ALMATY])
    first = store.snapshot().version
    bring(store, tmp_path / "more.csv", [ASTANA])
    bring(store, tmp_path / "more.csv", [ASTANA | {"source_name": "Two", "incident_id": "kz-b"}])
    bring(store, tmp_path / "more.csv", [ALMATY | {"source_name": "Two"}])
    with store.snapshot().engine.connect() as connection:
        assert changes_since(connection, first, Filters()) == Changes(date(2026, 1, 1), added=2, changed=1, removed=0)


def test_an_earlier_version_is_kept_where_the_operator_wants_it(tmp_path: Path) -> None:
    store = filled_store(tmp_path, [ALMATY], kept_versions=1)
    versions = [store.snapshot().version]
    for place in ("Minsk", "Osh"):
        bring(store, tmp_path / "more.csv", [{"date": "2022", "place": place}])
        versions.append(store.snapshot().version)
    assert [store.keeps(version) for version in versions] == [False, True, False]
    assert len(places(store.version(versions[1]))) == 2
    assert len(places(store.version(versions[2]))) == 3
    with pytest.raises(NoSuchVersion):
        store.version(versions[0])
    with pytest.raises(NoSuchVersion):
        store.version("../../etc")


def test_no_earlier_version_is_shown_by_default(tmp_path: Path) -> None:
    store = filled_store(tmp_path, [ALMATY])
    first = store.snapshot().version
    bring(store, tmp_path / "more.csv", [ASTANA])
    assert not store.keeps(first)
    with pytest.raises(NoSuchVersion):
        store.version(first)


def places(snapshot: Snapshot) -> list[str]:
    with snapshot.engine.connect() as connection:
        return list(connection.execute(select(incidents.c.place_name)).scalars())
