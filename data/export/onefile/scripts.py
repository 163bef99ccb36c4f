"""The scripts and styles of the page, joined so that a document can hold them: one script, no module that is fetched.

A page on a disk may import nothing, for browsers take each of its files for another site. So each module becomes a
function that is called once, and what it exports is kept under the name of its file. Our modules are written plainly
enough for that: imports stand on lines of their own, and what is exported is declared where it is exported.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from xstatic.pkg import leaflet

LEAFLET: Final = Path(leaflet.BASE_DIR)

_MODULES: Final = (
    "vendor/d3-timeline.js",
    "address.js",
    *(f"timeline-{part}.js" for part in ("dates", "people", "keys", "scrub", "chart", "list", "choices", "playback")),
    *("timeline.js", "panel-story.js", "panel.js", "table-rows.js", "table-frame.js", "table.js"),
    *(f"onefile/{part}.js" for part in ("records", "matching", "totals", "clusters", "bins", "frames", "listing")),
    *(f"onefile/{part}.js" for part in ("answers", "sentence", "story", "filters", "parts", "map", "page")),
)
"""Each after those that it imports."""

_MAP: Final = (
    *("placelabels", "basemap", "questions", "looking", "incidents", "mapdates", "apart", "people", "marks", "gliding"),
    *("placelist", "choices", "legend", "speaking", "zooming", "controls"),
    *("layer-clusters", "layer-heat", "playback"),
)

_STYLES: Final = ("types.css", "map.css", "page.css", "onefile/page.css")
PARTS: Final = ("timeline", "panel", "table")
"""Parts of the page with a style sheet of their own, which holds for them alone."""

_IMPORT: Final = re.compile(r'^import (?:(\{[^}]*\}|\w+) from )?"\./([^"]+)";.*$', re.MULTILINE)
_EXPORT: Final = re.compile(r"^export (?=(?:async )?(?:const|function|class) (\w+))", re.MULTILINE)
_DEFAULT: Final = re.compile(r"^export default ", re.MULTILINE)
_LIST: Final = re.compile(r"export\{([^}]*)\};?\s*$")
_LEFT: Final = re.compile(r"^\s*(?:import|export)\b", re.MULTILINE)


def script(assets: Path) -> str:
    """Everything that the document runs."""
    first = "globalThis.sheru = { modules: {}, imported: async (url) => sheru.modules[url.split('/').pop()] };"
    modules = [module(Path(name).name, (assets / name).read_text("utf-8")) for name in _MODULES]
    paths = [LEAFLET / "leaflet.js", assets / "vendor" / "topojson-client.min.js", assets / "onefile" / "first.js"]
    paths += [assets / f"{name}.js" for name in _MAP]
    plain = [_imported(path.read_text("utf-8")) for path in paths]
    return "\n;\n".join([first, *modules, *plain, "sheru.modules['page.js'].open();\n"])


def styles(assets: Path) -> str:
    """The style sheet of the document."""
    paths = [LEAFLET / "leaflet.css", *(assets / name for name in _STYLES)]
    return "\n".join(path.read_text("utf-8") for path in paths)


def styles_of_parts(assets: Path) -> dict[str, str]:
    """The style sheet of each of PARTS."""
    types = (assets / "types.css").read_text("utf-8")
    return {part: types + (assets / f"{part}.css").read_text("utf-8") for part in PARTS}


def module(name: str, text: str) -> str:
    """A module of ours as a statement that keeps what it exports in `sheru.modules`. ValueError on other forms."""
    named = [f"{found}: {found}" for found in _EXPORT.findall(text)]
    if listed := _LIST.search(text):
        pairs = (each.split(" as ") for each in listed[1].split(","))
        named += [f"{outside}: {inside}" for inside, outside in pairs]
        text = text[: listed.start()]
    text = _DEFAULT.sub("exported.default = ", _EXPORT.sub("", _IMPORT.sub(_taken, text)))
    if left := _LEFT.search(text):
        raise ValueError(f"{name}: {text[left.start() : left.start() + 80]!r} is no import or export that we read")
    returned = f"return Object.assign(exported, {{ {', '.join(named)} }});"
    return f'sheru.modules["{name}"] = (() => {{\nconst exported = {{}};\n{_imported(text)}\n{returned}\n}})();'


def _taken(found: re.Match[str]) -> str:
    names, path = found.groups()
    if not names:
        return ""
    whole = "" if names.startswith("{") else ".default"
    return f'const {names} = sheru.modules["{path.rpartition("/")[2]}"]{whole};'


def _imported(text: str) -> str:
    return re.sub(r"(?<![.\w])import\(", "sheru.imported(", text)
