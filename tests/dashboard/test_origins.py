"""A session is opened by our own page, and a stranger cannot make the server ask the internet who it is."""

from __future__ import annotations

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from dashboard.origins import OwnOrigin


async def _greet(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("open")
    await socket.close()


def opens(origin: str | None, host: str = "sheru.example.org") -> bool:
    app = Starlette(routes=[WebSocketRoute("/stream", _greet)], middleware=[Middleware(OwnOrigin)])
    headers = {"host": host, **({"origin": origin} if origin is not None else {})}
    try:
        with TestClient(app).websocket_connect("/stream", headers=headers) as socket:
            return socket.receive_text() == "open"
    except WebSocketDisconnect:
        return False


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        (None, "sheru.example.org"),
        ("https://sheru.example.org", "sheru.example.org"),
        ("https://sheru.example.org:8443", "sheru.example.org:8443"),
        ("http://localhost:3000", "127.0.0.1:8501"),
    ],
)
def test_our_own_page_opens_a_session(origin: str | None, host: str) -> None:
    assert opens(origin, host)


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "https://sheru.example.org.evil.example",
        "https://sheru.example.org:1",
        "null",
        "",
        "http://[",
    ],
)
def test_the_page_of_another_site_does_not(origin: str) -> None:
    assert not opens(origin)


def test_an_operator_may_name_another_site(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = st.get_option
    named = {"server.corsAllowedOrigins": ["https://partner.example"]}
    monkeypatch.setattr(st, "get_option", lambda name: named.get(name, usual(name)))
    assert opens("https://partner.example")
    assert not opens("https://evil.example")
