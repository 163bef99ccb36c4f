"""Mass Mobilization: the file of the project (doi:10.7910/DVN/HTTWYL) and a cleaned copy that is passed around.

Source of the rules: “The Mass Mobilization Protest Data” (Clark and Regan), user's manual. Missing is a full stop.
"""

from __future__ import annotations

from typing import Final

from data.parsing.any_date import DateReading
from data.sources.cells import (
    NotProtest,
    date_cell,
    day_of_parts,
    known_count,
    numbered,
    own_id,
    signature,
    sources_of,
    span,
    tags_of,
    told,
    whole,
)
from data.sources.source import Cells, Source

RESPONSES: Final[dict[str, str]] = {
    "accomodation": "accommodation",
    "accommodation": "accommodation",
    "arrests": "arrests",
    "beatings": "beatings",
    "crowd dispersal": "dispersal",
    "crowddispersal": "dispersal",
    "killings": "killings",
    "shootings": "shootings",
    "ignore": "none",
}
"""stateresponse to ours; `accomodation` is spelled so upstream."""

_DEMANDS: Final[dict[str, str]] = {
    "labor_wage_dispute": "labor wage dispute",
    "land_farm_issue": "land farm issue",
    "police_brutality": "police brutality",
    "political_behavior_process": "political behavior, process",
    "price increases_tax_policy": "price increases, tax policy",
    "removal_of_politician": "removal of politician",
    "social_restrictions": "social restrictions",
}
"""Columns of the cleaned copy, 0 or more, by the demand of the original that each counts."""

_NAME = "Mass Mobilization"


def raw_to_own(cells: Cells, reading: DateReading) -> dict[str, str]:
    """A row of the project's file as a row of ours. Raises NotProtest for its rows of a year without a protest."""
    del reading
    cells = _without_missing(cells)
    if cells.get("protest") in ("0", "0.0"):
        raise NotProtest("protest", "not a protest (a country and year without any)")
    start = day_of_parts(cells, "startday", "startmonth", "startyear")
    end = day_of_parts(cells, "endday", "endmonth", "endyear") if cells.get("endyear") else start
    return {
        **_shared(cells),
        "date": span(start, end),
        "state_response": _responses(numbered(cells, "stateresponse")),
        "tags": tags_of(*numbered(cells, "protesterdemand")),
        "description": told(_who(cells), _odd_size(cells), ("", cells.get("notes", ""))),
        **sources_of([cells.get("sources", "")], _NAME),
    }


def cleaned_to_own(cells: Cells, reading: DateReading) -> dict[str, str]:
    """A row of the cleaned copy as a row of ours.

    Its column no_response is 1 nearly everywhere, also beside arrests, and is not read.
    """
    cells = _without_missing(cells)
    return {
        **_shared(cells),
        "date": span(date_cell(cells, "start_date", reading), date_cell(cells, "end_date", reading)),
        "state_response": _responses([name for name in RESPONSES if _is_set(cells, name)]),
        "tags": tags_of(*(words for column, words in _DEMANDS.items() if _is_set(cells, column))),
        "description": told(_who(cells), _odd_size(cells)),
        "source_name": _NAME,
    }


def _shared(cells: Cells) -> dict[str, str]:
    return {
        "incident_id": own_id("massmob", cells.get("id", "")),
        "place": cells.get("location", ""),
        "country": cells.get("country", ""),
        "event_type": "riot" if _is_set(cells, "protesterviolence") else "demonstration",
        "participants": _size(cells),
    }


def _who(cells: Cells) -> tuple[str, str]:
    identity = cells.get("protesteridentity", "")
    return "Who", "" if identity.casefold() == "unspecified" else identity


def _odd_size(cells: Cells) -> tuple[str, str]:
    """The wording of a size that says no number, where the category took its place."""
    wording = cells.get("participants", "")
    return "Size, as worded", "" if whole(wording) == _size(cells) else wording


def _size(cells: Cells) -> str:
    return known_count(cells.get("participants", ""), cells.get("participants_category", ""))


def _responses(words: list[str]) -> str:
    """Ours, each once. That the state ignored a protest for a time is not said beside what it did then."""
    found = list(dict.fromkeys(RESPONSES[word.casefold()] for word in words if word.casefold() in RESPONSES))
    return "; ".join(word for word in found if word != "none" or len(found) == 1)


def _is_set(cells: Cells, column: str) -> bool:
    return cells.get(column, "") not in ("", "0", "0.0")


def _without_missing(cells: Cells) -> Cells:
    return {column: "" if text in (".", "NA") else text for column, text in cells.items()}


_BOTH = ("id", "country", "ccode", "year", "protestnumber", "protesterviolence", "location", "participants_category")

MASSMOB = Source(
    name="massmob",
    title="Mass Mobilization",
    recognises=signature(
        *_BOTH, "protesteridentity", "startday", "startmonth", "startyear", "endyear", "stateresponse1", "sources"
    ),
    to_own=raw_to_own,
    terms="CC0; the project asks to be cited.",
)

MASSMOB_CLEANED = Source(
    name="massmob_cleaned",
    title="Mass Mobilization, cleaned copy",
    recognises=signature(*_BOTH, "protesteridentity", "crowddispersal", "accomodation", "start_date", "end_date"),
    to_own=cleaned_to_own,
    dates=("start_date", "end_date"),
    terms="CC0; the project asks to be cited.",
)
