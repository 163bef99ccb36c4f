"""What an operator can set, read from the environment in this one place."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent


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


def settings() -> Settings:
    """The settings of this process, read anew at each call."""
    home = os.environ.get("SHERU_HOME") or str(CHECKOUT / "var")
    return Settings(
        home=Path(home).expanduser().resolve(),
        bundled=os.environ.get("SHERU_BUNDLED", "1") != "0",
        contact=os.environ.get("SHERU_CONTACT", ""),
    )
