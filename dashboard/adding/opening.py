"""The head of the page, the draft that its address names, and the address itself."""

from __future__ import annotations

from html import escape
from typing import Final
from urllib.parse import urlencode

import streamlit as st

from dashboard.adding.browser import browser
from dashboard.assets_urls import asset_text
from dashboard.sections.header import theme_button
from dashboard.serving import drafts
from dashboard.translations import LANGUAGES, Words
from dashboard.view import param_of
from data.drafts.folder import BrowserFull, Draft, DraftsFull, NoSuchDraft
from data.settings import settings

NEW: Final = "new"
"""What the address says in place of a key where a draft is to be begun."""

_BEGUN = "draft_begun"


def address(key: str, words: Words) -> str:
    """The query of the page that edits the draft of `key`."""
    return urlencode({"edit": key, "lang": words.language})


def head(key: str, words: Words) -> None:
    """The name of the page, the way back, and the same page in other languages and colours."""
    _ = words.gettext
    back = f"./?{urlencode({'lang': words.language})}"
    title, way = escape(_("Your table as a map")), escape(_("Back to the incidents"))
    st.html(
        f'<div class="sheru-adding-head"><h1 class="sheru-name">Sheru</h1><h2>{title}</h2>'
        f'<a href="{escape(back)}" target="_self">{way}</a></div>'
    )
    with st.container(key="adding-ways", horizontal=True, vertical_alignment="center"):
        label = escape(_("Language"))
        st.html(f'<nav class="sheru-languages" aria-label="{label}">{_languages(key, words)}</nav>')
        theme_button(words)


def _languages(key: str, words: Words) -> str:
    """Links to the draft in each language: its state is kept on the server, and its key is in the address alone."""
    made = []
    for code, name in LANGUAGES.items():
        if code == words.language:
            made.append(f'<b lang="{code}">{escape(name)}</b>')
        else:
            other = f"./?{urlencode({'edit': key, 'lang': code})}"
            made.append(f'<a href="{escape(other)}" lang="{code}" target="_self">{escape(name)}</a>')
    return " ".join(made)


def open_draft(key: str, words: Words) -> Draft | None:
    """The draft of `key`, a new one for NEW; None, and the reason is said, where there is none."""
    _ = words.gettext
    if not settings().uploads:
        st.text(_("On this server no private maps can be made."))
        return None
    try:
        return _begin() if key == NEW else drafts().open(key)
    except NoSuchDraft:
        st.text(_("This private map is not here any more. It may have been deleted, or its time is over."))
    except DraftsFull as error:
        st.text(full(error, words))
    return None


def full(error: DraftsFull, words: Words) -> str:
    """Why there is no room, for the editor."""
    _ = words.gettext
    if isinstance(error, BrowserFull):
        return _(
            "Your private maps here are as many, or as large, as one reader's may be. "
            "Delete one that you no longer need, and try again."
        )
    return _("There is no room for another private map just now. Please come back later.")


def _begin() -> Draft:
    """The draft that this session began: the address that comes with a press may still say NEW."""
    begun = st.session_state.get(_BEGUN)
    if begun:
        return drafts().open(begun)
    draft = drafts().create(browser())
    st.session_state[_BEGUN] = draft.key
    return draft


def write_address(draft: Draft, words: Words) -> None:
    """Make the address of the page the link of the draft: who comes back finds everything as it was."""
    writer = st.components.v2.component("sheru_link", js=asset_text("link.js"), html="<span></span>")
    with st.container(key="link"):
        writer(data={"link": address(draft.key, words), "theirs": [param_of("theme")]}, key="draft_link_writer")
