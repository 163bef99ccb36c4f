"""The totals of what is shown: each of the four counts as a range, and in how many incidents it is not known."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboard.labels import count_kind_label, total_label
from dashboard.translations import Words
from data.summary import Summary
from data.totals import Total


def totals(shown: Summary, words: Words) -> None:
    """Draw the strip of totals. All of it is our own words and numbers."""
    parts = "".join(
        f"<div><dt>{escape(count_kind_label(kind, words))}</dt><dd>{escape(total_label(total, words))}</dd>"
        f"<dd class='sheru-unknown'>{escape(_unknown(total, words))}</dd></div>"
        for kind, total in shown.totals.items()
    )
    label = escape(words.gettext("People in the incidents shown"))
    with st.container(key="totals"):
        st.html(f'<div tabindex="0" role="group" aria-label="{label}"><dl class="sheru-totals">{parts}</dl></div>')


def _unknown(total: Total, words: Words) -> str:
    """In how many incidents the count is not known, where it is known in any."""
    if not (total.known_in and total.unknown_in):
        return ""
    return words.ngettext("(unknown in {n})", "(unknown in {n})", total.unknown_in)
