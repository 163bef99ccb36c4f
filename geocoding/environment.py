"""What an operator sets in files, taken into the environment at the start of a program; the environment wins."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
FOLDER = "SHERU_SETTINGS"
_OURS = "SHERU_"


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """One file of settings, the first of which wins."""

    path: Path
    values: Mapping[str, str] = field(metadata={"doc": "Its SHERU_ variables."})
    problem: str = field(default="", metadata={"doc": "Why nothing of it is used, a sentence; empty where it can be."})


def settings_files(environment: Mapping[str, str]) -> tuple[SettingsFile, ...]:
    """The files that are there: `.env`, then Streamlit's secrets, in SHERU_SETTINGS or the checkout."""
    named = environment.get(FOLDER, "").strip()
    folder = Path(named).expanduser() if named else CHECKOUT
    paths = [folder / ".env", folder / ".streamlit" / "secrets.toml"]
    if not named and (home := environment.get("HOME")):
        paths.append(Path(home) / ".streamlit" / "secrets.toml")  # where Streamlit looks as well
    return tuple(_read(path) for path in paths if os.path.lexists(path))


def take_settings(environment: MutableMapping[str, str] = os.environ) -> None:
    """Take over what files set and the environment does not. A file that cannot be read is left to the check."""
    for file in settings_files(environment):
        for name, value in file.values.items():
            environment.setdefault(name, value)


def _read(path: Path) -> SettingsFile:
    try:
        values = _secrets(path) if path.suffix == ".toml" else _dotenv(path)
    except (OSError, ValueError) as error:  # a TOMLDecodeError and a UnicodeDecodeError are ValueErrors
        kind = type(error).__name__ if isinstance(error, UnicodeError) else str(error)
        return SettingsFile(path, {}, f"{path} cannot be read, so nothing of it is used: {kind}")
    return SettingsFile(path, {name: value for name, value in values.items() if name.startswith(_OURS)})


def _dotenv(path: Path) -> dict[str, str]:
    from dotenv import dotenv_values

    with path.open(encoding="utf-8") as file:
        return {name: value or "" for name, value in dotenv_values(stream=file, interpolate=False).items()}


def _secrets(path: Path) -> dict[str, str]:
    with path.open("rb") as file:
        values = tomllib.load(file)
    texts = {name: str(int(value)) if isinstance(value, bool) else value for name, value in values.items()}
    return {name: str(value) for name, value in texts.items() if isinstance(value, str | int | float)}
