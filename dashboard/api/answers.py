"""What the answers hold, for the description of the API. Tests hold that every answer is as it says here."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Final, get_type_hints

from annotated_types import Len
from pydantic import BaseModel, ConfigDict, create_model

from dashboard.api.parameters import SOME_ID
from data.by_region import Region
from data.clusters import Cell
from data.frames import Frame
from data.points import Point
from data.summary import Summary
from data.timeline import Bin
from data.totals import Total
from geocoding import Location
from geocoding.model import Candidate


class _Exact(BaseModel):
    """A model with these members and no others."""

    model_config = ConfigDict(extra="forbid")


class CountAnswer(_Exact):
    """How many people; an unknown bound is null."""

    low: int | None
    high: int | None
    text: str
    approximate: bool


class Spot(_Exact):
    """Where on the map."""

    latitude: float
    longitude: float
    precision: str
    radius_km: float
    method: str


class IncidentAnswer(_Exact):
    """One incident."""

    incident_id: str
    date_start: date
    date_end: date
    date_precision: str
    place_name: str
    admin1: str
    country_code: str
    location: Spot | None
    placing: str
    event_type: str
    description: str
    participants: CountAnswer
    detained: CountAnswer
    injured: CountAnswer
    killed: CountAnswer
    state_response: list[str]
    tags: list[str]
    report_count: int
    sources: list[str]
    changed: str


class ReportAnswer(_Exact):
    """One report."""

    report_id: str
    reference: str
    date: str
    place: str
    admin1: str
    country: str
    location: Location | None
    placing: str
    event_type: str
    description: str
    participants: CountAnswer
    detained: CountAnswer
    injured: CountAnswer
    killed: CountAnswer
    state_response: list[str]
    source_name: str
    source_url: str
    sources: list[str]
    source_urls: list[str]
    source_published: str
    tags: list[str]


class WholeIncident(IncidentAnswer):
    """One incident with its reports."""

    reports: list[ReportAnswer]


class ClustersAnswer(_Exact):
    """Cells of a viewport."""

    version: str
    clusters: list[Cell]


class PointsAnswer(_Exact):
    """Incidents of a viewport."""

    version: str
    total: int
    points: list[Point]


class HeatAnswer(_Exact):
    """Squares of a viewport, and how many pixels wide they are."""

    version: str
    pixels: int
    squares: list[Annotated[list[int], Len(3, 3)]]
    left_out: int


class RegionsAnswer(_Exact):
    """Incidents by region."""

    version: str
    regions: list[Region]
    left_out: int
    unknown: int


class FramesAnswer(_Exact):
    """Windows of time, and the types by whose place a cell names its own."""

    version: str
    types: list[str]
    frames: list[Frame]


class CountryAnswer(_Exact):
    """What is shown of one country; `values` are what a map shades."""

    country: str
    incidents: int
    detained: Total
    before: int | None
    population: int | None
    values: dict[str, float | None]


class IncidentsAnswer(_Exact):
    """One page."""

    version: str
    total: int
    offset: int
    incidents: list[IncidentAnswer]
    next: str


class OneIncident(_Exact):
    """One incident of a data version."""

    version: str
    incident: WholeIncident


class Explained(_Exact):
    """What the geocoder makes of a place."""

    status: str
    location: Location | None
    candidates: list[Candidate]
    reasons: list[str]


class OEmbed(_Exact):
    """A view as a part of another page."""

    version: str
    type: str
    provider_name: str
    provider_url: str
    title: str
    html: str
    width: int
    height: int


class Problem(_Exact):
    """Why there is no answer."""

    detail: str


_TIMELINE: Final[dict[str, Any]] = {
    **{"version": (str, ...), "bin": (str, ...), "from": (date | None, ...), "to": (date | None, ...)},
    **{"bins": (list[Bin], ...), "lengths": (list[str], ...)},
    **{"imprecise": (int, ...), "imprecise_people": (Total | None, None)},
}
TimelineAnswer: Final[type[BaseModel]] = create_model("TimelineAnswer", __base__=_Exact, **_TIMELINE)

_BEFORE: Final[dict[str, Any]] = {"from": (date, ...), "to": (date, ...)}
PeriodBefore: Final[type[BaseModel]] = create_model("PeriodBefore", __base__=_Exact, **_BEFORE)

_COUNTRIES: Final[dict[str, Any]] = {
    "countries": (list[CountryAnswer], ...),
    "before": (PeriodBefore | None, ...),
    "classes": (dict[str, list[Annotated[list[float], Len(2, 2)]]], ...),
}
CountriesAnswer: Final[type[BaseModel]] = create_model(
    "CountriesAnswer", __base__=_Exact, version=(str, ...), **_COUNTRIES
)

_SUMMARY: Final[dict[str, Any]] = {name: (kind, ...) for name, kind in get_type_hints(Summary).items()}
_SUMMARY["bounds"] = (Annotated[list[float], Len(4, 4)] | None, ...)  # FastAPI describes no tuple as OpenAPI has it
SummaryAnswer: Final[type[BaseModel]] = create_model("SummaryAnswer", __base__=_Exact, version=(str, ...), **_SUMMARY)

_SOME_COUNT: Final = {"low": 50, "high": None, "text": "about 50; at least 70", "approximate": True}
_SOME_TOTAL: Final = {
    **{"low": 50, "high": None, "known_in": 1, "low_known_in": 1, "approximate": True, "unknown_in": 0}
}
_NO_COUNT: Final = {"low": None, "high": None, "text": "", "approximate": False}
_SOME_INCIDENT: Final[dict[str, Any]] = {
    **{"incident_id": SOME_ID, "date_start": "2021-02-28", "date_end": "2021-02-28", "date_precision": "day"},
    **{"place_name": "Almaty", "admin1": "Almaty", "country_code": "KZ", "placing": "found"},
    "location": {
        **{"latitude": 43.25, "longitude": 76.95, "precision": "city", "radius_km": 12.0, "method": "exact name"}
    },
    **{"event_type": "detention", "description": "Police detained people before they could gather."},
    **{"participants": _NO_COUNT, "detained": _SOME_COUNT, "injured": _NO_COUNT, "killed": _NO_COUNT},
    **{"state_response": ["arrests"], "tags": ["rally"], "report_count": 2, "sources": ["One", "Two"]},
    "changed": "2026-11-25T12:00:00+00:00",
}
_EXAMPLES: Final[dict[type[BaseModel], Any]] = {
    ClustersAnswer: {
        "version": "0123456789ab",
        "clusters": [
            {
                **{"count": 1, "latitude": 43.25, "longitude": 76.95, "one_place": True, "precision": "city"},
                **{"radius_km": 12.0, "incident_id": SOME_ID, "event_type": "detention", "name": "Almaty"},
                **{"types": {"detention": 1}, "date_start": "2021-02-28", "date_end": "2021-02-28"},
            }
        ],
    },
    TimelineAnswer: {
        **{"version": "0123456789ab", "bin": "month", "from": "2021-02-28", "to": "2021-02-28", "imprecise": 0},
        "lengths": ["day", "week", "month", "year", "decade"],
        "bins": [{"start": "2021-02-01", "end": "2021-02-28", "incidents": 1, "types": {"detention": 1}}],
    },
    PointsAnswer: {
        **{"version": "0123456789ab", "total": 1},
        "points": [
            {
                **{"incident_id": SOME_ID, "latitude": 43.25, "longitude": 76.95, "precision": "city"},
                **{"radius_km": 12.0, "event_type": "detention", "name": "Almaty"},
                **{"date_start": "2021-02-28", "date_end": "2021-02-28"},
            }
        ],
    },
    HeatAnswer: {"version": "0123456789ab", "pixels": 16, "squares": [[365, 186, 1]], "left_out": 0},
    RegionsAnswer: {
        **{"version": "0123456789ab", "left_out": 0, "unknown": 0},
        "regions": [
            {
                **{"country": "KZ", "name": "Almaty", "latitude": 43.25, "longitude": 76.95, "incidents": 1},
                "people": None,
            }
        ],
    },
    FramesAnswer: {
        **{"version": "0123456789ab", "types": ["demonstration", "march"]},
        "frames": [
            {
                **{"start": "2021-02-22", "end": "2021-02-28", "incidents": 1, "imprecise": 0, "cut": 0},
                "cells": [5846, 2981, 1, 0, 1],
            }
        ],
    },
    CountriesAnswer: {
        **{"version": "0123456789ab", "before": {"from": "2021-01-31", "to": "2021-02-27"}},
        "countries": [
            {
                **{"country": "KZ", "incidents": 1, "detained": _SOME_TOTAL, "before": 0, "population": 19_000_000},
                "values": {"incidents": 1, "detained": 50, "per_million": 0.05, "change": 1},
            }
        ],
        "classes": {"incidents": [[1, 1]]},
    },
    SummaryAnswer: {
        **{"version": "0123456789ab", "incidents": 1, "reports": 2, "not_on_map": 0},
        **{
            "first_day": "2021-02-28",
            "last_day": "2021-02-28",
            "countries": {"KZ": 1},
            "event_types": {"detention": 1},
        },
        "totals": {"detained": _SOME_TOTAL},
        "bounds": [76.95, 43.25, 76.95, 43.25],
    },
    IncidentsAnswer: {"version": "0123456789ab", "total": 1, "offset": 0, "incidents": [_SOME_INCIDENT], "next": ""},
    OneIncident: {"version": "0123456789ab", "incident": _SOME_INCIDENT | {"reports": []}},
    OEmbed: {
        **{"version": "1.0", "type": "rich", "provider_name": "Sheru", "provider_url": "https://example.org/"},
        **{"title": "75 incidents in Kazakhstan, 2011–2025", "width": 800, "height": 480},
        "html": '<iframe src="https://example.org/?country=KZ&amp;embed=1" width="800" height="480"></iframe>',
    },
    Explained: {
        **{"status": "found", "candidates": [], "reasons": ["the only place of this name in Kazakhstan"]},
        "location": {
            **{"latitude": 43.25, "longitude": 76.95, "precision": "city", "radius_km": 12.0, "name": "Almaty"},
            **{"country_code": "KZ", "method": "exact name"},
        },
    },
}

REFUSALS: Final[dict[int | str, dict[str, Any]]] = {
    404: {"model": Problem, "description": "There is no such incident or dataset."},
    429: {"model": Problem, "description": "Too many requests from one address; `Retry-After` says when to come back."},
    503: {"model": Problem, "description": "What is asked for is not there yet."},
}
"""Answers that any question may have."""


def of(model: type[BaseModel]) -> dict[int | str, dict[str, Any]]:
    """The answers of a question whose answer is a `model`, with an example."""
    return {200: {"model": model, "content": {"application/json": {"example": _EXAMPLES[model]}}}}


def file_of(description: str, *media_types: str) -> dict[int | str, dict[str, Any]]:
    """The answers of a question whose answer is a file of one of these types."""
    return {200: {"description": description, "content": {kind: {} for kind in media_types}}}
