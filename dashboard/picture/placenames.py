"""The names on the base map, as the page places them: countries, then cities, the greatest first."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from dashboard.assets_urls import asset_text
from dashboard.picture.colours import Colours
from dashboard.picture.frame import Frame
from dashboard.picture.letters import line, width_of
from dashboard.picture.nodes import Box, Node, node, touch
from dashboard.translations import LANGUAGES

_MARGIN = 4  # pixels kept free between two names
_NO_COUNTRIES = 7.5  # a zoom from which the name of a country says nothing
_LARGE = 1_000_000  # people


@dataclass(frozen=True, slots=True)
class _Place:
    latitude: float
    longitude: float
    zoom: float
    names: tuple[str, ...]
    country: bool = False
    large: bool = False
    capital: bool = False

    def name(self, language: str) -> str:
        """What is not known in Kazakh is spelled as in Russian, and what is not known in Russian as in English."""
        place = list(LANGUAGES).index(language)
        return next((name for name in reversed(self.names[: place + 1]) if name), self.names[0])


def place_names(frame: Frame, colours: Colours, language: str, marks: Sequence[Box]) -> list[Node]:
    """The names that fit, none of them under a mark."""
    taken, made = list(marks), []
    land = colours.land
    for place in _places():
        if place.zoom > frame.zoom + 0.25 or (place.country and frame.zoom > _NO_COUNTRIES):
            continue
        x, y = frame.at(place.latitude, place.longitude)
        if not frame.shows(x, y):
            continue
        name, (size, weight, spacing) = place.name(language), _look(place, frame.zoom)
        width, height = width_of(name, size, weight) + spacing * len(name), size * 1.25
        for offset in _offsets(place, x, y, width, marks):
            box = (x + offset - _MARGIN, y - height / 2 - 1, x + offset + width + _MARGIN, y + height / 2 + 1)
            inside = frame.shows(box[0], box[1]) and frame.shows(box[2], box[3])
            if not inside or any(touch(box, other) for other in taken):
                continue
            taken.append((min(box[0], x - 3), box[1], max(box[2], x + 3), box[3]))
            kind = "country" if place.country else "city"
            if not place.country:
                radius = 2.5 if place.capital else 1.5
                made.append(node("circle", cx=x, cy=y, r=radius, fill=land["city"], stroke=land["halo"]))
            written = (name, x + offset, y + size * 0.33, size, land[kind])
            made.append(line(*written, weight=weight, halo=land["halo"], spacing=spacing))
            break
    return made


def country_place(code: str) -> tuple[float, float] | None:
    """Latitude and longitude at which a country is named."""
    return _countries().get(code)


def _look(place: _Place, zoom: float) -> tuple[float, int, float]:
    """Size, weight and spacing of a name."""
    if place.country:
        return (14 if zoom >= 5 else 12), 500, 0.6
    large = place.large or place.capital
    return (12.5, 600, 0) if large else (11, 400, 0)


def _offsets(place: _Place, x: float, y: float, width: float, marks: Sequence[Box]) -> list[float]:
    """Where a name may begin: a country's in its middle, a city's right or left of its dot, or of a mark on it."""
    if place.country:
        return [-width / 2]
    under = next((box for box in marks if box[0] < x < box[2] and box[1] < y < box[3]), None)
    right, left = (under[2] - x, x - under[0]) if under else (0.0, 0.0)
    return [6 + right, -6 - left - width]


@cache
def _places() -> tuple[_Place, ...]:
    known = _known()
    countries = [_Place(row[1], row[2], row[3], tuple(row[4:]), country=True) for row in known["countries"]]
    cities = [
        _Place(row[0], row[1], row[2], tuple(row[5:]), large=row[3] > _LARGE, capital=row[4] == 1)
        for row in known["cities"]
    ]
    return (*countries, *cities)


@cache
def _countries() -> dict[str, tuple[float, float]]:
    return {row[0]: (row[1], row[2]) for row in reversed(_known()["countries"])}


def _known() -> dict[str, list[list[Any]]]:
    return dict(json.loads(asset_text("places.json")))
