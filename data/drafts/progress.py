"""How far a job is: written by its process, read by the page, so that leaving the page stops nothing."""

from __future__ import annotations

import dataclasses
import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field

from filelock import FileLock, Timeout

from data.drafts.folder import Draft

_EVERY = 0.3  # seconds between two writings
_BEGINS = 20.0  # seconds that a process may need before it holds its lock


@dataclass(frozen=True, slots=True)
class Progress:
    """The state of the last job of a draft."""

    job: str = field(default="", metadata={"doc": "read or import; empty where none was started."})
    stage: str = field(default="", metadata={"doc": "waiting, those of `data.progress`, done or failed."})
    done: int = 0
    total: int = 0
    seconds: float = field(default=0.0, metadata={"doc": "Since the stage began."})
    error: str = field(default="", metadata={"doc": "A sentence for the editor, where the job failed."})
    told: float = field(default=0.0, metadata={"doc": "When this was written, seconds since 1970."})
    running: bool = False

    @property
    def was_interrupted(self) -> bool:
        """Whether it ended without saying how: it was killed, or the server was."""
        return bool(self.job) and not self.running and self.stage not in ("done", "failed")


class Teller:
    """Writes how far a job is, a few times a second at most."""

    def __init__(self, draft: Draft, job: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._draft, self._job, self._clock = draft, job, clock
        self._stage, self._began, self._written = "", clock(), 0.0

    def tell(self, stage: str, done: int = 0, total: int = 0, error: str = "") -> None:
        """`done` of `total` of `stage`."""
        now = self._clock()
        changed = stage != self._stage
        if changed:
            self._stage, self._began = stage, now
        if not changed and now - self._written < _EVERY:
            return
        self._written = now
        state = Progress(self._job, stage, done, total, round(now - self._began, 1), error, time.time())
        self._draft.write("progress", json.dumps(asdict(state)))


def working(draft: Draft) -> FileLock:
    """The lock that a job of `draft` holds while it works."""
    return FileLock(draft.folder / "job.lock")


def progress_of(draft: Draft) -> Progress:
    """How far the last job of `draft` is."""
    said = Progress(**(draft.read("progress") or {}))
    begins = said.stage == "waiting" and time.time() - said.told < _BEGINS
    return dataclasses.replace(said, running=begins or _is_held(draft))


def _is_held(draft: Draft) -> bool:
    lock = working(draft)
    try:
        with lock.acquire(timeout=0):
            return False
    except Timeout:
        return True
