"""A server that is told to stop ends, whatever its readers do."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from threading import Thread

from dashboard.stopping import PATIENCE
from tests.browser.conftest import free_port

_ENDLESS = """
import asyncio, sys, uvicorn
from starlette.applications import Starlette
from starlette.routing import Route
from dashboard.warmup import warm_up

async def endless(request):
    print("asked", flush=True)
    await asyncio.sleep(3600)

app = Starlette(routes=[Route("/", endless)], lifespan=warm_up)
uvicorn.Server(uvicorn.Config(app, port=int(sys.argv[1]))).run()
"""


def test_an_answer_that_does_not_end_is_given_up(tmp_path: Path) -> None:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-c", _ENDLESS, str(port)],
        cwd=Path(__file__).parents[2],
        env={"SHERU_HOME": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        Thread(target=_ask, args=(f"http://127.0.0.1:{port}/",), daemon=True).start()
        assert process.stdout
        assert process.stdout.readline() == "asked\n"
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=PATIENCE + 10)
    finally:
        process.kill()
        process.communicate()


def _ask(url: str) -> None:
    """Ask once the server is there; it gives the answer up."""
    for _ in range(300):
        try:
            urllib.request.urlopen(url)
        except urllib.error.HTTPError:
            return
        except urllib.error.URLError:
            time.sleep(0.1)
        except OSError:
            return
