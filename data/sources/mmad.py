"""MMAD: the Mass Mobilization in Autocracies Database, its file of reports (https://mmadatabase.org).

Sources of the rules: “About the Database” on that site: a row is what one news report says. Its own file of events puts
together the reports of one side at one place on one day, and so do we. The codes of part_violence and sec_engagement
are not read: their codebook could not be consulted.
"""

from __future__ import annotations

from typing import Final

from data.parsing.any_date import DateReading
from data.sources.cells import date_cell, first, known_count, own_id, place_given, signature, sources_of, tags_of, told
from data.sources.cow import country_of
from data.sources.source import Cells, Source

_SIDES: Final[dict[str, str]] = {"0": "pro-regime", "1": "anti-regime"}


def to_own(cells: Cells, reading: DateReading) -> dict[str, str]:
    """A row of the reports of MMAD as a row of ours."""
    cells = {column: "" if text == "NA" else text for column, text in cells.items()}
    date = date_cell(cells, "event_date", reading)
    country = country_of(cells.get("cowcode", ""))
    return {
        "incident_id": _event(cells, date),
        "date": date,
        "place": cells.get("asciiname", ""),
        "country": country,
        "event_type": "demonstration",
        "description": told(("Issue", cells.get("issue", "")), ("Who", cells.get("actors", ""))),
        "participants": known_count(cells.get("numparticipants", ""), cells.get("avg_numparticipants", "")),
        "tags": tags_of(_SIDES.get(cells.get("side", ""), ""), cells.get("issue", "")),
        **sources_of([cells.get("source", "")], "MMAD"),
        **place_given(cells.get("latitude", ""), cells.get("longitude", ""), "city"),
    }


def _event(cells: Cells, date: str) -> str:
    """The event of a report; `location` is the GeoNames id of the place."""
    where, side = first(cells, "location", "asciiname"), cells.get("side", "")
    return own_id("mmad", f"{where}-{date}-{side}" if where and side else cells.get("id", ""))


MMAD = Source(
    name="mmad",
    title="Mass Mobilization in Autocracies Database, reports",
    recognises=signature(
        *("id", "event_date", "actors", "issue", "side", "numparticipants", "avg_numparticipants"),
        *("part_violence", "sec_engagement"),
    ),
    to_own=to_own,
    dates=("event_date",),
    terms="For non-commercial use only.",
)
