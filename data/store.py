"""The store: one DuckDB file for each data version, published by swapping a pointer.

DuckDB locks its file against other processes, so nothing is ever changed in place: an import writes a new file beside
the served one and then replaces `current`, which names it. A reader that sees a new name opens the new file; whoever
is still reading the old one reads on.
"""

from __future__ import annotations

import hashlib
import threading
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock
from sqlalchemy import Connection, Engine, create_engine, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from data import schema
from data.errors import NothingPublished, StoreUnavailable
from data.incidents import group
from data.reading.table import Row
from data.sources.own import OWN_COLUMNS, to_report

if TYPE_CHECKING:
    from data.model import Incident, Report

_LOCKED_DOWN = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    "lock_configuration": "true",
}
"""Even a read-only DuckDB reads and writes any file from SQL unless it is told not to."""


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


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report and where it came from: `bundled:<digest>` or `import`."""

    report: Report
    report_id: str
    origin: str


class Store:
    """The incidents of one SHERU_HOME. Safe to use from several threads and beside importing processes."""

    def __init__(self, home: Path) -> None:
        self._folder = home / "store"
        self._pointer = self._folder / "current"
        self._opening = threading.Lock()
        self._open: tuple[str, Snapshot] | None = None

    def snapshot(self) -> Snapshot:
        """The current data version. Raises StoreUnavailable where nothing was published or it cannot be opened."""
        with self._opening:
            name = self._current_name()
            if name is None:
                raise NothingPublished(f"nothing is published in {self._folder}; import a file first")
            if self._open is None or self._open[0] != name:
                self._open = (name, self._open_current(name))
            return self._open[1]

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
    def writing(self) -> Iterator[None]:
        """Keep every other writer out, of this process and of others."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with FileLock(self._folder / "lock"):
            yield

    def stored_reports(self) -> tuple[StoredReport, ...]:
        """Every public report, in the order in which they came."""
        if self.is_empty:
            return ()
        with self.snapshot().engine.connect() as connection:
            query = select(schema.reports).order_by(schema.reports.c.position)
            rows = connection.execute(query).mappings().all()
        return tuple(
            StoredReport(to_report(Row(0, {c: row[c] for c in OWN_COLUMNS})), row["report_id"], row["origin"])
            for row in rows
        )

    def publish(self, reports: Sequence[StoredReport]) -> tuple[Incident, ...]:
        """Make `reports` the current data and return their incidents. Call inside `writing`."""
        incidents = group(stored.report for stored in reports)
        version = _version(reports)
        name = f"{version}-{uuid.uuid4().hex[:8]}.duckdb"
        draft = self._folder / f"{name}.draft"
        try:
            _write(draft, version, reports, incidents)
            draft.rename(self._folder / name)
        finally:
            draft.unlink(missing_ok=True)
        previous = self._current_name()
        self._point_to(name)
        for old in self._folder.glob("*.duckdb*"):
            if old.name not in (name, previous):
                old.unlink(missing_ok=True)
        return incidents

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
    options = {"read_only": True, "config": _LOCKED_DOWN}
    engine = create_engine(f"duckdb:///{path}", connect_args=options, poolclass=NullPool)
    try:
        held = engine.connect()
        row = held.execute(select(schema.versions)).mappings().one()
    except SQLAlchemyError as error:
        raise StoreUnavailable(f"{path}: the store cannot be opened. {_OTHER_EDITION}") from error
    if row["format"] != schema.FORMAT:
        raise StoreUnavailable(f"{path}: the store has another format. {_OTHER_EDITION}")
    return Snapshot(row["version"], row["published"], engine, held)


def _write(path: Path, version: str, reports: Sequence[StoredReport], incidents: Iterable[Incident]) -> None:
    """Write a whole store file. DuckDB takes a data frame many times faster than it takes rows."""
    import duckdb
    import pandas as pd

    from data.identity import report_id

    origins = {stored.report_id: stored.origin for stored in reports}
    incidents = tuple(incidents)
    every = ((incident, report) for incident in incidents for report in incident.reports)
    report_rows = [
        schema.report_row(schema.PUBLIC, origins[report_id(report)], position, report, incident.incident_id)
        for position, (incident, report) in enumerate(every)
    ]
    incident_rows = sorted(
        (schema.incident_row(schema.PUBLIC, incident) for incident in incidents),
        key=lambda row: (row["morton"] is None, row["morton"], row["date_start"], row["incident_id"]),
    )
    published = datetime.now(UTC).isoformat(timespec="seconds")
    engine = create_engine(f"duckdb:///{path}")
    schema.METADATA.create_all(engine)
    engine.dispose()
    with duckdb.connect(str(path)) as connection:
        for table, rows in (
            (schema.incidents, incident_rows),
            (schema.reports, report_rows),
            (schema.versions, [{"version": version, "published": published, "format": schema.FORMAT}]),
        ):
            frame = pd.DataFrame(rows, columns=[column.name for column in table.columns], dtype=object)
            connection.register("rows_to_store", frame)
            connection.execute(f"INSERT INTO {table.name} SELECT * FROM rows_to_store")  # noqa: S608 - our own names
            connection.unregister("rows_to_store")


def _version(reports: Iterable[StoredReport]) -> str:
    """12 hex digits over what is stored, whatever its order."""
    digest = hashlib.sha256()
    for line in sorted(f"{stored.report_id} {stored.report.location}" for stored in reports):
        digest.update(line.encode())
    return digest.hexdigest()[:12]
