"""The button that opens the citation of this view."""

from __future__ import annotations

import dataclasses

import streamlit as st

from dashboard.assets_urls import asset_text
from dashboard.translations import Words
from dashboard.view import OF_THE_BROWSER, View, param_of, query_string


def cite_button(view: View, words: Words, *, key: str) -> None:
    """Draw the button; `key` is where it stands."""
    button = st.components.v2.component(
        "sheru_cite",
        js=asset_text("cite.js"),
        css=asset_text("share.css") + asset_text("cite.css"),
        html='<div><button type="button" class="whole"></button></div>',
    )
    cited = dataclasses.replace(view, position=None, incident="", language=words.language)
    with st.container(key=key):
        button(
            data={
                "query": query_string(cited.to_params()),
                "theirs": [*map(param_of, OF_THE_BROWSER)],
                "assets": "assets/",
                "strings": cite_strings(words),
            },
            key=f"{key}_button",
        )


def cite_strings(words: Words) -> dict[str, object]:
    """Every word of the dialog."""
    _ = words.gettext
    return {
        "cite": _("Cite"),
        "title": _("How to cite this"),
        "way": _("Style or format"),
        "ways": {"apa": "APA", "chicago": "Chicago", "bibtex": "BibTeX", "ris": "RIS", "csl": "CSL-JSON"},
        "copy": _("Copy"),
        "copied": _("Copied"),
        "copy_yourself": _("The text is marked; copy it by hand."),
        "download": _("Download"),
        "failed": _("The citation could not be loaded."),
        "close": _("Close"),
    }
