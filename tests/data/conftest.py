"""One small store that the tests of the queries ask, and the geocoder of this machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from data.store import Store
from geocoding import OfflineGeocoder
from geocoding.index.file import ensure_index
from tests.data.builders import filled_store

ROWS = [
    {"incident_id": "kz-almaty", "date": "2021-02-28", "place": "Almaty", "country": "Kazakhstan",
     "event_type": "detention", "description": "Чёрный парк", "detained": "about 50", "source_name": "One",
     "source_url": "https://example.org/1", "tags": "rally; park"},
    {"incident_id": "kz-almaty", "date": "2021-02-28", "place": "Almaty", "country": "Kazakhstan",
     "event_type": "march", "detained": "at least 70", "participants": "100-150", "source_name": "Two"},
    {"date": "2021-03-05", "place": "Almaty", "country": "Kazakhstan", "event_type": "march", "killed": "2",
     "detained": "none", "participants": "up to 30", "source_name": "One"},
    {"date": "2022-01", "place": "Mangystau", "country": "Kazakhstan", "event_type": "strike", "injured": "several"},
    {"date": "2022", "place": "", "country": "Kazakhstan", "event_type": "other", "description": "100% of all_shops"},
    {"date": "2020-08-09/2020-08-12", "place": "Minsk", "country": "Belarus", "event_type": "demonstration",
     "participants": "thousands", "source_name": "O'Neil \"& Co\""},
    {"date": "2020-08-10", "place": "Nowhere", "event_type": "demonstration", "description": "a back\\slash"},
    {"date": "2019-05-01", "place": "Suva", "country": "Fiji"},
    {"date": "2019-05-01", "place": "Apia", "country": "Samoa"},
]  # fmt: skip
"""8 incidents of 9 reports: 6 on the map, 1 known by country, 1 not found."""


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return filled_store(tmp_path_factory.mktemp("small"), ROWS)


@pytest.fixture
def connection(store: Store) -> Iterator[Connection]:
    with store.snapshot().engine.connect() as connection:
        yield connection


@pytest.fixture(scope="session")
def geocoder() -> OfflineGeocoder:
    """Its index is built once on a machine, in the user's cache folder."""
    return OfflineGeocoder()


@pytest.fixture(scope="session")
def gazetteer_folder() -> Path:
    """Where this machine keeps the gazetteer: built once, not once for each home."""
    return ensure_index(progress=False).parent


@pytest.fixture
def home_with_gazetteer(gazetteer_folder: Path, home: Path) -> Path:
    """An empty SHERU_HOME that knows the gazetteer."""
    (home / "cache").symlink_to(gazetteer_folder)
    return home
