"""How far a long piece of work is, told a few times a second and no more."""

from __future__ import annotations

import time
from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Told the stage (read, audit, place, group, publish), how many are done, and of how many (0: not known)."""

_SECONDS = 0.25


def seldom(progress: Progress | None, clock: Callable[[], float] = time.monotonic) -> Progress:
    """`progress`, told the first and the last of a stage, and between them at most every quarter of a second."""
    told_at = {"": -_SECONDS}

    def tell(stage: str, done: int, total: int) -> None:
        now = clock()
        if progress and (stage not in told_at or done == total or now - told_at[stage] >= _SECONDS):
            told_at[stage] = now
            progress(stage, done, total)

    return tell
