"""The incident panel: what, when, where, who says how many, and the sources."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st
from sqlalchemy import Connection, RowMapping

from dashboard.assets_urls import asset_text
from dashboard.incident_view import incident_view
from dashboard.sections import state
from dashboard.translations import Words
from data.listing import one, reports_of
from data.model import Report


@dataclass(frozen=True, slots=True)
class Opened:
    """The open incident: its row of the table `incidents` and its reports."""

    row: RowMapping
    reports: tuple[Report, ...]

    @property
    def place(self) -> tuple[float, float] | None:
        """Latitude and longitude in degrees, if it is on the map."""
        if self.row["latitude"] is None or self.row["precision"] == "country":
            return None
        return self.row["latitude"], self.row["longitude"]


def opened_incident(connection: Connection, dataset: str, incident_id: str) -> Opened | None:
    """The incident with this id; None where none is asked for or it is not there any more."""
    row = one(connection, dataset, incident_id) if incident_id else None
    return Opened(row, reports_of(connection, dataset, incident_id)) if row else None


def incident_section(opened: Opened | None, asked_for: str, words: Words) -> None:
    """Draw the panel of the open incident, or say that the one that was asked for is gone."""
    with st.container(key="panel" if asked_for else "panel-closed"):
        if not asked_for:
            return
        if opened is None:
            _missing(words)
            return
        panel = st.components.v2.component(
            "sheru_panel", js=asset_text("panel.js"), css=asset_text("panel.css"), html="<div></div>"
        )
        content = incident_view(opened.row, opened.reports, words)
        panel(data=content, key="incident_panel", on_closed_change=_close)


def _missing(words: Words) -> None:
    _ = words.gettext
    st.text(_("This incident is not in the data any more. It may have been corrected or removed."))
    st.button(_("Close"), on_click=_close)


def _close() -> None:
    state.open_incident("")
