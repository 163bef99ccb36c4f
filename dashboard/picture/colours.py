"""The colours of a picture: those of the page, read where the page has them, so that they cannot drift apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from dashboard.assets_urls import asset_text

THEMES = ("light", "dark")
_PAIR = re.compile(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)")
_VALUE = re.compile(r"--([\w-]+): (#\w{6})")
_NAMED = re.compile(r'(\w+): "(#\w{6})"')
_LIST = re.compile(r"(\w+): \[([^\]]*)\]")


@dataclass(frozen=True, slots=True)
class Colours:
    """All colours of one theme, as #rrggbb."""

    ground: str
    ink: str
    muted: str
    accent: str
    line: str
    types: dict[str, str] = field(metadata={"doc": "By event type."})
    land: dict[str, str] = field(metadata={"doc": "Of the base map: sea, land, coast, border, country, city, halo."})
    shades: dict[str, tuple[str, ...]] = field(metadata={"doc": "Of shaded countries: more, up, down, zero."})

    def of(self, event_type: str) -> str:
        """The colour of a type; of several types that between ink and ground."""
        return self.types.get(event_type) or mixed(self.ink, self.ground, 0.75)


@cache
def colours(theme: str) -> Colours:
    """The colours of `theme`, one of THEMES."""
    place = THEMES.index(theme)
    roots = [line for line in asset_text("map.css").splitlines() if line.startswith(":root")]
    base = dict(_VALUE.findall(roots[place]))
    shades = _block("layer-countries.js", theme)
    lists = {name: tuple(re.findall(r"#\w{6}", values)) for name, values in _LIST.findall(shades)}
    return Colours(
        **{name: base[name] for name in ("ground", "ink", "muted", "accent", "line")},
        types={name: pair[place] for name, *pair in _PAIR.findall(asset_text("types.css"))},
        land=dict(_NAMED.findall(_block("basemap.js", theme))),
        shades=lists | {"zero": (dict(_NAMED.findall(shades))["zero"],)},
    )


def mixed(one: str, other: str, share: float) -> str:
    """So much of `one`, the rest `other`."""
    return "#" + "".join(
        f"{round(share * a + (1 - share) * b):02x}" for a, b in zip(_parts(one), _parts(other), strict=True)
    )


def _parts(colour: str) -> Sequence[int]:
    return bytes.fromhex(colour[1:])


def _block(script: str, theme: str) -> str:
    """The object of a script that holds the colours of `theme`."""
    found = re.search(rf"\b{theme}: {{(.*?)}}", asset_text(script), re.DOTALL)
    assert found, f"{script} names no colours for {theme}"
    return found[1]
