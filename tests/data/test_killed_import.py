"""The import command, killed at any moment: the old data is served, and the next import ends as if nothing had been."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from data import parts
from data.store import Store
from tests.data.builders import filled_store, write_table

ROOT = Path(__file__).resolve().parents[2]
KILLS = 20
OLD = {"date": "2021-02-28", "place": "Almaty", "country": "Kazakhstan"}
LARGE = """
import sys
from pathlib import Path
from data import parts
from data.importer import import_files
from data.store import Store
from tests.data.builders import locate
parts._LARGE, parts._ROWS = 0, 50
if __name__ == "__main__":
    import_files([Path(sys.argv[2])], Store(Path(sys.argv[1])), locate, progress=lambda *told: print(*told, flush=True))
"""


def rows(number: int) -> list[dict[str, str]]:
    """Rows that need no gazetteer; some of them share an id, also with others."""
    located = OLD | {"lat": "43.25", "lon": "76.95", "precision": "city", "method": "exact name", "placing": "found"}
    return [located | {"killed": str(n), "incident_id": f"kz-{n // 3}" if n % 5 == 0 else ""} for n in range(number)]


def started(home: Path, file: Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "SHERU_HOME": str(home), "SHERU_BUNDLED": "0"}
    command = [sys.executable, "-m", "data", "import", str(file)]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)


def test_killed_at_any_moment_it_leaves_the_old_data_and_is_repeatable(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    before = filled_store(tmp_path / "old", [OLD | {"incident_id": "kz-1"}]).snapshot().version
    file = write_table(tmp_path / "rows.csv", rows(3000))
    whole = tmp_path / "whole"
    shutil.copytree(tmp_path / "old", whole)
    begun = time.monotonic()
    assert started(whole, file).wait(timeout=120) == 0
    took = time.monotonic() - begun
    after = Store(whole).snapshot().version
    home = tmp_path / "killed"
    shutil.copytree(tmp_path / "old", home)
    moments = random.Random(1)  # the same moments in each run of the test
    in_time = 0
    for _ in range(KILLS):
        process = started(home, file)
        try:
            process.wait(timeout=moments.uniform(0, took))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        version = Store(home).snapshot().version
        assert version in (before, after)
        in_time += version == before
        if version == after:  # it was too quick: from the beginning
            shutil.rmtree(home)
            shutil.copytree(tmp_path / "old", home)
    assert in_time >= KILLS // 2
    assert started(home, file).wait(timeout=120) == 0
    assert Store(home).snapshot().version == after
    left = {path.name for path in (home / "store").iterdir()}
    assert not [name for name in left if "draft" in name or name == "work"]


def test_the_processes_beside_a_killed_import_end_as_well(tmp_path: Path) -> None:
    file = write_table(tmp_path / "rows.csv", rows(3000))
    script = tmp_path / "large.py"
    script.write_text(LARGE)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, str(script), str(tmp_path), str(file)], env=environment, text=True, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    while "understand" not in process.stdout.readline():
        assert process.poll() is None
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    assert len(children) >= parts._WORKERS
    process.send_signal(signal.SIGKILL)
    process.communicate()
    patience = time.monotonic() + 20
    while [child for child in children if is_running(child)] and time.monotonic() < patience:
        time.sleep(0.05)
    assert not [child for child in children if is_running(child)]


def is_running(process: str) -> bool:
    """Whether it runs: one that has ended and that nobody asked about yet is in state Z."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(") ", 1)[1][0] != "Z"
    except FileNotFoundError:
        return False


if not Path("/proc").exists():
    pytest.skip("who is whose child is read from /proc", allow_module_level=True)
