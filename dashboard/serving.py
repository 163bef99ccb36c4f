"""What one server process shares: its store. Made once, when first asked for."""

from __future__ import annotations

from functools import cache
from threading import Lock

from data.importer import seed
from data.settings import settings
from data.store import Snapshot, Store

_ONE_AT_A_TIME = Lock()


def store() -> Store:
    """The store of this process, with the bundled incidents unless the operator left them out."""
    with _ONE_AT_A_TIME:  # the first page and the warm-up ask at the same moment
        return opened_store()


@cache
def opened_store() -> Store:
    """The store, made once. Ask for it by `store`."""
    current = settings()
    opened = Store(current.home)
    if current.bundled:
        seed(opened)
    return opened


def snapshot() -> Snapshot:
    """The current data version; a new one after every import. Raises StoreUnavailable where there is none."""
    return store().snapshot()
