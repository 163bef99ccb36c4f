"""How long the server took: the map asks for what may be wanted next only while the server is quick.

The reader's line does not count, so that a slow one does not look like a server that is busy.
"""

from __future__ import annotations

import time
from collections.abc import MutableMapping
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send


class Timed:
    """ASGI middleware that adds `Server-Timing: answer;dur=`, the milliseconds until the answer begins.

    What a request waited for its turn is in it. Source: W3C Server Timing.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and say how long it took."""
        began = time.perf_counter()

        async def send_with_time(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                took = f"answer;dur={(time.perf_counter() - began) * 1000:.1f}"
                message["headers"] = [*message.get("headers", []), (b"server-timing", took.encode())]
            await send(message)

        await self.app(scope, receive, send_with_time if scope["type"] == "http" else send)
