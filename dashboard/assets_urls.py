"""Where the browser finds our own files: never on a host that is not ours."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from xstatic.pkg import leaflet

ASSETS = Path(__file__).resolve().parent / "assets"
LEAFLET = Path(leaflet.BASE_DIR)


MAP_SCRIPTS: Final = (
    LEAFLET / "leaflet.js",
    ASSETS / "vendor" / "topojson-client.min.js",
    *(ASSETS / f"{name}.js" for name in ("placelabels", "basemap", "questions", "looking", "incidents")),
    *(
        ASSETS / f"{name}.js"
        for name in ("mapdates", "apart", "people", "marks", "gliding", "placelist", "choices", "legend")
    ),
    *(ASSETS / f"{name}.js" for name in ("speaking", "zooming", "foreseeing", "controls")),
    *(ASSETS / f"layer-{name}.js" for name in ("clusters", "heat", "countries", "regions")),
    ASSETS / "playback.js",
)
"""In the order in which they need each other."""

MAP_STYLES: Final = (LEAFLET / "leaflet.css", ASSETS / "types.css", ASSETS / "map.css")

JOINED: Final = {"map.js": MAP_SCRIPTS, "map-all.css": MAP_STYLES}
"""Files that are served as one: streamlit-folium loads scripts one after the other, each a round trip."""


@cache
def joined(name: str) -> str:
    """The content of a file of JOINED."""
    between = "\n;\n" if name.endswith(".js") else "\n"
    return between.join(path.read_text(encoding="utf-8") for path in JOINED[name])


@cache
def asset(name: str) -> str:
    """Address of `name`, one of JOINED or below `assets/`, with a digest: a browser may keep it for ever."""
    content = joined(name).encode() if name in JOINED else (ASSETS / name).read_bytes()
    return f"assets/{name}?v={hashlib.sha256(content).hexdigest()[:8]}"


def asset_text(name: str) -> str:
    """The content of one of our own files."""
    return (ASSETS / name).read_text(encoding="utf-8")
