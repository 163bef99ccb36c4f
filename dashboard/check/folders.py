"""Whether what is written can be written, what is read is there, and who else can read it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from dashboard.check.finding import Finding, note, wrong
from data.errors import StoreUnavailable
from geocoding import OverlayRefused
from geocoding.index.file import index_path
from geocoding.overlay.configured import dump_files, places_file
from geocoding.writable import can_be_written


def folder_findings(home: Path, environment: Mapping[str, str]) -> Iterator[Finding]:
    """What is wrong with the home, the store in it, the gazetteer and the places of the operator's own."""
    yield from _home(home, environment)
    yield from _store(home)
    yield from _gazetteer(environment)
    for read in (lambda: places_file(environment, home), lambda: dump_files(environment)):
        try:
            read()
        except OverlayRefused as error:
            yield wrong(str(error))


def _home(home: Path, environment: Mapping[str, str]) -> Iterator[Finding]:
    if not can_be_written(home):
        yield wrong(f"{home} cannot be written by this user: nothing can be imported, and no private map made")
    elif not environment.get("SHERU_HOME") and home.name != "var":
        yield wrong(f"the checkout cannot be written, so all is kept in {home}, which may be emptied: set SHERU_HOME")
    if home.is_dir() and home.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield note(f"{home} is open to other users of this machine: chmod 700 keeps the store to yourself")


def _store(home: Path) -> Iterator[Finding]:
    if not os.path.lexists(home / "store" / "current"):
        yield note("nothing is published yet: the first start stores the bundled incidents, unless SHERU_BUNDLED=0")
        return
    from data.store import Store

    try:
        with_data = Store(home).snapshot()
    except (StoreUnavailable, OSError) as error:
        yield wrong(f"{error} A start of this edition may bring it up to date.")
        return
    yield note(f"the store serves data version {with_data.version}, published {with_data.published}")


def _gazetteer(environment: Mapping[str, str]) -> Iterator[Finding]:
    path = index_path()
    built = environment.get("SHERU_GAZETTEER", "").strip()
    if built and path.parent != Path(built).expanduser():
        yield wrong(f"SHERU_GAZETTEER: {built} holds no {path.name}, which this edition needs")
    if not path.exists():
        yield note(f"the gazetteer is not built: the first look-up does it in {path.parent} (about 15 seconds, once)")
        if not can_be_written(path.parent):
            yield wrong(f"{path.parent} cannot be written by this user, so the gazetteer cannot be built")
