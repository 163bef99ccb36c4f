"""The geocoder that this machine is set up for: the gazetteer with the operator's own places."""

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from geocoding.overlay.errors import OverlayRefused

if TYPE_CHECKING:
    from geocoding.batch import Locator

HOME = "SHERU_HOME"
PLACES = "SHERU_PLACES"
PLACES_FILE = "places.csv"
_SHOWN = 20
"""Rows with a problem that are named one by one."""


def _on_stderr(message: str) -> None:
    print(f"geocoding: {message}", file=sys.stderr)


def default_geocoder(
    *,
    places: Path | None = None,
    home: Path | None = None,
    environment: Mapping[str, str] | None = None,
    tell: Callable[[str], None] = _on_stderr,
) -> "Locator":
    """The gazetteer, with the editor's list of `places`, else of SHERU_PLACES, else places.csv in `home`.

    `home` is by default SHERU_HOME, `environment` that of the process. `tell` gets every message about rows that are
    left out. Raises OverlayRefused where a file that is named cannot be used; as OfflineGeocoder otherwise.
    """
    from geocoding.offline import OfflineGeocoder
    from geocoding.overlay.editors_list import read_editors_list
    from geocoding.overlay.with_overlays import WithOverlays

    environment = os.environ if environment is None else environment
    path = places or _places_file(environment, home)
    editors = [read_editors_list(path)] if path else []
    for overlay in editors:
        _tell_problems(overlay.problems, tell)
    offline = OfflineGeocoder()
    return WithOverlays(offline, editors) if editors else offline


def _places_file(environment: Mapping[str, str], home: Path | None) -> Path | None:
    """The list that is named, which must be there, or the one that lies in the home."""
    named = environment.get(PLACES, "").strip()
    if named:
        if not Path(named).expanduser().is_file():
            raise OverlayRefused(f"{PLACES}: there is no file {named}; name a CSV, or unset it")
        return Path(named).expanduser()
    folder = home or (Path(environment[HOME]).expanduser() if environment.get(HOME) else None)
    path = folder / PLACES_FILE if folder else None
    return path if path and path.is_file() else None


def _tell_problems(problems: tuple[str, ...], tell: Callable[[str], None]) -> None:
    for problem in problems[:_SHOWN]:
        tell(f"left out: {problem}")
    if len(problems) > _SHOWN:
        tell(f"left out: {len(problems) - _SHOWN} more rows")
