"""2020PB: police brutality during the protests of 2020 in the United States (https://github.com/2020PB/police-brutality).

Source of the rules: that repository's README and docs on contributing: a record is one incident with the police, and a
date that is not certain is worded so.
"""

from __future__ import annotations

from data.parsing.any_date import DateReading
from data.sources.cells import date_cell, first, numbered, own_id, signature, sources_of, told
from data.sources.own import BadCell
from data.sources.source import Cells, Source

_NAME = "2020PB"
_UNKNOWN = ("unknown location", "unknown")


def to_own(cells: Cells, reading: DateReading) -> dict[str, str]:
    """A row of 2020PB as a row of ours: all its records tell of force against protesters, or against who reports."""
    worded = cells.get("date_text", "")
    if not first(cells, "date", "date_text") or (not cells.get("date") and worded.casefold().startswith("unknown")):
        raise BadCell("date", f"“{worded[:40]}”: no date; write at least the year")
    place, region = cells.get("city", ""), cells.get("state", "")
    if place == "DC":  # the city stands in the column of the state
        place, region = region, place
    sources = sources_of(numbered(cells, "link "), _NAME)
    beside = sources["source_name"]
    return {
        "incident_id": own_id("2020pb", cells.get("id", "")),
        "date": date_cell(cells, "date" if cells.get("date") else "date_text", reading),
        "place": _known(place),
        "admin1": _known(region),
        "country": "US",
        "event_type": "crackdown",
        "description": told(
            ("", cells.get("name", "")),
            ("", cells.get("description", "")),
            ("Date, as worded", "" if worded == cells.get("date") else worded),
            ("Beside the links", "" if beside == _NAME else beside),
        ),
        "tags": cells.get("tags", "").replace(",", ";"),
        "source_name": _NAME,
        "source_url": sources["source_url"],
    }


def _known(place: str) -> str:
    return "" if place.casefold() in _UNKNOWN else place


PB2020 = Source(
    name="2020pb",
    title="2020PB police brutality",
    recognises=signature("state", "edit_at", "city", "name", "date", "date_text", "id", "link 1"),
    to_own=to_own,
    dates=("date", "date_text"),
    terms="MIT licence.",
)
