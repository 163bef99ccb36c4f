"""The incident panel: what, when, where, who says how many, and the sources."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import streamlit as st
from sqlalchemy import Connection, RowMapping

from dashboard.assets_urls import asset_text
from dashboard.incident_view import incident_view, safe_contact
from dashboard.sections import state
from dashboard.sections.cite import cite_strings
from dashboard.translations import Words
from dashboard.view import View, query_string
from data.filters import Filters
from data.listing import one, reports_of
from data.model import Report
from data.neighbours import Near, nearby, neighbours
from data.settings import settings

_KEY = "incident_panel"


@dataclass(frozen=True, slots=True)
class Opened:
    """The open incident: its row of the table `incidents` and its reports."""

    row: RowMapping
    reports: tuple[Report, ...]
    earlier: str
    later: str
    near: tuple[Near, ...]

    @property
    def place(self) -> tuple[float, float] | None:
        """Latitude and longitude in degrees, if it is on the map."""
        if self.row["latitude"] is None or self.row["precision"] == "country":
            return None
        return self.row["latitude"], self.row["longitude"]


def opened_incident(connection: Connection, view: View) -> Opened | None:
    """The open incident of `view`; None where none is open or it is not there any more."""
    row = one(connection, view.incident) if view.incident else None
    if row is None:
        return None
    earlier, later = neighbours(connection, view.filters, row)
    near = nearby(connection, view.filters, row)
    return Opened(row, reports_of(connection, view.incident), earlier, later, near)


def incident_section(opened: Opened | None, view: View, words: Words) -> None:
    """Draw the panel of the open incident, or say that the one that was asked for is gone."""
    with st.container(key="panel" if view.incident else "panel-closed"):
        if not view.incident:
            return
        if opened is None:
            _missing(words)
            return
        panel = st.components.v2.component(
            "sheru_panel",
            js=asset_text("panel.js"),
            css=asset_text("types.css") + asset_text("panel.css") + asset_text("cite.css"),
            html="<div></div>",
        )
        content = incident_view(opened.row, opened.reports, opened.near, words, narrowed=_narrowed(view.filters))
        content |= {"earlier": opened.earlier, "later": opened.later, "contact": safe_contact(settings().contact)}
        content |= {"link": _link_of_incident(view), "assets": "assets/"}
        content |= {"cite": {"query": _cited(view, words), "strings": cite_strings(words)}}
        panel(data=content, key=_KEY, on_closed_change=_close, on_opened_change=_open_other)


def _narrowed(filters: Filters) -> bool:
    """Whether more than dates narrows what is shown."""
    return dataclasses.replace(filters, start=None, end=None) != filters.unrestricted()


def _link_of_incident(view: View) -> str:
    """The link of the incident alone, without the filters it was found by."""
    alone = View(view.filters.unrestricted(), incident=view.incident, language=view.language)
    return query_string(alone.to_params())


def _cited(view: View, words: Words) -> str:
    alone = View(view.filters.unrestricted(), incident=view.incident, language=words.language)
    return query_string(alone.to_params())


def _missing(words: Words) -> None:
    _ = words.gettext
    st.text(_("This incident is not in the data any more. It may have been corrected or removed."))
    st.button(_("Close"), on_click=_close)


def _open_other() -> None:
    state.open_incident(str(st.session_state[_KEY].get("opened") or ""))


def _close() -> None:
    state.open_incident("")
