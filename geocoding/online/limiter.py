"""So many requests a second and one at a time, for all threads of the process."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache

from geocoding.online.errors import ProviderUnavailable

LONGEST_WAIT = 60.0
"""Seconds that a caller is held; a service that asks for more is called unavailable."""


class Limiter:
    """Hands out turns; safe to share between threads."""

    def __init__(
        self,
        server: str,
        per_second: float,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """`server` is what messages call it; `clock` and `sleep` are in seconds."""
        self._server = server
        self._interval = 1 / per_second
        self._clock = clock
        self._sleep = sleep
        self._turn = threading.Lock()
        self._guard = threading.Lock()
        self._free_at = float("-inf")

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Waits for its turn and holds it: nobody else asks meanwhile (Nominatim: one thread, one a second).

        Raises ProviderUnavailable where the service has asked for a longer pause than LONGEST_WAIT.
        """
        with self._turn:
            while (wait := self._free_at - self._clock()) > 0:
                if wait > LONGEST_WAIT:
                    raise ProviderUnavailable(f"{self._server} asks to wait {wait:.0f} more seconds", retry_after=wait)
                self._sleep(wait)
            self.pause(self._interval)
            yield

    def pause(self, seconds: float) -> None:
        """Nobody gets a turn for some seconds."""
        with self._guard:
            self._free_at = max(self._free_at, self._clock() + seconds)


@cache
def shared_limiter(server: str, per_second: float) -> Limiter:
    """The one limiter of this process for a server."""
    return Limiter(server, per_second)
