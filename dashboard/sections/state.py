"""The view between the URL and the widgets: a link fills the widgets, the widgets write the link.

The URL is read on every run. Where it says something else than what was written there last (a link was opened, the
browser went back), it wins and fills the widgets; otherwise the widgets say what is shown.
"""

from __future__ import annotations

import dataclasses
from datetime import date

import streamlit as st

from dashboard.translations import language_of
from dashboard.view import View, query_string, read_view
from data.errors import BadValue
from data.filters import Filters

COUNTRIES, START, END, LANGUAGE = "countries", "start", "end", "language"
_WRITTEN, _VIEW = "written", "view"


def open_view() -> tuple[View, tuple[BadValue, ...]]:
    """The view of this run and what of the link cannot be."""
    params = {name: st.query_params.get_all(name) for name in st.query_params}
    asked, problems = read_view(params)
    previous: View | None = st.session_state.get(_VIEW)
    if previous is None or query_string(_kept(asked)) != st.session_state.get(_WRITTEN):
        _fill(asked)
        st.session_state[_VIEW] = asked
        st.session_state[_WRITTEN] = query_string(_kept(asked))
        return asked, problems
    return View(
        filters=_widget_filters(previous.filters),
        position=asked.position,
        incident=st.session_state.get("incident", ""),
        language=_chosen_language(),
    ), problems


def write_link(view: View) -> None:
    """Make the address of the page the link of `view`. The map writes its position into it by itself."""
    written = query_string(_kept(view))
    if written != st.session_state.get(_WRITTEN) or _VIEW not in st.session_state:
        st.query_params.from_dict(_as_dict(view))
    st.session_state[_WRITTEN] = written
    st.session_state[_VIEW] = view


def open_incident(incident_id: str) -> None:
    """Open an incident in the panel; an empty id closes it."""
    st.session_state["incident"] = incident_id


def set_dates(start: date | None, end: date | None) -> None:
    """Set the date filter. Call from a callback: widgets take a new value only before they are drawn."""
    st.session_state[START], st.session_state[END] = start, end


def clear_filters() -> None:
    """Show everything. Call from a callback."""
    _fill(View())


def _fill(view: View) -> None:
    st.session_state[COUNTRIES] = list(view.filters.countries)
    set_dates(view.filters.start, view.filters.end)
    st.session_state["incident"] = view.incident
    st.session_state[LANGUAGE] = language_of(view.language, st.context.locale)


def _chosen_language() -> str:
    """The language for the link: the browser's own needs no place in it."""
    chosen = str(st.session_state.get(LANGUAGE) or "")
    return "" if chosen == language_of("", st.context.locale) else chosen


def _widget_filters(base: Filters) -> Filters:
    """`base` (what only the link can say so far) with what the widgets say."""
    start, end = st.session_state.get(START), st.session_state.get(END)
    if start and end and start > end:
        start, end = end, start
    return dataclasses.replace(base, countries=tuple(st.session_state.get(COUNTRIES, ())), start=start, end=end)


def _kept(view: View) -> list[tuple[str, str]]:
    """What this side writes: everything but the position, which the map writes."""
    return [(name, value) for name, value in view.to_params() if name != "at"]


def _as_dict(view: View) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in view.to_params():
        found.setdefault(name, []).append(value)
    return found
