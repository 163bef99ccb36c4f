"""The geocoder is shared: its index is built once on a machine, in the user's cache folder, and read from there."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from geocoding import OfflineGeocoder

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"


@pytest.fixture(scope="session")
def geocoder() -> OfflineGeocoder:
    return OfflineGeocoder()


@pytest.fixture(scope="session")
def shared_rows() -> Callable[[str], list[dict[str, str]]]:
    def read(name: str) -> list[dict[str, str]]:
        path = SHARED / name
        if not path.exists():
            pytest.skip(f"{path} is absent: the reference rows lie beside the checkout, not in it")
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return read
