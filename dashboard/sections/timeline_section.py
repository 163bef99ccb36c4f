"""The timeline. Its brush is the date filter: brushing sets the two dates, setting the dates moves the brush."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard.assets_urls import asset_text
from dashboard.labels import count_forms, event_type_label
from dashboard.sections import state
from dashboard.translations import Words
from dashboard.view import View, query_string
from data.timeline import whole_span
from data.vocabulary import EVENT_TYPES

_KEY = "timeline_answer"


def timeline_section(view: View, version: str, words: Words) -> None:
    """Draw the timeline of the filters without their dates, and the dates as its brush.

    How long a bar is, what it counts and where playback stands it writes into the link by itself.
    """
    filters = view.filters
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
                "bin": view.bin,
                "bars": view.bars,
                "play": str(view.play or ""),
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


def timeline_strings(words: Words) -> dict[str, object]:
    """Every word that the timeline shows."""
    _ = words.gettext
    return {
        **words.forms("incidents", "{n} incident", "{n} incidents"),
        **words.forms(
            "imprecise",
            "In no bar: {n} incident with a less precise date",
            "In no bar: {n} incidents with less precise dates",
        ),
        **words.forms("unknown_note", "Unknown in {n} incident", "Unknown in {n} incidents"),
        **count_forms(words),
        "language": words.tag,
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
        **_bar_strings(words),
        **_playback_strings(words),
    }


def _bar_strings(words: Words) -> dict[str, object]:
    """The words of what a bar is."""
    _ = words.gettext
    return {
        "bars": _("What the bars count"),
        "by_type": _("Incidents"),
        "bin": _("Length of a bar"),
        "automatic": _("Automatic"),
        "automatic_now": _("Automatic ({bin})"),
        "bins": {
            "day": _("days"),
            "week": _("weeks"),
            "month": _("months"),
            "year": _("years"),
            "decade": _("decades"),
        },
    }


def _playback_strings(words: Words) -> dict[str, object]:
    """The words of playback."""
    _ = words.gettext
    return {
        "playback": _("Playback"),
        "play": _("Play"),
        "pause": _("Pause"),
        "back": _("Step back"),
        "forward": _("Step forward"),
        "steps": _("Step through time"),
        "stop": _("End playback"),
        "window": _("Window of time"),
        "windows": {"day": _("day"), "week": _("week"), "month": _("month"), "year": _("year")},
        "pace": _("Speed"),
        "paces": {
            "slow": _("slow"),
            "normal": _("normal speed"),
            "fast": _("fast"),
            "fastest": _("very fast"),
        },
        "play_failed": _("Playback could not be loaded. Press play to try again."),
        **words.forms("in_view", "{n} incident in view", "{n} incidents in view"),
        **words.forms("less_precise", "{n} dated less precisely", "{n} dated less precisely"),
        **words.forms("cut", "{n} not drawn", "{n} not drawn"),
    }
