"""A view is a link: Filters, what the map shows and how, open incident and language, from URL parameters and back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from dashboard.translations import LANGUAGES
from data.bins import BINS
from data.by_country import MEASURES
from data.clusters import SIZES
from data.errors import BadValue
from data.filters import Filters, read_filters
from data.frames import WINDOWS
from data.vocabulary import COUNT_KINDS

_POSITION = re.compile(r"(-?\d{1,2}(?:\.\d{1,8})?),(-?\d{1,3}(?:\.\d{1,8})?),(\d{1,2})")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_INCIDENT = re.compile(r"[a-z0-9-]{1,90}")

LAYERS = ("clusters", "incidents", "heat", "countries", "regions")
"""What the map draws; the first where a link asks for none."""

MAP_CHOICES = {"layer": LAYERS, "size": SIZES, "shade": MEASURES}
"""What a reader chooses on the map itself, by the parameter of the link; of each the first is left out of it."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where the map looks: degrees, and the zoom level of tiles of 256 pixels."""

    latitude: float
    longitude: float
    zoom: int

    def __str__(self) -> str:
        return f"{self.latitude:g},{self.longitude:g},{self.zoom}"


@dataclass(frozen=True, slots=True)
class Moment:
    """Where playback stands: the window of time that holds `day`."""

    day: date
    window: str = field(metadata={"doc": "Its length, one of WINDOWS."})

    def __str__(self) -> str:
        return f"{self.day.isoformat()},{self.window}"


@dataclass(frozen=True, slots=True)
class View:
    """Everything that a link holds."""

    filters: Filters = field(default=Filters(), metadata={"doc": "What is shown."})
    position: Position | None = field(default=None, metadata={"doc": "None: fit to what is shown.", "param": "at"})
    layer: str = field(default=LAYERS[0], metadata={"doc": "What the map draws.", "param": "layer"})
    size: str = field(default=SIZES[0], metadata={"doc": "What the size of marks shows.", "param": "size"})
    shade: str = field(default=MEASURES[0], metadata={"doc": "What shades countries.", "param": "shade"})
    incident: str = field(default="", metadata={"doc": "Id of the open incident.", "param": "incident"})
    language: str = field(default="", metadata={"doc": "Empty: the language of the browser.", "param": "lang"})
    bin: str = field(default="", metadata={"doc": "Length of a bar of the timeline; empty: by span.", "param": "bin"})
    bars: str = field(default="", metadata={"doc": "Count that the bars show; empty: incidents.", "param": "bars"})
    play: Moment | None = field(default=None, metadata={"doc": "Where playback stands, paused.", "param": "play"})

    def to_params(self) -> list[tuple[str, str]]:
        """URL parameters in a fixed order, defaults left out."""
        params = self.filters.to_params()
        params += [("at", str(self.position))] if self.position else []
        for name, values in MAP_CHOICES.items():
            chosen = getattr(self, name)
            params += [(name, chosen)] if chosen != values[0] else []
        params += [("bin", self.bin)] if self.bin else []
        params += [("bars", self.bars)] if self.bars else []
        params += [("play", str(self.play))] if self.play else []
        params += [("incident", self.incident)] if self.incident else []
        return params + ([("lang", self.language)] if self.language else [])


def read_view(params: Mapping[str, Sequence[str]]) -> tuple[View, tuple[BadValue, ...]]:
    """The view that URL parameters state, and the values that cannot be, which are left out."""
    filters, problems = read_filters(params)
    unread = list(problems)
    position = _position(_last(params, "at"))
    if position is None and _last(params, "at"):
        unread.append(BadValue("at", _last(params, "at")[:100], "is not latitude,longitude,zoom"))
    chosen = {}
    for name, values in MAP_CHOICES.items():
        asked = _last(params, name)
        chosen[name] = asked if asked in values else values[0]
        if asked and asked not in values:
            unread.append(BadValue(name, asked[:100], f"is not one of {', '.join(values)}"))
    play = _moment(_last(params, "play"))
    if play is None and _last(params, "play"):
        unread.append(BadValue("play", _last(params, "play")[:100], "is not a day and day, week, month or year"))
    bin_length, bars = _last(params, "bin"), _last(params, "bars")
    if bin_length and bin_length not in BINS:
        unread.append(BadValue("bin", bin_length[:100], f"is not one of {', '.join(BINS)}"))
        bin_length = ""
    if bars and bars not in COUNT_KINDS:
        unread.append(BadValue("bars", bars[:100], f"is not one of {', '.join(COUNT_KINDS)}"))
        bars = ""
    incident, language = _last(params, "incident"), _last(params, "lang")
    if incident and not _INCIDENT.fullmatch(incident):
        unread.append(BadValue("incident", incident[:100], "is not the id of an incident"))
        incident = ""
    if language and language not in LANGUAGES:
        unread.append(BadValue("lang", language[:100], f"is not one of {', '.join(LANGUAGES)}"))
        language = ""
    chosen |= {"incident": incident, "language": language, "bin": bin_length, "bars": bars}
    return View(filters, position, play=play, **chosen), tuple(unread)


def query_string(params: Sequence[tuple[str, str]]) -> str:
    """Parameters as a URL query."""
    return urlencode(params, safe=",")


def _position(text: str) -> Position | None:
    match = _POSITION.fullmatch(text)
    if not match:
        return None
    latitude, longitude, zoom = float(match[1]), float(match[2]), int(match[3])
    inside = abs(latitude) <= 90 and abs(longitude) <= 180 and 1 <= zoom <= 18
    return Position(latitude, longitude, zoom) if inside else None


def _moment(text: str) -> Moment | None:
    day, _, window = text.partition(",")
    try:
        return Moment(date.fromisoformat(day), window) if window in WINDOWS and _DAY.fullmatch(day) else None
    except ValueError:
        return None


def _last(params: Mapping[str, Sequence[str]], name: str) -> str:
    values = params.get(name) or [""]
    return values[-1].strip()
