"""Where the gazetteer's index lies, and how it comes to be there."""

import os
from collections.abc import Callable
from pathlib import Path

from geocoding.index.sources import data_version
from geocoding.writable import can_be_written, temporary_home

_HOME = "SHERU_HOME"
_BUILT_BEFORE = "SHERU_GAZETTEER"


def cache_folder() -> Path:
    """`$SHERU_HOME/cache` where SHERU_HOME is set, else the user's cache folder, if it can be written."""
    home = os.environ.get(_HOME)
    if home:
        return Path(home).expanduser() / "cache"
    from platformdirs import user_cache_path

    folder = user_cache_path("sheru")
    return folder if can_be_written(folder) else temporary_home() / "cache"


def index_path() -> Path:
    """The index of this version of the code and of the data packages; it may not exist yet.

    One that was built before, in the folder SHERU_GAZETTEER, is used where it is of this version.
    """
    from geocoding.index.schema import SCHEMA_VERSION

    name = f"gazetteer-{SCHEMA_VERSION}-{data_version()}.sqlite"
    built = os.environ.get(_BUILT_BEFORE, "").strip()
    if built and (path := Path(built).expanduser() / name).is_file():
        return path
    return cache_folder() / name


def ensure_index(*, progress: bool = True) -> Path:
    """The path of the gazetteer's index, built first where it is missing."""

    def build(temporary: Path) -> None:
        from geocoding.index.build import build_index

        build_index(temporary, progress=progress)

    return ensure_built(index_path(), build)


def ensure_built(path: Path, build: Callable[[Path], None]) -> Path:
    """The path of a file that `build` makes, built first where it is missing.

    Built into a temporary file and moved into place: a build that is killed leaves no index, and a process that reads
    the old one is not disturbed. Of several builders at once one builds and the others wait for it.
    """
    if path.exists():
        return path
    from filelock import FileLock

    path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(path.with_suffix(".lock")):
        if path.exists():
            return path
        for left_over in path.parent.glob(f"{path.name}.*.tmp"):
            left_over.unlink(missing_ok=True)
        temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
        try:
            build(temporary)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    return path
