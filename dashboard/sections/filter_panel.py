"""The filters: country and dates, and a way back to everything."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard.sections import state
from dashboard.translations import Words

_EARLIEST, _LATEST = date(1000, 1, 1), date(2999, 12, 31)
"""Fixed, so that an old link keeps meaning the same whatever the data."""


def filter_panel(countries: dict[str, int], words: Words, *, active: bool) -> None:
    """Draw the filters. `countries`: incidents by country code, with every other filter applied."""
    _ = words.gettext
    chosen = st.session_state.get(state.COUNTRIES, [])
    codes = sorted({*countries, *chosen} - {""}, key=words.country)
    st.multiselect(
        _("Country"),
        codes,
        key=state.COUNTRIES,
        format_func=lambda code: f"{words.country(code)} ({words.number(countries.get(code, 0))})",
        placeholder=_("All countries"),
    )
    for label, key in ((_("From"), state.START), (_("To"), state.END)):
        st.date_input(label, None, key=key, min_value=_EARLIEST, max_value=_LATEST, format="YYYY-MM-DD")
    if active:
        st.button(_("Clear all filters"), on_click=state.clear_filters, width="stretch")
