"""ARVIG: anti-refugee violence and unrest in Germany, 2014 to 2017 (https://github.com/davben/arvig), in German.

Source of the rules: the documentation of that R package and Benček and Strasheim, “Refugees Welcome?”, Research &
Politics 3(4), 2016. Coordinates are those of the town or quarter as reported.
"""

from __future__ import annotations

from typing import Final

from data.parsing.any_date import DateReading
from data.sources.cells import date_cell, place_given, signature, sources_of, tags_of
from data.sources.source import Cells, Source

EVENT_TYPES: Final[dict[str, str]] = {"demonstration": "demonstration"}
"""category_en to ours. Attacks, arson and suspected cases are `other`: they say nothing of a crowd, as `riot` would."""


def to_own(cells: Cells, reading: DateReading) -> dict[str, str]:
    """A row of ARVIG as a row of ours; several categories of a row stand between ampersands."""
    categories = [category.strip() for category in cells.get("category_en", "").split("&")]
    return {
        "date": date_cell(cells, "date", reading),
        "place": cells.get("location", ""),
        "admin1": cells.get("state", ""),
        "country": "DE",
        "event_type": next((EVENT_TYPES[c] for c in categories if c in EVENT_TYPES), "other"),
        "description": cells.get("description", ""),
        "tags": tags_of(*categories),
        **sources_of([cells.get("source", "")], "ARVIG"),
        **place_given(cells.get("latitude", ""), cells.get("longitude", ""), "city"),
    }


ARVIG = Source(
    name="arvig",
    title="ARVIG, anti-refugee violence in Germany",
    recognises=signature(
        *("date", "location", "state", "community_id", "longitude", "latitude", "category_de", "category_en"),
        *("description", "source"),
    ),
    to_own=to_own,
    dates=("date",),
    terms="CC0.",
)
