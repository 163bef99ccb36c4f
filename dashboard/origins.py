"""Sessions are for our own page: another site's may not open one, and the server asks nobody who it is.

Streamlit holds the Origin of a WebSocket against the Host and, where they differ, against the server's own addresses:
for these it asks a host on the internet. One request of a stranger with an Origin of his own is enough for that.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

_OWN_MACHINE: Final = ("localhost", "127.0.0.1")
_POLICY_VIOLATION: Final = 1008


class OwnOrigin:
    """ASGI middleware that refuses a WebSocket from the page of another site.

    `server.corsAllowedOrigins` names sites that may, `server.enableCORS = false` lets every one: for proxies that
    change the Host.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass it on, or refuse it before it is accepted."""
        if scope["type"] != "websocket" or _may_come(Headers(scope=scope)):
            await self.app(scope, receive, send)
            return
        await receive()
        await send({"type": "websocket.close", "code": _POLICY_VIOLATION})


def _may_come(headers: Headers) -> bool:
    origin = headers.get("origin")
    if origin is None or not st.get_option("server.enableCORS"):
        return True
    try:
        parts = urlsplit(origin)
        host = parts.hostname
    except ValueError:
        return False
    allowed = (*_OWN_MACHINE, st.get_option("browser.serverAddress"))
    return parts.netloc == headers.get("host") or host in allowed or origin in _sites()


def _sites() -> list[str]:
    return list(st.get_option("server.corsAllowedOrigins") or [])
