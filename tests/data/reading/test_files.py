"""The child that reads a foreign file: what it may cost, and what becomes of its death."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest

from data.errors import FileRejected
from data.reading import files
from data.reading.files import read_file
from data.reading.limits import BadLimit, Limits, limits, limits_table
from data.reading.table import ReadOptions
from tests.data.reading.conftest import cells


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "t.csv"
    path.write_text("date,place\n2021,Алматы\n", encoding="utf-8")
    return path


def test_a_file_is_read_by_a_child_and_its_folder_is_gone(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(table.parent))
    monkeypatch.setattr("tempfile.tempdir", None)
    read = read_file(table, ReadOptions(encoding="utf-8"))
    assert cells(read) == [(2, {"date": "2021", "place": "Алматы"})]
    assert (read.name, read.kind, read.read_as) == ("t.csv", "csv", ReadOptions("utf-8", ",", ""))
    assert (read.lines[0], list(read.lines), len(read.lines)) == (2, [2], 1)
    assert os.listdir(table.parent) == ["t.csv"]  # noqa: PTH208


def test_a_file_may_be_called_otherwise_than_it_lies_there(table: Path) -> None:
    assert read_file(table, name="her table.csv").name == "her table.csv"


@pytest.mark.parametrize("name", ["none.csv", ".", "empty.csv", "nul\0.csv"])
def test_what_cannot_be_opened_is_rejected(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty.csv").touch()
    with pytest.raises(FileRejected, match=r"cannot be read|is empty"):
        read_file(tmp_path / name)


def test_a_file_that_is_no_file_is_rejected_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    for path in (tmp_path / "pipe.csv", Path("/dev/zero")):
        with pytest.raises(FileRejected, match="no regular file"):
            read_file(path)


def test_a_file_that_is_too_large_starts_no_child(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", None)
    with pytest.raises(FileRejected, match=r"t.csv: 29 bytes is more than 5"):
        read_file(table, limits=Limits(bytes=5))


def test_too_little_memory_is_told(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_bytes(b"a" * 400 * 2**20)  # one line
    with pytest.raises(FileRejected, match="memory"):
        read_file(path, limits=Limits(memory=600 * 2**20))


def test_too_little_time_is_told(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_bytes(b"a,b\n" + b"1,2\n" * 30_000_000)
    with pytest.raises(FileRejected, match="took more than 1 seconds"):
        read_file(path, limits=Limits(seconds=1, rows=10**9))


@pytest.mark.parametrize(
    ("deadly", "reason"),
    [
        (signal.SIGSEGV, "broke down"),
        (signal.SIGABRT, "broke down"),
        (signal.SIGKILL, "took more"),
        (signal.SIGXCPU, "took more"),
    ],
)
def test_a_child_that_dies_rejects_its_file(
    table: Path, monkeypatch: pytest.MonkeyPatch, deadly: signal.Signals, reason: str
) -> None:
    class Dying(subprocess.Popen[bytes]):
        def communicate(self, *_: Any, **__: Any) -> Any:
            self.send_signal(deadly)
            self.wait()
            return b"", b""

    monkeypatch.setattr(files.subprocess, "Popen", Dying)
    with pytest.raises(FileRejected, match=reason) as refused:
        read_file(table)
    assert str(refused.value).startswith("t.csv")


def test_a_child_has_neither_network_nor_programs(tmp_path: Path) -> None:
    script = (
        "from data.reading.worker import _confine, Limits\n"
        "import socket, subprocess, os\n"
        "_confine(Limits())\n"
        "for use in (socket.socket, lambda: subprocess.run(['true']), os.fork, lambda: os.system('true')):\n"
        "    try: use()\n"
        "    except PermissionError: print('refused')\n"
    )
    run = subprocess.run(
        [files.sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=files.CHECKOUT
    )
    assert run.stdout.split() == ["refused"] * 4


def test_a_long_table_costs_the_reader_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_bytes(b"a,b,c\n" + b"one,two,three and some more text that is long enough\n" * 400_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    table = read_file(path)
    assert table.size == 400_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 40_000  # of 24 MB of text, kB


@pytest.mark.parametrize(
    ("bound", "content", "reason"),
    [
        ({"rows": 2}, "a\n1\n2\n3\n", "more than 2 rows"),
        ({"columns": 2}, "a,b,c\n", "3 columns are more than 2"),
        ({"rejected": 2}, "a\n" + "1,2\n" * 3, "more than 2 rows cannot be read; row 2: 2 cells"),
    ],
)
def test_a_limit_that_is_passed_is_named(tmp_path: Path, bound: dict[str, int], content: str, reason: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(FileRejected, match=reason):
        read_file(path, limits=Limits(**bound))


def test_limits_are_set_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHERU_MAX_ROWS", "7")
    assert (limits().rows, limits().columns) == (7, Limits().columns)
    for wrong in ("0", "-1", "many", "1.5", ""):
        monkeypatch.setenv("SHERU_MAX_ROWS", wrong)
        with pytest.raises(BadLimit, match="SHERU_MAX_ROWS"):
            limits()


def test_the_written_table_of_limits_is_that_of_the_code() -> None:
    assert limits_table() in (files.CHECKOUT / "docs" / "reading.md").read_text(encoding="utf-8")
