"""What Streamlit says by itself, in the reader's language; and the language of the document, for screen readers."""

from __future__ import annotations

import streamlit as st

from dashboard.assets_urls import asset_text
from dashboard.translations import Words


def streamlit_words(words: Words) -> None:
    """Translate Streamlit's own words wherever they appear on the page."""
    translate = st.components.v2.component("sheru_words", js=asset_text("streamlit-words.js"), html="<span></span>")
    with st.container(key="words"):
        translate(
            data={"language": words.tag, "whole": _whole(words), "begun": _begun(words)}, key="words_of_streamlit"
        )


def _whole(words: Words) -> dict[str, str]:
    """Texts and labels that are known to the letter."""
    _ = words.gettext
    return {
        "Connecting": _("Connecting"),
        "Error": _("Error"),
        "No results": _("No results"),
        "Press Enter to apply": _("Press Enter to apply"),
        "Selected values": _("Chosen"),
        "Clear all": _("Clear"),
        "Clear value": _("Clear"),
        "Clear date": _("Clear"),
        "Choose an option": _("Choose"),
        "Dismiss": _("Close"),
        "Skip to main content": _("Skip to the map"),
        "Sidebar": _("Filters"),
        "Collapse sidebar": _("Close the filters"),
        "Expand sidebar": _("Open the filters"),
        "Link to heading": _("Link to this part"),
        "streamlit_folium.st_folium": _("Map"),
        "Open": _("Open the list"),
        "Choose date": _("Choose a date"),
        "Empty": _("empty"),
        "yyyy": _("yyyy"),
        "mm": _("mm"),
        "dd": _("dd"),
        "Previous month": _("Previous month"),
        "Next month": _("Next month"),
        "Increment": _("More"),
        "Decrement": _("Less"),
    }


def _begun(words: Words) -> dict[str, str]:
    """Labels that go on with a name, by how they begin."""
    _ = words.gettext
    return {
        "Remove ": _("Remove: "),
        "year, ": _("year, "),
        "month, ": _("month, "),
        "day, ": _("day, "),
    }
