"""Reading a foreign file: a child process does it, so that the worst file costs its own import and nothing else."""

from __future__ import annotations

import dataclasses
import json
import os
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from data.errors import FileRejected, Rejection
from data.parsing.text import clean_text
from data.reading.limits import Limits
from data.reading.limits import limits as limits_set
from data.reading.table import ReadOptions, Table
from geocoding.environment import CHECKOUT

if TYPE_CHECKING:
    import pyarrow as pa

_TIMES = (signal.SIGXCPU, signal.SIGKILL)


class Numbers(Sequence[int]):
    """A column of numbers on disk as a sequence."""

    def __init__(self, column: pa.ChunkedArray) -> None:
        self._column = column

    def __len__(self) -> int:
        return len(self._column)

    @overload
    def __getitem__(self, at: int) -> int: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[int]: ...
    def __getitem__(self, at: int | slice) -> int | Sequence[int]:
        return Numbers(self._column[at]) if isinstance(at, slice) else int(self._column[at].as_py())

    def __iter__(self) -> Iterator[int]:
        for chunk in self._column.iterchunks():
            yield from chunk.to_pylist()


def read_file(path: Path, options: ReadOptions | None = None, limits: Limits | None = None, *, name: str = "") -> Table:
    """The table of a file of any kind that is read (docs/reading.md), its cells mapped from disk and not in memory.

    `name` is what the file is called in messages, where `path` is not its own name. Raises FileRejected, with a
    sentence that names the file, where the file as a whole cannot be used or would cost more than the limits.
    """
    limits = limits or limits_set()
    name = clean_text(name or path.name)  # a file name may hold what no terminal and no JSON should show
    _check_size(path, name, limits)
    with tempfile.TemporaryDirectory(prefix="sheru-reading-") as folder:
        request = {
            "path": os.fspath(path.resolve()),
            "name": name,
            "folder": folder,
            "options": dataclasses.asdict(options or ReadOptions()),
            "limits": dataclasses.asdict(limits),
        }
        status = _run(name, request, limits)
        return left_in(Path(folder), name, status, limits)


def _check_size(path: Path, name: str, limits: Limits) -> None:
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):  # a pipe would wait, a device never end
            raise FileRejected(f"{name}: cannot be read (it is no regular file)")
        path.open("rb").close()
    except (OSError, ValueError) as error:
        raise FileRejected(f"{name}: cannot be read ({getattr(error, 'strerror', error)})") from error
    size = about.st_size
    if size > limits.bytes:
        raise FileRejected(f"{name}: {size:,} bytes is more than {limits.bytes:,}; split the file")
    if not size:
        raise FileRejected(f"{name}: the file is empty, it has no header row")


def _run(name: str, request: dict[str, Any], limits: Limits) -> int:
    """Let the child work; its exit status."""
    with subprocess.Popen(
        [sys.executable, "-E", "-s", "-B", "-X", "utf8", "-m", "data.reading.worker"],
        cwd=CHECKOUT,
        env={"LANG": "C.UTF-8", "OMP_NUM_THREADS": "1", "TMPDIR": request["folder"]},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,  # nothing comes; its end tells that the child has ended
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as child:
        try:
            child.communicate(json.dumps(request).encode(), timeout=limits.seconds)
        except subprocess.TimeoutExpired as error:
            raise FileRejected(_too_slow(name, limits)) from error
        finally:
            child.kill()
    return child.returncode


def left_in(folder: Path, name: str, status: int, limits: Limits) -> Table:
    """What the child left. Raises FileRejected where it refused the file or broke down over it."""
    import pyarrow as pa

    try:
        rest = json.loads((folder / "rest.json").read_bytes())
    except (OSError, ValueError) as error:
        if -status in _TIMES:
            raise FileRejected(_too_slow(name, limits)) from error
        raise FileRejected(f"{name}: reading it broke down; {_too_much(limits)}, or it is damaged") from error
    if refused := rest.get("refused"):
        raise FileRejected(refused)
    if exhausted := rest.get("exhausted"):
        deep = "it is nested too deeply" if exhausted == "RecursionError" else _too_much(limits)
        raise FileRejected(f"{name}: cannot be read: {deep}")
    if failed := rest.get("failed"):
        raise FileRejected(f"{name}: cannot be read, it may be damaged ({failed})")
    with pa.memory_map(str(folder / "table.arrow")) as mapped:
        cells = pa.ipc.open_file(mapped).read_all()
    last = cells.num_columns - 1
    return Table(
        name=name,
        kind=rest["kind"],
        cells=cells.remove_column(last),
        lines=Numbers(cells.column(last)),
        read_as=ReadOptions(**rest["read_as"]),
        sheets=tuple(rest["sheets"]),
        rejected=tuple(Rejection(*parts) for parts in rest["rejected"]),
        notices=tuple(Rejection(*parts) for parts in rest["notices"]),
    )


def _too_slow(name: str, limits: Limits) -> str:
    return f"{name}: reading it took more than {limits.seconds} seconds; split the file, or save the table as CSV"


def _too_much(limits: Limits) -> str:
    return f"it needs more than {limits.memory // 2**20:,} MiB of memory"
