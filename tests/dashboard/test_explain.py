"""The API says why a place is put where it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dashboard import serving
from dashboard.api.app import create_api
from geocoding.index.file import ensure_index


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.delenv("SHERU_HOME", raising=False)
    ensure_index(progress=False)  # of this machine: built only once
    serving.opened_geocoder.cache_clear()
    yield TestClient(create_api())
    serving.opened_geocoder.cache_clear()


def test_an_answer_comes_with_its_reasons_and_the_others_that_were_weighed(api: TestClient) -> None:
    found = api.get("/explain", params={"place": "Алматы", "country": "Қазақстан"}).json()
    assert (found["status"], found["location"]["country_code"]) == ("found", "KZ")
    assert found["reasons"]
    unsure = api.get("/explain", params={"place": "Springfield", "country": "US"}).json()
    assert unsure["status"] == "ambiguous"
    assert len(unsure["candidates"]) > 1


@pytest.mark.parametrize("query", [{}, {"place": ""}, {"place": "x" * 201}, {"place": "Almaty", "country": "x" * 201}])
def test_a_value_that_cannot_be_is_named(api: TestClient, query: dict[str, str]) -> None:
    answer = api.get("/explain", params=query)
    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"][0] == "query"


def test_without_a_gazetteer_it_says_so_and_builds_none(
    api: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHERU_HOME", str(tmp_path))
    answer = api.get("/explain", params={"place": "Almaty"})
    assert answer.status_code == 503
    assert "is not built" in answer.json()["detail"]
    assert list(tmp_path.iterdir()) == []
