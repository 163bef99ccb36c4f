"""The filters, each with its own way out, and a way back to everything."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

import streamlit as st

from dashboard.labels import count_kind_label, event_type_label, precision_label
from dashboard.sections import state
from dashboard.translations import Words
from data.vocabulary import COUNT_KINDS, EVENT_TYPES, LOCATION_PRECISIONS

_EARLIEST, _LATEST = date(1000, 1, 1), date(2999, 12, 31)
"""Fixed, so that an old link keeps meaning the same whatever the data."""


def filter_panel(
    countries: Iterable[str], sources: Iterable[str], event_day: date | None, words: Words, *, active: bool
) -> None:
    """Draw the filters. `countries` and `sources`: all that the data has; `event_day`: of the open incident."""
    _ = words.gettext
    _choices(
        _("Country"), "countries", sorted({*countries} - {""}, key=words.country), words.country, _("All countries")
    )
    for label, key in ((_("From"), "start"), (_("To"), "end")):
        st.date_input(label, None, key=key, min_value=_EARLIEST, max_value=_LATEST, format="YYYY-MM-DD")
    _quick_dates(event_day, words)
    _choices(_("Event type"), "types", EVENT_TYPES, lambda name: event_type_label(name, words), _("All types"))
    st.text_input(_("Words"), key="text", max_chars=200, placeholder=_("in place, description or source"))
    with st.expander(_("More filters"), key="more-filters", expanded=_more_are_set()):
        for kind in COUNT_KINDS:
            label = _("{kind}, at least").format(kind=count_kind_label(kind, words))
            st.number_input(label, 0, 999_999_999, None, key=f"{kind}_min", placeholder=_("any number"))
        _choices(
            _("Place known as"),
            "precisions",
            LOCATION_PRECISIONS,
            lambda name: precision_label(name, words),
            _("any precision"),
        )
        _choices(_("Source"), "sources", sorted({*sources} - {""}), str, _("All sources"))
    if active:
        st.button(_("Clear all filters"), on_click=state.clear_filters, width="stretch")


def _choices(label: str, key: str, options: Iterable[str], name: Callable[[str], str], placeholder: str) -> None:
    chosen = list(st.session_state.get(key, []))
    st.session_state[key] = chosen  # said again: the browser knows a choice by its label, which follows the language
    st.multiselect(label, list(dict.fromkeys([*options, *chosen])), key=key, format_func=name, placeholder=placeholder)


def _quick_dates(event_day: date | None, words: Words) -> None:
    """Dates at one press: the last twelve months, and the week around the open incident."""
    _ = words.gettext
    with st.container(key="quick-dates", horizontal=True, gap="small"):
        today = date.today()
        last_year = (today - timedelta(days=365), today)
        st.button(_("Last 12 months"), on_click=state.set_dates, args=last_year, type="tertiary")
        if event_day:
            week = (event_day - timedelta(days=3), event_day + timedelta(days=3))
            st.button(_("Week of this incident"), on_click=state.set_dates, args=week, type="tertiary")


def _more_are_set() -> bool:
    keys = [*(f"{kind}_min" for kind in COUNT_KINDS), "precisions", "sources"]
    return any(st.session_state.get(key) not in (None, []) for key in keys)
