"""What a reader sees when the page itself fails: a kind sentence and a way out, never a traceback."""

from __future__ import annotations

import logging

import streamlit as st

from dashboard.sections.header import message
from dashboard.translations import language_of, words


def show_failure(error: Exception) -> bool:
    """Say that something went wrong and log it for the operator. True: Streamlit shows nothing of its own."""
    logging.getLogger(__name__).error("the page failed", exc_info=error)
    _ = words(language_of(st.query_params.get("lang", ""), st.context.locale)).gettext
    message(_("Something went wrong on our side. Please reload the page."), way_out=_("Start again"))
    return True
