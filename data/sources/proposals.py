"""Which column of a foreign table is likely to mean what, from its name and values, for the editor to judge."""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from data.parsing.any_date import parse_any_date, read_order
from data.parsing.coordinates import parse_coordinate, parse_coordinates
from data.parsing.counts import parse_count
from data.parsing.event_words import event_type, state_responses
from data.parsing.missing import is_missing
from data.reading.table import Table, fold
from data.sources.column_names import known_names, plain_name
from geocoding.countries import country_code

SURE = 0.7
"""A proposal below this score is doubtful: the editor is asked to look."""

_LEAST = 0.4  # below this score nothing is proposed
_ROWS = 1000  # rows that are looked at, spread over the table
_VALUES = 100  # distinct values of a column that are looked at
_MANY = 20  # rows from which on it means something that no count is above 1
_CLOSE = 0.08  # two columns whose scores for one field lie closer than this make it doubtful
_COUNTS: Final = ("participants", "detained", "injured", "killed")
_FROM_VALUES: Final = ("date", "coordinates", "country", "source_url", "event_type", "lat", "lon")
"""What the values alone can show, whatever the column is called."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """One column of theirs for one of ours."""

    ours: str = field(metadata={"doc": "Our column, or a helper of `data.sources.mapped`."})
    theirs: str = field(metadata={"doc": "Folded name of their column."})
    score: float = field(metadata={"doc": "From 0 to 1; below `SURE` it is doubtful."})
    reason: str = field(metadata={"doc": "Why, in plain words."})
    is_doubtful: bool = field(metadata={"doc": "Whether the editor should look: a low score or a close rival."})


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for a table; no column is proposed twice."""

    columns: tuple[Proposed, ...] = field(metadata={"doc": "In the order of the fields of ours."})
    unused: tuple[str, ...] = field(metadata={"doc": "Folded names of the columns for which nothing is proposed."})

    def mapping(self) -> dict[str, str]:
        """Our columns to theirs, as a recipe keeps it."""
        return {each.ours: each.theirs for each in self.columns}


def propose(table: Table) -> Proposal:
    """The likeliest column of the table for each of ours."""
    looks = [_Look(column, values, table.size) for column, values in _sampled(table).items()]
    scored = [found for look in looks for ours in known_names() if (found := _score(ours, look))]
    chosen = _without_rivals(_assign(scored))
    if not chosen.keys() & {"place", "lat", "coordinates", "country"} and (left := _by_elimination(looks, chosen)):
        chosen["place"] = left
    used = {each.theirs for each in chosen.values()}
    return Proposal(
        tuple(chosen[ours] for ours in known_names() if ours in chosen),
        tuple(look.column for look in looks if look.column not in used),
    )


class _Look:
    """A column with the values that are looked at, and what they seem to be."""

    def __init__(self, column: str, values: list[str], rows: int) -> None:
        self.column = column
        self.rows = rows
        self.name = plain_name(column)
        self.values = values

    def share(self, holds: Callable[[str], object]) -> float:
        """Which part of the values is such."""
        return sum(bool(holds(value)) for value in self.values) / len(self.values) if self.values else 0.0

    @property
    def is_yes_or_no(self) -> bool:
        """Whether there is nothing but 0 and 1 in many rows."""
        return self.rows >= _MANY and {value.removesuffix(".0") for value in self.values} <= {"0", "1"}

    @cached_property
    def length(self) -> float:
        """Median number of characters."""
        return statistics.median(map(len, self.values)) if self.values else 0.0

    @cached_property
    def dates(self) -> float:
        """Which part are dates; those that wait for the order of day and month as well."""
        reading = read_order(self.values)

        def is_date(value: str) -> bool:
            try:
                parse_any_date(value, reading)
            except ValueError as error:
                return "order of day and month" in str(error)
            return True

        return self.share(is_date)

    @cached_property
    def numbers(self) -> float:
        """Which part are numbers and no more."""
        return self.share(lambda value: re.fullmatch(r"[-+−]?\d+([.,]\d+)?", value))


def _sampled(table: Table) -> dict[str, list[str]]:
    step = max(1, table.size // _ROWS)
    part = replace(table, cells=table.cells.take(list(range(0, table.size, step)))) if table.size else table
    columns = [fold(column) for column in table.columns]
    return {
        column: [value[:300] for value in part.values(column) if not is_missing(value)][:_VALUES] for column in columns
    }


def _score(ours: str, look: _Look) -> Proposed | None:
    """How likely the column means this field, and why. A name counts for more than values, but values can deny it."""
    by_name, meant = _name_score(ours, look.name)
    by_value, seen = _value_score(ours, look)
    if not look.values:
        score, reason = by_name * 0.6, f"its name is like “{meant}”, but it is empty"
    elif by_value is None:
        score, reason = by_name * 0.9, f"its name is like “{meant}”"
    elif by_name:
        score = by_name * (0.55 + 0.45 * by_value) if by_value >= 0.3 else by_name * 0.3
        reason = f"its name is like “{meant}”, and {seen}"
    elif ours in _FROM_VALUES and by_value >= 0.8:
        score, reason = 0.55 * by_value, seen
    else:
        return None
    return Proposed(ours, look.column, round(score, 3), reason, score < SURE) if score >= _LEAST else None


def _name_score(ours: str, name: str) -> tuple[float, str]:
    """How like the name is to a name of the field, from 0 to 1, and to which."""
    from rapidfuzz import fuzz

    best, meant = 0.0, ""
    for known in known_names()[ours]:
        score = 1.0 if name == known else _likeness(name, known, fuzz.ratio(name, known) / 100)
        if score > best:
            best, meant = score, known
    return best, meant


def _likeness(name: str, known: str, ratio: float) -> float:
    words, parts = name.split(), known.split()
    if len(known) <= 2 and known < "\u3400":  # id, x, y and such only by themselves
        return 0.0
    if set(parts) < set(words):  # "event date" holds "date"; the more words are left, the less it says
        return 0.6 + 0.3 * len(known) / len(name)
    if set(words) < set(parts):
        return 0.5 * len(name) / len(known) + 0.2
    if known >= "\u3400" and known in name:
        return 0.6 + 0.3 * len(known) / len(name)
    return ratio * 0.95 if ratio >= 0.85 and len(known) > 3 else 0.0


_URL = re.compile(r"https?://\S+", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_WORLD_REGION = re.compile(
    r"\b(?:africa|america|europe|asia|oceania|middle east|mena|caribbean|caucasus|pacific)\b", re.IGNORECASE
)


def _value_score(ours: str, look: _Look) -> tuple[float | None, str]:
    """How well the values suit the field, from 0 to 1, and what was seen; None where any value suits."""
    if ours in ("date", "date_end", "source_published"):
        bare_years = look.share(lambda value: re.fullmatch(r"\d{1,4}", value))
        return look.dates * (1 - 0.6 * bare_years), f"{look.dates:.0%} of its values are dates"
    if ours in ("lat", "lon"):
        fractions = look.share(lambda value: re.search(r"\d[.,٫]\d{2}|°|\d\s?[NSEWnsew]$", value))
        angles = look.share(lambda value: _reads(lambda: parse_coordinate(value, ours)))
        is_named = _name_score(ours, look.name)[0] > 0  # any number up to 90 may be degrees
        return (angles * (0.6 + 0.4 * fractions) if is_named else 0.0), f"{angles:.0%} of its values are degrees"
    if ours in _COUNTS:
        return _count_score(look)
    if ours in _SUITS:
        holds, seen = _SUITS[ours]
        share = look.share(holds)
        suits = share
        if ours in ("event_type", "state_response"):  # words of one's own are welcome there, long texts are not
            suits = max(share, 0.6 if look.length < 40 and look.share(_DIGIT.search) < 0.5 else 0.0)
        return suits, f"{share:.0%} of its values {seen}"
    return _text_score(ours, look)


_SUITS: Final[dict[str, tuple[Callable[[str], object], str]]] = {
    "year": (re.compile(r"(?:1[89]|20)\d\d(?:\.0)?").fullmatch, "are years"),
    "day": (re.compile(r"(?:0?[1-9]|[12]\d|3[01])(?:\.0)?").fullmatch, "are days of a month"),
    "month": (re.compile(r"(?:0?[1-9]|1[0-2])(?:\.0)?|[^\W\d]+\.?").fullmatch, "are months"),
    "coordinates": (lambda value: _reads(lambda: parse_coordinates(value)), "are pairs of degrees"),
    "country": (country_code, "are countries"),
    "source_url": (_URL.match, "are links"),
    "event_type": (event_type, "name kinds of events"),
    "state_response": (lambda value: state_responses(value)[0], "name responses of authorities"),
}


def _count_score(look: _Look) -> tuple[float, str]:
    if look.is_yes_or_no:
        return 0.3, "all its values are 0 or 1, which may mean no or yes"
    dated = look.share(lambda value: re.fullmatch(r"\d{4}-\d\d-\d\d.*|\d+[./]\d+[./]\d+", value))
    counts = look.share(lambda value: parse_count(value).known)
    return counts * (1 - dated), f"{counts:.0%} of its values are counts"


def _text_score(ours: str, look: _Look) -> tuple[float | None, str]:
    """The same for free text, of which the values show little."""
    if ours in ("place", "admin1"):
        world = look.share(_WORLD_REGION.search) if ours == "admin1" else 0.0
        words = 1 - max(look.numbers, look.share(_URL.match), look.dates, world)
        return words * (1.0 if look.length <= 80 else 0.4), f"{words:.0%} of its values can be names of places"
    if ours == "description":
        suits = 0.0 if look.numbers + look.dates > 0.5 else min(1.0, 0.4 + look.length / 50)
        return suits, f"half of its values have {look.length:.0f} characters or more"
    if ours in ("tags", "source_name"):
        return 1 - look.numbers, f"{1 - look.numbers:.0%} of its values are words"
    return None, ""


def _reads(parse: Callable[[], object]) -> bool:
    try:
        parse()
    except ValueError:
        return False
    return True


def _assign(scored: list[Proposed]) -> dict[str, Proposed]:
    """The best column for each field, the best pair first; a close rival makes a field doubtful."""
    chosen: dict[str, Proposed] = {}
    used: set[str] = set()
    for each in sorted(scored, key=lambda proposed: -proposed.score):
        if each.ours not in chosen and each.theirs not in used:
            chosen[each.ours] = each
            used.add(each.theirs)
    for ours, best in chosen.items():
        rivals = [
            each.theirs
            for each in scored
            if each.ours == ours and each.theirs not in used and best.score - each.score < _CLOSE
        ]
        if rivals:
            reason = f"{best.reason}; “{rivals[0]}” is nearly as likely"
            chosen[ours] = replace(best, reason=reason, is_doubtful=True)
    return chosen


def _without_rivals(chosen: dict[str, Proposed]) -> dict[str, Proposed]:
    """Parts go where the whole is there: a date needs no year, and one angle without the other is none."""
    drop: set[str] = set()
    if "date" in chosen or "year" not in chosen:
        drop |= {"year", "month", "day"}
    if not {"lat", "lon"} <= chosen.keys():
        drop |= {"lat", "lon"}
    else:
        drop |= {"coordinates"}
    if "date" not in chosen:
        drop |= {"date_end"}
    return {ours: each for ours, each in chosen.items() if ours not in drop}


def _by_elimination(looks: list[_Look], chosen: dict[str, Proposed]) -> Proposed | None:
    """The one short text column that is left, as the place."""
    used = {each.theirs for each in chosen.values()}
    left = [
        look
        for look in looks
        if look.column not in used and 2 < look.length <= 40 and max(look.numbers, look.dates) < 0.2
    ]
    if len(left) != 1:
        return None
    reason = "no other column of short texts is left that could name a place"
    return Proposed("place", left[0].column, _LEAST, reason, is_doubtful=True)
