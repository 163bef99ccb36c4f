"""The head and the foot of the page: the name, what is shown as a sentence, the language; what no map can show."""

from __future__ import annotations

import json
from datetime import date
from html import escape
from urllib.parse import urlencode

import streamlit as st

from dashboard.assets_urls import asset_text
from dashboard.sections import state
from dashboard.sections.cite import cite_button
from dashboard.translations import LANGUAGES, Words
from dashboard.view import View
from data.settings import settings

TABLE, NOT_ON_MAP, ABOUT = "table", "not-on-the-map", "about"
"""Anchors of the parts below the map and the timeline."""


def header(sentence: str, view: View, words: Words) -> None:
    """Draw the head. `sentence` may hold text of a link and is shown as plain text."""
    with st.container(key="header", horizontal=True, vertical_alignment="center"):
        st.html('<h1 class="sheru-name">Sheru</h1>', width="content")
        _name_the_drawer(words.gettext("Filters"))
        with st.container(key="tagline"):
            st.text(words.gettext("Protest map"))
        with st.container(key="sentence"):
            st.text(sentence)
        cite_button(view, words, key="cite")
        _share(sentence, words)
        theme_button(words)
        st.selectbox(
            words.gettext("Language"),
            list(LANGUAGES),
            key=state.LANGUAGE,
            format_func=LANGUAGES.__getitem__,
            label_visibility="collapsed",
            width=130,
        )


def _name_the_drawer(name: str) -> None:
    """Say beside the arrow that opens the sidebar on a phone what is in it."""
    st.html(f"<style>:root {{ --sheru-filters: {json.dumps(name, ensure_ascii=False)}; }}</style>")


def _share(sentence: str, words: Words) -> None:
    _ = words.gettext
    button = st.components.v2.component(
        "sheru_share",
        js=asset_text("share.js"),
        css=asset_text("share.css"),
        html='<div><button type="button"></button><span role="status"></span></div>',
    )
    with st.container(key="share"):
        said = {"share": _("Share"), "label": _("Copy the link of this view"), "copied": _("Link copied")}
        more = {
            "embed": _("Put this view into a page"),
            "note": _("HTML for your page. It needs no cookie, and shows the map as it is when it is opened."),
            "copy": _("Copy"),
            "copied": _("Copied"),
            "copy_yourself": _("The text is marked; copy it by hand."),
            "close": _("Close"),
        }
        button(data=said | {"sentence": sentence, "more": more}, key="share_button")


def theme_button(words: Words) -> None:
    """The switch between light and dark."""
    _ = words.gettext
    button = st.components.v2.component(
        "sheru_theme", js=asset_text("theme.js"), css=asset_text("share.css"), html='<button type="button"></button>'
    )
    with st.container(key="theme"):
        button(data={"light": _("Light colours"), "dark": _("Dark colours")}, key="theme_button")


def message(text: str, way_out: str = "") -> None:
    """A kind sentence in place of the page, as plain text; `way_out` names the link to the first page."""
    with st.container(key="message"):
        st.html('<h1 class="sheru-name">Sheru</h1>')
        st.text(text)
        if way_out:
            st.html(f'<a href="./">{escape(way_out)}</a>')


def private_head(words: Words) -> None:
    """Say that this map is nobody's but hers, and where the public one is."""
    _ = words.gettext
    said = escape(_("A private map: only who has its link sees it."))
    public = f"./?{urlencode({'lang': words.language})}"
    name = escape(_("To the public map"))
    way = f'<a href="{escape(public)}" target="_self">{name}</a>'
    with st.container(key="private"):
        st.html(f'<p class="sheru-private">{said} {way}</p>')


def notices(messages: list[str]) -> None:
    """Kind sentences about what of a link could not be shown, as plain text."""
    if messages:
        with st.container(key="notices"):
            for message in messages:
                st.text(message)


def contents(not_on_map: int, version: str, published: date, words: Words) -> None:
    """What stands further down, how many incidents no map can show, and of which day the data is."""
    _ = words.gettext
    parts = {TABLE: _("Table")}
    if not_on_map:
        parts[NOT_ON_MAP] = words.ngettext("Not on the map: {n}", "Not on the map: {n}", not_on_map)
    parts[ABOUT] = _("About")
    links = "".join(f'<li><a href="#{anchor}">{escape(text)}</a></li>' for anchor, text in parts.items())
    if settings().uploads:
        adding = f"./?{urlencode({'edit': 'new', 'lang': words.language})}"
        name = escape(_("Add data"))
        links += f'<li><a href="{escape(adding)}" target="_self">{name}</a></li>'
    said = _("Data of {day}, version {version}.").format(day=words.day(published), version=version)
    with st.container(key="footer"):
        st.html(f'<nav class="sheru-contents"><ul>{links}</ul><p>{escape(said)}</p></nav>')
