"""Whoever holds the id of a private dataset takes it along as any other; no cache and no other site does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from fastapi.testclient import TestClient

from dashboard import serving
from data.schema import FORMAT
from data.store import Store
from tests.dashboard.test_api import DOWNLOADS, client, served
from tests.data.builders import bring

ROW = {"incident_id": "kz-hers", "date": "2021-02-28", "place": "Almaty", "country": "Kazakhstan", "detained": "7"}
TAKEN = [*DOWNLOADS, "/cite", "/cite?incident=kz-hers", "/feed.atom", "/feed.json", "/calendar.ics", "/incidents"]
TAKEN += ["/picture.svg", "/picture.png", "/picture.svg?incident=kz-hers"]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with served(tmp_path_factory.mktemp("private")) as folder:
        serving._private_store.cache_clear()
        yield folder
    serving._private_store.cache_clear()


@pytest.fixture(scope="module")
def dataset(home: Path) -> str:
    draft = serving.drafts().create()
    bring(Store(draft.folder), home / "hers.csv", [ROW])
    return str(draft.dataset)


@pytest.fixture
def api(home: Path) -> TestClient:
    return client()


@pytest.mark.parametrize("path", TAKEN)
def test_the_holder_takes_it_and_no_cache_does(api: TestClient, dataset: str, path: str) -> None:
    answer = api.get(f"{path}{'&' if '?' in path else '?'}dataset={dataset}", headers={"Origin": "https://a.example"})
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert not {"etag", "access-control-allow-origin"} & set(answer.headers)
    public = api.get(path.replace("kz-hers", "kz-almaty"))
    assert dataset.encode() not in public.content
    assert b"kz-hers" not in public.content


def test_links_of_a_private_dataset_lead_back_to_it(api: TestClient, dataset: str) -> None:
    assert f"http://sheru/?dataset={dataset}" in api.get(f"/cite?dataset={dataset}").text
    (item,) = api.get(f"/feed.json?dataset={dataset}").json()["items"]
    assert item["url"] == f"http://sheru/?dataset={dataset}&incident=kz-hers&lang=en"
    about = api.get(f"/incidents.json?dataset={dataset}").json()["about"]
    assert about["licence"].startswith("A private table")


def test_a_private_map_of_an_earlier_edition_is_brought_up_to_date(home: Path, api: TestClient) -> None:
    draft = serving.drafts().create()
    bring(Store(draft.folder), home / "old.csv", [ROW])
    (file,) = (draft.folder / "store").glob("*.duckdb")
    with duckdb.connect(str(file)) as connection:
        connection.execute("ALTER TABLE incidents DROP COLUMN changed")
        connection.execute("UPDATE versions SET format = ?", [FORMAT - 1])
    assert api.get(f"/incidents?dataset={draft.dataset}").json()["total"] == 1
