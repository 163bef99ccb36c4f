"""Where each distinct place lies: what the editor decided, the answer of a geocoder, or what other rows teach."""

from __future__ import annotations

import dataclasses
import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat

from data.import_report import MAX_LISTED, PlaceAnswer
from data.model import Report
from data.privacy import Coarsening, coarse_location
from data.publishing.places import (
    begin_answers,
    begin_findings,
    given_points,
    keep_answers,
    keep_findings,
    open_places,
)
from data.publishing.work import Work, blocks
from data.recipe import PlaceDecision
from geocoding import Answer, Finding, Place, country_code
from geocoding.audit.finding import GRAVE_KINDS
from geocoding.overlay.learned import Learned

Locate = Callable[[Iterable[Place]], dict[Place, Answer]]
"""Answers each distinct place once; `geocoding.locate_all` with a geocoder is one."""

Audit = Callable[[Place, float, float], tuple[Finding, ...]]
"""What is odd about coordinates (degrees) that came with a place."""

Done = Callable[[int, int], None]
"""Told how many are done, and of how many."""

_AT_ONCE = 250  # places between two words about the progress
_CHOSEN = "chosen by the editor"
_NEEDS_A_LOOK = ("not_found", "ambiguous", "coarse", "found")


@dataclass(frozen=True, slots=True)
class PlacedAll:
    """What was made of the distinct places."""

    places: tuple[PlaceAnswer, ...]
    """Those that most need a look first, then those with most rows; at most MAX_LISTED."""
    totals: dict[str, int]
    """Distinct places by status."""


def audit_points(work: Work, audit: Audit | None, done: Done) -> None:
    """Keep what `audit` finds odd about coordinates that came with new rows; it changes nothing."""
    begin_findings(work)
    for number, points in enumerate(blocks(given_points(work) if audit else (), _AT_ONCE)):
        findings = (
            {point: audit(point.place, point.location.latitude, point.location.longitude) for point in points}
            if audit
            else {}
        )
        keep_findings(work, findings)
        done(number * _AT_ONCE + len(points), points[0].of)


def place_all(
    work: Work,
    locate: Locate,
    decisions: Sequence[PlaceDecision],
    done: Done,
    coarsening: Coarsening | None = None,
) -> PlacedAll:
    """Answer each distinct place of new rows without coordinates, once, no finer than `coarsening` lets it be.

    Where `coarsening` has a rule for few people, their rows have an answer of their own. What is told of a place is
    the answer for all others.
    """
    begin_answers(work)
    decided = {decision.place: decision for decision in decisions}
    learned = _Learned(work)
    listed: list[PlaceAnswer] = []
    totals: Counter[str] = Counter()
    asked = open_places(work)
    for places in blocks(asked, _AT_ONCE):
        answers = _answers(places, locate, decided, learned)
        if coarsening:
            of_few = _coarse(answers, coarsening, few=True) if coarsening.fewest else {}
            answers = _coarse(answers, coarsening, few=False)
            keep_answers(work, of_few, fewest=coarsening.fewest, few=True)
        keep_answers(work, answers, fewest=coarsening.fewest if coarsening else 0)
        listed += [_told(place, answer, asked[place]) for place, answer in answers.items()]
        if len(listed) > 2 * MAX_LISTED:
            listed = sorted(listed, key=_need)[:MAX_LISTED]
        totals.update(answer.status for answer in answers.values())
        done(totals.total(), len(asked))
    return PlacedAll(tuple(sorted(listed, key=_need)[:MAX_LISTED]), dict(totals))


def with_country(report: Report) -> Report:
    """Given coordinates do not say their country; the country cell of the row does."""
    location = report.location
    if location is None or location.country_code or not report.place.country:
        return report
    code = country_code(report.place.country) or ""
    return dataclasses.replace(report, location=dataclasses.replace(location, country_code=code))


class _Learned:
    """What rows with trusted coordinates teach; looked at only where a place is not found otherwise."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def answer(self, place: Place, known: Answer) -> Answer:
        return known if known.status == "found" else self._samples.answer(place, known)

    @cached_property
    def _samples(self) -> Learned:
        points = given_points(self._work, without=GRAVE_KINDS)
        return Learned(itertools.chain.from_iterable(repeat((p.place, p.location), p.rows) for p in points))


def _answers(
    places: Sequence[Place], locate: Locate, decided: Mapping[Place, PlaceDecision], learned: _Learned
) -> dict[Place, Answer]:
    """The answer to each of `places`: as the editor decided, else as found, else as other rows teach."""
    asked = [_asked_for(place, decided) for place in places]
    found = locate([place for place in dict.fromkeys(asked) if place is not None])
    answers = {}
    for place, meant in zip(places, asked, strict=True):
        if meant is None:
            answers[place] = _as_decided(decided[place])
        elif meant == place:
            answers[place] = learned.answer(place, found[place])
        else:
            reasons = (f"looked up as “{meant.text or meant.country}”, as the editor decided", *found[meant].reasons)
            answers[place] = dataclasses.replace(found[meant], reasons=reasons)
    return answers


def _coarse(answers: Mapping[Place, Answer], rule: Coarsening, *, few: bool) -> dict[Place, Answer]:
    """`answers` as they may be stored; what was not found stays so."""
    return {
        place: dataclasses.replace(answer, location=coarse_location(answer.location, rule, few=few))
        if answer.location
        else answer
        for place, answer in answers.items()
    }


def _asked_for(place: Place, decided: Mapping[Place, PlaceDecision]) -> Place | None:
    """What to look up for `place`; None where the editor has the answer."""
    decision = decided.get(place)
    return place if decision is None else None if decision.location else decision.instead


def _as_decided(decision: PlaceDecision) -> Answer:
    if decision.location is None:
        return Answer("not_found", None, reasons=("left off the map by the editor",))
    return Answer("found", dataclasses.replace(decision.location, method=_CHOSEN), reasons=(_CHOSEN,))


def _told(place: Place, answer: Answer, rows: int) -> PlaceAnswer:
    return PlaceAnswer(place, rows, answer.status, answer.location, answer.candidates, answer.reasons)


def _need(told: PlaceAnswer) -> tuple[int, int]:
    return _NEEDS_A_LOOK.index(told.status), -told.rows
