"""Incidents that may be one and the same, in pairs with reasons. Nothing is merged here: a person decides."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from rapidfuzz import fuzz

from data.parsing.dates import parse_date
from data.publishing.results import RowResult
from data.recipe import Groups

_ALIKE = 80
"""Likeness of two texts, 0 to 100 (rapidfuzz, token set ratio), from which they are said to be alike."""

_MOST_IN_ONE_PLACE = 60
"""Reports of one place and day that are compared with each other; of a great day in a capital only the first."""

MAX_PAIRS = 300


@dataclass(frozen=True, slots=True)
class Told:
    """One report, as far as it matters for comparing."""

    report_id: str
    incident_id: str
    day: date = field(metadata={"doc": "First possible day of its incident."})
    place: str
    latitude: float | None
    longitude: float | None
    description: str
    source_name: str
    source_url: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports of different incidents that may tell of one, the likeliest pair with the highest score."""

    one: Told
    other: Told
    reasons: tuple[str, ...] = field(metadata={"doc": "Of: place, date, text, source, link."})
    score: int


def told_of(row: RowResult) -> Told:
    """The report of a row that was stored."""
    cell = row.cells
    return Told(
        report_id=row.read_id or row.report_id,
        incident_id=row.incident,
        day=parse_date(cell["date"]).start,
        place=cell["place"],
        latitude=float(cell["lat"]) if cell["lat"] else None,
        longitude=float(cell["lon"]) if cell["lon"] else None,
        description=cell["description"],
        source_name=cell["source_name"],
        source_url=cell["source_url"],
    )


def suggest(told: Sequence[Told], merges: Groups = ()) -> tuple[Pair, ...]:
    """Pairs of reports of one place and day whose texts are alike, or that name one link. At most MAX_PAIRS.

    A pair that `merges` joined is among them, so that it can be taken apart again.

    Place and day alone are no reason: on many days much happens in a capital.
    """
    group_of = {identity: number for number, group in enumerate(merges) for identity in group}
    pairs = {}
    for group in (*_blocks(told, _place_and_day), *_blocks(told, _link)):
        for one, other in itertools.combinations(group[:_MOST_IN_ONE_PLACE], 2):
            was_merged = group_of.get(one.report_id, -1) == group_of.get(other.report_id, -2)
            if (was_merged or one.incident_id != other.incident_id) and (pair := _pair(one, other)):
                pairs[one.report_id, other.report_id] = pair
    return tuple(sorted(pairs.values(), key=lambda pair: -pair.score)[:MAX_PAIRS])


def _blocks(told: Iterable[Told], key: Callable[[Told], Hashable]) -> Iterator[list[Told]]:
    found: dict[Hashable, list[Told]] = {}
    for each in told:
        if name := key(each):
            found.setdefault(name, []).append(each)
    return (group for group in found.values() if len(group) > 1)


def _place_and_day(told: Told) -> Hashable:
    where = (round(told.latitude, 1), round(told.longitude or 0, 1)) if told.latitude is not None else told.place
    return (told.day, where) if where else None


def _link(told: Told) -> Hashable:
    return (told.source_url, told.day) if told.source_url else None


def _pair(one: Told, other: Told) -> Pair | None:
    alike = int(fuzz.token_set_ratio(one.description, other.description)) if one.description else 0
    same_link = bool(one.source_url) and one.source_url == other.source_url
    if not same_link and alike < _ALIKE:
        return None
    reasons = ["date"]
    reasons += ["place"] if _place_and_day(one) == _place_and_day(other) else []
    reasons += ["text"] if alike >= _ALIKE else []
    reasons += ["link"] if same_link else []
    reasons += ["source"] if one.source_name and one.source_name == other.source_name and not same_link else []
    return Pair(one, other, tuple(reasons), alike + 50 * same_link + 10 * len(reasons))
