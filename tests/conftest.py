"""What every test may use: a home of its own, and the hostile files that lie beside the checkout."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("sheru", deadline=None)
settings.load_profile("sheru")

os.environ["SHERU_SETTINGS"] = str(Path(__file__).parent)  # where no files of settings are: a developer's own stay out

HOSTILE = Path(__file__).resolve().parents[2] / "shared" / "hostile"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty SHERU_HOME without the bundled incidents."""
    monkeypatch.setenv("SHERU_HOME", str(tmp_path))
    monkeypatch.setenv("SHERU_BUNDLED", "0")
    return tmp_path


@pytest.fixture(scope="session")
def hostile() -> Callable[[str], Path]:
    """The path of a hostile file by its name; the test is skipped where the folder is absent."""

    def path(name: str) -> Path:
        found = HOSTILE / name
        if not found.exists():
            pytest.skip(f"{found} is absent: the hostile files lie beside the checkout, not in it")
        return found

    return path


@pytest.fixture(scope="session")
def hostile_rows(hostile: Callable[[str], Path]) -> Callable[[str], list[dict[str, str]]]:
    """The rows of a hostile table by its name."""

    def rows(name: str) -> list[dict[str, str]]:
        with hostile(name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return rows
