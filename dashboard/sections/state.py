"""The view between the URL and the widgets: a link fills the widgets, the widgets write the link.

Every run sees both. Where the reader changed a widget since the last run, the widgets say what is shown; the URL that
came with that change may be older than what was written since. Where no widget changed but the URL did (a link was
opened, the browser went back), the URL wins and fills the widgets.
"""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

import streamlit as st

from dashboard.assets_urls import asset_text
from dashboard.translations import language_of
from dashboard.view import OF_THE_BROWSER, View, param_of, query_string, read_view
from data.errors import BadValue
from data.filters import Filters
from data.parsing.text import clean_text

LANGUAGE = "language"
EMBED = "embed"
"""The parameter of a link that shows a view without the rest of the page; see dashboard/assets/first.js."""

_VIEW, _INCIDENT = "view", "incident"
_FIELDS = tuple(field.name for field in dataclasses.fields(Filters) if field.name not in ("dataset", "as_of"))
"""The fields of Filters that have a widget; its key is the name of the field."""


def open_view() -> tuple[View, tuple[BadValue, ...]]:
    """The view of this run and what of the link cannot be."""
    params = {name: st.query_params.get_all(name) for name in st.query_params}
    asked, problems = read_view(params)
    previous: View | None = st.session_state.get(_VIEW)
    said = previous and _said_by_widgets(previous)
    if previous and said and (_link(said) != _link(previous) or _link(asked) == _link(previous)):
        return dataclasses.replace(said, **{name: getattr(asked, name) for name in OF_THE_BROWSER}), problems
    _fill(asked)
    return asked, problems


def edited_draft() -> str:
    """The key of the draft that the link opens for editing, `new` for one to be begun; empty for the map."""
    return st.query_params.get("edit", "")[:100]


def write_link(view: View) -> None:
    """Make the address of the page the link of `view`.

    Not by `st.query_params`: once that has written, Streamlit no longer looks at the address itself, and what map
    and timeline write there would be lost.
    """
    st.session_state[_VIEW] = view
    writer = st.components.v2.component("sheru_link", js=asset_text("link.js"), html="<span></span>")
    with st.container(key="link"):
        writer(data={"link": _link(view), "theirs": [*map(param_of, OF_THE_BROWSER), EMBED]}, key="link_writer")


def open_incident(incident_id: str) -> None:
    """Open an incident in the panel; an empty id closes it."""
    st.session_state[_INCIDENT] = incident_id


def set_dates(start: date | None, end: date | None) -> None:
    """Set the date filter. Call from a callback: widgets take a new value only before they are drawn."""
    st.session_state["start"], st.session_state["end"] = start, end


def clear_filters() -> None:
    """Show everything. Call from a callback."""
    _fill_filters(Filters())


def clear_value(field: str, value: str) -> None:
    """Take one value out of a field of the filters. Call from a callback."""
    current = st.session_state.get(field)
    if field not in _FIELDS:
        return
    if isinstance(current, list):
        st.session_state[field] = [item for item in current if item != value]
    else:
        st.session_state[field] = getattr(Filters(), field)


def _fill(view: View) -> None:
    _fill_filters(view.filters)
    open_incident(view.incident)
    st.session_state[LANGUAGE] = language_of(view.language, st.context.locale)


def _fill_filters(filters: Filters) -> None:
    for name in _FIELDS:
        value = getattr(filters, name)
        st.session_state[name] = list(value) if isinstance(value, tuple) else value


def _said_by_widgets(previous: View) -> View:
    """The view that the widgets say; of `previous` what has no widget."""
    said = {name: _value(name) for name in _FIELDS}
    if said["start"] and said["end"] and said["start"] > said["end"]:
        said["start"], said["end"] = said["end"], said["start"]
    filters = dataclasses.replace(previous.filters, **said)
    incident = st.session_state.get(_INCIDENT, "")
    return View(filters, incident=incident, language=_chosen_language(), version=previous.version)


def _value(name: str) -> Any:
    default = getattr(Filters(), name)
    value = st.session_state.get(name, default)
    if isinstance(default, tuple):
        return tuple(value or ())
    return clean_text(value or "") if isinstance(default, str) else value


def _chosen_language() -> str:
    """The language for the link: the browser's own needs no place in it."""
    chosen = str(st.session_state.get(LANGUAGE) or "")
    return "" if chosen == language_of("", st.context.locale) else chosen


def _link(view: View) -> str:
    """The link of `view` without what the browser writes itself."""
    nothing = View()
    plain = dataclasses.replace(view, **{name: getattr(nothing, name) for name in OF_THE_BROWSER})
    return query_string(plain.to_params())
