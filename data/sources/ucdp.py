"""UCDP GED: the Georeferenced Event Dataset of the Uppsala Conflict Data Program (https://ucdp.uu.se/downloads).

Source of the rules: UCDP GED Codebook, on where_prec, date_prec, type_of_violence and the estimates of deaths.
"""

from __future__ import annotations

from typing import Final

from data.parsing.any_date import DateReading
from data.sources.cells import (
    date_cell,
    first,
    low_high,
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

KINDS: Final[dict[str, str]] = {
    "1": "state-based conflict",
    "2": "non-state conflict",
    "3": "one-sided violence",
}
"""type_of_violence. All of it is `other` to us: GED does not say whether the people hurt were protesters, so that even
one-sided violence by a government is not called a crackdown."""

PRECISION: Final[dict[str, tuple[str, int]]] = {
    "1": ("city", 10),
    "2": ("admin2", 25),
    "3": ("admin2", 50),
    "4": ("admin1", 100),
    "5": ("admin1", 200),
    "6": ("country", 500),
    "7": ("admin1", 200),
}
"""where_prec: our precision and km around. 1 a known place; 2 within about 25 km of it; 3 and 4 the middle of a
second- and of a first-order area; 5 a line or a larger part of a country; 6 the middle of a country; 7 water or air."""


def to_own(cells: Cells, reading: DateReading) -> dict[str, str]:
    """A row of GED as a row of ours. Its date_prec adds nothing: date_start and date_end span what is known."""
    precision, radius = PRECISION.get(cells.get("where_prec", ""), ("admin1", 200))
    return {
        "incident_id": own_id("ucdp", cells.get("id", "")),
        "date": span(date_cell(cells, "date_start", reading), date_cell(cells, "date_end", reading)),
        "place": first(cells, "where_coordinates", "where_description", "adm_2"),
        "admin1": cells.get("adm_1", ""),
        "country": cells.get("country", "").partition(" (")[0],
        "event_type": "other",
        "description": told(
            ("", cells.get("source_headline", "")),
            ("Sides", " and ".join(filter(None, (cells.get("side_a", ""), cells.get("side_b", ""))))),
            ("Where", cells.get("where_description", "")),
        ),
        "killed": _killed(cells),
        "tags": tags_of(KINDS.get(cells.get("type_of_violence", ""), ""), cells.get("conflict_name", "")),
        **sources_of([first(cells, "source_office", "source_article")], "UCDP GED"),
        **place_given(cells.get("latitude", ""), cells.get("longitude", ""), precision, radius),
    }


def _killed(cells: Cells) -> str:
    """Low to high, with the best estimate in brackets, which the reading of counts leaves aside."""
    best, bounds = whole(cells.get("best", "")), low_high(cells.get("low", ""), cells.get("high", ""))
    return f"{bounds} (best {best})" if bounds and best and best != bounds else bounds or best


UCDP = Source(
    name="ucdp",
    title="UCDP Georeferenced Event Dataset",
    recognises=signature(
        *("id", "year", "type_of_violence", "where_prec", "where_coordinates", "adm_1", "latitude", "longitude"),
        *("country", "date_prec", "date_start", "date_end", "deaths_civilians", "best", "high", "low"),
    ),
    to_own=to_own,
    dates=("date_start", "date_end"),
    terms="CC BY 4.0: cite the Uppsala Conflict Data Program.",
)
