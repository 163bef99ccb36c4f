"""Reports to incidents: who says how many, and where one editor's id stands for two events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from data.identity import incident_id
from data.model import Count, DateRange, Incident, Report
from data.parsing.dates import span_precision
from data.vocabulary import DATE_PRECISIONS, LOCATION_PRECISIONS
from geocoding import country_code

_UNKNOWN = Count()
_SAME_EVENT_DAYS = 31
"""Reports of one id further apart than this are two events: one event is at one place and date."""


def group(reports: Iterable[Report]) -> tuple[Incident, ...]:
    """Incidents of `reports`, each with all its reports, in the order of their first report.

    Reports are of one incident only where an editor gave them the same id. Where reports of one id name different
    countries or lie more than a month apart, they are kept as separate incidents (see `conflicting_ids`).
    """
    by_reference: dict[str, list[_Event]] = {}
    events: list[_Event] = []
    for report in reports:
        same = by_reference.setdefault(report.incident_ref, []) if report.incident_ref else []
        home = next((event for event in same if event.may_hold(report)), None)
        if home is None:
            home = _Event(report.date, occurrence=len(same))
            events.append(home)
            same.append(home)
        home.add(report)
    return tuple(to_incident(event.reports, event.occurrence) for event in events)


def conflicting_ids(incidents: Iterable[Incident]) -> tuple[str, ...]:
    """Editor's ids that stand for more than one incident."""
    uses = Counter(incident.reports[0].incident_ref for incident in incidents)
    return tuple(sorted(reference for reference, times in uses.items() if reference and times > 1))


def to_incident(reports: Sequence[Report], occurrence: int = 0) -> Incident:
    """The incident that `reports` (at least one) tell of."""
    first = reports[0]
    best = min(reports, key=_imprecision) if len(reports) > 1 else first
    location = best.location
    return Incident(
        incident_id=incident_id(first, occurrence),
        date=_span([report.date for report in reports]),
        place_name=location.name if location and location.name else best.place.text or best.place.country,
        admin1=best.place.admin1,
        country_code=location.country_code if location else "",
        location=location,
        placing=best.placing,
        event_type=first.event_type,
        description=next((r.description for r in reports if r.description), ""),
        participants=bounds([r.participants for r in reports]),
        detained=bounds([r.detained for r in reports]),
        injured=bounds([r.injured for r in reports]),
        killed=bounds([r.killed for r in reports]),
        state_response=tuple(dict.fromkeys(word for r in reports for word in r.state_response)),
        tags=tuple(dict.fromkeys(word for r in reports for word in r.tags)),
        reports=tuple(reports),
    )


def bounds(counts: Sequence[Count]) -> Count:
    """The lowest low and the highest high of `counts`; an open high stays open, unknown counts say nothing."""
    if len(counts) == 1:
        return counts[0] if counts[0].known else _UNKNOWN
    known = [count for count in counts if count.known]
    lows = [count.low for count in known if count.low is not None]
    highs = [count.high for count in known]
    closed = [high for high in highs if high is not None]
    return Count(
        low=min(lows, default=None),
        high=max(closed) if closed and len(closed) == len(highs) else None,
        text="; ".join(dict.fromkeys(count.text for count in known if count.text)),
        approximate=any(count.approximate for count in known),
    )


@dataclass(slots=True)
class _Event:
    """Reports of one id that can be of one event: near the first of them in time, and in no two countries."""

    date: DateRange
    occurrence: int
    country: str = ""
    reports: list[Report] = field(default_factory=list)

    def may_hold(self, report: Report) -> bool:
        country = _country(report)
        elsewhere = self.country and country and self.country != country
        return not elsewhere and _gap(self.date, report.date) <= timedelta(days=_SAME_EVENT_DAYS)

    def add(self, report: Report) -> None:
        self.reports.append(report)
        self.country = self.country or _country(report)


def _country(report: Report) -> str:
    """Alpha-2 where the country is known, else its name as written; empty says nothing."""
    written = report.place.country
    found = report.location.country_code if report.location else ""
    return found or country_code(written) or written.casefold()


def _gap(one: DateRange, other: DateRange) -> timedelta:
    return max(one.start - other.end, other.start - one.end, timedelta(0))


def _imprecision(report: Report) -> int:
    """0 for an exact location, more for a coarser one, most for none."""
    levels = list(LOCATION_PRECISIONS)
    return levels.index(report.location.precision) if report.location else len(levels)


def _span(ranges: Sequence[DateRange]) -> DateRange:
    """What the most precise of `ranges` span: a report that knows the day outweighs one that knows the month."""
    if len(ranges) == 1:
        return ranges[0]
    levels = list(DATE_PRECISIONS)
    finest = min(levels.index(r.precision) for r in ranges)
    precise = {r for r in ranges if levels.index(r.precision) == finest}
    if len(precise) == 1:
        return precise.pop()
    start: date = min(r.start for r in precise)
    end: date = max(r.end for r in precise)
    return DateRange(start, end, span_precision(start, end))
