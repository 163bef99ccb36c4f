"""A server that is told to stop waits a few seconds for its readers, and not for ever.

uvicorn waits until every connection has ended, and one that a browser opened in advance and never used may not end.
Streamlit makes uvicorn's settings and has none for this.
"""

from __future__ import annotations

import signal
from typing import Final

import uvicorn

PATIENCE: Final = 5
"""Seconds after which an answer that is under way is given up."""


def stop_in_time() -> None:
    """Call where the server has begun: uvicorn has taken the signals by then, so that the signals lead to it."""
    server = getattr(signal.getsignal(signal.SIGTERM), "__self__", None)
    if isinstance(server, uvicorn.Server):
        server.config.timeout_graceful_shutdown = PATIENCE
