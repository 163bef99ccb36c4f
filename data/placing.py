"""Where each report lies: coordinates that came with it, the answer of a geocoder, or what other rows teach."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from data.errors import Rejection
from data.model import Report
from geocoding import Answer, Finding, Place
from geocoding.audit import GRAVE_KINDS

Locate = Callable[[Iterable[Place]], dict[Place, Answer]]
"""Answers each distinct place once; `geocoding.locate_all` with a geocoder is one."""

Audit = Callable[[Place, float, float], tuple[Finding, ...]]
"""What is odd about coordinates (degrees) that came with a place."""

_GIVEN = "given"


@dataclass(frozen=True, slots=True)
class ReadReport:
    """A report and the line of the file that states it."""

    file: str
    line: int
    report: Report


@dataclass(frozen=True, slots=True)
class Located:
    """Reports with their locations, those that got none, and those whose place is open to doubt."""

    reports: tuple[ReadReport, ...]
    not_placed: tuple[Rejection, ...]
    doubts: tuple[Rejection, ...]


@dataclass(frozen=True, slots=True)
class CoordinateDoubt:
    """Coordinates of a row that look wrong. They are kept as they are; a person decides."""

    file: str
    line: int
    kind: str = field(metadata={"doc": "One of geocoding.audit.KINDS."})
    words: str = field(metadata={"doc": "What is wrong and what to look at."})
    mend: tuple[float, float] | None = field(metadata={"doc": "Latitude, longitude that would fit, where known."})

    def __str__(self) -> str:
        return f"{self.file}, row {self.line}, columns lat and lon: {self.kind}: {self.words}"


def locate_reports(read: Sequence[ReadReport], locate: Locate, doubted: Sequence[CoordinateDoubt] = ()) -> Located:
    """Place every report that has no coordinates, asking for each distinct place once.

    Rows whose own coordinates are gravely `doubted` place no other row.
    """
    places = {item.report.place for item in read if item.report.location is None}
    answers = _taught(_trusted(read, doubted), locate(places)) if places else {}
    reports: list[ReadReport] = []
    not_placed: list[Rejection] = []
    doubts: list[Rejection] = []
    for item in read:
        report, why = _place(item.report, answers)
        reports.append(dataclasses.replace(item, report=report))
        note = Rejection(item.file, item.line, "place", f"“{report.place.text[:60]}”: {why}")
        if report.location is None:
            not_placed.append(note)
        elif report.placing in ("ambiguous", "coarse"):
            doubts.append(note)
    return Located(tuple(reports), tuple(not_placed), tuple(doubts))


def audit_reports(read: Sequence[ReadReport], audit: Audit) -> tuple[CoordinateDoubt, ...]:
    """What is odd about the coordinates that came with `read`; those that a geocoder gave are not looked at."""
    return tuple(
        CoordinateDoubt(item.file, item.line, finding.kind, finding.words, finding.mend)
        for item in read
        if (location := item.report.location) is not None and location.method == _GIVEN
        for finding in audit(item.report.place, location.latitude, location.longitude)
    )


def _trusted(read: Sequence[ReadReport], doubted: Sequence[CoordinateDoubt]) -> list[ReadReport]:
    grave = {(doubt.file, doubt.line) for doubt in doubted if doubt.kind in GRAVE_KINDS}
    return [item for item in read if (item.file, item.line) not in grave]


def _taught(read: Sequence[ReadReport], answers: dict[Place, Answer]) -> dict[Place, Answer]:
    """The answers, and for places that the geocoder does not know the coordinates that other rows give them."""
    from geocoding.overlay.learned import Learned

    given = [item.report for item in read if item.report.location and item.report.location.method == _GIVEN]
    learned = Learned((report.place, report.location) for report in map(_with_country, given) if report.location)
    return {place: learned.answer(place, answer) for place, answer in answers.items()}


def _place(report: Report, answers: dict[Place, Answer]) -> tuple[Report, str]:
    if report.location is not None:
        return _with_country(report), ""
    answer = answers[report.place]
    reasons = "; ".join(answer.reasons) or answer.status
    return dataclasses.replace(report, location=answer.location, placing=answer.status), reasons


def _with_country(report: Report) -> Report:
    """Given coordinates do not say their country; the country cell of the row does."""
    location = report.location
    if location is None or location.country_code or not report.place.country:
        return report
    from geocoding.countries import country_code

    code = country_code(report.place.country) or ""
    return dataclasses.replace(report, location=dataclasses.replace(location, country_code=code))
