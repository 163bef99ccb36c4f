"""Where the browser finds our own files: never on a host that is not ours."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from xstatic.pkg import leaflet

ASSETS = Path(__file__).resolve().parent / "assets"
LEAFLET = Path(leaflet.BASE_DIR)


@cache
def asset(name: str) -> str:
    """`name` below `assets/` with a digest of its content, so that a browser may keep it for ever."""
    folder, file = (LEAFLET, name.removeprefix("leaflet/")) if name.startswith("leaflet/") else (ASSETS, name)
    digest = hashlib.sha256((folder / file).read_bytes()).hexdigest()[:8]
    return f"assets/{name}?v={digest}"


def asset_text(name: str) -> str:
    """The content of one of our own files."""
    return (ASSETS / name).read_text(encoding="utf-8")
