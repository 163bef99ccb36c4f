"""Add data, as its story: a file comes in, is understood, placed, looked through, and becomes a private map."""

from __future__ import annotations

import streamlit as st

from dashboard.adding.bring import bring
from dashboard.adding.columns import columns
from dashboard.adding.doubles import doubles
from dashboard.adding.finished import finished
from dashboard.adding.listing import trail
from dashboard.adding.opening import NEW, head, open_draft, write_address
from dashboard.adding.places import places
from dashboard.adding.recognised import recognised
from dashboard.adding.understood import understood
from dashboard.adding.waiting import anew, failed, wait
from dashboard.sections.streamlit_words import streamlit_words
from dashboard.translations import Words
from data.drafts.progress import progress_of
from data.drafts.results import imported, recognition, understanding

__all__ = ["NEW", "add_data"]


def add_data(key: str, words: Words) -> None:
    """Draw the page for the draft of `key`; NEW begins one."""
    with st.container(key="adding"):
        # 1. The draft, found or begun, and how far it is
        top = st.container()
        draft = open_draft(key, words)
        with top:
            head(draft.key if draft else key, words)
        if draft is None:
            return
        write_address(draft, words)
        streamlit_words(words)
        state = progress_of(draft)
        reading = state.running and state.job == "read"
        file = None if reading else recognition(draft)
        said = understanding(draft) if file else None
        report = imported(draft) if said else None
        trail(7 if report else 4 if said else 3 if file else 1, words)

        # 2. A file
        bring(draft, words, busy=state.running)
        if reading:
            wait(draft, words)
            return
        if said is None:
            failed(draft, state, words)
        if file is None:
            return

        # 3. What was recognised, which column is what, how dates and numbers are read
        recognised(draft, file, words, busy=state.running)
        columns(draft, file, words, settled=report is not None, busy=state.running)
        if said is None:
            return
        understood(draft, said, words, settled=report is not None, busy=state.running)

        # 4. Where it lies, what may be there twice
        if report is None:
            if state.running:
                wait(draft, words)
            failed(draft, state, words)
            return
        places(draft, report, words)
        doubles(draft, words)

        # 5. The map and what can be taken home
        finished(draft, report, words)
        failed(draft, state, words)
        anew(draft, words, busy=state.running)
