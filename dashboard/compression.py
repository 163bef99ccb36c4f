"""Scripts sent compressed: Streamlit's own, 3 MB, become 1 MB, which is what a reader on a slow line waits for.

Streamlit leaves this to a proxy; a dashboard without one must be quick too. Each file is compressed once.
"""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.document import STATIC

_KINDS: Final = {".js": "text/javascript", ".css": "text/css"}
PACKED: Final = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
_LASTING: Final = "public, immutable, max-age=31536000"  # their names change with their content


class CompressedScripts:
    """ASGI middleware that answers for the scripts and style sheets below `static/` where the caller takes gzip."""

    def __init__(self, app: ASGIApp, prefix: str = "") -> None:
        self.app = app
        self.base = f"/{prefix.strip('/')}/static/" if prefix.strip("/") else "/static/"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a compressed file, or pass the request on."""
        if scope["type"] == "http" and scope["method"] == "GET" and scope["path"].startswith(self.base):
            file = scripts().get(scope["path"].removeprefix(self.base))
            if file and takes_gzip(scope):
                await _answer(file)(scope, receive, send)
                return
        await self.app(scope, receive, send)


@cache
def scripts() -> dict[str, Path]:
    """Streamlit's scripts and style sheets by their path below `static/`. Nothing else can be asked for by name."""
    below = STATIC / "static"
    return {path.relative_to(below).as_posix(): path for path in below.rglob("*") if path.suffix in _KINDS}


@cache
def compressed(file: Path) -> bytes:
    """The content of `file`, compressed."""
    return packed(file.read_bytes())


def packed(content: bytes) -> bytes:
    """`content`, compressed; the same content gives the same bytes."""
    return gzip.compress(content, compresslevel=6, mtime=0)


def takes_gzip(scope: Scope) -> bool:
    """Whether a caller reads compressed answers."""
    return "gzip" in Headers(scope=scope).get("accept-encoding", "")


def _answer(file: Path) -> Response:
    return Response(compressed(file), media_type=_KINDS[file.suffix], headers=PACKED | {"Cache-Control": _LASTING})
