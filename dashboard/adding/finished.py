"""The end of the way: the private map, its link, and what can be taken home."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

import streamlit as st

from dashboard.adding.listing import step
from dashboard.translations import Words
from data.drafts.folder import Draft
from data.importer import ImportReport


def finished(draft: Draft, report: ImportReport, words: Words) -> None:
    """Draw the step. All of it is our own text."""
    _ = words.gettext
    step(7, _("Your map"), words)
    st.text(
        _("{stored}, of {rows}.").format(
            stored=words.ngettext("{n} report is on your map or in its list", "{n} reports are on your map or in its list", report.stored),
            rows=words.ngettext("{n} row", "{n} rows", report.rows),
        )
    )
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
    st.html(
        f'<p class="sheru-open"><a href="{escape(view)}" target="_blank" rel="noopener">{escape(_("Open the map"))}</a></p>'
        f"<p>{escape(_('Who has the link of the map sees it; who has the link of this page can also change it.'))}</p>"
        f'<ul class="sheru-files">{links}</ul>'
    )
    with st.popover(_("Delete everything")):
        st.text(_("Table, map and links are gone for good."))
        if st.button(_("Delete now"), key="delete"):
            draft.delete()
            st.rerun()
