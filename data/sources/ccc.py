"""Crowd Counting Consortium: the compiled files of 2017 to 2020, of 2021 to 2024 and since 2025, which rename columns.

Sources of the rules: the data dictionary of the compiled files (nonviolent-action-lab/crowd-counting-consortium,
ccc_data_dictionary.md) and the coding guides on Harvard Dataverse (doi:10.7910/DVN/6OPP7H, 9MMYDI and RI9JFU).
"""

from __future__ import annotations

from typing import Final

from data.parsing.any_date import DateReading
from data.parsing.event_words import event_type
from data.sources.cells import (
    added,
    date_cell,
    first,
    known_count,
    low_high,
    numbered,
    place_given,
    signature,
    sources_of,
    tags_of,
    told,
)
from data.sources.source import Cells, Source

_MORE_TYPES: Final[dict[str, str]] = {"caravan": "march", "bike ride": "march", "die-in": "demonstration"}
"""Words of `type` beyond those that `data.parsing.event_words` knows. The most telling word decides; all are tags."""

_TERRITORIES = ("PR", "GU", "VI", "AS", "MP")
"""Postal codes of territories that have an ISO 3166-1 code of their own, which is the same."""


def to_own(cells: Cells, reading: DateReading) -> dict[str, str]:
    """A row of the CCC as a row of ours."""
    state = cells.get("state", "")
    kinds = first(cells, "type", "event_type")
    detail = first(cells, "location_detail", "location")
    organised = tags_of(*(cells.get(name, "") for name in ("actors", "organizations", "participants", "notables")))
    return {
        "date": date_cell(cells, "date", reading),
        "place": cells.get("locality", ""),
        "admin1": "" if state in _TERRITORIES else state,
        "country": state if state in _TERRITORIES else "US",
        "event_type": _event_type(kinds),
        "description": told(
            ("", cells.get("title", "")),
            ("Claims", first(cells, "claims", "claims_summary", "claims_verbatim")),
            ("Who", organised),
            ("At", detail if detail != cells.get("locality") else ""),
            ("Notes", cells.get("notes", "")),
        ),
        "participants": _crowd(cells),
        "detained": known_count(cells.get("arrests", "")),
        "injured": added(
            first(cells, "injuries_crowd", "participant_injuries"), first(cells, "injuries_police", "police_injuries")
        ),
        "killed": added(cells.get("participant_deaths", ""), cells.get("police_deaths", "")),
        "tags": tags_of(
            kinds,
            first(cells, "issues", "issue_tags"),
            cells.get("macroevent", ""),
            "online" if cells.get("online", "").casefold() in ("1", "1.0", "true") else "",
        ),
        **sources_of(numbered(cells, "source_", "source"), "Crowd Counting Consortium"),
        **place_given(cells.get("lat", ""), cells.get("lon", ""), "city"),
    }


def _event_type(kinds: str) -> str:
    known = event_type(kinds)
    more = next((ours for word, ours in _MORE_TYPES.items() if word in kinds.casefold()), "")
    return more if more and known in ("", "demonstration") else known or "other"


def _crowd(cells: Cells) -> str:
    """The source's word where it is a size; else the two estimates.

    The word goes first because the estimates are made from it: “hundreds” is coded as 200, its lower end.
    """
    return known_count(cells.get("size_text", ""), low_high(cells.get("size_low", ""), cells.get("size_high", "")))


CCC = Source(
    name="ccc",
    title="Crowd Counting Consortium",
    recognises=signature(
        *("date", "locality", "state", "macroevent", "valence", "size_text", "size_low", "size_high", "size_cat"),
        *("arrests", "lat", "lon", "resolved_locality", "resolved_state"),
    ),
    to_own=to_own,
    dates=("date",),
    terms="Name the Crowd Counting Consortium as the source.",
)
