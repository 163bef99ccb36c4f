"""Our own table: one report a row, in the columns that `docs/data-dictionary.md` lists."""

from __future__ import annotations

import math
import re
from datetime import date
from functools import lru_cache
from typing import Final

from data.errors import FileRejected
from data.model import DateRange, Report
from data.parsing.counts import parse_count
from data.parsing.dates import format_date, parse_date
from data.reading.here import Rows
from data.reading.table import Row, Table, fold
from data.vocabulary import COUNT_KINDS, EVENT_TYPES, LOCATION_PRECISIONS, PLACING, STATE_RESPONSES
from geocoding import Location, Place

COLUMNS: Final[dict[str, str]] = {
    "incident_id": "Your own id of the event; rows with the same id are reports of one incident.",
    "date": "When: 2021-02-28, 2021-W08, 2021-02, 2021 or a range start/end. Required.",
    "place": "Where, as the source writes it, in any script. Required unless lat and lon are given.",
    "admin1": "First-level region (state, province, oblast), as the source writes it.",
    "country": "Country, in any language or as an ISO 3166 code.",
    "lat": "Latitude in degrees (WGS 84), north positive.",
    "lon": "Longitude in degrees (WGS 84), east positive.",
    "event_type": "One of the event types; empty is other.",
    "description": "What happened, in neutral words.",
    "participants": "Number or words: 50, about 50, at least 50, 20-30, dozens. Empty is unknown.",
    "detained": "The same, for people taken away.",
    "injured": "The same, for people hurt.",
    "killed": "The same, for people who died.",
    "state_response": "One or more state responses, separated by semicolons; empty is not reported.",
    "source_name": "Who says so; several names, where one row stands for several sources, separated by semicolons.",
    "source_url": "Where it can be read (http or https); several links separated by spaces.",
    "source_published": "When it was published, ISO 8601.",
    "tags": "Free words, separated by semicolons.",
}

LOCATED_COLUMNS: Final[dict[str, str]] = {
    "precision": "How precise lat and lon are (a location precision).",
    "radius_km": "Radius in km around lat, lon that holds the place.",
    "location_name": "Name of the place that was found.",
    "country_code": "Its country, ISO 3166-1 alpha-2.",
    "method": "How it was found; `given` where the coordinates came with the record.",
    "placing": "How far the placing went (a placing word).",
}
"""What our exports add and our imports take back, so that a geocoded table needs no gazetteer."""

OWN_COLUMNS: Final = (*COLUMNS, *LOCATED_COLUMNS)

DERIVED_COLUMNS: Final[dict[str, str]] = {
    "incident": "Id of the incident, as in links.",
    "report_id": "Id of the report: a digest of what it says.",
    "date_start": "First possible day of the report.",
    "date_end": "Last possible day of the report.",
    "date_precision": "Date precision of the report.",
    **{
        f"{kind}_{bound}": f"The {bound} that the report's wording of {kind} states; empty is unknown."
        for kind in COUNT_KINDS
        for bound in ("low", "high")
    },
}
"""Columns that an export adds for calculation. An import does not read them: they follow from the others."""

GIVEN_RADIUS_KM = 0.1

_NO_CELLS: Final = dict.fromkeys(OWN_COLUMNS, "")

_ALPHA_2 = re.compile(r"[A-Z]{2}")


class BadCell(ValueError):
    """One cell cannot be read; the text says what to do."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column = column


def check_columns(table: Table | Rows) -> None:
    """Raise FileRejected where the table has no date, or neither place nor coordinates."""
    columns = set(map(fold, table.columns))
    missing = [] if "date" in columns else ["date"]
    if "place" not in columns and not {"lat", "lon"} <= columns:
        missing.append("place (or lat and lon)")
    if missing:
        found = ", ".join(table.columns)[:200]
        raise FileRejected(f"{table.name}: the column {' and '.join(missing)} is missing; found: {found}")


def to_report(row: Row) -> Report:
    """The report that `row` states. Raises BadCell where a required cell cannot be read."""
    cell = row.cells.get
    place = Place(cell("place", ""), admin1=cell("admin1", ""), country=cell("country", ""))
    location, placing = _location(row)
    if not place.text and not place.country and location is None:
        raise BadCell("place", "no place, no country and no coordinates; write where it happened")
    return Report(
        date=_date(row),
        place=place,
        location=location,
        placing=placing,
        event_type=_one_of(row, "event_type", EVENT_TYPES) or "other",
        description=cell("description", ""),
        participants=parse_count(cell("participants", "")),
        detained=parse_count(cell("detained", "")),
        injured=parse_count(cell("injured", "")),
        killed=parse_count(cell("killed", "")),
        state_response=_several_of(row, "state_response", STATE_RESPONSES),
        source_name=cell("source_name", ""),
        source_url=cell("source_url", ""),
        source_published=_published(row),
        incident_ref=cell("incident_id", ""),
        tags=_split(cell("tags", "")),
    )


def to_cells(report: Report) -> dict[str, str]:
    """The cells of `report`: `to_report` reads the same report back."""
    location = report.location
    cells = {
        "incident_id": report.incident_ref,
        "date": format_date(report.date),
        "place": report.place.text,
        "admin1": report.place.admin1,
        "country": report.place.country,
        "event_type": report.event_type,
        "description": report.description,
        "participants": report.participants.text,
        "detained": report.detained.text,
        "injured": report.injured.text,
        "killed": report.killed.text,
        "state_response": "; ".join(report.state_response),
        "source_name": report.source_name,
        "source_url": report.source_url,
        "source_published": report.source_published,
        "tags": "; ".join(report.tags),
        "placing": report.placing,
    }
    if location:
        cells |= {
            "lat": repr(location.latitude),
            "lon": repr(location.longitude),
            "precision": location.precision,
            "radius_km": repr(location.radius_km).removesuffix(".0"),
            "location_name": location.name,
            "country_code": location.country_code,
            "method": location.method,
        }
    return _NO_CELLS | cells


def _date(row: Row) -> DateRange:
    try:
        return parse_date(row.cells.get("date", ""))
    except ValueError as error:
        raise BadCell("date", str(error)) from error


def _published(row: Row) -> str:
    text = row.cells.get("source_published", "")
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError as error:
        raise BadCell("source_published", f"“{text[:40]}” is not a day; write it as 2021-02-28") from error


def _one_of(row: Row, column: str, words: dict[str, str]) -> str:
    word = row.cells.get(column, "").casefold()
    if word and word not in words:
        raise BadCell(column, f"“{word[:40]}” is not one of {', '.join(words)}")
    return word


def _several_of(row: Row, column: str, words: dict[str, str]) -> tuple[str, ...]:
    found = _split(row.cells.get(column, "").casefold())
    for word in found:
        if word not in words:
            raise BadCell(column, f"“{word[:40]}” is not one of {', '.join(words)}; separate several by ;")
    return found


@lru_cache(maxsize=20_000)  # a table uses the same words again and again
def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _location(row: Row) -> tuple[Location | None, str]:
    """Coordinates of the row, if any, and how they came: 0/0 is a placeholder and not a place in the sea."""
    lat_text, lon_text = row.cells.get("lat", ""), row.cells.get("lon", "")
    if not lat_text and not lon_text:
        return None, _one_of(row, "placing", PLACING) or "not_found"
    latitude, longitude = _degrees("lat", lat_text, 90), _degrees("lon", lon_text, 180)
    if latitude == 0 and longitude == 0:
        return None, "not_found"
    precision = _one_of(row, "precision", LOCATION_PRECISIONS) or "exact"
    location = Location(
        latitude=latitude,
        longitude=longitude,
        precision=precision,
        radius_km=_radius(row.cells.get("radius_km", "")),
        name=row.cells.get("location_name", "") or row.cells.get("place", ""),
        country_code=_country_code(row),
        method=row.cells.get("method", "") or "given",
    )
    return location, _one_of(row, "placing", PLACING) or "given"


def _degrees(column: str, text: str, limit: int) -> float:
    try:
        value = _number(text)
    except ValueError as error:
        raise BadCell(column, f"“{text[:40]}” is not a number of degrees; write it as 43.25") from error
    if not math.isfinite(value) or abs(value) > limit:
        raise BadCell(column, f"{text[:40]} is not between -{limit} and {limit}")
    return value


def _country_code(row: Row) -> str:
    code = row.cells.get("country_code", "").upper()
    if code and not _ALPHA_2.fullmatch(code):
        raise BadCell("country_code", f"“{code[:40]}” is not an ISO 3166-1 alpha-2 code such as KZ")
    return code


def _radius(text: str) -> float:
    try:
        value = _number(text) if text else GIVEN_RADIUS_KM
    except ValueError as error:
        raise BadCell("radius_km", f"“{text[:40]}” is not a number of km") from error
    if not 0 <= value <= 10_000:
        raise BadCell("radius_km", f"{text[:40]} is not between 0 and 10,000 km")
    return value


def _number(text: str) -> float:
    """`float`, without the underscores that only Python reads: in a table, 1_0 is a slip and not ten."""
    if "_" in text:
        raise ValueError(text)
    return float(text)
