"""Any table by an editor's mapping: for each of our columns the column of theirs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from data.parsing.any_date import DateReading, parse_any_date
from data.parsing.coordinates import parse_coordinates, read_coordinates
from data.parsing.dates import format_date
from data.parsing.event_words import event_type, state_responses
from data.parsing.missing import is_missing
from data.sources.own import COLUMNS, BadCell
from data.sources.source import Cells, Source

HELPERS: Final[dict[str, str]] = {
    "date_end": "Last day, where a column of its own gives it.",
    "year": "Year, where year, month and day stand in columns of their own.",
    "month": "Month, as a number or a name.",
    "day": "Day of the month.",
    "coordinates": "Latitude and longitude in one cell.",
}
"""What a mapping may name besides our own columns."""

FIELDS: Final[dict[str, str]] = {**COLUMNS, **HELPERS}

JOINT = " + "
"""Parts several columns of theirs that make one of ours: `neighbourhood + city`. A column whose own name holds it
comes first."""

_DATES: Final = ("date", "date_end")
_BETWEEN: Final = {"place": ", ", "admin1": ", ", "source_url": " "}  # else "; "
_ANSWERS: Final = {"participants", "detained", "injured", "killed", "state_response", "country", "place", "admin1"}
"""Nobody was detained; NA is Namibia: what these say is read where counts and places are."""
_LINK = re.compile(r"https?://(?:\([^\s()<>\"]*\)|[^\s()<>\"“”])+", re.IGNORECASE)
_PLAIN: Final = ("incident_id", "place", "admin1", "country", "description", "participants", "detained", "injured",
                 "killed")  # fmt: skip


def mapped(columns: Mapping[str, str]) -> Source:
    """The source whose rows read by `columns`: our column (or helper) to the folded name of theirs.

    Words for events and responses that are not known become tags, so that nothing of them is lost.
    """
    chosen = {ours: theirs for ours, theirs in columns.items() if ours in FIELDS and theirs}

    def to_own(cells: Cells, reading: DateReading) -> dict[str, str]:
        def cell(ours: str) -> str:
            return _joined(cells, ours, chosen[ours]) if ours in chosen else ""

        own = {ours: cell(ours) for ours in _PLAIN}
        own["date"] = _date(cell, chosen, reading)
        own["lat"], own["lon"] = _coordinates(cell, chosen)
        own["source_name"], own["source_url"] = _sources(cell("source_name"), cell("source_url"))
        kind = event_type(cell("event_type"))
        responses, unknown = state_responses(cell("state_response"))
        published, undated = _published(cell("source_published"), reading)
        tags = [*re.split("[;|]", cell("tags")), "" if kind else cell("event_type"), *unknown, undated]
        own |= {
            "event_type": kind or "other",
            "state_response": "; ".join(responses),
            "source_published": published,
            "tags": "; ".join(dict.fromkeys(tag.replace(";", ",").strip() for tag in tags if not is_missing(tag))),
        }
        return own

    return Source(
        name="mapped",
        title="A table of one's own columns",
        recognises=lambda table: fits(chosen, table),
        to_own=to_own,
        dates=tuple(part for ours in _DATES if ours in chosen for part in _parts(chosen[ours])),
    )


def fits(columns: Mapping[str, str], table: Sequence[str]) -> bool:
    """Whether a saved mapping can read a table with these columns (folded names): all that it names are there."""
    there = set(table)
    return bool(columns) and all(
        theirs in there or all(part in there for part in _parts(theirs)) for theirs in columns.values() if theirs
    )


def _parts(theirs: str) -> list[str]:
    return [part.strip() for part in theirs.split(JOINT.strip()) if part.strip()] if JOINT in theirs else [theirs]


def _joined(cells: Cells, ours: str, theirs: str) -> str:
    """The cells of one of our columns; where a word such as none or NA may be an answer, it stays."""
    found = [cells[theirs]] if theirs in cells else [cells.get(part, "") for part in _parts(theirs)]
    told = [text for text in found if text.strip() and (ours in _ANSWERS or not is_missing(text))]
    return _BETWEEN.get(ours, "; ").join(dict.fromkeys(told))


Cell = Callable[[str], str]


def _date(cell: Cell, chosen: Mapping[str, str], reading: DateReading) -> str:
    start = cell("date") or _from_parts(cell)
    where = next((chosen[ours] for ours in ("date", "year", "month", "day") if ours in chosen), "date")
    try:
        value = parse_any_date(start, reading)
        end = cell("date_end")
        if not end:
            return format_date(value)
        where = chosen["date_end"]
        last = parse_any_date(end, reading)
    except ValueError as error:
        raise BadCell(where, str(error)) from error
    if last.end < value.start:
        raise BadCell(where, f"the last day “{end[:40]}” lies before the first “{start[:40]}”")
    return format_date(value) if value == last else f"{value.start.isoformat()}/{last.end.isoformat()}"


def _from_parts(cell: Cell) -> str:
    """One text of year, month and day; a part that is missing or 0 is not known, and no finer part then is."""
    year, month, day = (re.sub(r"\.0+$", "", cell(part)) for part in ("year", "month", "day"))
    if not month.strip("0"):
        return year
    if month.isdecimal():
        return f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day.strip("0").isdecimal() else "")
    return f"{day if day.strip('0') else ''} {month} {year}".strip()


def _coordinates(cell: Cell, chosen: Mapping[str, str]) -> tuple[str, str]:
    """Latitude and longitude in degrees; those of their own columns go before a cell with both."""
    where = chosen.get("lat") or chosen.get("lon") or chosen.get("coordinates", "coordinates")
    try:
        found = read_coordinates(cell("lat"), cell("lon"))
        if found is None and cell("coordinates"):
            where = chosen["coordinates"]
            found = parse_coordinates(cell("coordinates"))
    except ValueError as error:
        raise BadCell(where, str(error)) from error
    return (repr(found[0]), repr(found[1])) if found else ("", "")


def _sources(names: str, links: str) -> tuple[str, str]:
    """Names and links of the sources, each in its column wherever it stood: names parted by ; and links by spaces."""
    found = [link.rstrip(".,;") for link in _LINK.findall(f"{links} {names}")]
    rest = [re.sub(r"\(\s*\)", " ", _LINK.sub(" ", text)) for text in (names, links)]
    words = [" ".join(part.split()).strip(" ,") for text in rest for part in re.split(r"[;|]", text)]
    return "; ".join(dict.fromkeys(filter(None, words))), " ".join(dict.fromkeys(found))


def _published(text: str, reading: DateReading) -> tuple[str, str]:
    """The day of publication, or a tag that keeps a text which is no day."""
    if not text:
        return "", ""
    try:
        value = parse_any_date(text, reading)
    except ValueError:
        return "", f"published {text[:60]}"
    return (value.start.isoformat(), "") if value.precision == "day" else ("", f"published {format_date(value)}")
