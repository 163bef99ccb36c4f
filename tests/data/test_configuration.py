"""The catalogue of what an operator can set is whole, and the deployment page holds it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from data.configuration import catalogue, catalogue_table
from data.errors import BadSetting
from data.settings import Settings, default_home, settings

ROOT = Path(__file__).resolve().parents[2]
_PREFIXES = {"SHERU_", "SHERU_MAX_"}  # parts of names, not names
_INTERNAL = {"SHERU_DRAFT"}  # from one of our processes to another


def names_in_code() -> set[str]:
    files = [path for package in ("dashboard", "data", "geocoding") for path in (ROOT / package).rglob("*.py")]
    found = {name for path in files for name in re.findall(r"SHERU_[A-Z_]*", path.read_text(encoding="utf-8"))}
    return found - _PREFIXES - _INTERNAL


def test_every_variable_that_the_code_names_is_in_the_catalogue() -> None:
    names = [variable.name for variable in catalogue()]
    assert names_in_code() <= {*names}
    assert len(names) == len({*names})


def test_the_deployment_page_has_the_table() -> None:
    assert catalogue_table() in (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("text", "value"), [("", True), ("1", True), ("Yes", True), ("0", False), ("false", False)])
def test_a_flag_is_what_it_says(home: Path, monkeypatch: pytest.MonkeyPatch, text: str, value: bool) -> None:
    monkeypatch.setenv("SHERU_UPLOADS", text)
    assert settings().uploads is value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("SHERU_UPLOADS", "maybe"),
        ("SHERU_PRIVATE_DAYS", "a month"),
        ("SHERU_PRIVATE_DAYS", "nan"),
        ("SHERU_PRIVATE_DAYS", "inf"),
        ("SHERU_PRIVATE_FILES", "2.5"),
        ("SHERU_FEWEST", "-1"),
    ],
)
def test_a_value_that_cannot_be_is_named(home: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str) -> None:
    monkeypatch.setenv(name, text)
    with pytest.raises(BadSetting, match=name):
        settings()
    (variable,) = (each for each in catalogue() if each.name == name)
    assert name in variable.problem(text)


def test_the_defaults_are_those_of_the_catalogue(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in catalogue():
        if variable.setting is not None and variable.name != "SHERU_HOME":
            monkeypatch.setenv(variable.name, variable.default)
    assert settings() == Settings(home=home.resolve())


def test_a_checkout_that_cannot_be_written_keeps_its_home_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("data.settings.can_be_written", lambda folder: False)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    home = default_home(tmp_path / "checkout")
    assert home.parent == tmp_path and home.is_dir() and home.stat().st_mode & 0o777 == 0o700
    assert "set SHERU_HOME" in caplog.text


def test_a_store_that_lies_in_such_a_checkout_is_still_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pointer = tmp_path / "var" / "store" / "current"
    pointer.parent.mkdir(parents=True)
    pointer.touch()
    monkeypatch.setattr("data.settings.can_be_written", lambda folder: False)
    assert default_home(tmp_path) == tmp_path / "var"


def test_a_folder_of_another_is_not_taken_for_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from geocoding.writable import temporary_home

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    home = temporary_home()
    home.chmod(0o777)
    with pytest.raises(PermissionError, match="set SHERU_HOME"):
        temporary_home()
    home.rmdir()
    home.symlink_to(tmp_path)
    with pytest.raises(PermissionError, match="set SHERU_HOME"):
        temporary_home()
