"""The store: one DuckDB file for each data version, published by swapping a pointer.

DuckDB locks its file against other processes, so nothing is ever changed in place: an import writes a new file beside
the served one and then replaces `current`, which names it. A reader that sees a new name opens the new file; whoever
is still reading the old one reads on.
"""

from __future__ import annotations

import os
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock
from sqlalchemy import Connection, Engine, create_engine, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from data import schema
from data.errors import NoSuchVersion, NothingPublished, StoreUnavailable
from data.publishing.grouping import regroup
from data.publishing.places import begin_answers
from data.publishing.stage import stage_served
from data.publishing.work import Served, Work, open_work, served_file
from data.publishing.writing import write

_READER = {
    "memory_limit": "800MB",
    "threads": str(min(4, os.cpu_count() or 1)),
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    "lock_configuration": "true",
}
"""Even a read-only DuckDB reads and writes any file from SQL unless it is told not to. Two versions may be open for a
moment, so each may take less than half of what a server is to need."""

_OTHER_EDITION = (
    "If another edition of Sheru made it: export it with that edition (python -m data export ALL.csv), "
    "move the folder `store` away and import the export."
)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One data version, open for reading. `version` is 12 hex digits over the content, `published` ISO 8601 UTC."""

    version: str
    published: str
    engine: Engine
    held: Connection
    """Keeps the database open: each use then has a quick connection of its own, however many there are at once."""


class Store:
    """The incidents of one SHERU_HOME. Safe to use from several threads and beside importing processes."""

    def __init__(self, home: Path, *, kept_versions: int = 0) -> None:
        """`kept_versions`: how many versions before the current one a publication leaves to be looked at."""
        self._folder = home / "store"
        self._kept_versions = kept_versions
        self._pointer = self._folder / "current"
        self._opening = threading.Lock()
        self._open: tuple[str, Snapshot] | None = None
        self._earlier: Snapshot | None = None

    def snapshot(self) -> Snapshot:
        """The current data version. Raises StoreUnavailable where nothing was published or it cannot be opened."""
        with self._opening:
            name = self._current_name()
            if name is None:
                raise NothingPublished(f"nothing is published in {self._folder}; import a file first")
            if self._open is None or self._open[0] != name:
                self._open = (name, self._open_current(name))
            return self._open[1]

    def version(self, version: str) -> Snapshot:
        """An earlier data version, or the current one by its name. Raises NoSuchVersion where it is not kept."""
        current = self.snapshot()
        if version == current.version:
            return current
        with self._opening:
            if self._earlier is None or self._earlier.version != version:
                self._earlier = self._open_earlier(version)  # one at a time: each takes memory
            return self._earlier

    def keeps(self, version: str) -> bool:
        """Whether this version can be looked at."""
        return any(self._kept(version))

    def _open_earlier(self, version: str) -> Snapshot:
        for path in self._kept(version):
            try:
                return _open(path)
            except StoreUnavailable:
                continue  # another edition made it, or it was removed this moment
        raise NoSuchVersion(f"data version {version} is not kept in {self._folder}")

    def _kept(self, version: str) -> Iterator[Path]:
        name = self._current_name()
        kept = self._published() if self._kept_versions else []
        return (path for path in kept if path.name.partition("-")[0] == version and path.name != name)

    def _published(self) -> list[Path]:
        """The files of versions, the last one first."""
        return sorted(self._folder.glob("*.duckdb"), key=lambda path: path.stat().st_mtime_ns, reverse=True)

    def _open_current(self, name: str) -> Snapshot:
        try:
            return _open(self._folder / name)
        except StoreUnavailable:
            latest = self._current_name()
            if latest is None or latest == name:
                raise
        return self._open_current(latest)  # imports have published since the name was read

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever published here."""
        return self._current_name() is None

    def holds(self, origin: str) -> bool:
        """Whether some stored report came from `origin`."""
        query = select(schema.reports.c.report_id).where(schema.reports.c.origin == origin).limit(1)
        with self.snapshot().engine.connect() as connection:
            return connection.execute(query).first() is not None

    @contextmanager
    def writing(self, *, replaced: str = "", renew: bool = True) -> Iterator[Work]:
        """The work on the next version, while every other writer of this process and of others is kept out.

        New reports take the place of served ones whose origin starts with `replaced`. With `renew`, a store that an
        earlier edition made is brought up to date first.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        with FileLock(self._folder / "lock"):
            for draft in self._folder.glob("*.draft*"):  # of a writer that was killed
                draft.unlink(missing_ok=True)
            served = self._served()
            if served and not served.is_current and renew:
                served = self._renewed(served)
            with open_work(self._folder / "work", served, replaced=replaced) as work:
                yield work

    def renew(self) -> None:
        """Bring a store that an earlier edition made up to date: every incident is derived again from its reports."""
        served = self._served()
        if served and not served.is_current:
            with self.writing():
                pass

    def publish(self, work: Work, changed: str = "") -> None:
        """Make what is kept and what is staged in `work` the current data. Call inside `writing`.

        New and changed incidents are so from `changed` on (ISO 8601), by default from now on.
        """
        draft = self._folder / f"{uuid.uuid4().hex[:8]}.duckdb.draft"
        try:
            version = write(work, draft, changed)
            name = f"{version}-{draft.name.removesuffix('.draft')}"
            draft.rename(self._folder / name)
        finally:
            draft.unlink(missing_ok=True)
        previous = self._current_name()
        self._point_to(name)
        kept = {name, previous, *(path.name for path in self._published()[: self._kept_versions + 1])}
        for old in self._folder.glob("*.duckdb*"):
            if old.name not in kept:
                old.unlink(missing_ok=True)

    def _renewed(self, served: Served) -> Served | None:
        with open_work(self._folder / "work", served, anew=True) as work:
            stage_served(work)
            begin_answers(work)
            regroup(work)
            self.publish(work, changed=served.published)  # rules changed, and not what is told
        return self._served()

    def _served(self) -> Served | None:
        name = self._current_name()
        return served_file(self._folder / name) if name else None

    def _point_to(self, name: str) -> None:
        draft = self._pointer.with_suffix(f".{uuid.uuid4().hex[:8]}")
        draft.write_text(name, encoding="utf-8")
        draft.replace(self._pointer)

    def _current_name(self) -> str | None:
        try:
            return self._pointer.read_text(encoding="utf-8")
        except FileNotFoundError:
            return None


def _open(path: Path) -> Snapshot:
    options = {"read_only": True, "config": _READER}
    engine = create_engine(f"duckdb:///{path}", connect_args=options, poolclass=NullPool)
    try:
        held = engine.connect()
        row = held.execute(select(schema.versions)).mappings().one()
    except SQLAlchemyError as error:
        raise StoreUnavailable(f"{path}: the store cannot be opened. {_OTHER_EDITION}") from error
    if row["format"] != schema.FORMAT:
        raise StoreUnavailable(f"{path}: the store has another format. {_OTHER_EDITION}")
    return Snapshot(row["version"], row["published"], engine, held)
