"""The entry point: `streamlit run` finds `app` here."""

import streamlit as st
from starlette.middleware import Middleware

from dashboard.compression import CompressedScripts
from dashboard.failures import show_failure
from dashboard.headers import SafeHeaders
from dashboard.origins import OwnOrigin
from dashboard.routes import routes
from dashboard.starting import prepare
from dashboard.warmup import warm_up

prepare()
prefix = st.get_option("server.baseUrlPath")
app = st.App(
    "dashboard/page.py",
    routes=routes(prefix),
    middleware=[Middleware(SafeHeaders), Middleware(OwnOrigin), Middleware(CompressedScripts, prefix=prefix)],
    lifespan=warm_up,
    on_script_error=show_failure,
)
