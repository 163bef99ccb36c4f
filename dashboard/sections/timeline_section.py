"""The timeline. Its brush is the date filter: brushing sets the two dates, setting the dates moves the brush."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard.assets_urls import asset_text
from dashboard.labels import event_type_label
from dashboard.sections import state
from dashboard.translations import Words
from dashboard.view import query_string
from data.filters import Filters
from data.timeline import whole_span
from data.vocabulary import EVENT_TYPES

_KEY = "timeline_answer"


def timeline_section(filters: Filters, version: str, words: Words) -> None:
    """Draw the timeline of `filters` without their dates, and the dates as its brush."""
    chart = st.components.v2.component(
        "sheru_timeline",
        js=asset_text("timeline.js"),
        css=asset_text("types.css") + asset_text("timeline.css"),
        html="<div></div>",
    )
    with st.container(key="timeline"):
        chart(
            data={
                "api": "api/timeline",
                "incidents": "api/incidents",
                "assets": "assets/",
                "query": query_string(whole_span(filters).to_params()),
                "from": filters.start.isoformat() if filters.start else "",
                "to": filters.end.isoformat() if filters.end else "",
                "version": version,
                "language": words.tag,
                "strings": timeline_strings(words),
                "types": {name: event_type_label(name, words) for name in EVENT_TYPES},
            },
            key=_KEY,
            on_range_change=_brushed,
            on_opened_change=_opened,
        )


def _brushed() -> None:
    chosen = st.session_state[_KEY].get("range") or {}
    state.set_dates(_day(chosen.get("from")), _day(chosen.get("to")))


def _opened() -> None:
    chosen = st.session_state[_KEY].get("opened")
    if isinstance(chosen, str) and chosen:
        state.open_incident(chosen)


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(text) if isinstance(text, str) and text else None
    except ValueError:
        return None


def timeline_strings(words: Words) -> dict[str, str]:
    """Every word that the timeline shows."""
    _ = words.gettext
    return {
        **words.forms("incidents", "{n} incident", "{n} incidents"),
        **words.forms(
            "imprecise",
            "The date of {n} incident is not known well enough for a bar.",
            "The dates of {n} incidents are not known well enough for a bar.",
        ),
        **words.forms("more", "and {n} more in the table", "and {n} more in the table"),
        "list_failed": _("The list could not be loaded."),
        "nowhere": _("place unknown"),
        "close": _("Close"),
        "bar": "{when}: {count}",
        "label": _("Timeline, {when}: {count}. Arrow keys move, Enter chooses, Escape clears."),
        "hint": _("Drag over the bars to choose dates"),
        "clear": _("All dates"),
        "zoom": _("Zoom to these dates"),
        "whole": _("Whole timeline"),
        "loading": _("Loading the timeline"),
        "failed": _("The timeline could not be loaded."),
        "retry": _("Try again"),
        "empty": _("No incidents to show over time."),
    }
