"""Settings in files: the environment wins, then .env, then Streamlit's secrets."""

from __future__ import annotations

from pathlib import Path

import pytest

from geocoding.environment import settings_files, take_settings
from geocoding.index.file import index_path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".env").write_text(
        '# ours\nSHERU_CONTACT="a b"\nSHERU_HOME=/from/env\nOTHER=1\nSHERU_UPLOADS=${HOME}\n'
    )
    secrets = (
        'SHERU_HOME = "/from/secrets"\nSHERU_FETCH = false\nSHERU_FEWEST = 7\nSHERU_PLACES = [1]\n[deep]\nSHERU_X = 1\n'
    )
    (tmp_path / ".streamlit" / "secrets.toml").write_text(secrets)
    return tmp_path


def test_the_first_that_sets_a_variable_wins(folder: Path) -> None:
    environment = {"SHERU_SETTINGS": str(folder), "SHERU_CONTACT": "from the environment"}
    take_settings(environment)
    assert environment == {
        "SHERU_SETTINGS": str(folder),
        "SHERU_CONTACT": "from the environment",
        "SHERU_HOME": "/from/env",
        "SHERU_UPLOADS": "${HOME}",
        "SHERU_FETCH": "0",
        "SHERU_FEWEST": "7",
    }


@pytest.mark.parametrize(
    ("name", "content"), [(".streamlit/secrets.toml", b"SHERU_HOME = "), (".env", b"SHERU_HOME=\xff\xfe")]
)
def test_a_file_that_cannot_be_read_says_so_and_the_other_is_used(folder: Path, name: str, content: bytes) -> None:
    (folder / name).write_bytes(content)
    environment = {"SHERU_SETTINGS": str(folder)}
    problems = [file.problem for file in settings_files(environment) if file.problem]
    assert len(problems) == 1 and name in problems[0]
    take_settings(environment)
    assert environment["SHERU_HOME"] in ("/from/env", "/from/secrets")


def test_without_files_nothing_is_set(tmp_path: Path) -> None:
    environment = {"SHERU_SETTINGS": str(tmp_path)}
    take_settings(environment)
    assert environment == {"SHERU_SETTINGS": str(tmp_path)}


def test_a_gazetteer_that_was_built_before_is_used_where_it_fits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHERU_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SHERU_GAZETTEER", str(tmp_path))
    usual = index_path()
    assert usual.parent == tmp_path / "home" / "cache"
    (tmp_path / usual.name).touch()
    assert index_path() == tmp_path / usual.name
