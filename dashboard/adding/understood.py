"""Dates, numbers and rows as they were understood, the doubtful ones first; then the look-up of places begins."""

from __future__ import annotations

import dataclasses
import re

import streamlit as st

from dashboard.adding.listing import listing, step
from dashboard.labels import count_kind_label
from dashboard.reasons import reason
from dashboard.translations import Words
from data.drafts.folder import Draft
from data.drafts.understood import ReadCount, ReadDate, Trouble, Understanding
from data.drafts.work import start
from data.parsing.dates import parse_date
from data.vocabulary import COUNT_KINDS

_EXAMPLE = re.compile(r"[\d./\- ]{4,12}")


def understood(draft: Draft, said: Understanding, words: Words, *, settled: bool, busy: bool) -> None:
    """Draw the step."""
    _ = words.gettext
    step(4, words, now=not settled)
    st.text(_accounting(said, words))
    _order(draft, said, words, busy=busy)
    left_out = _("Rows left out ({n})").format(n=words.number(said.rows - said.reports))
    dates, counts, rows = st.tabs([_("Dates"), _("Numbers"), left_out])
    with dates:
        _dates(said, words)
    with counts:
        _counts(said, words)
    with rows:
        _troubles("left-out", said.left_out, _("No row is left out."), words)
        if said.to_know:
            st.text(_("Rows that are in, with something to know:"))
            _troubles("to-know", said.to_know, "", words)
    if said.reading.is_open:
        st.text(_("Say first which comes first in your dates; then the places are looked up."))
    elif said.reports and not settled and not busy:
        label = _("Look up the places and make the map")
        if st.button(label, type="primary", key="place"):
            start(draft, "import")
            st.rerun()


def _accounting(said: Understanding, words: Words) -> str:
    """What became of every row, in a sentence."""
    _ = words.gettext
    return _("{rows} = {reports} + {left_out}.").format(
        rows=words.ngettext("{n} row", "{n} rows", said.rows),
        reports=words.ngettext("{n} report", "{n} reports", said.reports),
        left_out=words.ngettext("{n} left out", "{n} left out", said.rows - said.reports),
    )


def _order(draft: Draft, said: Understanding, words: Words, *, busy: bool) -> None:
    """Ask for the order of day, month and year where the values leave it open, or let it be changed."""
    _ = words.gettext
    reading = said.reading
    if not reading.is_open and not draft.recipe.date_order:
        return
    example = next((date.text for date in said.dates if _EXAMPLE.fullmatch(date.text)), "03/04/2021")
    labels = {"dmy": _("day, then month"), "mdy": _("month, then day"), "ymd": _("year, then month and day")}
    orders = [order for order in labels if order in (reading.choices or labels)]
    chosen = st.radio(
        _("In dates such as {example}, what comes first?").format(example=example),
        orders,
        index=orders.index(reading.order) if reading.order in orders else None,
        format_func=labels.__getitem__,
        horizontal=True,
        disabled=busy,
        key="date-order",
    )
    if chosen and chosen != draft.recipe.date_order:
        draft.decide(dataclasses.replace(draft.recipe, date_order=chosen))
        start(draft, "read")
        st.rerun()


def _dates(said: Understanding, words: Words) -> None:
    _ = words.gettext
    rows = [[date.text, _meaning(date, words), words.number(date.rows)] for date in said.dates]
    doubtful = [place for place, date in enumerate(said.dates) if date.precision != "day"]
    listing("dates", [_("In the file"), _("Understood as"), _("Rows")], rows, label=_("Dates"), doubtful=doubtful)
    _rest(said.distinct_dates - len(said.dates), words)


def _meaning(date: ReadDate, words: Words) -> str:
    return words.date_range(parse_date(date.meaning)) if date.meaning else reason(date.trouble, words)


def _counts(said: Understanding, words: Words) -> None:
    _ = words.gettext
    rows = [
        [count_kind_label(count.kind, words), count.text, _bounds(count, words), words.number(count.rows)]
        for count in said.counts
    ]
    doubtful = [place for place, count in enumerate(said.counts) if count.low is None and count.high is None]
    heads = [_("Number of"), _("In the file"), _("Understood as"), _("Rows")]
    if rows:
        listing("counts", heads, rows, label=_("Numbers"), doubtful=doubtful)
    else:
        st.text(_("The file says no numbers of people."))
    unknown = ", ".join(
        f"{count_kind_label(kind, words)}: {words.number(said.unknown_counts.get(kind, 0))}" for kind in COUNT_KINDS
    )
    st.caption(_("Unknown in so many reports: {counts}. Unknown is never counted as 0.").format(counts=unknown))


def _bounds(count: ReadCount, words: Words) -> str:
    _ = words.gettext
    low, high = count.low, count.high
    if low is None and high is None:
        return _("unknown")
    if high is None:
        return _("at least {n}").format(n=words.number(low or 0))
    if low is None:
        return _("at most {n}").format(n=words.number(high))
    if low == high:
        number = words.number(low)
        return _("about {n}").format(n=number) if count.approximate else number
    return _("{low} to {high}").format(low=words.number(low), high=words.number(high))


def _troubles(key: str, troubles: tuple[Trouble, ...], none: str, words: Words) -> None:
    _ = words.gettext
    if not troubles:
        if none:
            st.text(none)
        return
    rows = [
        [each.column, reason(each.reason, words), words.number(each.rows), words.number(each.example)]
        for each in troubles
    ]
    heads = [_("Column"), _("What is the matter"), _("Rows"), _("First in row")]
    listing(key, heads, rows, label=_("Rows left out"))


def _rest(number: int, words: Words) -> None:
    if number > 0:
        st.caption(words.ngettext("and {n} more like these", "and {n} more like these", number))
