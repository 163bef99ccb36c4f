"""`python -m tools.fuzz SECONDS [PORT]`: schemathesis asks the API what its description allows, and some things more.

The API is served with the bundled incidents, on loopback. Ends with 1 where an answer was a fault of the server or not
as the description says.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount

from geocoding import OfflineGeocoder

_NOT_CHECKED = "positive_data_acceptance"
"""Whether all that the description allows is taken. It cannot say that south comes before north or that a day exists:
such a value is refused with a 422 that names it."""


def main(seconds: int, port: int = 0) -> int:
    """Ask for so long."""
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"SHERU_HOME": home, "SHERU_BUNDLED": "1"}
        OfflineGeocoder()  # builds the gazetteer where there is none: without it /api/explain is rightly a 503
        with _served(port) as address:
            command = [sys.executable, "-m", "schemathesis.cli", "fuzz", f"{address}/api/openapi.json"]
            command += [
                "--max-time",
                str(seconds),
                "--exclude-checks",
                _NOT_CHECKED,
                "--no-color",
                "--workers",
                "1",
                "--continue-on-failure",
            ]
            command += ["--generation-database", "none"]
            status = subprocess.run(command, check=False, cwd=home).returncode  # noqa: S603 - our own words
    print("no fault" if status == 0 else "faults were found")
    return status


@contextmanager
def _served(port: int) -> Iterator[str]:
    from dashboard.api.app import create_api

    app = Starlette(routes=[Mount("/api", create_api())])
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", port))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
