"""Reports to incidents: who says how many, and where one editor's id stands for two events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from data.identity import incident_id
from data.model import Count, DateRange, Incident, Report
from data.parsing.dates import span_precision
from data.vocabulary import DATE_PRECISIONS, LOCATION_PRECISIONS

_SAME_EVENT_DAYS = 31
"""Reports of one id further apart than this are two events: one event is at one place and date."""


def group(reports: Iterable[Report]) -> tuple[Incident, ...]:
    """Incidents of `reports`, each with all its reports, in the order of their first report.

    Reports are of one incident only where an editor gave them the same id. Where reports of one id name different
    countries or lie more than a month apart, they are kept as separate incidents (see `conflicting_ids`).
    """
    by_reference: dict[str, list[list[Report]]] = {}
    groups: list[tuple[list[Report], int]] = []
    for report in reports:
        same = by_reference.setdefault(report.incident_ref, []) if report.incident_ref else []
        home = next((members for members in same if _may_be_one_event(members[0], report)), None)
        if home is None:
            home = []
            groups.append((home, len(same)))
            same.append(home)
        home.append(report)
    return tuple(to_incident(members, occurrence) for members, occurrence in groups)


def conflicting_ids(incidents: Iterable[Incident]) -> tuple[str, ...]:
    """Editor's ids that stand for more than one incident."""
    uses = Counter(incident.reports[0].incident_ref for incident in incidents)
    return tuple(sorted(reference for reference, times in uses.items() if reference and times > 1))


def to_incident(reports: Sequence[Report], occurrence: int = 0) -> Incident:
    """The incident that `reports` (at least one) tell of."""
    first = reports[0]
    best = min(reports, key=_imprecision)
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


def _may_be_one_event(first: Report, other: Report) -> bool:
    return _country(first) == _country(other) and _gap(first.date, other.date) <= timedelta(days=_SAME_EVENT_DAYS)


def _country(report: Report) -> str:
    return report.location.country_code if report.location else report.place.country.casefold()


def _gap(one: DateRange, other: DateRange) -> timedelta:
    return max(one.start - other.end, other.start - one.end, timedelta(0))


def _imprecision(report: Report) -> int:
    """0 for an exact location, more for a coarser one, most for none."""
    levels = list(LOCATION_PRECISIONS)
    return levels.index(report.location.precision) if report.location else len(levels)


def _span(ranges: Sequence[DateRange]) -> DateRange:
    """What the most precise of `ranges` span: a report that knows the day outweighs one that knows the month."""
    levels = list(DATE_PRECISIONS)
    finest = min(levels.index(r.precision) for r in ranges)
    precise = {r for r in ranges if levels.index(r.precision) == finest}
    if len(precise) == 1:
        return precise.pop()
    start: date = min(r.start for r in precise)
    end: date = max(r.end for r in precise)
    return DateRange(start, end, span_precision(start, end))
