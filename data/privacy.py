"""Places that could point at a person, made coarser before they are published.

Two rules of the operator: no public place finer than a city, and incidents of few people only by district. A coarser
place is the middle of a square of a fixed grid that holds the true one, so that many reports of one spot do not give it
away by their mean. The true coordinates are in nothing that is stored, so they can be in nothing that is served.
"""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass, field
from typing import Final

from data.model import Report
from geocoding import Location

_DECIMALS: Final = 5  # of degrees, about a metre: more only says how a device rounds
_KM_OF_A_DEGREE: Final = 111.32
_CITY_CELL: Final = 0.05  # degrees, about 5 km
_DISTRICT_CELL: Final = 0.25  # degrees, about 25 km
_FINE: Final = ("exact", "locality")


@dataclass(frozen=True, slots=True)
class Coarsening:
    """How fine a public place may be."""

    no_finer_than_city: bool = field(
        default=False,
        metadata={
            "variable": "SHERU_NO_SPOTS",
            "doc": "1: no public place is finer than a city.",
            "privacy": "for places that could lead to a person; set it before the import: what is stored stays",
        },
    )
    fewest: int = field(
        default=0,
        metadata={
            "variable": "SHERU_FEWEST",
            "doc": "Rows of fewer known participants are placed by district; 0: none are.",
            "privacy": "a few people in a small place are easily known; likewise before the import",
        },
    )


def coarsened(report: Report, rule: Coarsening) -> Report:
    """`report` with its place as fine as `rule` lets it be."""
    location = report.location
    if location is None:
        return report
    high = report.participants.high
    few = high is not None and high < rule.fewest
    return dataclasses.replace(report, location=coarse_location(location, rule, few=few))


def coarse_location(location: Location, rule: Coarsening, *, few: bool) -> Location:
    """`location` as fine as `rule` lets a place be; `few`: the people there are known to be fewer than its fewest."""
    if few and location.precision in (*_FINE, "city"):
        return _snapped(location, _DISTRICT_CELL, "admin2")
    if rule.no_finer_than_city and location.precision in _FINE:
        return _snapped(location, _CITY_CELL, "city")
    return _rounded(location)


def _rounded(location: Location) -> Location:
    latitude, longitude = round(location.latitude, _DECIMALS), round(location.longitude, _DECIMALS)
    return dataclasses.replace(location, latitude=latitude, longitude=longitude)


def _snapped(location: Location, cell: float, precision: str) -> Location:
    """The middle of the square of the grid that holds `location`; its radius holds the square and the old radius."""
    latitude = _middle(location.latitude, cell, 90)
    longitude = _middle(location.longitude, cell, 180)
    diagonal = cell * _KM_OF_A_DEGREE / math.sqrt(2)
    radius = round(diagonal + location.radius_km, 1)
    return dataclasses.replace(
        location, latitude=latitude, longitude=longitude, precision=precision, radius_km=radius, method="coarsened"
    )


def _middle(degrees: float, cell: float, limit: float) -> float:
    return round(min((math.floor(degrees / cell) + 0.5) * cell, limit), _DECIMALS)
