"""What the file was recognised as, with its first rows; encoding, separator and sheet can be said otherwise."""

from __future__ import annotations

import dataclasses

import streamlit as st

from dashboard.adding.listing import listing, step
from dashboard.reasons import reason
from dashboard.translations import Words
from data.drafts.folder import Draft
from data.drafts.recognition import Recognition
from data.drafts.work import start
from data.reading.encodings import ENCODINGS

_SHOWN_CELL = 80  # characters of a cell in the preview


def recognised(draft: Draft, file: Recognition, words: Words, *, busy: bool) -> None:
    """Draw the step."""
    _ = words.gettext
    step(2, words)
    size = words.ngettext("{n} row", "{n} rows", file.rows)
    width = words.ngettext("{n} column", "{n} columns", len(file.columns))
    known = _("recognised as {format}").format(format=file.title) if file.title else _("a table of your own")
    st.text(" · ".join([size, width, known]))
    if file.terms:
        st.text(file.terms)
    if file.trouble:
        st.text(_("No row can be read: {reason}.").format(reason=reason(file.trouble, words)))
    heads = [name[:_SHOWN_CELL] for name in file.columns]
    rows = [[cell[:_SHOWN_CELL] for cell in row] for row in file.preview]
    listing("preview", heads, rows, label=_("The first rows as they were read"))
    if not busy:
        _otherwise(draft, file, words)


def _otherwise(draft: Draft, file: Recognition, words: Words) -> None:
    """Ways to read the file otherwise, where there are any."""
    _ = words.gettext
    used = file.options
    if not used.encoding and not file.sheets:
        return
    with st.expander(_("Letters or columns look wrong?"), key="read-otherwise"):
        chosen = used
        if len(file.sheets) > 1:
            sheet = st.selectbox(_("Sheet"), file.sheets, index=_index(file.sheets, used.sheet), key="sheet")
            chosen = dataclasses.replace(chosen, sheet=sheet)
        if used.encoding:
            codes = tuple(dict.fromkeys([used.encoding, *ENCODINGS]))
            encoding = st.selectbox(_("Encoding"), codes, key="encoding")
            separators = {",": _("comma"), ";": _("semicolon"), "\t": _("tab"), "|": "|"}
            options = tuple(dict.fromkeys([used.delimiter or ",", *separators]))
            delimiter = st.selectbox(
                _("Cells are parted by"), options, format_func=lambda sign: separators.get(sign, sign), key="delimiter"
            )
            chosen = dataclasses.replace(chosen, encoding=encoding, delimiter=delimiter)
        if chosen != used and st.button(_("Read it again"), key="read-again"):
            draft.decide(dataclasses.replace(draft.recipe, options=chosen, columns={}, source=""))
            start(draft, "read")
            st.rerun()


def _index(choices: tuple[str, ...], chosen: str) -> int:
    return choices.index(chosen) if chosen in choices else 0
