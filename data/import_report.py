"""What an import tells: every row accounted for, what an editor should look at, and all of it bounded in memory."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from data.errors import Rejection
from geocoding import Candidate, Location, Place

MAX_LISTED = 10_000
"""Remarks of one kind that are told one by one; the others are counted."""

_MAX_KINDS = 200
_OTHERS = "other reasons"
_PARTICULARS = re.compile(r"“[^”]*”|'[^']*'|\d[\d,.]*")

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Noted(Generic[_T]):
    """Remarks on rows: the first of them one by one, and how many there are of each kind."""

    first: tuple[_T, ...] = field(default=(), metadata={"doc": f"The first {MAX_LISTED:,}, in the order of the rows."})
    totals: dict[str, int] = field(default_factory=dict, metadata={"doc": "How many there are by reason."})

    @property
    def total(self) -> int:
        """How many there are in all."""
        return sum(self.totals.values())


def without_particulars(reason: str) -> str:
    """A reason without its quotes and numbers, which differ from row to row."""
    return _PARTICULARS.sub("…", reason)


class Totals:
    """Counts remarks by their reason, without what is particular to one row; a flood of kinds ends in one."""

    def __init__(self) -> None:
        self._counted: Counter[str] = Counter()

    def add(self, reason: str, rows: int = 1) -> None:
        """Count `rows` remarks for this reason."""
        kind = without_particulars(reason)[:200]
        self._counted[kind if kind in self._counted or len(self._counted) < _MAX_KINDS else _OTHERS] += rows

    def counted(self) -> dict[str, int]:
        """Remarks by reason, most first."""
        return dict(self._counted.most_common())


class Notes:
    """Collects remarks as they come, in bounded memory."""

    def __init__(self) -> None:
        self._first: list[Rejection] = []
        self._totals = Totals()

    def add(self, remark: Rejection) -> None:
        """Take one remark."""
        if len(self._first) < MAX_LISTED:
            self._first.append(remark)
        self._totals.add(f"{remark.column}: {remark.reason}" if remark.column else remark.reason)

    def extend(self, remarks: Iterable[Rejection]) -> None:
        """Take several."""
        for remark in remarks:
            self.add(remark)

    def noted(self) -> Noted[Rejection]:
        """All of them."""
        return Noted(tuple(self._first), self._totals.counted())


@dataclass(frozen=True, slots=True)
class CoordinateDoubt:
    """Coordinates of a row that look wrong. They are kept as they are; a person decides."""

    file: str
    line: int
    kind: str = field(metadata={"doc": "One of geocoding.audit.KINDS."})
    words: str = field(metadata={"doc": "What is wrong and what to look at."})
    mend: tuple[float, float] | None = field(metadata={"doc": "Latitude, longitude that would fit, where known."})
    read_id: str = field(default="", metadata={"doc": "Id of the report as the file alone gives it, for a recipe."})

    def __str__(self) -> str:
        return f"{self.file}, row {self.line}, columns lat and lon: {self.kind}: {self.words}"


@dataclass(frozen=True, slots=True)
class PlaceAnswer:
    """A distinct place of the rows without coordinates, and what was made of it."""

    place: Place = field(metadata={"doc": "The place as the rows have it."})
    rows: int = field(metadata={"doc": "New rows that name it."})
    status: str = field(metadata={"doc": "found, coarse, ambiguous or not_found."})
    location: Location | None = field(metadata={"doc": "Where it was put."})
    candidates: tuple[Candidate, ...] = field(metadata={"doc": "The places weighed, the likeliest first."})
    reasons: tuple[str, ...] = field(metadata={"doc": "Why, in plain words."})


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of every row: rows read = stored + duplicates + rejected."""

    sources: dict[str, str] = field(metadata={"doc": "By file: the name of the known format that it was read as."})
    rows: int = field(metadata={"doc": "Rows read, without headers and empty lines."})
    stored: int = field(metadata={"doc": "Reports that are new in the store."})
    duplicates: Noted[Rejection] = field(metadata={"doc": "Rows that say exactly what a stored report says."})
    rejected: Noted[Rejection] = field(metadata={"doc": "Rows that cannot be stored, and why."})
    notices: Noted[Rejection] = field(metadata={"doc": "Rows that were stored, with something to know."})
    placed: dict[str, int] = field(metadata={"doc": "New reports by location precision."})
    not_placed: Noted[Rejection] = field(metadata={"doc": "New reports without a location, and why."})
    doubtful: Noted[Rejection] = field(
        metadata={"doc": "New reports that were placed coarsely or ambiguously, and why."}
    )
    coordinates: Noted[CoordinateDoubt] = field(metadata={"doc": "Given coordinates that look wrong; kept."})
    places: tuple[PlaceAnswer, ...] = field(
        metadata={"doc": f"At most {MAX_LISTED:,} distinct places, what is in most doubt and has most rows first."}
    )
    place_totals: dict[str, int] = field(metadata={"doc": "Distinct places by status."})
    files_rejected: tuple[str, ...] = field(metadata={"doc": "Files that cannot be used at all, and why."})
    conflicting_ids: Noted[str] = field(metadata={"doc": "Ids of new rows that stand for more than one event."})
