"""The end of the way: the private map, its link, and what can be taken home."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

import streamlit as st

from dashboard.adding.listing import step
from dashboard.adding.opening import address
from dashboard.assets_urls import asset_text
from dashboard.translations import Words
from data.drafts.folder import Draft
from data.import_report import ImportReport


def finished(draft: Draft, report: ImportReport, words: Words) -> None:
    """Draw the step. All of it is our own text."""
    _ = words.gettext
    step(7, words, now=True)
    stored = words.ngettext("{n} report is in your map", "{n} reports are in your map", report.stored)
    st.text(f"{stored}.")
    view = "./?" + urlencode({"dataset": draft.dataset, "lang": words.language})
    files = {
        "table.csv": _("Your table with places and numbers beside it (CSV)"),
        "recipe.json": _("Every step and choice, to be taken again (JSON)"),
        "report.json": _("What became of each row (JSON)"),
    }
    key = urlencode({"edit": draft.key})
    links = "".join(
        f'<li><a href="api/drafts/{name}?{escape(key)}" download>{escape(label)}</a></li>'
        for name, label in files.items()
    )
    opened = escape(_("Open the map"))
    st.html(f'<p class="sheru-open"><a href="{escape(view)}" target="_blank" rel="noopener">{opened}</a></p>')
    st.text(_("Who has the link of the map sees it; who has the link of this page can also change it."))
    with st.container(key="links", horizontal=True):
        _copies("map", _("Copy the link of the map"), view, words)
        _copies("page", _("Copy the link of this page"), "./?" + address(draft.key, words), words)
    st.html(f'<ul class="sheru-files">{links}</ul>')
    with st.popover(_("Delete everything")):
        st.text(_("Table, map and links are gone for good."))
        if st.button(_("Delete now"), key="delete"):
            draft.delete()
            st.rerun()


def _copies(key: str, label: str, link: str, words: Words) -> None:
    """A button that copies a link."""
    button = st.components.v2.component(
        "sheru_share",
        js=asset_text("share.js"),
        css=asset_text("share.css"),
        html='<div><button type="button"></button><span role="status"></span></div>',
    )
    data = {"share": label, "label": label, "copied": words.gettext("Link copied"), "sentence": "", "link": link}
    with st.container(key=f"copy-{key}", width="content"):
        button(data=data, key=f"copy_{key}")
