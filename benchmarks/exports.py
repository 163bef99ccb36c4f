"""Seconds and memory of an export in each format: `python -m benchmarks.exports CSV` with a table of our own columns.

The table is imported into a home of its own, without a gazetteer: rows without coordinates stay without a place. Each
format is written by a process of its own; its memory is the most that it held at any moment.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from data.export.formats import FORMATS
from data.importer import import_files
from data.store import Store
from geocoding import Answer


def main(table: Path) -> None:
    """Import `table` and export it in each format."""
    with tempfile.TemporaryDirectory() as home:
        report = import_files(
            [table], Store(Path(home)), lambda places: dict.fromkeys(places, Answer("not_found", None))
        )
        print(f"{report.stored:,} reports; load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        print("| format | seconds | memory, MB | file, MB |\n|---|---|---|---|")
        for suffix, kind in FORMATS.items():
            if suffix == "html":  # holds fewer: benchmarks/onefile.py
                continue
            out = Path(home) / f"out.{suffix}"
            command = [sys.executable, "-m", "benchmarks.exports", "--one", str(out)]
            environment = os.environ | {"SHERU_HOME": home, "SHERU_BUNDLED": "0"}
            began = time.perf_counter()
            told = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
            seconds = time.perf_counter() - began
            print(
                f"| {kind.name} | {seconds:.1f} | {int(told) / 1024:.0f} | {out.stat().st_size / 2**20:.1f} |",
                flush=True,
            )


def _one(out: str) -> None:
    from data.__main__ import main as command

    assert command(["export", out]) == 0
    status = Path("/proc/self/status").read_text()  # getrusage would tell the most that the parent had, too
    print(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))


if __name__ == "__main__":
    _one(sys.argv[2]) if sys.argv[1] == "--one" else main(Path(sys.argv[1]))
