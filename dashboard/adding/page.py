"""Add data, as its story: a file comes in, is understood, placed, looked through, and becomes a private map."""

from __future__ import annotations

import streamlit as st

from dashboard.adding.bring import bring
from dashboard.adding.columns import columns
from dashboard.adding.doubles import doubles
from dashboard.adding.finished import finished
from dashboard.adding.opening import NEW, head, open_draft, write_address
from dashboard.adding.places import places
from dashboard.adding.recognised import recognised
from dashboard.adding.understood import understood
from dashboard.adding.waiting import failed, wait
from dashboard.translations import Words
from data.drafts.progress import progress_of
from data.drafts.results import imported, recognition, understanding

__all__ = ["NEW", "add_data"]


def add_data(key: str, words: Words) -> None:
    """Draw the page for the draft of `key`; NEW begins one."""
    with st.container(key="adding"):
        # 1. The draft, found or begun
        head(words)
        draft = open_draft(key, words)
        if draft is None:
            return
        write_address(draft, words)

        # 2. A file
        bring(draft, words)
        state = progress_of(draft)
        if state.running:
            wait(draft, words)
            return
        failed(draft, state, words)
        file = recognition(draft)
        if file is None:
            return

        # 3. What was recognised, which column is what, how dates and numbers are read
        recognised(draft, file, words)
        columns(draft, file, words)
        said = understanding(draft)
        if said is None:
            return
        understood(draft, said, words)

        # 4. Where it lies, what may be there twice
        report = imported(draft)
        if report is None:
            return
        places(draft, report, words)
        doubles(draft, words)

        # 5. The map and what can be taken home
        finished(draft, report, words)
