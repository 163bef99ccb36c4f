"""The head of the page: the name, what is shown as a sentence, the language."""

from __future__ import annotations

import streamlit as st

from dashboard.sections import state
from dashboard.translations import LANGUAGES, Words


def header(sentence: str, words: Words) -> None:
    """Draw the head. `sentence` may hold text of a link and is shown as plain text."""
    with st.container(key="header", horizontal=True, vertical_alignment="center"):
        st.html('<h1 class="sheru-name">Sheru</h1>', width="content")
        with st.container(key="sentence"):
            st.text(sentence)
        st.selectbox(
            words.gettext("Language"),
            list(LANGUAGES),
            key=state.LANGUAGE,
            format_func=LANGUAGES.__getitem__,
            label_visibility="collapsed",
            width=130,
        )


def notices(messages: list[str]) -> None:
    """Kind sentences about what of a link could not be shown, as plain text."""
    if messages:
        with st.container(key="notices"):
            for message in messages:
                st.text(message)
