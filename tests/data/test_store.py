"""The store beside other readers, other writers and killed ones."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import text

import data.schema
import data.store
from data.errors import StoreUnavailable
from data.filters import Filters
from data.listing import page
from data.store import Snapshot, Store
from tests.data.builders import bring, filled_store, stored_reports, write_table

ROOT = Path(__file__).resolve().parents[2]
ROW = {"date": "2021-02-28", "place": "Almaty", "country": "Kazakhstan"}

IMPORTER = """
import sys
from pathlib import Path
from data.importer import import_files
from data.store import Store
from tests.data.builders import locate
folder, files = Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]]
for file in files:
    assert import_files([file], Store(folder), locate).stored == 1
"""

KILLED = """
import os, signal, sys
from pathlib import Path
import data.schema
import data.store
from data.importer import import_files
from tests.data.builders import locate

whole = data.store.write

def killed_after_writing(work, path, changed):
    whole(work, path)
    os.kill(os.getpid(), signal.SIGKILL)

data.store.write = killed_after_writing
import_files([Path(sys.argv[2])], data.store.Store(Path(sys.argv[1])), locate)
"""

READER = """
import sys
from pathlib import Path
from sqlalchemy import text
from data.store import Store
with Store(Path(sys.argv[1])).snapshot().engine.connect() as connection:
    for line in sys.stdin:
        print(connection.execute(text("SELECT count(*) FROM incidents")).scalar_one(), flush=True)
"""


def start(script: str, *arguments: Path, **streams: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, text=True, **streams)


def total(snapshot: Snapshot) -> int:
    with snapshot.engine.connect() as connection:
        return page(connection, Filters()).total


def test_a_store_where_nothing_was_published_says_so(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert store.is_empty
    assert stored_reports(store) == []
    with pytest.raises(StoreUnavailable, match="import a file first"):
        store.snapshot()


@pytest.mark.parametrize("content", [b"", b"no database", b"\x00" * 5000])
def test_a_broken_file_is_unavailable_and_not_a_crash(tmp_path: Path, content: bytes) -> None:
    filled_store(tmp_path, [ROW])
    folder = tmp_path / "store"
    (folder / "broken.duckdb").write_bytes(content)
    (folder / "current").write_text("broken.duckdb", "utf-8")
    with pytest.raises(StoreUnavailable, match="cannot be opened"):
        Store(tmp_path).snapshot()


def test_a_reader_of_the_old_version_reads_on_and_the_next_question_sees_the_new(tmp_path: Path) -> None:
    store = filled_store(tmp_path, [ROW])
    old = store.snapshot()
    with old.engine.connect() as connection:
        bring(store, tmp_path / "more.csv", [ROW | {"killed": "1"}])
        assert connection.execute(text("SELECT count(*) FROM incidents")).scalar_one() == 1
    assert total(old) == 1
    new = store.snapshot()
    assert total(new) == 2
    assert new.version != old.version


def test_an_import_works_while_another_process_reads(tmp_path: Path) -> None:
    filled_store(tmp_path, [ROW])
    reader = start(READER, tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert reader.stdin is not None
    assert reader.stdout is not None

    def ask() -> int:
        reader.stdin.write("count\n")
        reader.stdin.flush()
        return int(reader.stdout.readline())

    assert ask() == 1
    bring(Store(tmp_path), tmp_path / "more.csv", [ROW | {"killed": "1"}])
    bring(Store(tmp_path), tmp_path / "more.csv", [ROW | {"killed": "2"}])
    assert ask() == 1
    reader.communicate(timeout=20)
    assert total(Store(tmp_path).snapshot()) == 3


def test_imports_of_two_processes_at_once_lose_nothing(tmp_path: Path) -> None:
    files = [write_table(tmp_path / f"{n}.csv", [ROW | {"killed": str(n)}]) for n in range(6)]
    imports = [start(IMPORTER, tmp_path, *files[:3]), start(IMPORTER, tmp_path, *files[3:])]
    assert [process.wait(timeout=60) for process in imports] == [0, 0]
    assert sorted(stored.killed.text for stored in stored_reports(Store(tmp_path))) == list("012345")


def test_threads_that_read_while_others_import_see_whole_versions(tmp_path: Path) -> None:
    store = filled_store(tmp_path, [ROW])
    seen: list[int] = []
    done = threading.Event()

    def watch() -> None:
        while not done.is_set():
            seen.append(total(store.snapshot()))

    watchers = [threading.Thread(target=watch) for _ in range(2)]
    for watcher in watchers:
        watcher.start()
    for number in range(4):
        bring(store, tmp_path / "more.csv", [ROW | {"killed": str(number)}, ROW | {"injured": str(number)}])
    done.set()
    for watcher in watchers:
        watcher.join(20)
    assert set(seen) <= {1, 3, 5, 7, 9}
    assert total(store.snapshot()) == 9


def test_a_writer_that_fails_leaves_the_old_data_and_no_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = filled_store(tmp_path, [ROW])
    before = store.snapshot().version

    def fail(_: object, path: Path, changed: str) -> None:
        path.write_bytes(b"half a store")
        raise OSError("disk full")

    with monkeypatch.context() as broken, pytest.raises(OSError, match="disk full"):
        broken.setattr(data.store, "write", fail)
        bring(store, tmp_path / "more.csv", [ROW | {"killed": "1"}])
    assert Store(tmp_path).snapshot().version == before
    assert not list((tmp_path / "store").glob("*.draft"))
    assert bring(store, tmp_path / "more.csv", [ROW | {"killed": "1"}]).stored == 1


def test_a_killed_writer_leaves_the_old_data_and_the_next_import_clears_up(tmp_path: Path) -> None:
    store = filled_store(tmp_path, [ROW])
    before = store.snapshot().version
    more = write_table(tmp_path / "more.csv", [ROW | {"killed": "1"}])
    assert start(KILLED, tmp_path, more).wait(timeout=30) == -signal.SIGKILL
    assert list((tmp_path / "store").glob("*.draft"))
    assert Store(tmp_path).snapshot().version == before
    assert bring(store, tmp_path / "more.csv", [ROW | {"killed": "1"}]).stored == 1
    assert not list((tmp_path / "store").glob("*.draft"))


def test_old_versions_are_removed_but_the_last(tmp_path: Path) -> None:
    store = filled_store(tmp_path, [ROW])
    for number in range(4):
        bring(store, tmp_path / "more.csv", [ROW | {"killed": str(number)}])
    kept = [path.name for path in (tmp_path / "store").glob("*.duckdb")]
    assert len(kept) == 2
    assert (tmp_path / "store" / "current").read_text("utf-8") in kept


def test_the_version_is_of_the_content_and_not_of_its_order(tmp_path: Path) -> None:
    rows = [ROW, ROW | {"killed": "1"}]
    versions = set()
    for name, order in (("one", rows), ("two", rows[::-1])):
        (tmp_path / name).mkdir()
        versions.add(filled_store(tmp_path / name, order).snapshot().version)
    assert len(versions) == 1


def test_a_store_of_another_format_is_refused_with_a_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as later_edition:
        later_edition.setattr(data.schema, "FORMAT", data.schema.FORMAT + 1)
        filled_store(tmp_path, [ROW])
    with pytest.raises(StoreUnavailable, match="a later edition"):
        bring(Store(tmp_path), tmp_path / "more.csv", [ROW | {"killed": "1"}])
    with pytest.raises(StoreUnavailable, match="export it with that edition"):
        Store(tmp_path).snapshot()


def test_many_slow_readers_do_not_keep_others_out(tmp_path: Path) -> None:
    engine = filled_store(tmp_path, [ROW]).snapshot().engine
    slow = [engine.connect() for _ in range(40)]
    with engine.connect() as another:
        assert page(another, Filters()).total == 1
    for connection in slow:
        connection.close()
