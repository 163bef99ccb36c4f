"""The active filters as chips, each removable."""

from __future__ import annotations

import streamlit as st

from dashboard.assets_urls import asset_text
from dashboard.labels import count_kind_label, event_type_label, precision_label
from dashboard.sections import state
from dashboard.translations import Words
from data.filters import Filters
from data.vocabulary import COUNT_KINDS

_KEY = "chips_answer"


def chips(filters: Filters, words: Words) -> None:
    """Draw a chip for each active filter."""
    shown = active_filters(filters, words)
    if not shown:
        return
    bar = st.components.v2.component(
        "sheru_chips", js=asset_text("chips.js"), css=asset_text("chips.css"), html="<span></span>"
    )
    with st.container(key="chips"):
        bar(
            data={"chips": shown, "remove": words.gettext("Remove the filter {filter}")},
            key=_KEY,
            on_removed_change=_removed,
        )


def active_filters(filters: Filters, words: Words) -> list[dict[str, str]]:
    """Each active filter: its field, its value, and its label in the reader's language."""
    _ = words.gettext
    found = [("countries", code, words.country(code)) for code in filters.countries]
    if filters.start:
        found.append(("start", "", _("from {day} on").format(day=words.day(filters.start))))
    if filters.end:
        found.append(("end", "", _("until {day}").format(day=words.day(filters.end))))
    found += [("types", name, event_type_label(name, words)) for name in filters.types]
    if filters.text:
        found.append(("text", "", _("“{text}”").format(text=filters.text)))
    for kind in COUNT_KINDS:
        minimum = getattr(filters, f"{kind}_min")
        if minimum is not None:
            least = _("at least {n}").format(n=words.number(minimum))
            found.append((f"{kind}_min", "", f"{count_kind_label(kind, words)}: {least}"))
    found += [("precisions", name, precision_label(name, words)) for name in filters.precisions]
    found += [("sources", name, name) for name in filters.sources]
    return [{"field": field, "value": value, "label": label} for field, value, label in found]


def _removed() -> None:
    removed = st.session_state[_KEY].get("removed") or {}
    state.clear_value(str(removed.get("field", "")), str(removed.get("value", "")))
