"""How far a job is, and what is said where it failed. The job goes on when the page is left."""

from __future__ import annotations

import streamlit as st

from dashboard.reasons import reason
from dashboard.translations import Words
from data.drafts.folder import Draft
from data.drafts.progress import Progress, progress_of
from data.drafts.work import start


@st.fragment(run_every="1s")
def wait(draft: Draft, words: Words) -> None:
    """Show how far the job of `draft` is; run the page again when it has ended."""
    state = progress_of(draft)
    if not state.running:
        st.rerun(scope="app")
    _ = words.gettext
    share = state.done / state.total if state.total else 0.0
    with st.container(key="waiting"):
        st.progress(min(share, 1.0), text=stage_words(state, words))
        st.caption(_("You may leave this page and come back by its link; the work goes on."))


def stage_words(state: Progress, words: Words) -> str:
    """What is being done, how much of it, and how long it may still take."""
    _ = words.gettext
    stages = {
        "waiting": _("Waiting for its turn"),
        "read": _("Reading the file"),
        "understand": _("Reading dates and numbers"),
        "gazetteer": _("Preparing the list of places; only the first map on a server waits for this"),
        "audit": _("Checking the coordinates"),
        "place": _("Looking up places"),
        "group": _("Making the map"),
        "publish": _("Making the map"),
    }
    text = stages.get(state.stage, _("Working"))
    if state.total < 2:
        return text
    text += f": {words.number(state.done)} / {words.number(state.total)}"
    rate = state.done / state.seconds if state.seconds > 1 else 0
    left = round((state.total - state.done) / rate) if rate else 0
    if not left:
        return text
    return f"{text} · " + words.ngettext("about {n} second left", "about {n} seconds left", left)


def failed(draft: Draft, state: Progress, words: Words) -> None:
    """Say why the last job failed, if it did, and offer to try again."""
    _ = words.gettext
    if state.stage != "failed" and not state.was_interrupted:
        return
    with st.container(key="notices"):
        interrupted = _("The work was interrupted. Nothing that you decided is lost.")
        st.text(reason(state.error, words) if state.error else interrupted)
        if st.button(_("Try again"), key="again"):
            start(draft, state.job)
            st.rerun()


def anew(draft: Draft, words: Words, *, busy: bool) -> None:
    """Where choices wait for the map to follow, a bar that stays in sight until it is made anew."""
    _ = words.gettext
    if busy:
        with st.container(key="apply"):
            wait(draft, words)
    elif draft.recipe != draft.used_recipe:
        with st.container(key="apply", horizontal=True, vertical_alignment="center"):
            st.text(_("Your choices are kept. The map follows when it is made anew."))
            if st.button(_("Make the map anew"), type="primary", key="again-places"):
                start(draft, "import")
                st.rerun()
