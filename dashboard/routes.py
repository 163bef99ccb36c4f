"""What the server answers beside the page: the API and our own files, below the path prefix where there is one."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from functools import cache, partial
from os import PathLike, stat_result
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from dashboard.api.app import create_api
from dashboard.assets_urls import ASSETS, JOINED, joined
from dashboard.compression import PACKED, compressed, packed, takes_gzip
from dashboard.document import open_page

COMPRESSED = (".js", ".css", ".json", ".svg")
"""Our own files that become smaller; the base map is the largest of them."""


class OwnFiles(StaticFiles):
    """Static files, compressed; one that is asked for by its digest may be kept for ever."""

    def file_response(
        self, full_path: str | PathLike[str], stat_result: stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """A 304 or the file: compressed where that helps and the caller takes it."""
        plain = super().file_response(full_path, stat_result, scope, status_code)
        if plain.status_code != 200 or Path(full_path).suffix not in COMPRESSED or not takes_gzip(scope):
            return plain
        kept = {name: plain.headers[name] for name in ("etag", "last-modified", "content-type")}
        return Response(compressed(Path(full_path)), headers=kept | PACKED)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a file."""
        lasting = b"v=" in scope.get("query_string", b"")

        async def send_with_age(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                age = b"public, max-age=31536000, immutable" if lasting else b"no-cache"
                message["headers"] = [*message["headers"], (b"cache-control", age)]
            await send(message)

        await super().__call__(scope, receive, send_with_age)


async def _joined(name: str, request: Request) -> Response:
    """A file that is made of several; asked for by its digest it may be kept for ever."""
    kind = "text/javascript" if name.endswith(".js") else "text/css"
    headers = {"Cache-Control": "public, max-age=31536000, immutable" if "v" in request.query_params else "no-cache"}
    if takes_gzip(request.scope):
        return Response(_packed(name), media_type=kind, headers=headers | PACKED)
    return Response(joined(name), media_type=kind, headers=headers)


@cache
def _packed(name: str) -> bytes:
    return packed(joined(name).encode())


def routes(prefix: str = "") -> Sequence[BaseRoute]:
    """The routes below `prefix` (`server.baseUrlPath`, "" for none)."""
    base = f"/{prefix.strip('/')}" if prefix.strip("/") else ""
    return [
        Route(f"{base}/", open_page),
        Mount(f"{base}/api", create_api()),
        *(Route(f"{base}/assets/{name}", partial(_joined, name)) for name in JOINED),
        Mount(f"{base}/assets", OwnFiles(directory=ASSETS)),
    ]
