"""Starts a job of a draft in a process of its own: the worst file costs its own import, never the server.

What the process took of memory it gives back when it ends.
"""

from __future__ import annotations

import os
import subprocess
import sys
from threading import Thread

from data.drafts.folder import Draft
from data.drafts.progress import Teller, progress_of
from geocoding.environment import CHECKOUT

JOBS = ("read", "import")


def start(draft: Draft, job: str) -> None:
    """Start `job`, one of JOBS, unless one of this draft is at work. Returns at once."""
    if progress_of(draft).running:
        return
    Teller(draft, job).tell("waiting")
    with (draft.folder / "log.txt").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 - our own program, no shell; the key goes by the environment
            [sys.executable, "-m", "data.drafts", job],
            cwd=CHECKOUT,
            env={**os.environ, "SHERU_DRAFT": draft.key},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    Thread(target=process.wait, daemon=True).start()  # or it stays in the table of processes when it has ended
