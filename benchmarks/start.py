"""`make bench-start`: seconds from `make run` to the first map, on fresh clones and on started ones, in Chromium.

A fresh clone has no environment and no store; packages may come from pip's cache. Medians of several runs.
"""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import ROOT, chromium
from tests.browser.reader import open_page

RUNS = 5
PORT = 8765


def main() -> None:
    """Print the table."""
    fresh: list[float] = []
    started: list[float] = []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = chromium(playwright)
        for run in range(RUNS):
            clone = Path(folder, str(run))
            subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
            fresh.append(first_map(browser, clone))
            started.append(first_map(browser, clone))
        browser.close()
    for name, seconds in (("make run on a fresh clone to first map", fresh), ("make run again to first map", started)):
        print(f"{name:42} {statistics.median(seconds):6.2f} s   ({min(seconds):.2f} to {max(seconds):.2f}, n={RUNS})")


def first_map(browser: Browser, clone: Path) -> float:
    """Seconds from `make run` in `clone` to the first painted map."""
    start = time.perf_counter()
    command = ["make", "run", f"PORT={PORT}"]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=clone, stdout=quiet, stderr=quiet, start_new_session=True)
    try:
        wait_until_healthy()
        page = browser.new_page(viewport={"width": 1400, "height": 860})
        open_page(page, f"http://127.0.0.1:{PORT}")
        seconds = time.perf_counter() - start
        page.close()
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()
    return seconds


def wait_until_healthy() -> None:
    """Wait for the server, ten minutes at most."""
    deadline = time.monotonic() + 600
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/_stcore/health", timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the server did not start")


if __name__ == "__main__":
    main()
