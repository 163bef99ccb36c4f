"""New data without a restart: every few seconds the page looks whether an import has published."""

from __future__ import annotations

import streamlit as st

from dashboard.serving import snapshot
from data.drafts.folder import NoSuchDraft
from data.errors import StoreUnavailable

_EVERY = "5s"


@st.fragment(run_every=_EVERY)
def watch_data(shown: str, dataset: str, as_of: str = "") -> None:
    """Run the page again when the version of `dataset` is not `shown` any more; an earlier one stays what it is."""
    try:
        current = snapshot(dataset, as_of).version
    except (StoreUnavailable, NoSuchDraft):
        return
    if current != shown:
        st.rerun(scope="app")
