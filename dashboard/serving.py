"""What one server process shares: its store and its geocoder. Each is made once, when first asked for."""

from __future__ import annotations

from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

from data.errors import NothingPublished
from data.importer import seed
from data.schema import PUBLIC
from data.settings import settings
from data.store import Snapshot, Store

if TYPE_CHECKING:
    from geocoding import OfflineGeocoder
    from geocoding.overlay.with_overlays import WithOverlays

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
    opened.renew()
    if current.bundled:
        seed(opened)
    return opened


def snapshot(dataset: str = PUBLIC) -> Snapshot:
    """The current data version of a dataset; a new one after every import. Raises StoreUnavailable where there is none.

    Each dataset has a store of its own, so no question to one can be answered from another.
    """
    if dataset != PUBLIC:
        raise NothingPublished("no dataset has this id")
    return store().snapshot()


def geocoder() -> OfflineGeocoder | WithOverlays | None:
    """The geocoder with the operator's own places; None where its index is not built: no request waits for that."""
    from geocoding.index.file import index_path

    if not index_path().exists():
        return None
    with _ONE_AT_A_TIME:
        return opened_geocoder()


@cache
def opened_geocoder() -> OfflineGeocoder | WithOverlays:
    """The geocoder, opened once. Ask for it by `geocoder`."""
    from geocoding import default_geocoder

    return default_geocoder(home=settings().home)
