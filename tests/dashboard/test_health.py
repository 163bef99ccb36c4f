"""What a health check is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dashboard import serving
from dashboard.api.app import create_api
from data.importer import seed
from data.store import Store


@pytest.fixture
def api(home: Path) -> Iterator[TestClient]:
    serving.opened_store.cache_clear()
    yield TestClient(create_api())
    serving.opened_store.cache_clear()


def test_a_dashboard_without_data_is_well(api: TestClient) -> None:
    answer = api.get("/health")
    assert (answer.status_code, answer.json()) == (200, {"ok": True, "version": None})
    assert answer.headers["cache-control"] == "no-store"


def test_the_version_of_the_data_is_told(api: TestClient, home: Path) -> None:
    seed(Store(home))
    assert api.get("/health").json() == {"ok": True, "version": Store(home).snapshot().version}


def test_data_that_cannot_be_read_is_not_well(api: TestClient, home: Path) -> None:
    seed(Store(home))
    folder = home / "store"
    (folder / (folder / "current").read_text()).write_bytes(b"no database")
    answer = api.get("/health")
    assert (answer.status_code, answer.json()) == (503, {"ok": False, "version": None})


def test_a_home_that_cannot_be_written_is_not_well(api: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHERU_BUNDLED", "1")
    monkeypatch.setenv("SHERU_HOME", "/proc/sheru")
    serving.opened_store.cache_clear()
    assert api.get("/health").status_code == 503
