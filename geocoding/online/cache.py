"""What services have answered, kept on this machine for as long as their terms allow."""

import json
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple
from pathlib import Path

from filelock import FileLock

from geocoding.online.errors import OnlineError
from geocoding.online.providers import PROVIDERS, Provider
from geocoding.online.results import Result

MISS_DAYS = 30
"""After so many days a place that a service did not know is asked again."""
_DAY = 86_400.0
_VERSION = 1
_BUSY_SECONDS = 30.0
_TABLE = """
CREATE TABLE IF NOT EXISTS answer (
    provider TEXT NOT NULL, server TEXT NOT NULL, query TEXT NOT NULL, asked_at REAL NOT NULL, results TEXT NOT NULL,
    PRIMARY KEY (provider, server, query)
) WITHOUT ROWID
"""


class AnswerCache:
    """One SQLite file in WAL mode; safe for threads, for several processes, and for one that is killed.

    What `put` has returned from is there afterwards. Errors are never put in: a miss is an empty list of results.
    """

    def __init__(self, path: Path, *, clock: Callable[[], float] = time.time) -> None:
        """Opens or makes the file, and deletes what may no longer be kept. `clock` gives seconds since 1970.

        Raises OSError where the folder cannot be written, OnlineError where the file is not such a cache.
        """
        self._clock = clock
        self._lock = threading.Lock()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)  # it tells which places somebody asked for
        self._path = path
        self._connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            with FileLock(path.with_suffix(".lock")):  # SQLite does not wait for another that turns WAL on
                self._prepare()
            self.purge(PROVIDERS.values())
        except OnlineError:
            self._connection.close()
            raise

    def get(self, provider: Provider, server: str, query: str) -> list[Result] | None:
        """The results that are kept, an empty list for a place that was not known, None where it must be asked."""
        row = self._run(
            "SELECT asked_at, results FROM answer WHERE provider = ? AND server = ? AND query = ?",
            (provider.name, server, query),
        ).fetchone()
        if row is None:
            return None
        asked_at, results = row[0], [Result(*values) for values in json.loads(row[1])]
        days = provider.kept_days if results else _sooner(MISS_DAYS, provider.kept_days)
        if days is not None and not 0 <= self._clock() - asked_at < days * _DAY:
            return None
        return results

    def put(self, provider: Provider, server: str, query: str, results: Sequence[Result]) -> None:
        """Keep an answer, unless the provider's terms forbid it."""
        if not provider.may_be_saved:
            return
        kept = results if provider.keeps_names else [result.without_names() for result in results]
        text = json.dumps([astuple(result) for result in kept], ensure_ascii=False)
        self._run(
            "INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?, ?)",
            (provider.name, server, query, self._clock(), text),
        )

    def asked_today(self, provider: Provider, server: str) -> int:
        """Look-ups of the last 24 hours that were put in."""
        sql = "SELECT count(*) FROM answer WHERE provider = ? AND server = ? AND asked_at > ?"
        return int(self._run(sql, (provider.name, server, self._clock() - _DAY)).fetchone()[0])

    def purge(self, providers: Iterable[Provider]) -> None:
        """Delete the answers that their providers no longer allow to be kept."""
        for provider in providers:
            if provider.kept_days is not None:
                oldest = self._clock() - provider.kept_days * _DAY
                self._run("DELETE FROM answer WHERE provider = ? AND asked_at <= ?", (provider.name, oldest))

    def close(self) -> None:
        """Close the file; the cache cannot be used afterwards."""
        self._connection.close()

    def _prepare(self) -> None:
        version = self._run("PRAGMA user_version").fetchone()[0]
        if version not in (0, _VERSION):
            raise OnlineError(f"{self._path} is of version {version}, not {_VERSION}; delete it to begin anew")
        self._run("PRAGMA journal_mode = WAL")
        self._run("PRAGMA synchronous = NORMAL")  # a killed process loses nothing; a power cut at most the last answers
        self._run(_TABLE)
        self._run(f"PRAGMA user_version = {_VERSION}")

    def _run(self, sql: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        try:
            with self._lock:
                return self._connection.execute(sql, values)
        except sqlite3.OperationalError as error:  # the disk is full, the folder is gone, or it is locked for long
            raise OnlineError(f"{self._path}: the kept answers cannot be used: {error}") from None
        except sqlite3.DatabaseError as error:
            raise OnlineError(f"{self._path}: the kept answers cannot be read ({error}); delete the file") from None


def _sooner(days: int, other: int | None) -> int:
    return days if other is None else min(days, other)
