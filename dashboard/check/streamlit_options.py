"""Streamlit's own options that readers' safety hangs on, as its files and the environment set them.

Read without Streamlit, in its order: the environment, `.streamlit/config.toml` of the checkout, that of the user. What
is given on the command line of `streamlit run` is not seen here.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from dashboard.check.finding import Finding, note, wrong

_MUST_BE: Final = {
    "browser.gatherUsageStats": ("false", "Streamlit sends telemetry from every reader's browser to its makers"),
    "client.showErrorDetails": ("none", "readers may see tracebacks with paths and values"),
    "server.enableCORS": ("true", "pages of other sites may open a session here"),
    "server.enableXsrfProtection": ("true", "other sites may send files here"),
}
_DEFAULTS: Final = {"server.enableCORS": "true", "server.enableXsrfProtection": "true"}


def streamlit_findings(environment: Mapping[str, str], checkout: Path) -> Iterator[Finding]:
    """Options that are not as they must be, and those of the checkout that the environment overrides."""
    home = environment.get("HOME")
    files = [checkout / ".streamlit" / "config.toml"]
    if home:
        files.append(Path(home) / ".streamlit" / "config.toml")
    read: list[dict[str, str]] = []
    for file in files:
        try:
            read.append(_options(file))
        except (OSError, ValueError) as error:
            yield wrong(f"{file} cannot be read: {error}")
    if read and not read[0]:
        yield wrong(f"{files[0]} is missing: without it Streamlit sends telemetry and shows tracebacks")
    own = read[0] if read else {}
    for name, (value, reason) in _MUST_BE.items():
        found = _found(name, environment, read)
        if found != value:
            yield wrong(f"Streamlit's {name} is {found or 'not set'}, not {value}: {reason}")
    if not _found("browser.serverAddress", environment, read):
        yield wrong("Streamlit's browser.serverAddress is not set: it asks a host on the internet for its own address")
    for name, value in own.items():
        variable = variable_of(name)
        if name not in _MUST_BE and environment.get(variable, value).lower() != value.lower():
            yield note(f"{variable} overrides {name} of {files[0]}")


def variable_of(option: str) -> str:
    """The variable of the environment that sets one of Streamlit's options."""
    return "STREAMLIT_" + re.sub(r"(?<=[a-z])(?=[A-Z])", "_", option).replace(".", "_").upper()


def _found(name: str, environment: Mapping[str, str], read: list[dict[str, str]]) -> str:
    values = [environment.get(variable_of(name), ""), *(options.get(name, "") for options in read)]
    found = next((value for value in values if value), _DEFAULTS.get(name, ""))
    return found.lower() if found.lower() in ("true", "false", "none") else found


def _options(file: Path) -> dict[str, str]:
    if not os.path.lexists(file):
        return {}
    with file.open("rb") as opened:
        return dict(_flat(tomllib.load(opened)))


def _flat(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", str(value)
