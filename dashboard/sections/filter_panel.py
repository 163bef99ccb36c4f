"""The filters, each with its own way out, and a way back to everything."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

import streamlit as st

from dashboard.labels import count_kind_label, event_type_label, precision_label
from dashboard.numbers import Choices
from dashboard.sections import state
from dashboard.translations import Words
from data.vocabulary import COUNT_KINDS, EVENT_TYPES, LOCATION_PRECISIONS

_EARLIEST, _LATEST = date(1000, 1, 1), date(2999, 12, 31)
"""Fixed, so that an old link keeps meaning the same whatever the data."""


_DATE_FORMATS = {"en": "YYYY-MM-DD", "ru": "DD.MM.YYYY", "kk": "DD.MM.YYYY"}
"""Of what Streamlit can write, what nobody in the language misreads."""


def filter_panel(choices: Choices, event_day: date | None, words: Words, *, active: bool) -> None:
    """Draw the filters. `event_day`: of the open incident."""
    _ = words.gettext
    with st.container(key="filters-title"):
        st.text(_("Filters"))
    codes = sorted({*choices.countries} - {""}, key=words.country)
    _choices(
        _("Country"), "countries", codes, _with_number(words.country, choices.countries, words), _("All countries")
    )
    for label, key in ((_("From"), "start"), (_("To"), "end")):
        st.session_state[key] = st.session_state.get(key)  # said again: how it is written follows the language
        st.date_input(
            label, None, key=key, min_value=_EARLIEST, max_value=_LATEST, format=_DATE_FORMATS[words.language]
        )
    _quick_dates(event_day, words)
    types = _with_number(lambda name: event_type_label(name, words), choices.types, words)
    _choices(_("Event type"), "types", EVENT_TYPES, types, _("All types"))
    st.text_input(_("Search"), key="text", max_chars=200, placeholder=_("place, description, source"))
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
        _choices(_("Source"), "sources", sorted({*choices.sources} - {""}), str, _("All sources"))
    if active:
        st.button(_("Clear all filters"), on_click=state.clear_filters, width="stretch")


def _choices(label: str, key: str, options: Iterable[str], name: Callable[[str], str], placeholder: str) -> None:
    chosen = list(st.session_state.get(key, []))
    st.session_state[key] = chosen  # said again: the browser knows a choice by its label, which follows the language
    st.multiselect(label, list(dict.fromkeys([*options, *chosen])), key=key, format_func=name, placeholder=placeholder)


def _with_number(name: Callable[[str], str], incidents: Mapping[str, int], words: Words) -> Callable[[str], str]:
    """The name of a choice with the number of its incidents."""
    return lambda value: f"{name(value)} ({words.number(incidents.get(value, 0))})"


def _quick_dates(event_day: date | None, words: Words) -> None:
    """Dates at one press: all, the last twelve months, and the week around the open incident."""
    _ = words.gettext
    today = date.today()
    quick: dict[str, tuple[date | None, date | None]] = {
        _("All dates"): (None, None),
        _("Last 12 months"): (today - timedelta(days=365), today),
    }
    if event_day:
        quick[_("Week of this incident")] = (event_day - timedelta(days=3), event_day + timedelta(days=3))
    with st.container(key="quick-dates", horizontal=True, gap="small"):
        for label, dates in quick.items():
            st.button(label, on_click=state.set_dates, args=dates, type="tertiary")


def _more_are_set() -> bool:
    keys = [*(f"{kind}_min" for kind in COUNT_KINDS), "precisions", "sources"]
    return any(st.session_state.get(key) not in (None, []) for key in keys)
