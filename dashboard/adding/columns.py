"""Which of her columns is what, where the format is not a known one. Proposed; the editor confirms or changes."""

from __future__ import annotations

import dataclasses
from functools import partial
from typing import Final

import streamlit as st

from dashboard.adding.listing import listing, step
from dashboard.labels import count_kind_label
from dashboard.translations import Words
from data.drafts.folder import Draft
from data.drafts.recognition import Recognition
from data.drafts.work import start
from data.reading.table import fold
from data.vocabulary import COUNT_KINDS

_FIRST: Final = ("date", "place", "admin1", "country", "lat", "lon", "event_type", "description")
_MORE: Final = (*COUNT_KINDS, "state_response", "source_name", "source_url", "source_published", "incident_id", "tags")
_HELPERS: Final = ("date_end", "year", "month", "day", "coordinates")
_NONE: Final = ""


def columns(draft: Draft, file: Recognition, words: Words) -> None:
    """Draw the step."""
    _ = words.gettext
    step(3, _("Which column is what"), words)
    if file.source not in ("", "mapped"):
        st.text(_("The columns of this format are known; nothing is to be done here."))
        with st.expander(_("Choose the columns myself"), key="columns-myself"):
            _choices(draft, file, words)
        return
    unsure = [field for field, found in file.proposed.items() if not found.sure]
    if unsure:
        names = ", ".join(_label(field, words) for field in unsure)
        st.text(_("Please look twice at: {columns}.").format(columns=names))
    if not file.is_enough:
        st.text(_("At least a date and a place, or coordinates, must be chosen."))
    _choices(draft, file, words)


def _choices(draft: Draft, file: Recognition, words: Words) -> None:
    _ = words.gettext
    now = file.columns_chosen
    names = {fold(column): column for column in file.columns}
    chosen: dict[str, str] = {}
    with st.form("columns"):
        chosen |= _fields(_FIRST, now, names, words)
        with st.expander(_("Numbers of people, sources and more"), key="columns-more", expanded=True):
            chosen |= _fields(_MORE, now, names, words)
        with st.expander(_("Dates or coordinates in other shapes"), key="columns-helpers"):
            chosen |= _fields(_HELPERS, now, names, words)
        _reasons(file, words)
        if st.form_submit_button(_("These are the columns"), type="primary"):
            kept = {field: column for field, column in chosen.items() if column}
            draft.decide(dataclasses.replace(draft.recipe, source="mapped", columns=kept))
            start(draft, "read")
            st.rerun()


def _fields(fields: tuple[str, ...], now: dict[str, str], names: dict[str, str], words: Words) -> dict[str, str]:
    """A choice for each of our columns, in four columns on a wide page."""
    nothing = words.gettext("not in this table")
    chosen = {}
    grid = st.columns(4)
    for place, field in enumerate(fields):
        options = [_NONE, *names]
        joined = now.get(field, _NONE)
        if joined not in options:
            options.append(joined)
        with grid[place % 4]:
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
        rows = [[_label(field, words), found.column, found.reason] for field, found in file.proposed.items()]
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
