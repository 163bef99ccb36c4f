"""What is shown, as a sentence: "12 incidents in Kazakhstan, 28 February 2021; at least 150 people detained"."""

from __future__ import annotations

from dashboard.labels import event_type_label, precision_label
from dashboard.translations import Words
from data.filters import Filters
from data.model import DateRange
from data.summary import Summary, Total


def sentence(filters: Filters, shown: Summary, words: Words) -> str:
    """`filters` and their totals in the reader's language. Plain text: names from a link are in it."""
    subject = _subject(shown.incidents, words)
    where = ", ".join(words.country(code) for code in filters.countries)
    when = _when(filters, words)
    _ = words.gettext
    if where and when:
        first = _("{incidents} in {where}, {when}")
    elif where:
        first = _("{incidents} in {where}")
    elif when:
        first = _("{incidents}, {when}")
    else:
        first = "{incidents}"
    parts = [first.format(incidents=subject, where=where, when=when), *_restrictions(filters, words)]
    if shown.incidents:
        parts.append(_detained(shown.totals["detained"], words))
    return "; ".join(parts)


def _subject(incidents: int, words: Words) -> str:
    if not incidents:
        return words.gettext("No incidents")
    return words.ngettext("{n} incident", "{n} incidents", incidents)


def _when(filters: Filters, words: Words) -> str:
    _ = words.gettext
    if filters.start and filters.end:
        return words.date_range(DateRange(filters.start, filters.end, "day"))
    if filters.start:
        return _("from {day} on").format(day=words.day(filters.start))
    if filters.end:
        return _("until {day}").format(day=words.day(filters.end))
    return ""


def _restrictions(filters: Filters, words: Words) -> list[str]:
    _, n_ = words.gettext, words.ngettext
    parts = []
    if filters.types:
        parts.append(", ".join(event_type_label(name, words) for name in filters.types))
    if filters.text:
        parts.append(_("with the words “{text}”").format(text=filters.text))
    if filters.participants_min is not None:
        n = filters.participants_min
        parts.append(n_("with at least {n} participant", "with at least {n} participants", n))
    if filters.detained_min is not None:
        parts.append(n_("with at least {n} detained", "with at least {n} detained", filters.detained_min))
    if filters.injured_min is not None:
        parts.append(n_("with at least {n} injured", "with at least {n} injured", filters.injured_min))
    if filters.killed_min is not None:
        parts.append(n_("with at least {n} killed", "with at least {n} killed", filters.killed_min))
    if filters.precisions:
        names = ", ".join(precision_label(name, words) for name in filters.precisions)
        parts.append(_("place known as: {precisions}").format(precisions=names))
    if filters.sources:
        parts.append(_("reported by {sources}").format(sources=", ".join(filters.sources)))
    return parts


def _detained(total: Total, words: Words) -> str:
    _, n_ = words.gettext, words.ngettext
    if not total.known_in:
        return _("number of detained unknown")
    if not total.low_known_in:
        people = n_("at most {n} person detained", "at most {n} people detained", total.high or 0)
    elif total.high is None:
        people = n_("at least {n} person detained", "at least {n} people detained", total.low)
    elif total.high == total.low and total.approximate:
        people = n_("about {n} person detained", "about {n} people detained", total.low)
    elif total.high == total.low:
        people = n_("{n} person detained", "{n} people detained", total.low)
    else:
        text = words.catalogue.ngettext("{low} to {n} person detained", "{low} to {n} people detained", total.high)
        people = text.format(low=words.number(total.low), n=words.number(total.high))
    if not total.unknown_in:
        return people
    unknown = n_("(unknown in {n})", "(unknown in {n})", total.unknown_in)
    return f"{people} {unknown}"
