"""gzip and zip of one table: unpacked into the reader's own folder, never further than the limits."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import IO

from data.errors import FileRejected
from data.parsing.text import clean_text
from data.reading.limits import Limits

_PIECE = 2**20
_RATIO_FROM = 16 * 2**20
_MOST_LISTED = 5
_IGNORED = ("__MACOSX/", ".DS_Store")


def unpack_gzip(file: str, path: Path, target: Path, limits: Limits) -> str:
    """Unpack into `target`; the suffix of what was inside, by the name of the archive."""
    with gzip.open(path) as stream:
        _copy(file, stream, target, path.stat().st_size, limits)
    return PurePosixPath(file.lower().removesuffix(".gz")).suffix


def unpack_zip(file: str, path: Path, target: Path, limits: Limits) -> str:
    """Unpack the one member into `target`; its suffix. Raises FileRejected where there are more."""
    try:
        with zipfile.ZipFile(path) as archive:
            member = _only_member(file, archive)
            check_sizes(file, [member], limits)
            with archive.open(member) as stream:
                _copy(file, stream, target, member.compress_size, limits)
            return PurePosixPath(member.filename.lower()).suffix
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error) as error:
        raise damaged_zip(file, error) from error


def damaged_zip(file: str, error: Exception) -> FileRejected:
    """The refusal of a zip that cannot be read."""
    if "password" in str(error) or "encrypted" in str(error):
        return FileRejected(f"{file}: the archive is protected by a password; unpack it and bring the table")
    return FileRejected(f"{file}: the archive is damaged ({clean_text(str(error))[:80]}); make it anew")


def check_sizes(file: str, members: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Raise FileRejected where the directory of the archive says that it holds more than the limits."""
    unpacked = sum(member.file_size for member in members)
    if unpacked > limits.unpacked:
        raise FileRejected(f"{file}: holds {unpacked:,} bytes, more than {limits.unpacked:,}; split the table")
    for member in members:
        _check_ratio(file, member.file_size, member.compress_size, limits)


def _only_member(file: str, archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    members = [m for m in archive.infolist() if not m.is_dir() and not m.filename.startswith(_IGNORED[0])]
    members = [m for m in members if PurePosixPath(m.filename).name not in _IGNORED]
    if len(members) != 1:
        names = ", ".join(clean_text(member.filename)[:60] for member in members[:_MOST_LISTED]) or "nothing"
        more = f" and {len(members) - _MOST_LISTED} more" if len(members) > _MOST_LISTED else ""
        raise FileRejected(f"{file}: the archive holds {names}{more}; make one that holds a single table")
    return members[0]


def _copy(file: str, stream: IO[bytes] | gzip.GzipFile, target: Path, packed: int, limits: Limits) -> None:
    written = 0
    try:
        with target.open("wb") as out:
            while piece := stream.read(_PIECE):
                written += len(piece)
                if written > limits.unpacked:
                    raise FileRejected(f"{file}: unpacks to more than {limits.unpacked:,} bytes; split the table")
                _check_ratio(file, written, packed, limits)
                out.write(piece)
    except (EOFError, OSError, zlib.error) as error:
        raise FileRejected(f"{file}: the archive is damaged or cut off; make it anew") from error


def _check_ratio(file: str, unpacked: int, packed: int, limits: Limits) -> None:
    if unpacked > _RATIO_FROM and unpacked > limits.ratio * max(packed, 1):
        raise FileRejected(
            f"{file}: unpacks to more than {limits.ratio} times its size, as only a trap does; bring the table unpacked"
        )
