"""The words of the data in the reader's language: event types, state responses, precisions, counts."""

from __future__ import annotations

from dashboard.translations import Words
from data.model import Count
from data.totals import Total
from data.vocabulary import COUNT_KINDS


def event_type_label(name: str, words: Words) -> str:
    """The name of an event type; an unknown one as it is."""
    _ = words.gettext
    labels = {
        "demonstration": _("demonstration"),
        "march": _("march"),
        "strike": _("strike"),
        "blockade": _("blockade"),
        "occupation": _("occupation"),
        "riot": _("riot"),
        "detention": _("detention"),
        "crackdown": _("crackdown"),
        "other": _("other"),
    }
    return labels.get(name, name)


def response_label(name: str, words: Words) -> str:
    """The name of a state response; an unknown one as it is."""
    _ = words.gettext
    labels = {
        "none": _("no action"),
        "accommodation": _("accommodation"),
        "arrests": _("arrests"),
        "dispersal": _("dispersal"),
        "beatings": _("beatings"),
        "shootings": _("shootings"),
        "killings": _("killings"),
    }
    return labels.get(name, name)


def precision_label(name: str, words: Words) -> str:
    """How precisely a place is known, as a word for a list."""
    _ = words.gettext
    labels = {
        "exact": _("exact spot"),
        "locality": _("village or quarter"),
        "city": _("city"),
        "admin2": _("district"),
        "admin1": _("region"),
        "country": _("country"),
    }
    return labels.get(name, name)


def precision_sentence(name: str, placing: str, words: Words) -> str:
    """How precisely a place is known and how it was found, as sentences for a reader."""
    _ = words.gettext
    known = {
        "exact": _("The exact spot is known."),
        "locality": _("The village or quarter is known, not the spot."),
        "city": _("The city is known, not the spot in it."),
        "admin2": _("Only the district is known; the mark stands for all of it."),
        "admin1": _("Only the region is known; the mark stands for all of it."),
        "country": _("Only the country is known; it is not drawn on the map."),
        "": _("The place could not be found; it is not drawn on the map."),
    }
    found = {
        "found": _("Placed by its name."),
        "coarse": _("The place itself was not found by its name."),
        "ambiguous": _("Several places have this name; this is the likeliest."),
        "given": _("The coordinates came with the record."),
    }
    return " ".join(text for text in (known.get(name, ""), found.get(placing, "")) if text)


def count_label(count: Count, words: Words) -> str:
    """A count as a range in words. Unknown is said, never shown as 0."""
    _, number = words.gettext, words.number
    if count.low is None and count.high is None:
        return _("unknown")
    if count.low is None:
        return _("at most {n}").format(n=number(count.high or 0))
    if count.high is None:
        return _("at least {n}").format(n=number(count.low))
    if count.low != count.high:
        return _("{low} to {high}").format(low=number(count.low), high=number(count.high))
    if count.approximate:
        return _("about {n}").format(n=number(count.low))
    return number(count.low)


def total_label(total: Total, words: Words) -> str:
    """The sum of a count over incidents as a range in words; a dash where there is no incident."""
    if not total.known_in and not total.unknown_in:
        return "–"
    low = total.low if total.low_known_in else None
    return count_label(Count(low, total.high if total.known_in else None, "", total.approximate), words)


def count_kind_label(kind: str, words: Words) -> str:
    """The name of a kind of count."""
    _ = words.gettext
    labels = {
        "participants": _("Participants"),
        "detained": _("Detained"),
        "injured": _("Injured"),
        "killed": _("Killed"),
    }
    return labels[kind]


def count_forms(words: Words) -> dict[str, object]:
    """The words in which scripts write a total: what `total_label` says on the server."""
    _ = words.gettext
    return {
        **words.forms("unknown_in", "(unknown in {n})", "(unknown in {n})"),
        "counts": {
            "unknown": _("unknown"),
            "at_least": _("at least {n}"),
            "at_most": _("at most {n}"),
            "about": _("about {n}"),
            "range": _("{low} to {high}"),
        },
        "kinds": {kind: count_kind_label(kind, words) for kind in COUNT_KINDS},
    }
