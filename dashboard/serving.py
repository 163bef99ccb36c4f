"""What one server process shares: its store and its geocoder. Each is made once, when first asked for."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from data.drafts.folder import Drafts
from data.errors import StoreUnavailable
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
    """The store, made once. Ask for it by `store`. Raises StoreUnavailable where its folder cannot be used."""
    current = settings()
    opened = Store(current.home, kept_versions=current.kept_versions)
    try:
        opened.renew()
        if current.bundled:
            seed(opened)
    except OSError as error:
        advice = "set SHERU_HOME to a folder that can be written"
        raise StoreUnavailable(f"{current.home} cannot be used ({error.strerror or error}): {advice}") from error
    return opened


def snapshot(dataset: str = PUBLIC, as_of: str = "") -> Snapshot:
    """The current version of `dataset`, a new one after every import; or, of the public one, that of `as_of`.

    Raises StoreUnavailable where there is none, NoSuchVersion where that one is not kept, NoSuchDraft where no private
    dataset has this id.
    """
    if dataset == PUBLIC:
        return store().version(as_of) if as_of else store().snapshot()
    return _private_store(drafts().home_of(dataset)).snapshot()


def drafts() -> Drafts:
    """Where the private datasets of this server are."""
    current = settings()
    return Drafts(current.home, current.private)


@lru_cache(maxsize=32)
def _private_store(home: Path) -> Store:
    """An open store, brought up to date where an earlier edition made it. The one not looked at for longest goes."""
    opened = Store(home)
    opened.renew()
    return opened


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
