"""What one server process shares: its store. Made once, when first asked for."""

from __future__ import annotations

from functools import cache

from data.importer import seed
from data.settings import settings
from data.store import Snapshot, Store


@cache
def store() -> Store:
    """The store of this process, with the bundled incidents unless the operator left them out."""
    current = settings()
    opened = Store(current.home)
    if current.bundled:
        seed(opened)
    return opened


def snapshot() -> Snapshot:
    """The current data version; a new one after every import. Raises StoreUnavailable where there is none."""
    return store().snapshot()
