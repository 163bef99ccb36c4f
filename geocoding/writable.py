"""A folder to write in where the usual one cannot be written: a checkout or an image that is read-only."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path


def can_be_written(folder: Path) -> bool:
    """Whether files can be made in `folder`, or it can be made itself. Tried, for what the modes say is not all."""
    there = next(path for path in (folder.absolute(), *folder.absolute().parents) if os.path.lexists(path))
    try:
        with tempfile.TemporaryFile(dir=there):
            return True
    except OSError:
        return False


def temporary_home() -> Path:
    """A folder of this user alone below the system's folder for temporary files, the same one each time.

    Raises PermissionError where another user has put something in its place.
    """
    user = os.getuid()
    folder = Path(tempfile.gettempdir()) / f"sheru-{user}"
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != user or found.st_mode & 0o022:
        raise PermissionError(f"{folder} is not this user's own folder; set SHERU_HOME to one that can be written")
    return folder
