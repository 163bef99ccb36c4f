"""Small parts that the steps share: a numbered heading, and a table of foreign text that is only ever text."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard.assets_urls import asset_text
from dashboard.translations import Words


def step(number: int, title: str, words: Words) -> None:
    """The heading of a step. `title` is our own text."""
    st.html(f'<h2 class="sheru-step"><span>{words.number(number)}</span>{escape(title)}</h2>')


def listing(
    key: str, heads: Sequence[str], rows: Sequence[Sequence[str]], *, label: str, doubtful: Sequence[int] = ()
) -> None:
    """A table of text. Every cell becomes a text node of the browser. `doubtful`: numbers of rows to be marked."""
    table = st.components.v2.component(
        "sheru_listing",
        js=asset_text("adding/listing.js"),
        css=asset_text("adding/listing.css"),
        html="<section></section>",
    )
    table(
        data={"heads": list(heads), "rows": [list(row) for row in rows], "label": label, "doubtful": list(doubtful)},
        key=key,
    )
