"""A view is a link: Filters, what the map shows and how, open incident and language, from URL parameters and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urlencode

from dashboard.translations import LANGUAGES
from data.bins import BINS
from data.by_country import MEASURES
from data.clusters import SIZES
from data.errors import BadValue
from data.filters import Filters, read_filters, read_version
from data.frames import WINDOWS
from data.listing import ORDERS
from data.vocabulary import COUNT_KINDS

_POSITION = re.compile(r"(-?\d{1,2}(?:\.\d{1,8})?),(-?\d{1,3}(?:\.\d{1,8})?),(\d{1,2})")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_INCIDENT = re.compile(r"[a-z0-9-]{1,90}")

LAYERS = ("clusters", "incidents", "heat", "countries", "regions")
"""What the map draws; the first where a link asks for none."""

MAP_CHOICES = {"layer": LAYERS, "size": SIZES, "shade": MEASURES}
"""What a reader chooses on the map itself."""

CHOICES = {
    **MAP_CHOICES,
    "bin": ("", *BINS),
    "bars": ("", *COUNT_KINDS),
    "sort": tuple(ORDERS),
    "theme": ("", "light", "dark"),
    "language": ("", *LANGUAGES),
}
"""The fields of a view that are one of some values; of each the first is left out of the link."""

OF_THE_BROWSER = ("position", *MAP_CHOICES, "bin", "bars", "play", "sort", "theme")
"""Fields that map, timeline and table write into the address themselves, so that it costs no run of the page."""


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
    """Everything that a link holds, in its order."""

    filters: Filters = field(default=Filters(), metadata={"doc": "What is shown."})
    position: Position | None = field(default=None, metadata={"doc": "None: fit to what is shown.", "param": "at"})
    layer: str = field(default=LAYERS[0], metadata={"doc": "What the map draws.", "param": "layer"})
    size: str = field(default=SIZES[0], metadata={"doc": "What the size of marks shows.", "param": "size"})
    shade: str = field(default=MEASURES[0], metadata={"doc": "What shades countries.", "param": "shade"})
    bin: str = field(default="", metadata={"doc": "Length of a bar of the timeline; empty: by span.", "param": "bin"})
    bars: str = field(default="", metadata={"doc": "Count that the bars show; empty: incidents.", "param": "bars"})
    play: Moment | None = field(default=None, metadata={"doc": "Where playback stands, paused.", "param": "play"})
    sort: str = field(default=CHOICES["sort"][0], metadata={"doc": "Order of the table.", "param": "sort"})
    incident: str = field(default="", metadata={"doc": "Id of the open incident.", "param": "incident"})
    language: str = field(default="", metadata={"doc": "Empty: the language of the browser.", "param": "lang"})
    theme: str = field(default="", metadata={"doc": "Light or dark; empty: as the browser has it.", "param": "theme"})
    version: str = field(default="", metadata={"doc": "Data version that was looked at.", "param": "version"})

    def to_params(self) -> list[tuple[str, str]]:
        """URL parameters in a fixed order, defaults left out."""
        params = self.filters.to_params()
        for part in fields(self)[1:]:
            value = getattr(self, part.name)
            params += [(part.metadata["param"], str(value))] if value != part.default else []
        return params


def param_of(name: str) -> str:
    """The parameter of a link that holds the field `name` of a view."""
    return str(next(part.metadata["param"] for part in fields(View) if part.name == name))


def read_view(params: Mapping[str, Sequence[str]]) -> tuple[View, tuple[BadValue, ...]]:
    """The view that URL parameters state, and the values that cannot be, which are left out."""
    filters, problems = read_filters(params)
    unread = list(problems)
    read: dict[str, Any] = {}
    for part in fields(View)[1:]:
        name, text = part.metadata["param"], _last(params, part.metadata["param"])
        try:
            read[part.name] = _READ[part.name](text) if text else part.default
        except ValueError as error:
            unread.append(BadValue(name, text[:100], str(error)))
    return View(filters, **read), tuple(unread)


def query_string(params: Sequence[tuple[str, str]]) -> str:
    """Parameters as a URL query."""
    return urlencode(params, safe=",")


def _position(text: str) -> Position:
    match = _POSITION.fullmatch(text)
    latitude, longitude, zoom = (float(match[1]), float(match[2]), int(match[3])) if match else (0.0, 0.0, 0)
    if abs(latitude) > 90 or abs(longitude) > 180 or not 1 <= zoom <= 18:
        raise ValueError("is not latitude,longitude,zoom")
    return Position(latitude, longitude, zoom)


def _moment(text: str) -> Moment:
    day, _, window = text.partition(",")
    try:
        if window in WINDOWS and _DAY.fullmatch(day):
            return Moment(date.fromisoformat(day), window)
    except ValueError:
        pass  # a day that no calendar has
    raise ValueError("is not a day and day, week, month or year")


def _incident(text: str) -> str:
    if not _INCIDENT.fullmatch(text):
        raise ValueError("is not the id of an incident")
    return text


def _one_of(values: Sequence[str], text: str) -> str:
    if text not in values:
        raise ValueError(f"is not one of {', '.join(filter(None, values))}")
    return text


_READ: dict[str, Callable[[str], object]] = {
    **{name: partial(_one_of, values) for name, values in CHOICES.items()},
    "position": _position,
    "play": _moment,
    "incident": _incident,
    "version": read_version,
}


def _last(params: Mapping[str, Sequence[str]], name: str) -> str:
    values = params.get(name) or [""]
    return values[-1].strip()
