"""Whether the dashboard can serve, for a container's health check and for a proxy."""

from __future__ import annotations

import logging

from fastapi.responses import JSONResponse

from dashboard.serving import snapshot
from data.errors import NothingPublished, StoreUnavailable

_NO_STORE = {"Cache-Control": "no-store"}


def get_health() -> JSONResponse:
    """200 where the data can be read, with its version; null before the first import. 503 where it cannot be read."""
    try:
        version = snapshot().version
    except NothingPublished:
        return JSONResponse({"ok": True, "version": None}, headers=_NO_STORE)
    except StoreUnavailable as error:
        logging.getLogger(__name__).error("%s", error)
        return JSONResponse({"ok": False, "version": None}, 503, _NO_STORE)
    return JSONResponse({"ok": True, "version": version}, headers=_NO_STORE)
