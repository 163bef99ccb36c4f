"""The entry point: `streamlit run` finds `app` here."""

import streamlit as st
from starlette.middleware import Middleware

from dashboard.failures import show_failure
from dashboard.headers import SafeHeaders
from dashboard.routes import routes
from dashboard.warmup import warm_up

app = st.App(
    "dashboard/page.py",
    routes=routes(st.get_option("server.baseUrlPath")),
    middleware=[Middleware(SafeHeaders)],
    lifespan=warm_up,
    on_script_error=show_failure,
)
