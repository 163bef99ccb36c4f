"""From files to the store: read, understand, geocode each distinct place once, drop what is there already, publish."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from data.errors import FileRejected, Rejection
from data.identity import report_id
from data.incidents import conflicting_ids, group
from data.placing import Audit, CoordinateDoubt, Locate, ReadReport, audit_reports, locate_reports
from data.reading.files import read_file
from data.reading.here import Rows, read_here
from data.reading.table import Table, fold
from data.sources.own import DERIVED_COLUMNS, OWN_COLUMNS, BadCell, check_columns, to_report
from data.store import Store, StoredReport

Read = Callable[[Path], Table | Rows]

BUNDLED = Path(__file__).resolve().parent / "files" / "incidents.located.csv"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of every row: rows read = stored + duplicates + rejected."""

    rows: int = field(metadata={"doc": "Rows read, without headers and empty lines."})
    stored: int = field(metadata={"doc": "Reports that are new in the store."})
    duplicates: int = field(metadata={"doc": "Rows that say exactly what a stored report says."})
    rejected: tuple[Rejection, ...] = field(metadata={"doc": "Rows that cannot be stored, and why."})
    notices: tuple[Rejection, ...] = field(metadata={"doc": "Rows that were stored, with something to know."})
    placed: dict[str, int] = field(metadata={"doc": "New reports by location precision."})
    not_placed: tuple[Rejection, ...] = field(metadata={"doc": "New reports without a location, and why."})
    coordinates: tuple[CoordinateDoubt, ...] = field(metadata={"doc": "Given coordinates that look wrong; kept."})
    files_rejected: tuple[str, ...] = field(metadata={"doc": "Files that cannot be used at all, and why."})
    conflicting_ids: tuple[str, ...] = field(metadata={"doc": "Ids that stand for more than one event."})


@dataclass(frozen=True, slots=True)
class ReadFiles:
    """The reports of several files, and what of them cannot be used."""

    reports: tuple[ReadReport, ...]
    rejected: tuple[Rejection, ...]
    notices: tuple[Rejection, ...]
    files_rejected: tuple[str, ...]


def import_files(
    files: Sequence[Path],
    store: Store,
    locate: Locate,
    *,
    audit: Audit | None = None,
    dry_run: bool = False,
    read: Read = read_file,
) -> ImportReport:
    """Add the reports of `files` to `store` and publish, unless `dry_run` or nothing is new.

    A file that cannot be used is named in the report; the others are imported. `audit` looks at coordinates that came
    with the rows; what it finds is told and changes nothing.
    """
    found = read_reports(files, read)
    with store.writing():
        existing = store.stored_reports()
        new, repeats = _without_duplicates(found.reports, {stored.report_id for stored in existing})
        doubtful = audit_reports(new, audit) if audit else ()
        located = locate_reports(new, locate, doubtful)
        added = [StoredReport(item.report, report_id(item.report), "import") for item in located.reports]
        everything = [*existing, *added]
        conflicts: tuple[str, ...] = ()
        if added:
            incidents = group(stored.report for stored in everything) if dry_run else store.publish(everything)
            conflicts = conflicting_ids(incidents)
    return ImportReport(
        rows=len(found.reports) + len(found.rejected),
        stored=len(added),
        duplicates=len(repeats),
        rejected=found.rejected,
        notices=(*found.notices, *repeats, *located.doubts),
        placed=dict(Counter(i.report.location.precision for i in located.reports if i.report.location)),
        not_placed=located.not_placed,
        coordinates=doubtful,
        files_rejected=found.files_rejected,
        conflicting_ids=conflicts,
    )


def seed(store: Store, bundled: Path = BUNDLED) -> None:
    """Put the bundled incidents into `store`, in place of an older edition of them. Needs no gazetteer."""
    origin = f"bundled:{hashlib.sha256(bundled.read_bytes()).hexdigest()[:12]}"
    if not store.is_empty and store.holds(origin):
        return
    with store.writing():
        if not store.is_empty and store.holds(origin):
            return  # another process was quicker
        existing = store.stored_reports()
        reports = [
            StoredReport(item.report, report_id(item.report), origin)
            for item in read_reports([bundled], read_here).reports
        ]
        ids = {stored.report_id for stored in reports}
        others = [s for s in existing if not s.origin.startswith("bundled:") and s.report_id not in ids]
        store.publish([*reports, *others])


def read_reports(files: Sequence[Path], read: Read = read_file) -> ReadFiles:
    """Read every row of `files`; what cannot be read is named and left out."""
    reports: list[ReadReport] = []
    rejected: list[Rejection] = []
    notices: list[Rejection] = []
    files_rejected: list[str] = []
    for path in files:
        try:
            table = read(path)
            check_columns(table)
        except FileRejected as error:
            files_rejected.append(str(error))
            continue
        rejected += table.rejected
        notices += table.notices
        unread = [name for name in table.columns if fold(name) not in (*OWN_COLUMNS, *DERIVED_COLUMNS)]
        if unread:
            reason = "not one of our columns, so not read; rename it if it is meant"
            notices.append(Rejection(table.name, 1, ", ".join(unread)[:200], reason))
        for row in table.rows():
            try:
                report = to_report(row)
                reports.append(ReadReport(table.name, row.line, report))
                if report.location is None and row.cells.get("lat"):
                    reason = "0, 0 is what programs write where nothing is known; the row is placed by its name"
                    notices.append(Rejection(table.name, row.line, "lat, lon", reason))
            except BadCell as error:
                rejected.append(Rejection(table.name, row.line, error.column, str(error)))
    return ReadFiles(tuple(reports), tuple(rejected), tuple(notices), tuple(files_rejected))


def _without_duplicates(read: Iterable[ReadReport], known: set[str]) -> tuple[list[ReadReport], list[Rejection]]:
    """The reports that are new, and each row that says exactly what the store or a row before it says."""
    first: dict[str, ReadReport] = {}
    repeats: list[Rejection] = []
    for item in read:
        identity = report_id(item.report)
        if identity in known:
            repeats.append(Rejection(item.file, item.line, "", "is stored already"))
        elif identity in first:
            same = first[identity]
            repeats.append(
                Rejection(item.file, item.line, "", f"says exactly what row {same.line} of {same.file} says")
            )
        else:
            first[identity] = item
    return list(first.values()), repeats
