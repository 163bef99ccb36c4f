"""Who may ask, and how often: pages of other sites may read the public dataset, and nobody may ask without end."""

from __future__ import annotations

import ipaddress
import math
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.api.requests import dataset_of
from data.schema import PUBLIC

_MOST_ADDRESSES: Final = 10_000


class PublicForAll:
    """ASGI middleware: scripts of any site may read what is public (CORS), and nothing else."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.open = CORSMiddleware(
            app,
            allow_origins=["*"],
            allow_methods=["GET"],
            allow_headers=["If-None-Match"],
            expose_headers=["ETag", "Link", "Retry-After", "Content-Disposition"],
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        is_open = scope["type"] == "http" and _is_public(Request(scope))
        await (self.open if is_open else self.app)(scope, receive, send)


def _is_public(request: Request) -> bool:
    below = request.url.path.removeprefix(request.scope.get("root_path", ""))
    return not below.startswith("/drafts") and dataset_of(request) == PUBLIC


class Allowance:
    """So many requests a minute for each address: a full bucket at first, which fills again drop by drop.

    Kept in memory and written nowhere. Of many addresses those that asked longest ago are forgotten.
    """

    def __init__(self, a_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = float(a_minute)
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, address: str) -> int:
        """Take a request; 0, or the whole seconds after which there is room for one."""
        now = self._clock()
        left, then = self._buckets.pop(address, (self._most, now))
        left = min(self._most, left + (now - then) * self._most / 60)
        taken = left >= 1
        self._buckets[address] = (left - 1 if taken else left, now)
        while len(self._buckets) > _MOST_ADDRESSES:
            self._buckets.popitem(last=False)
        return 0 if taken else math.ceil((1 - left) * 60 / self._most)


class RateLimit:
    """ASGI middleware: more than the operator allows is answered with 429 and when to come back (RFC 6585)."""

    def __init__(self, app: ASGIApp, allowance: Allowance) -> None:
        self.app = app
        self.allowance = allowance

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        seconds = self.allowance.wait(_network(scope)) if scope["type"] == "http" else 0
        if not seconds:
            await self.app(scope, receive, send)
            return
        detail = f"too many requests from this address; come back in {seconds} seconds"
        refused = JSONResponse({"detail": detail}, 429, {"Retry-After": str(seconds), "Cache-Control": "no-store"})
        await refused(scope, receive, send)


def _network(scope: Scope) -> str:
    """The address of the caller; of IPv6 the network, for each customer has one of 2^64 addresses."""
    host = (scope.get("client") or ("",))[0]
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return str(host)
    return str(address) if address.version == 4 else str(ipaddress.ip_network((address, 64), strict=False))
