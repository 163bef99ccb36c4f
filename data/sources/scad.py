"""SCAD: the Social Conflict Analysis Database for Africa and for Mexico, Central America and the Caribbean.

Source of the rules: Salehyan and Hendrix, “Social Conflict in Africa Database, codebook and coding procedures”, version
3, on etype, npart, ndeath, locnum and repress. Missing is -99, and for deaths also -88 and -77.
"""

from __future__ import annotations

from typing import Final

from data.parsing.any_date import DateReading
from data.sources.cells import (
    NotProtest,
    date_cell,
    day_of_parts,
    first,
    own_id,
    place_given,
    signature,
    sources_of,
    span,
    tags_of,
    told,
    whole,
)
from data.sources.source import Cells, Source

EVENT_TYPES: Final[dict[str, str]] = {
    "1": "demonstration",
    "2": "demonstration",
    "3": "riot",
    "4": "riot",
    "5": "strike",
    "6": "strike",
    "": "other",
}
"""etype: organised and spontaneous demonstrations and riots, general and limited strikes. 7 to 10 is violence for the
government, against it, and among others, which begins without a protest; what was done to protesters is `repress`."""

CROWDS: Final[dict[str, str]] = {
    "1": "fewer than 10",
    "2": "10-100",
    "3": "101-1000",
    "4": "1001-10000",
    "5": "10001-100000",
    "6": "100001-1000000",
    "7": "more than 1000000",
}
"""npart: a step of a scale, and no number of people."""

PRECISION: Final[dict[str, str]] = {"1": "city", "2": "city", "3": "city", "6": "admin1", "7": "country"}
"""gislocnum or locnum: the capital, another large city, a small town or village; a province; the whole country. What
else there is (several places, unknown) is no finer than a region."""

_MISSING = ("-99", "-88", "-77", "-9")
"""-9 as an event's id marks a further place of the event in the row above, which has the id."""

_REPRESSION: Final[dict[str, str]] = {"1": "non-lethal repression", "2": "lethal repression"}


def to_own(cells: Cells, reading: DateReading) -> dict[str, str]:
    """A row of SCAD as a row of ours. Raises NotProtest for the types of violence that are no protest."""
    cells = _without_missing(cells)
    kind = EVENT_TYPES.get(cells.get("etype", ""))
    if kind is None:
        raise NotProtest("etype", f"not a protest (etype {cells.get('etype', '')[:10]})")
    precision = PRECISION.get(first(cells, "gislocnum", "locnum"), "admin1")
    return {
        "incident_id": own_id("scad", cells.get("eventid", "")),
        "date": _dates(cells, reading),
        "place": first(cells, "ilocal", "elocal"),
        "country": cells.get("countryname", ""),
        "event_type": kind,
        "description": told(("", cells.get("issuenote", "")), ("", cells.get("notes", ""))),
        "participants": CROWDS.get(cells.get("npart", ""), ""),
        "killed": cells.get("ndeath", ""),
        "tags": tags_of(
            *(cells.get(name, "") for name in ("actor1", "actor2", "actor3", "target1", "target2")),
            _REPRESSION.get(cells.get("repress", ""), ""),
        ),
        **sources_of([], "SCAD"),
        **place_given(cells.get("latitude", ""), cells.get("longitude", ""), precision),
    }


def _without_missing(cells: Cells) -> Cells:
    """The cells without the codes for missing, which in a longitude can be degrees: Jamaica is at -77."""
    known = {column: "" if whole(text) in _MISSING else whole(text) for column, text in cells.items()}
    lost = whole(cells.get("latitude", "")) in ("", "-99")
    coordinates = {column: "" if lost else cells.get(column, "") for column in ("latitude", "longitude")}
    return {**known, **coordinates}


def _dates(cells: Cells, reading: DateReading) -> str:
    """From the columns of day, month and year, whose years have four digits; else of dates like 28-Jan-90."""
    if cells.get("styr") and cells.get("eyr"):
        return span(day_of_parts(cells, "stday", "stmo", "styr"), day_of_parts(cells, "eday", "emo", "eyr"))
    end = date_cell(cells, "enddate", reading) if cells.get("enddate") else ""
    return span(date_cell(cells, "startdate", reading), end)


SCAD = Source(
    name="scad",
    title="Social Conflict Analysis Database",
    recognises=signature(
        *("eventid", "ccode", "countryname", "startdate", "enddate", "etype", "escalation", "actor1", "target1"),
        *("npart", "ndeath", "repress", "elocal", "locnum"),
    ),
    to_own=to_own,
    dates=("startdate", "enddate"),
    terms="Not for commercial use; cite the Social Conflict Analysis Database.",
)
