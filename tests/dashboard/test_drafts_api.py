"""Files of a draft over HTTP: only by its key, bounded, kept by no cache, and not while a job is at work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from dashboard import serving
from dashboard.api import drafts as routes
from dashboard.api.app import create_api
from data.drafts.folder import Draft, dataset_of
from data.drafts.progress import working

TABLE = b"date,place\n2021,Almaty\n"


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The jobs that were asked for; none is run."""
    jobs: list[str] = []
    monkeypatch.setattr(routes, "start", lambda draft, job: jobs.append(job))
    return jobs


@pytest.fixture
def api(home: Path, started: list[str]) -> Iterator[TestClient]:
    serving.opened_store.cache_clear()
    yield TestClient(create_api(), base_url="http://sheru", raise_server_exceptions=False)
    serving.opened_store.cache_clear()


@pytest.fixture
def draft(home: Path) -> Draft:
    return serving.drafts().create()


def put(api: TestClient, key: str, content: bytes = TABLE, name: str = "t.csv") -> int:
    headers = {"X-Sheru-Key": key, "X-Sheru-Name": quote(name)}
    return int(api.put("/drafts/file", content=content, headers=headers).status_code)


def test_a_file_is_taken_whole_and_its_reading_begins(api: TestClient, draft: Draft, started: list[str]) -> None:
    assert put(api, draft.key, name="../протест.csv") == 200
    assert draft.upload and draft.upload.read_bytes() == TABLE
    assert draft.upload.parent == draft.folder
    assert draft.name == "../протест.csv"
    assert started == ["read"]


@pytest.mark.parametrize("key", ["", "new", "../private", "x" * 24, "%00", "*"])
def test_without_its_key_nothing_is_taken_or_given(api: TestClient, draft: Draft, started: list[str], key: str) -> None:
    draft.write("report", "{}")
    assert put(api, key) == 404
    assert api.get("/drafts/report.json", params={"edit": key}).status_code == 404
    assert (draft.upload, started) == (None, [])


def test_the_id_that_shows_the_map_neither_changes_nor_gives_the_files(api: TestClient, draft: Draft) -> None:
    draft.write("report", "{}")
    assert put(api, draft.dataset) == 404
    assert api.get("/drafts/report.json", params={"edit": draft.dataset}).status_code == 404


def test_a_request_without_the_header_is_refused(api: TestClient, draft: Draft) -> None:
    assert api.put(f"/drafts/file?x_sheru_key={draft.key}", content=TABLE).status_code == 422
    assert draft.upload is None


def test_too_large_a_file_changes_nothing(
    api: TestClient, draft: Draft, started: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHERU_MAX_BYTES", "100")
    assert put(api, draft.key, b"x" * 101) == 413
    assert (draft.upload, draft.files, started) == (None, 0, [])
    assert put(api, draft.key, b"x" * 100) == 200


def test_all_private_maps_together_have_a_quota(api: TestClient, draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    other = serving.drafts().create()
    assert put(api, other.key, b"x" * 900) == 200
    monkeypatch.setenv("SHERU_PRIVATE_BYTES", "1500")
    assert put(api, draft.key, b"x" * 900) == 413
    assert draft.upload is None


def test_the_private_maps_of_one_browser_share_a_quota(api: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHERU_PRIVATE_BROWSER_BYTES", "1500")
    first, second = serving.drafts().create("one"), serving.drafts().create("one")
    assert put(api, first.key, b"x" * 900) == 200
    assert put(api, second.key, b"x" * 900) == 413
    assert second.upload is None
    assert put(api, serving.drafts().create("another").key, b"x" * 900) == 200


def test_a_draft_takes_only_so_many_files(api: TestClient, draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHERU_PRIVATE_FILES", "2")
    assert [put(api, draft.key) for _ in range(3)] == [200, 200, 429]


def test_where_uploads_are_off_none_is_taken(api: TestClient, draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHERU_UPLOADS", "0")
    assert put(api, draft.key) == 403
    assert draft.upload is None


def test_while_a_job_is_at_work_its_file_stays(api: TestClient, draft: Draft, started: list[str]) -> None:
    with working(draft):
        assert put(api, draft.key) == 409
    assert (draft.upload, started) == (None, [])


@pytest.mark.parametrize("name", ["report.json", "recipe.json"])
def test_what_is_taken_home_is_kept_by_no_cache(api: TestClient, draft: Draft, name: str) -> None:
    assert api.get(f"/drafts/{name}", params={"edit": draft.key}).status_code == 404  # not made yet
    draft.write(name.removesuffix(".json"), '{"a": 1}')
    response = api.get(f"/drafts/{name}", params={"edit": draft.key})
    assert (response.status_code, response.json()) == (200, {"a": 1})
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["content-disposition"].startswith(f'attachment; filename="sheru-{name}"')


@pytest.mark.parametrize("name", ["progress.json", "upload.csv", "sent.json", "..%2Freport.json", "store.duckdb"])
def test_no_other_file_of_the_folder_is_given(api: TestClient, draft: Draft, name: str) -> None:
    put(api, draft.key)
    draft.write("progress", "{}")
    assert api.get(f"/drafts/{name}", params={"edit": draft.key}).status_code == 404


def test_a_private_dataset_that_is_not_there_is_a_404_without_a_tag(api: TestClient) -> None:
    response = api.get("/summary", params={"dataset": dataset_of("nobody")})
    assert response.status_code == 404
    assert "etag" not in response.headers


def test_no_address_of_the_documentation_names_drafts(api: TestClient) -> None:
    assert "drafts" not in api.get("/openapi.json").text
