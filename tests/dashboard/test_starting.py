"""How a dashboard starts: whose settings win, and what it does where nothing can be written."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError

import pytest

from data.importer import seed
from data.store import Store
from tests.browser.conftest import free_port

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("dashboard", "data", "geocoding", ".streamlit", "streamlit_app.py")


def test_the_environment_wins_over_streamlit_s_secrets(tmp_path: Path) -> None:
    """Streamlit by itself puts the secrets over the environment."""
    (tmp_path / ".streamlit").mkdir()
    secrets = 'SHERU_CONTACT = "a@secrets.org"\nSHERU_FEWEST = 3\n'
    (tmp_path / ".streamlit" / "secrets.toml").write_text(secrets)
    code = "from dashboard.starting import prepare; prepare()\n"
    code += "from data.settings import settings; print(settings().contact, settings().coarsening.fewest)"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=tmp_path,  # where Streamlit looks for them
        env={**os.environ, "PYTHONPATH": str(ROOT), "SHERU_CONTACT": "b@environment.org"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["b@environment.org", "3"]


def test_a_setting_that_cannot_be_stops_the_start(tmp_path: Path) -> None:
    expected = pytest.raises(AssertionError, match=r"error: SHERU_UPLOADS='maybe' is neither 1 nor 0")
    with expected, served(ROOT, tmp_path, SHERU_UPLOADS="maybe", SHERU_HOME=str(tmp_path)):
        pass


@pytest.fixture(scope="module")
def read_only(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A checkout that nobody may write into."""
    checkout = tmp_path_factory.mktemp("read-only") / "checkout"
    checkout.mkdir()
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, checkout / part, ignore=shutil.ignore_patterns("__pycache__", "secrets.toml"))
        else:
            shutil.copy(ROOT / part, checkout)
    locked(checkout, 0o555)
    yield checkout
    locked(checkout, 0o755)


def test_a_read_only_checkout_keeps_its_data_in_a_temporary_folder(read_only: Path, tmp_path: Path) -> None:
    with served(read_only, tmp_path) as address:
        health = asked(address)
        kept = tmp_path / f"sheru-{os.getuid()}"
        assert health == (200, {"ok": True, "version": Store(kept).snapshot().version})
        log = (tmp_path / "server.log").read_text()
    assert f"{read_only / 'var'} cannot be written, so everything is kept in {kept}" in log
    assert "Traceback" not in log


def test_what_was_published_is_served_from_a_home_that_is_read_only(read_only: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    seed(Store(home))
    locked(home, 0o555)
    with served(read_only, tmp_path, SHERU_HOME=str(home)) as address:
        assert asked(address) == (200, {"ok": True, "version": Store(home).snapshot().version})
    locked(home, 0o755)


def test_a_named_home_that_cannot_be_written_is_told_and_not_replaced(read_only: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o555)
    with served(read_only, tmp_path, SHERU_HOME=str(home)) as address:
        assert asked(address) == (503, {"ok": False, "version": None})
        log = (tmp_path / "server.log").read_text()
    assert f"{home} cannot be used (Permission denied): set SHERU_HOME to a folder that can be written" in log
    assert "Traceback" not in log
    assert not (tmp_path / f"sheru-{os.getuid()}").exists()


def locked(folder: Path, mode: int) -> None:
    for path in [folder, *folder.rglob("*")]:
        path.chmod(mode if path.is_dir() else mode & 0o666)


@contextmanager
def served(checkout: Path, folder: Path, **environment: str) -> Iterator[str]:
    """The dashboard of `checkout`, as a user who is bound by the modes of files; yields the address of its health."""
    command = [sys.executable, "-m", "streamlit", "run", "--server.address", "127.0.0.1", "--server.port"]
    if os.getuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("root may write everywhere, and setpriv, which takes that right away, is absent")
        command = ["setpriv", "--bounding-set", "-dac_override", *command]
    port = free_port()
    usual = {name: os.environ[name] for name in ("PATH", "LANG", "SHERU_SETTINGS") if name in os.environ}
    usual |= {"HOME": str(folder), "TMPDIR": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    log = folder / "server.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [*command, str(port)], cwd=checkout, env={**usual, **environment}, stdout=out, stderr=out
        )
    try:
        deadline = time.monotonic() + 60
        while not answers(f"http://127.0.0.1:{port}/_stcore/health"):
            assert process.poll() is None and time.monotonic() < deadline, log.read_text()
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/api/health"
    finally:
        process.terminate()
        process.wait(timeout=20)


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=1):
            return True
    except OSError:
        return False


def asked(address: str) -> tuple[int, object]:
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return answer.status, json.load(answer)
    except HTTPError as error:
        with error:
            return error.code, json.load(error)
