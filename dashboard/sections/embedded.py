"""A view in a frame of another page: the sentence, the map, and the way to the whole page."""

from __future__ import annotations

import streamlit as st

from dashboard.assets_urls import asset_text
from dashboard.translations import Words


def is_embedded() -> bool:
    """Whether the page stands in a frame of another one; dashboard/assets/first.js tells Streamlit so."""
    return bool(st.context.is_embedded)


def embedded_head(sentence: str, words: Words) -> None:
    """Draw the line above the map. `sentence` may hold text of a link and is shown as plain text."""
    way_out = st.components.v2.component(
        "sheru_embed",
        js=asset_text("embed.js"),
        css=asset_text("embed.css"),
        html='<a target="_blank" rel="noopener"></a>',
    )
    with st.container(key="embedded", horizontal=True, vertical_alignment="center"):
        with st.container(key="sentence"):
            st.text(sentence)
        way_out(data={"open": words.gettext("Open in Sheru") + " ↗"}, key="way_out")
