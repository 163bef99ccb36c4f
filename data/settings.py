"""What an operator can set, read from the environment in this one place."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from data.privacy import Coarsening

CHECKOUT = Path(__file__).resolve().parent.parent

_LICENCE = (
    "Bundled incidents: CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/). "
    "Incidents that were added: the terms of their sources."
)


@dataclass(frozen=True, slots=True)
class PrivateLimits:
    """How much of the server private maps may take."""

    days: float = field(default=30, metadata={"doc": "SHERU_PRIVATE_DAYS: days that a private map is kept unchanged."})
    bytes_in_all: int = field(
        default=5 * 2**30, metadata={"doc": "SHERU_PRIVATE_BYTES: bytes that all private maps may take together."}
    )
    files: int = field(
        default=20, metadata={"doc": "SHERU_PRIVATE_FILES: files that one private map may take, one after the other."}
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are written and what is served."""

    home: Path = field(metadata={"doc": "SHERU_HOME: folder for everything that is written (default var/)."})
    bundled: bool = field(
        default=True, metadata={"doc": "SHERU_BUNDLED: 1 serves the bundled incidents, 0 leaves them out."}
    )
    contact: str = field(
        default="", metadata={"doc": "SHERU_CONTACT: mail address or web link for reports of mistakes."}
    )
    publisher: str = field(
        default="Sheru", metadata={"doc": "SHERU_PUBLISHER: who publishes the data, as citations name it."}
    )
    licence: str = field(
        default=_LICENCE, metadata={"doc": "SHERU_LICENCE: the terms of the public data, in a sentence."}
    )
    rate: int = field(
        default=0, metadata={"doc": "SHERU_RATE: requests a minute that the API answers one address; 0: no limit."}
    )
    uploads: bool = field(
        default=True, metadata={"doc": "SHERU_UPLOADS: 1 lets readers make private maps of tables, 0 does not."}
    )
    coarsening: Coarsening = field(
        default=Coarsening(), metadata={"doc": "How fine a public place may be; see data/privacy.py."}
    )
    private: PrivateLimits = field(default=PrivateLimits(), metadata={"doc": "Limits of private maps."})


def settings() -> Settings:
    """The settings of this process, read anew at each call. Raises ValueError where a number is none."""
    home = os.environ.get("SHERU_HOME") or str(CHECKOUT / "var")
    return Settings(
        home=Path(home).expanduser().resolve(),
        bundled=os.environ.get("SHERU_BUNDLED", "1") != "0",
        contact=os.environ.get("SHERU_CONTACT", ""),
        publisher=os.environ.get("SHERU_PUBLISHER") or "Sheru",
        licence=os.environ.get("SHERU_LICENCE") or _LICENCE,
        rate=max(0, int(_number("SHERU_RATE", 0))),
        uploads=os.environ.get("SHERU_UPLOADS", "1") != "0",
        coarsening=Coarsening(
            no_finer_than_city=os.environ.get("SHERU_NO_SPOTS", "0") not in ("", "0"),
            fewest=int(_number("SHERU_FEWEST", Coarsening().fewest)),
        ),
        private=PrivateLimits(
            days=_number("SHERU_PRIVATE_DAYS", PrivateLimits().days),
            bytes_in_all=int(_number("SHERU_PRIVATE_BYTES", PrivateLimits().bytes_in_all)),
            files=int(_number("SHERU_PRIVATE_FILES", PrivateLimits().files)),
        ),
    )


def _number(name: str, default: float) -> float:
    text = os.environ.get(name, "")
    try:
        return float(text) if text else default
    except ValueError as error:
        raise ValueError(f"{name}={text!r} is not a number") from error
