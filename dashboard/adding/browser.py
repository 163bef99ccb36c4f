"""What tells the browser of an editor from others: a random number, and nothing that leads to a person."""

from __future__ import annotations

import secrets
from typing import Final

import streamlit as st
from streamlit.web.server.starlette.starlette_app_utils import decode_xsrf_token_string
from streamlit.web.server.starlette.starlette_server_config import XSRF_COOKIE_NAME

_SESSION: Final = "browser_session"


def browser() -> str:
    """The same for every page of one browser until it is closed.

    It is the random number that Streamlit gives each browser against forged requests; without its cookie, one of the
    session: that one ends when the page is loaded anew.
    """
    token, _ = decode_xsrf_token_string(st.context.cookies.get(XSRF_COOKIE_NAME, ""))
    if token:
        return token.hex()
    return str(st.session_state.setdefault(_SESSION, secrets.token_hex(16)))
