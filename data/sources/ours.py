"""Our own table as one of the known formats, with the columns that our exports add."""

from __future__ import annotations

from collections.abc import Sequence

from data.parsing.any_date import DateReading
from data.sources.cells import date_cell
from data.sources.own import COLUMNS, DERIVED_COLUMNS, OWN_COLUMNS
from data.sources.source import Cells, Source

_READ = frozenset(OWN_COLUMNS)


def recognises(columns: Sequence[str]) -> bool:
    """Whether the table says when and where, and all its columns are ours.

    One that shares a few names (date, place, country) is not ours, for what else it has would be lost; one that has all
    of our columns beside others is: an editor's file that was geocoded here.
    """
    found = {column for column in columns if column}
    if "date" not in found or not ("place" in found or {"lat", "lon"} <= found):
        return False
    return found <= {*OWN_COLUMNS, *DERIVED_COLUMNS} or found >= set(COLUMNS)


def to_own(cells: Cells, reading: DateReading) -> dict[str, str]:
    """The cells as they are, but for a date that is not ISO 8601. Raises BadCell."""
    own = {column: text for column, text in cells.items() if column in _READ}
    if not cells.get("date", "")[:4].isdecimal():  # ISO dates, the rule here, are read once and not twice
        own["date"] = date_cell(cells, "date", reading)
    return own


OWN = Source(name="own", title="Sheru", recognises=recognises, to_own=to_own, dates=("date",))
