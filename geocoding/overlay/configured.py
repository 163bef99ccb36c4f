"""The geocoder that this machine is set up for: the gazetteer with the operator's own places."""

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from geocoding.overlay.errors import OverlayRefused

if TYPE_CHECKING:
    from geocoding.offline import OfflineGeocoder
    from geocoding.overlay.with_overlays import WithOverlays

HOME = "SHERU_HOME"
PLACES = "SHERU_PLACES"
DUMPS = "SHERU_GEONAMES"
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
) -> "OfflineGeocoder | WithOverlays":
    """The gazetteer, with the operator's own places around it.

    The editor's list is `places`, else that of SHERU_PLACES, else places.csv in `home` (by default SHERU_HOME). The
    country dumps are those of SHERU_GEONAMES, parted as PATH is; each is compiled once. `environment` is by default
    that of the process. `tell` gets every message about rows and lines that are left out.
    Raises OverlayRefused where a file that is named cannot be used; otherwise as OfflineGeocoder.
    """
    from geocoding.offline import OfflineGeocoder
    from geocoding.overlay.dump import Dump
    from geocoding.overlay.editors_list import read_editors_list
    from geocoding.overlay.with_overlays import WithOverlays

    environment = os.environ if environment is None else environment
    path = places or places_file(environment, home)
    editors = [read_editors_list(path)] if path else []
    for overlay in editors:
        _tell_problems(overlay.problems, tell)
    dumps = [Dump(path) for path in dump_files(environment)]
    for dump in dumps:
        _tell_problems(dump.problems, tell)
    offline = OfflineGeocoder()
    return WithOverlays(offline, editors, dumps) if editors or dumps else offline


def places_file(environment: Mapping[str, str], home: Path | None) -> Path | None:
    """The list that is named, or the one in the home. Raises OverlayRefused where the named one is missing."""
    named = environment.get(PLACES, "").strip()
    if named:
        if not Path(named).expanduser().is_file():
            raise OverlayRefused(f"{PLACES}: there is no file {named}; name a CSV, or unset it")
        return Path(named).expanduser()
    folder = home or (Path(environment[HOME]).expanduser() if environment.get(HOME) else None)
    path = folder / PLACES_FILE if folder else None
    return path if path and path.is_file() else None


def dump_files(environment: Mapping[str, str]) -> list[Path]:
    """The dumps that are named. Raises OverlayRefused where one is missing."""
    named = [part.strip() for part in environment.get(DUMPS, "").split(os.pathsep)]
    paths = [Path(part).expanduser() for part in named if part]
    for path in paths:
        if not path.is_file():
            raise OverlayRefused(f"{DUMPS}: there is no file {path}; name the .txt file of a dump, or unset it")
    return paths


def _tell_problems(problems: tuple[str, ...], tell: Callable[[str], None]) -> None:
    for problem in problems[:_SHOWN]:
        tell(f"left out: {problem}")
    if len(problems) > _SHOWN:
        tell(f"left out: {len(problems) - _SHOWN} more rows")
