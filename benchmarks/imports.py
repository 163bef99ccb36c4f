"""Measures the import of a large table, from CSV and from Parquet, beside a dashboard that serves the same home.

    python -m benchmarks.imports [ROWS]

Each import is the command itself, with the gazetteer, into a home of its own that holds the bundled incidents. Memory
is what all its processes hold at one moment (a page that several share counts once), seen every tenth of a second.
Seconds of the processor stand beside those of the clock: on a busy machine the second grow, the first much less.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.grow import grow
from geocoding.index.file import ensure_index
from tests.browser.conftest import ROOT, serve

ROWS = 1_000_000
QUESTIONS = (
    "summary",
    "timeline",
    "clusters?bbox=-180,-85,180,85&zoom=2",
    "clusters?bbox=60,40,90,55&zoom=6",
    "incidents",
)
_MIB = 2**20


@dataclass(frozen=True)
class Measured:
    """What one import took."""

    seconds: float
    processor: float
    memory: int
    told: str


def main(rows: int) -> None:
    """Print the table."""
    print(f"{rows:,} rows; load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print("| from | file | seconds | of the processor | rows a second | memory | dashboard before | dashboard after |")
    print("|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(prefix="sheru-imports-") as folder:
        for suffix in (".csv", ".parquet"):
            file = Path(folder) / f"grown{suffix}"
            grow(rows, file)
            print(_row(file, Path(folder) / suffix[1:], rows), flush=True)
            file.unlink()
    print(f"load after: {os.getloadavg()[0]:.1f}")


def _row(file: Path, home: Path, rows: int) -> str:
    (home / "cache").mkdir(parents=True)
    index = ensure_index(progress=False)
    (home / "cache" / index.name).symlink_to(index)
    with serve(home) as address:
        server = _children(os.getpid())
        before = _asked(address, server)
        took = _import(file, home)
        after = _asked(address, server)
    if f"rows read {rows} = stored {rows} " not in took.told:
        raise SystemExit(f"not every row was stored: {took.told.splitlines()[0]}")
    cells = (
        file.suffix[1:],
        f"{file.stat().st_size / _MIB:.0f} MiB",
        f"{took.seconds:.0f}",
        f"{took.processor:.0f}",
        f"{rows / took.seconds:,.0f}",
        *(f"{memory / _MIB:.0f} MiB" for memory in (took.memory, before, after)),
    )
    return f"| {' | '.join(cells)} |"


def _import(file: Path, home: Path) -> Measured:
    command = [sys.executable, "-m", "data", "import", str(file)]
    before, started = os.times(), time.monotonic()
    with subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "SHERU_HOME": str(home)}, text=True, stdout=subprocess.PIPE
    ) as process:
        memory = 0
        while process.poll() is None:
            memory = max(memory, _memory([process.pid, *_children(process.pid)]))
            time.sleep(0.1)
        seconds, now = time.monotonic() - started, os.times()
        told = process.stdout.read() if process.stdout else ""
    processor = now.children_user + now.children_system - before.children_user - before.children_system
    return Measured(seconds, processor, memory, told)


def _asked(address: str, server: list[int]) -> int:
    """The memory of the server after it answered what a page asks."""
    for question in QUESTIONS:
        with urllib.request.urlopen(f"{address}/api/{question}", timeout=60) as answer:
            answer.read()
    return _memory(server)


def _memory(processes: list[int]) -> int:
    """Bytes that these processes hold in memory, by the share of each in its pages (Linux: smaps_rollup)."""
    return sum(_share(process) for process in processes)


def _share(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0  # it has ended meanwhile
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def _children(process: int) -> list[int]:
    return list(_descendants(process))


def _descendants(process: int) -> Iterator[int]:
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            children = [int(child) for child in task.read_text(encoding="ascii").split()]
        except OSError:
            continue  # it has ended meanwhile
        for child in children:
            yield child
            yield from _descendants(child)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
