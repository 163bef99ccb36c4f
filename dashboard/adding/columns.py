"""Which of her columns is what, where the format is not a known one. Proposed; the editor confirms or changes."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from functools import partial
from typing import Final

import streamlit as st

from dashboard.adding.listing import listing, step
from dashboard.labels import count_kind_label
from dashboard.reasons import reason
from dashboard.translations import Words
from data.drafts.folder import Draft
from data.drafts.recognition import Recognition
from data.drafts.work import start
from data.reading.table import fold
from data.sources.mapped import JOINT
from data.vocabulary import COUNT_KINDS

_NEEDED: Final = ("date", "place", "country", "description")
"""What nearly every table has; it is asked for even where nothing was found."""
_OTHERS: Final = (
    "admin1", "lat", "lon", "event_type", *COUNT_KINDS, "state_response", "source_name", "source_url",
    "source_published", "incident_id", "tags",
)  # fmt: skip
_HELPERS: Final = ("date_end", "year", "month", "day", "coordinates")
_NONE: Final = ""
_MOST_NAMED: Final = 12


def columns(draft: Draft, file: Recognition, words: Words, *, settled: bool, busy: bool) -> None:
    """Draw the step: open while something is to be confirmed, else in a line that can be opened."""
    _ = words.gettext
    is_known = file.source not in ("", "mapped")
    is_open = not is_known and not settled and bool(file.proposed or not file.is_enough)
    step(3, words, now=not is_known and not file.is_enough)
    if is_known:
        st.text(_("The columns of this format are known; nothing is to be done here."))
    else:
        _say(file, words)
    if is_open:
        _choices(draft, file, words, busy=busy)
    else:
        with st.expander(_("Choose the columns myself"), key="columns-myself"):
            _choices(draft, file, words, busy=busy)


def _say(file: Recognition, words: Words) -> None:
    """What is chosen, what is doubtful, and what of her table is not used."""
    _ = words.gettext
    names = {fold(column): column for column in file.columns}
    chosen = file.columns_chosen
    if chosen:
        pairs = [f"{_label(field, words)}: {_shown(names, '', column)}" for field, column in chosen.items()]
        st.text(" · ".join(pairs))
    unsure = [field for field, found in file.proposed.items() if not found.sure]
    if unsure:
        st.text(_("Please look twice at: {columns}.").format(columns=", ".join(_label(f, words) for f in unsure)))
    if not file.is_enough:
        st.text(_("At least a date and a place, or coordinates, must be chosen."))
    unused = [column[:60] for folded, column in names.items() if folded and not _is_used(folded, chosen)]
    if chosen and unused:
        listed = ", ".join(unused[:_MOST_NAMED]) + (" …" if len(unused) > _MOST_NAMED else "")
        st.text(_("Not used, but kept in your table: {columns}.").format(columns=listed))


def _is_used(folded: str, chosen: dict[str, str]) -> bool:
    """Whether this column of hers is one of those that are chosen; several may be joined for one of ours."""
    return any(folded == column or folded in column.split(JOINT) for column in chosen.values())


def _choices(draft: Draft, file: Recognition, words: Words, *, busy: bool) -> None:
    _ = words.gettext
    now = file.columns_chosen
    names = {fold(column): column for column in file.columns}
    first = [*_NEEDED, *(field for field in (*_OTHERS, *_HELPERS) if field in now)]
    rest = [field for field in (*_OTHERS, *_HELPERS) if field not in now]
    with st.form("columns", border=False):
        chosen = _fields("first", first, now, names, words)
        with st.expander(_("What else your table may have: numbers, sources, coordinates"), key="columns-more"):
            chosen |= _fields("more", rest, now, names, words)
        _reasons(file, words)
        if st.form_submit_button(_("These are the columns"), disabled=busy):
            kept = {field: column for field, column in chosen.items() if column}
            draft.decide(dataclasses.replace(draft.recipe, source="mapped", columns=kept))
            start(draft, "read")
            st.rerun()


def _fields(
    part: str, fields: Sequence[str], now: dict[str, str], names: dict[str, str], words: Words
) -> dict[str, str]:
    """A choice for each of our columns, as many beside each other as the page is wide."""
    nothing = words.gettext("not in this table")
    chosen = {}
    with st.container(key=f"fields-{part}"):
        for field in fields:
            options = [_NONE, *names]
            joined = now.get(field, _NONE)
            if joined not in options:
                options.append(joined)
            picked = st.selectbox(
                _label(field, words),
                options,
                index=options.index(joined),
                format_func=partial(_shown, names, nothing),
                key=f"column-{field}",
            )
            chosen[field] = picked or _NONE
    return chosen


def _shown(names: dict[str, str], nothing: str, folded: str) -> str:
    return names.get(folded, folded)[:60] if folded else nothing


def _reasons(file: Recognition, words: Words) -> None:
    """Why each column was proposed, for who wants to know."""
    _ = words.gettext
    if not file.proposed:
        return
    with st.expander(_("Why these were proposed"), key="columns-why"):
        rows = [
            [_label(field, words), found.column, reason(found.reason, words)] for field, found in file.proposed.items()
        ]
        heads = [_("What it is"), _("Your column"), _("Why")]
        listing("proposed", heads, rows, label=_("Why these were proposed"))


def _label(field: str, words: Words) -> str:
    _ = words.gettext
    labels = {
        "date": _("Date"),
        "place": _("Place"),
        "admin1": _("Region"),
        "country": _("Country"),
        "lat": _("Latitude"),
        "lon": _("Longitude"),
        "event_type": _("Type"),
        "description": _("What happened"),
        "state_response": _("What the authorities did"),
        "source_name": _("Source"),
        "source_url": _("Link of the source"),
        "source_published": _("Published"),
        "incident_id": _("Number of the event"),
        "tags": _("Tags"),
        "date_end": _("Last day"),
        "year": _("Year"),
        "month": _("Month"),
        "day": _("Day"),
        "coordinates": _("Both coordinates in one column"),
        **{kind: count_kind_label(kind, words) for kind in COUNT_KINDS},
    }
    return labels.get(field, field)
