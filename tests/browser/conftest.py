"""A served dashboard and a real browser. Where the browser cannot run, these tests fail; they are never skipped."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
SHOTS = Path(__file__).with_name("shots")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def serve(home: Path, port: int = 0, prefix: str = "", **environment: str) -> Iterator[str]:
    """Serve the dashboard with SHERU_HOME at `home`, on a free port unless one is given; yields its address.

    `prefix` such as "/sheru" is the path that it is served below.
    """
    port = port or free_port()
    environment |= {"STREAMLIT_SERVER_BASE_URL_PATH": prefix.strip("/")} if prefix else {}
    log = home / "server.log"
    home.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "streamlit", "run", "--server.address", "127.0.0.1", "--server.port", str(port)]
    with log.open("wb") as out:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, "SHERU_HOME": str(home), "PYTHONFAULTHANDLER": "1", **environment},
            stdout=out,
            stderr=out,
        )
    try:
        address = f"http://127.0.0.1:{port}{prefix}"
        _wait_until_healthy(address, process, log)
        yield address
    finally:
        process.terminate()
        _wait_for_the_end(process, log)


def _wait_for_the_end(process: subprocess.Popen[bytes], log: Path) -> None:
    """Fails where the server does not stop, with the stacks of its threads; it is ended all the same."""
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGABRT)
        process.wait(timeout=20)
        raise AssertionError(f"the server did not stop:\n{log.read_text(errors='replace')}") from None


def _wait_until_healthy(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    import time

    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text(errors="replace")
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"the server did not start:\n{log.read_text(errors='replace')}")


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


def chromium(playwright: Playwright) -> Browser:
    """Debian's Chromium where there is one, else Playwright's own. Raises where neither runs."""
    return playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    opened = chromium(playwright)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The dashboard with the bundled incidents."""
    with serve(tmp_path_factory.mktemp("home")) as served:
        yield served


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    fresh = browser.new_context(viewport={"width": 1400, "height": 860}, locale="en-GB")
    yield fresh
    fresh.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
