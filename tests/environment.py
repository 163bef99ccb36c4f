"""The environment of a command that a test starts."""

from __future__ import annotations

import os
from pathlib import Path


def with_home(home: Path, **more: str) -> dict[str, str]:
    """This environment with SHERU_HOME at `home`, but the gazetteer of this machine: it is built only once."""
    return {**os.environ, "SHERU_HOME": str(home), **more}
