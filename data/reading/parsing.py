"""A file of any kind to rows: what it is, what is inside it, and who reads that."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from data.errors import FileRejected
from data.reading.archives import unpack_gzip, unpack_zip
from data.reading.arrow import ArrowCollector
from data.reading.sniffing import sniff

_START = 2**16


def parse(path: Path, into: ArrowCollector, folder: Path) -> None:
    """Read the file at `path`; what has to be unpacked goes into `folder`. Raises FileRejected."""
    _read(path, PurePosixPath(into.name.lower()).suffix, into, folder, packed=False)


def _read(path: Path, suffix: str, into: ArrowCollector, folder: Path, *, packed: bool) -> None:
    kind = sniff(into.name, _start(path), suffix)
    if kind == "zip" and is_workbook(path):
        kind = "workbook"
    if kind in ("zip", "gzip"):
        if packed:
            raise FileRejected(f"{into.name}: an archive inside an archive; bring the table itself")
        target = folder / "unpacked"
        inner = (unpack_zip if kind == "zip" else unpack_gzip)(into.name, path, target, into.limits)
        _read(target, inner, into, folder, packed=True)
    else:
        _READERS[kind](path, suffix, into)


def _start(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(_START)


def is_workbook(path: Path) -> bool:
    """Whether this zip is an XLSX or ODS file."""
    import zipfile

    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return False  # told by who unpacks it
    return bool(names & {"xl/workbook.xml", "xl/workbook.bin", "[Content_Types].xml", "content.xml"})


def _text(path: Path, suffix: str, into: ArrowCollector) -> None:
    from data.reading.delimited import read_delimited

    read_delimited(path, into, suffix)


def _json(path: Path, suffix: str, into: ArrowCollector) -> None:
    from data.reading.records import read_json

    read_json(path, into, suffix)


def _sheet(path: Path, _suffix: str, into: ArrowCollector) -> None:
    from data.reading.workbooks import read_workbook

    read_workbook(path, into)


def _parquet(path: Path, _suffix: str, into: ArrowCollector) -> None:
    from data.reading.parquet import read_parquet

    read_parquet(path, into)


_READERS = {"csv": _text, "json": _json, "workbook": _sheet, "xls": _sheet, "parquet": _parquet}
