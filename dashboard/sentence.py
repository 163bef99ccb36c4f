"""What is shown, as a sentence: "12 incidents in Kazakhstan, 28 February 2021; at least 150 people detained".

Where nothing was asked for, it says what there is: in how many countries, in which years.
"""

from __future__ import annotations

from datetime import date

from dashboard.labels import event_type_label, precision_label
from dashboard.translations import Words
from data.filters import Filters
from data.model import DateRange
from data.summary import Summary
from data.totals import Total


def sentence(filters: Filters, shown: Summary, words: Words) -> str:
    """`filters` and their totals in the reader's language. Plain text: names from a link are in it."""
    subject = _subject(filters, shown, words)
    where = words.all_of([words.country(code) for code in filters.countries])
    when = _when(filters, words) or _years(shown, words)
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
    said = "; ".join(parts)
    return said[0].upper() + said[1:]


def _subject(filters: Filters, shown: Summary, words: Words) -> str:
    if not shown.incidents:
        return words.gettext("no incidents")
    incidents = words.ngettext("{n} incident", "{n} incidents", shown.incidents)
    countries = len([code for code in shown.countries if code])
    if filters.countries or countries < 2:
        return incidents
    text = words.catalogue.ngettext("{incidents} in {n} country", "{incidents} in {n} countries", countries)
    return text.format(incidents=incidents, n=words.number(countries))


def _when(filters: Filters, words: Words) -> str:
    _ = words.gettext
    if filters.start and filters.end:
        return words.date_range(DateRange(filters.start, filters.end, "day"))
    if filters.start:
        return _("from {day} on").format(day=words.day(filters.start))
    if filters.end:
        return _("until {day}").format(day=words.day(filters.end))
    return ""


def _years(shown: Summary, words: Words) -> str:
    """The years of what is shown, or the one day or month of it."""
    first, last = shown.first_day, shown.last_day
    if not first or not last:
        return ""
    if first.year != last.year:
        first, last = date(first.year, 1, 1), date(last.year, 12, 31)
    return words.date_range(DateRange(first, last, "day"))


def _restrictions(filters: Filters, words: Words) -> list[str]:
    _, n_ = words.gettext, words.ngettext
    parts = []
    if filters.types:
        parts.append(", ".join(event_type_label(name, words) for name in filters.types))
    if filters.text:
        parts.append(_("with the words “{text}”").format(text=filters.text))
    if filters.participants_min is not None:
        n = filters.participants_min
        parts.append(n_("each with at least {n} participant", "each with at least {n} participants", n))
    if filters.detained_min is not None:
        parts.append(n_("each with at least {n} detained", "each with at least {n} detained", filters.detained_min))
    if filters.injured_min is not None:
        parts.append(n_("each with at least {n} injured", "each with at least {n} injured", filters.injured_min))
    if filters.killed_min is not None:
        parts.append(n_("each with at least {n} killed", "each with at least {n} killed", filters.killed_min))
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
