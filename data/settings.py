"""What an operator can set, read from the environment in this one place; data/configuration.py lists all of it."""

from __future__ import annotations

import logging
import math
import os
from dataclasses import Field, dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any, Final

from data.errors import BadSetting
from data.privacy import Coarsening
from geocoding.environment import CHECKOUT
from geocoding.writable import can_be_written, temporary_home

_YES: Final = ("1", "true", "yes", "on")
_NO: Final = ("0", "false", "no", "off")

_LICENCE = (
    "Bundled incidents: CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/). "
    "Incidents that were added: the terms of their sources."
)


@dataclass(frozen=True, slots=True)
class PrivateLimits:
    """How much of the server private maps may take."""

    days: float = field(
        default=30,
        metadata={
            "variable": "SHERU_PRIVATE_DAYS",
            "doc": "Days that a private map is kept unchanged.",
            "privacy": "an editor's table lies on the server that long; fewer days are kinder",
        },
    )
    bytes_in_all: int = field(
        default=5 * 2**30,
        metadata={"variable": "SHERU_PRIVATE_BYTES", "doc": "Bytes that all private maps may take together."},
    )
    files: int = field(
        default=20,
        metadata={
            "variable": "SHERU_PRIVATE_FILES",
            "doc": "Files that one private map may take, one after the other.",
        },
    )
    maps_of_browser: int = field(
        default=20,
        metadata={
            "variable": "SHERU_PRIVATE_MAPS",
            "doc": "Private maps that one browser may have at a time, until it is closed; deleted ones do not count.",
            "privacy": "a digest of the random number that Streamlit gives a browser lies beside its maps, no address",
        },
    )
    bytes_of_browser: int = field(
        default=2**30,
        metadata={
            "variable": "SHERU_PRIVATE_BROWSER_BYTES",
            "doc": "Bytes that the private maps of one browser may take together.",
        },
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are written and what is served."""

    home: Path = field(
        metadata={
            "variable": "SHERU_HOME",
            "doc": "Folder for everything that is written: the store, private maps, caches.",
            "default": "`var/` in the checkout; if that cannot be written, a folder for temporary files",
            "privacy": "it holds the private maps of editors: let nobody else read it, and mind its backups",
        }
    )
    bundled: bool = field(
        default=True,
        metadata={
            "variable": "SHERU_BUNDLED",
            "doc": "1 puts the bundled incidents into the store at the start, 0 does not;"
            " set it before the first start of a new home.",
        },
    )
    contact: str = field(
        default="",
        metadata={
            "variable": "SHERU_CONTACT",
            "doc": 'Mail address or web link behind "Report a mistake"; without one that link is not shown.',
            "privacy": "every reader sees it",
        },
    )
    publisher: str = field(
        default="Sheru",
        metadata={
            "variable": "SHERU_PUBLISHER",
            "doc": "Who publishes the public data, as citations and feeds name it.",
            "privacy": "every reader sees it",
        },
    )
    licence: str = field(
        default=_LICENCE,
        metadata={
            "variable": "SHERU_LICENCE",
            "doc": "The terms of the public data in a sentence, as downloads say them.",
            "default": "CC BY 4.0 for the bundled incidents, the terms of their sources for others",
        },
    )
    rate: int = field(
        default=0,
        metadata={
            "variable": "SHERU_RATE",
            "doc": "Requests a minute that the API answers one address, the page's own included; 0: no limit."
            " Behind a proxy, only if the server is told the caller's address.",
        },
    )
    kept_versions: int = field(
        default=0,
        metadata={
            "variable": "SHERU_KEPT_VERSIONS",
            "doc": "Earlier versions of the data that can still be looked at, by the link of a citation; each takes as"
            " much room as the data.",
            "privacy": "what was removed stays readable there: 0 if someone may be in danger",
        },
    )
    uploads: bool = field(
        default=True,
        metadata={
            "variable": "SHERU_UPLOADS",
            "doc": "1 lets readers make private maps of tables, 0 does not.",
            "privacy": "tables of strangers come to this server: serve them by TLS alone",
        },
    )
    fetch: bool = field(
        default=True,
        metadata={
            "variable": "SHERU_FETCH",
            "doc": "1 fetches a table by its link at an editor's wish, 0 never does.",
            "privacy": "the host of the link learns this server's address and when it asked, not the editor's",
        },
    )
    coarsening: Coarsening = field(
        default=Coarsening(), metadata={"doc": "How fine a public place may be; see data/privacy.py."}
    )
    private: PrivateLimits = field(default=PrivateLimits(), metadata={"doc": "Limits of private maps."})


def settings() -> Settings:
    """The settings of this process, read anew at each call. Raises BadSetting."""
    home = os.environ.get("SHERU_HOME")
    return Settings(
        home=Path(home).expanduser().resolve() if home else default_home(),
        coarsening=Coarsening(**_read(Coarsening)),
        private=PrivateLimits(**_read(PrivateLimits)),
        **{name: value for name, value in _read(Settings).items() if name != "home"},
    )


def value_of(setting: Field[Any], text: str) -> Any:
    """The value that `text` gives a field with a variable; its default where `text` is empty. Raises BadSetting."""
    if not text:
        return setting.default
    name = setting.metadata["variable"]
    if isinstance(setting.default, bool):
        if text.strip().lower() not in (*_YES, *_NO):
            raise BadSetting(f"{name}={text[:40]!r} is neither 1 nor 0")
        return text.strip().lower() in _YES
    if isinstance(setting.default, int | float):
        return _number(name, text, whole=setting.type == "int")
    return text


def _number(name: str, text: str, *, whole: bool) -> float:
    try:
        value = int(text) if whole else float(text)
    except ValueError:
        value = math.nan
    if not 0 <= value < math.inf:
        raise BadSetting(f"{name}={text[:40]!r} is not a {'whole ' if whole else ''}number from 0 on")
    return value


def _read(kind: type[Any]) -> dict[str, Any]:
    typed = [item for item in fields(kind) if "variable" in item.metadata]
    return {item.name: value_of(item, os.environ.get(item.metadata["variable"], "")) for item in typed}


@cache
def default_home(checkout: Path = CHECKOUT) -> Path:
    """`var/` in the checkout; of a checkout that cannot be written, one for temporary files, told in the log once."""
    usual = checkout / "var"
    if can_be_written(usual) or (usual / "store" / "current").exists():
        return usual
    home = temporary_home()
    logging.getLogger(__name__).warning(
        "%s cannot be written, so everything is kept in %s, which may be emptied at any restart: set SHERU_HOME",
        usual,
        home,
    )
    return home
