"""What a citation of a view or of an incident says, in the words of a language."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime

from sqlalchemy import RowMapping

from dashboard.labels import count_kind_label, count_label, event_type_label, total_label
from dashboard.sentence import sentence
from dashboard.translations import Words
from data.citation import Citation
from data.filters import Filters
from data.model import Count, DateRange
from data.settings import settings
from data.store import Snapshot
from data.summary import Summary
from data.vocabulary import COUNT_KINDS


def cited_view(
    filters: Filters, shown: Summary, current: Snapshot, words: Words, *, accessed: date | None = None, link: str = ""
) -> Citation:
    """The citation of everything that passes `filters`; `shown` are its numbers."""
    counts = {kind: total_label(shown.totals[kind], words) for kind in COUNT_KINDS}
    return _citation(sentence(filters, shown, words), _listed(counts, words), current, accessed, link)


def cited_part(citation: Citation, on_map: str | None, words: Words) -> Citation:
    """The same of a part of the view; the numbers are of the whole and are left out."""
    if on_map is None:
        return citation
    said = words.gettext("on the map") if on_map == "yes" else words.gettext("not on the map")
    return dataclasses.replace(citation, title=f"{citation.title} ({said})", counts="")


def cited_incident(
    row: RowMapping, current: Snapshot, words: Words, *, accessed: date | None = None, link: str = ""
) -> Citation:
    """The citation of one incident, a row of the table `incidents`."""
    title = f"{incident_title(row, words)} ({row['incident_id']})"
    return _citation(title, incident_counts(row, words), current, accessed, link)


def incident_title(row: RowMapping, words: Words) -> str:
    """Where, when and what, on one line."""
    place = [row["place_name"], row["admin1"], words.country(row["country_code"]) if row["country_code"] else ""]
    where = ", ".join(dict.fromkeys(part for part in place if part)) or words.gettext("place unknown")
    when = words.date_range(DateRange(row["date_start"], row["date_end"], row["date_precision"]))
    return f"{where}, {when}: {event_type_label(row['event_type'], words)}"


def incident_counts(row: RowMapping, words: Words) -> str:
    """The four counts of an incident as ranges, on one line."""
    counts = {
        kind: count_label(Count(row[f"{kind}_low"], row[f"{kind}_high"], "", row[f"{kind}_approximate"]), words)
        for kind in COUNT_KINDS
    }
    return _listed(counts, words)


def _listed(counts: dict[str, str], words: Words) -> str:
    return "; ".join(f"{count_kind_label(kind, words)}: {said}" for kind, said in counts.items())


def _citation(title: str, counts: str, current: Snapshot, accessed: date | None, link: str) -> Citation:
    return Citation(
        title=title,
        counts=counts,
        publisher=settings().publisher,
        version=current.version,
        published=datetime.fromisoformat(current.published).date(),
        accessed=accessed,
        link=link,
    )
