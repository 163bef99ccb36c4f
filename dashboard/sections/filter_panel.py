"""The filters: country and dates, and a way back to everything."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import streamlit as st

from dashboard.sections import state
from dashboard.translations import Words

_EARLIEST, _LATEST = date(1000, 1, 1), date(2999, 12, 31)
"""Fixed, so that an old link keeps meaning the same whatever the data."""


def filter_panel(countries: Iterable[str], words: Words, *, active: bool) -> None:
    """Draw the filters. `countries`: codes of the countries that any incident is in."""
    _ = words.gettext
    chosen = list(st.session_state.get(state.COUNTRIES, []))
    st.session_state[state.COUNTRIES] = chosen  # said again, for the labels follow the language
    codes = sorted({*countries, *chosen} - {""}, key=words.country)
    st.multiselect(
        _("Country"),
        codes,
        key=state.COUNTRIES,
        format_func=words.country,  # stable: the browser names a choice by its label, an incident count would move it
        placeholder=_("All countries"),
    )
    for label, key in ((_("From"), state.START), (_("To"), state.END)):
        st.date_input(label, None, key=key, min_value=_EARLIEST, max_value=_LATEST, format="YYYY-MM-DD")
    if active:
        st.button(_("Clear all filters"), on_click=state.clear_filters, width="stretch")
