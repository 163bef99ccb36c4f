"""The first step: a file, pasted text, or the address of a file."""

from __future__ import annotations

import io
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, Final

import streamlit as st

from dashboard.adding.listing import step
from dashboard.adding.opening import address, full
from dashboard.assets_urls import asset_text
from dashboard.reasons import reason
from dashboard.serving import drafts
from dashboard.translations import Words
from data.drafts.folder import Draft, DraftsFull
from data.drafts.work import start
from data.errors import SheruError
from data.reading.fetch import fetch
from data.settings import settings

_PIECE: Final = 2**20  # bytes


def bring(draft: Draft, words: Words, *, busy: bool) -> None:
    """Draw what takes a file; once one is there, only its name and the way to another, unless a job is at work."""
    _ = words.gettext
    step(1, words, now=draft.upload is None)
    if draft.upload is not None:
        with st.container(key="sent", horizontal=True, vertical_alignment="center"):
            st.text(draft.name or _("pasted text"))
            with st.popover(_("Another file"), disabled=busy):
                st.text(
                    _("Another file takes the place of this one. Your choices hold for it if its columns are alike.")
                )
                _ways(draft, words)
        return
    days = words.number(round(settings().private.days))
    st.text(
        _(
            "Excel, CSV, GeoJSON and more, in any language and with any columns. Only who has the link sees your map. "
            "It is deleted {days} days after its last change."
        ).format(days=days)
    )
    _ways(draft, words)


def _ways(draft: Draft, words: Words) -> None:
    _ = words.gettext
    try:
        most = drafts().room_for(draft)
    except DraftsFull as error:
        st.text(full(error, words))
        return
    file, paste, link = st.tabs([_("A file"), _("Paste"), _("A link")])
    with file:
        _file(draft, most, words)
    with paste:
        text = st.text_area(_("Rows copied from a spreadsheet, or CSV"), key="pasted", height=160, max_chars=2_000_000)
        if st.button(_("Use this text"), key="use-text", disabled=not text.strip()):
            _take(draft, _("pasted text") + (".tsv" if "\t" in text else ".csv"), text.encode(), words)
    with link:
        url = st.text_input(_("Address of a file or of a Google sheet that anyone may see"), key="url", max_chars=2000)
        st.caption(_("This server asks for the file; your computer does not."))
        if st.button(_("Fetch it"), key="fetch", disabled=not url.strip()):
            _fetch(draft, url.strip(), words)


def _file(draft: Draft, most: int, words: Words) -> None:
    _ = words.gettext
    uploader = st.components.v2.component(
        "sheru_upload",
        js=asset_text("adding/upload.js"),
        css=asset_text("adding/upload.css"),
        html="<section></section>",
    )
    uploader(
        data={
            "key": draft.key,
            "api": "api/drafts/file",
            "next": address(draft.key, words),
            "most": most,
            "strings": {
                "choose": _("Choose a file"),
                "drop": _("or drop it here"),
                "limit": _("up to {n} MB").format(n=words.number(most // 2**20)),
                "sending": _("Sending"),
                "too_large": _("This file is larger than this server takes."),
                "too_many": _("This private map has taken as many files as it may. Begin another one."),
                "failed": _("The file could not be sent. Please try again."),
            },
        },
        key="upload",
        on_sent_change=lambda: None,
    )


def _take(draft: Draft, name: str, content: bytes, words: Words) -> None:
    try:
        _keep(draft, name, io.BytesIO(content))
    except DraftsFull as error:
        st.text(reason(str(error), words))
        return
    start(draft, "read")
    st.rerun()


def _keep(draft: Draft, name: str, source: BinaryIO) -> None:
    draft.check_files(settings().private)
    with draft.receiving(name, drafts().room_for(draft)) as take:
        while piece := source.read(_PIECE):
            take(piece)


def _fetch(draft: Draft, url: str, words: Words) -> None:
    try:
        with st.spinner(words.gettext("Fetching the file")), TemporaryDirectory(prefix="sheru-fetch-") as folder:
            fetched = fetch(url, Path(folder))
            with fetched.path.open("rb") as source:
                _keep(draft, fetched.name, source)
    except SheruError as error:
        st.text(reason(str(error), words))
        return
    start(draft, "read")
    st.rerun()
