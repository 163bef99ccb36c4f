"""Gets ready for the first reader while the server already answers: loads what the page needs, opens the data."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread
from typing import Any

from dashboard.stopping import stop_in_time
from data.errors import SheruError


@asynccontextmanager
async def warm_up(_: object) -> AsyncIterator[dict[str, Any]]:
    """Lifespan of the server: prepares in a thread of its own, so that starting waits for nothing."""
    stop_in_time()
    Thread(target=_prepare, name="warm-up", daemon=True).start()
    yield {}


def _prepare() -> None:
    # Not streamlit_folium: its component is registered where it is first imported, and that must be the page.
    import pandas  # noqa: F401 - only to be loaded

    import dashboard.map.layer  # noqa: F401 - loads folium
    from dashboard.serving import snapshot

    try:
        snapshot()
    except SheruError as error:
        logging.getLogger(__name__).warning("%s", error)
