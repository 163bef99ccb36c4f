"""New data without a restart: every few seconds the page looks whether an import has published."""

from __future__ import annotations

import streamlit as st

from dashboard.serving import snapshot

_EVERY = "5s"


@st.fragment(run_every=_EVERY)
def watch_data(shown: str) -> None:
    """Run the page again when the data version is not `shown` any more."""
    if snapshot().version != shown:
        st.rerun(scope="app")
