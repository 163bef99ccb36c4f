"""ACLED: the Armed Conflict Location and Event Data; exports since 2023, before it, and the older upper-case ones.

Sources of the rules: ACLED Codebook (https://acleddata.com/methodology/acled-codebook), sections on event types,
geo_precision and time_precision; “Guide to 2023 ACLED column changes”; FAQ “How does ACLED code fatalities?”.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from data.model import DateRange
from data.parsing.any_date import DateReading, parse_any_date
from data.parsing.crowd_size import crowd_size
from data.parsing.dates import format_date
from data.sources.cells import NotProtest, first, own_id, place_given, signature, sources_of, tags_of
from data.sources.own import BadCell
from data.sources.source import Cells, Source

EVENT_TYPES: Final[dict[str, str]] = {
    "peaceful protest": "demonstration",
    "protest with intervention": "demonstration",
    "excessive force against protesters": "crackdown",
    "excessive force against protestors": "crackdown",
    "violent demonstration": "riot",
    "mob violence": "riot",
}
"""sub_event_type to ours. The intervention may be arrests or dispersal, so it gives no state response."""

_BROADER: Final[dict[str, str]] = {"protests": "demonstration", "riots": "riot", "riots/protests": ""}
"""event_type, where there is no sub-event: before 2019 one type, told apart by who acts."""

_ACTORS: Final[dict[str, str]] = {"protesters": "demonstration", "rioters": "riot", "6": "demonstration", "5": "riot"}
"""inter1 (in words or as its older number), and how actor1 begins."""

PRECISION: Final[dict[str, str]] = {"1": "city", "2": "admin2", "3": "admin1"}
"""geo_precision: 1 is a town and its coordinates; 2 a part of a region or near a town; 3 a region, drawn at its
capital or a landmark. An exact spot is none of them, so the finest is `city`."""


def to_own(cells: Cells, reading: DateReading) -> dict[str, str]:
    """A row of ACLED as a row of ours. Raises NotProtest for battles, explosions and the like."""
    return {
        "incident_id": own_id("acled", first(cells, "event_id_cnty", "data_id")),
        "date": _date(cells, reading),
        "place": cells.get("location", ""),
        "admin1": cells.get("admin1", ""),
        "country": cells.get("country", ""),
        "event_type": _event_type(cells),
        "description": cells.get("notes", ""),
        "participants": crowd_size(cells.get("tags", "")) or crowd_size(cells.get("notes", "")),
        "killed": _killed(cells.get("fatalities", "")),
        "tags": tags_of(
            *(cells.get(name, "") for name in ("sub_event_type", "actor1", "actor2")),
            *(first(cells, f"assoc_actor_{n}", f"ally_actor_{n}") for n in (1, 2)),
            *(tag for tag in cells.get("tags", "").split(";") if not tag.strip().casefold().startswith("crowd size")),
        ),
        **sources_of([cells.get("source", "")], "ACLED"),
        **place_given(
            cells.get("latitude", ""),
            cells.get("longitude", ""),
            PRECISION.get(cells.get("geo_precision", ""), "admin1"),
        ),
    }


def _event_type(cells: Cells) -> str:
    sub, event = cells.get("sub_event_type", ""), cells.get("event_type", "")
    if sub.casefold() in EVENT_TYPES:
        return EVENT_TYPES[sub.casefold()]
    if event.casefold() not in _BROADER:
        raise NotProtest("event_type", f"not a protest (event_type {event[:40]})")
    actor = first(cells, "inter1").casefold(), cells.get("actor1", "").casefold().partition(" (")[0]
    return _BROADER[event.casefold()] or next((_ACTORS[a] for a in actor if a in _ACTORS), "other")


def _date(cells: Cells, reading: DateReading) -> str:
    """The day; for time_precision 2 the week around it and for 3 its month.

    The codebook: a week or a weekend is coded at its middle, what is known by month alone in the middle of the month
    or, where the source says so, at its beginning or end.
    """
    try:
        when = parse_any_date(cells.get("event_date", ""), reading)
    except ValueError as error:
        raise BadCell("event_date", str(error)) from error
    day = when.start
    if when.precision != "day":
        return format_date(when)
    if cells.get("time_precision") == "2":
        return format_date(DateRange(day - timedelta(days=3), day + timedelta(days=3), "week"))
    return f"{day:%Y-%m}" if cells.get("time_precision") == "3" else day.isoformat()


def _killed(fatalities: str) -> str:
    """ACLED writes 0 where no source reports a death: it does not say that nobody died, and unknown is not 0."""
    return "" if fatalities in ("0", "0.0") else fatalities


ACLED = Source(
    name="acled",
    title="ACLED (export, current or older)",
    recognises=signature(
        *("event_id_cnty", "event_date", "time_precision", "event_type", "actor1", "inter1", "interaction"),
        *("country", "admin1", "location", "latitude", "longitude", "geo_precision", "source", "notes", "fatalities"),
    ),
    to_own=to_own,
    dates=("event_date",),
    terms="ACLED's terms forbid handing the data on; keep the map private or show what ACLED allows.",
)
