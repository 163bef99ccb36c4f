"""From files to the store: read, understand, drop what is there already, place each distinct place once, publish.

Rows go through in a stream and are kept on disk meanwhile (`data.publishing`), so memory does not grow with the table.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from data.errors import FileRejected
from data.import_report import ImportReport, Noted, Notes
from data.parts import Job, each_part
from data.placing import Audit, Locate, PlacedAll, audit_points, place_all
from data.privacy import Coarsening
from data.progress import Progress, seldom
from data.publishing import account
from data.publishing.derived import derive
from data.publishing.grouping import regroup
from data.publishing.results import RowResult, results
from data.publishing.stage import Stage
from data.reading.files import read_file
from data.reading.here import table_here
from data.reading.table import Table
from data.recipe import Recipe
from data.store import Store
from data.understanding import Understood, merge_all, reading_of, source_of, unread_columns
from geocoding import Answer, Place

BUNDLED = Path(__file__).resolve().parent / "files" / "incidents.located.csv"

_ORIGIN = "import"
"""Where reports come from that are not bundled."""

Read = Callable[[Path], Table]

Results = Callable[[Table, Iterator[RowResult]], None]
"""Takes a table and what became of each of its rows, in their order."""


def import_files(
    files: Sequence[Path],
    store: Store,
    locate: Locate,
    *,
    recipe: Recipe = Recipe(),  # noqa: B008 - frozen
    audit: Audit | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
    each: Results | None = None,
    name: str = "",
    anew: bool = False,
    read: Read | None = None,
    coarsening: Coarsening | None = None,
) -> ImportReport:
    """Add the reports of `files` to `store` and publish, unless `dry_run` or nothing is new.

    A file that cannot be used is named in the report; the others are imported. `audit` looks at coordinates that came
    with the rows; what it finds is told and changes nothing. `each` gets what became of every row of a file.
    `name` is what the file is called in messages, where its path does not say so. `anew` puts the files in the place
    of what was imported before. `read` reads a file; by default a child process does, as foreign files want.
    No place is stored finer than `coarsening` lets it be.
    """
    told = seldom(progress)
    with store.writing(renew=not dry_run, replaced=_ORIGIN if anew else "") as work:
        intake = _Intake(Stage(work), recipe, told, coarsening=coarsening)
        read = read or partial(read_file, options=recipe.options, name=name)
        tables: dict[int, Table] = {}
        for number, path in enumerate(files):
            table = intake.take(number, path, read)
            if table and each:
                tables[number] = table
            del table  # a large one should not stay where nobody asks for it again
        intake.stage.settle()
        audit_points(work, audit, lambda done, of: told("audit", done, of))
        placed = place_all(work, locate, recipe.places, lambda done, of: told("place", done, of), coarsening)
        told("group", 0, 1)
        conflicts = regroup(work)
        report = intake.report(placed, conflicts)
        for number, table in tables.items():
            if each and table:
                each(table, results(work, number))
        told("publish", 0, 1)
        if report.stored and not dry_run:
            store.publish(work)
        told("publish", 1, 1)
    return report


def seed(store: Store, bundled: Path = BUNDLED) -> None:
    """Put the bundled incidents into `store`, in place of an older edition of them. Needs no gazetteer."""
    origin = f"bundled:{hashlib.sha256(bundled.read_bytes()).hexdigest()[:12]}"
    if not store.is_empty and store.holds(origin):
        return
    with store.writing(replaced="bundled:") as work:
        if not store.is_empty and store.holds(origin):
            return  # another process was quicker
        intake = _Intake(Stage(work), Recipe(), seldom(None), origin)
        intake.take(0, bundled, table_here)
        intake.stage.settle()
        place_all(work, _nowhere, (), lambda *_: None)
        regroup(work)
        store.publish(work)


class _Intake:
    """Takes files into the stage and keeps account of their rows."""

    def __init__(
        self,
        stage: Stage,
        recipe: Recipe,
        told: Progress,
        origin: str = _ORIGIN,
        coarsening: Coarsening | None = None,
    ) -> None:
        self.stage = stage
        self._recipe = recipe
        self._told = told
        self._origin = origin
        self._coarsening = coarsening
        self._rows = 0
        self._sources: dict[str, str] = {}
        self._rejected, self._notices = Notes(), Notes()
        self._files_rejected: list[str] = []

    def take(self, number: int, path: Path, read: Callable[[Path], Table]) -> Table | None:
        """Stage the rows of one file; None where it cannot be used."""
        self._told("read", 0, 0)
        try:
            table = read(path)
            source = source_of(table, self._recipe)
        except FileRejected as error:
            self._files_rejected.append(str(error))
            return None
        self.stage.begin_file(number, table.name)
        self._sources[table.name] = source.name
        self._rejected.extend(table.rejected)
        self._notices.extend((*table.notices, *unread_columns(table, source)))
        reading = reading_of(table, source, self._recipe)
        job = Job(number, self._rows, self.stage.base, self._origin, reading, self._recipe, self._coarsening)
        self._stage(table, job)
        self._rows += table.size
        return table

    def _stage(self, table: Table, job: Job) -> None:
        waiting: list[tuple[int, Understood]] = []
        done = 0
        for part in each_part(table, job):
            self.stage.add(part.rows)
            self.stage.reject(job.file, part.rejected)
            self._rejected.extend(rejection for _, rejection in part.rejected)
            self._notices.extend(part.notices)
            waiting += part.waiting
            done += part.size
            self._told("understand", done, table.size)
        merged = merge_all(table.name, waiting, self._recipe)
        staged = [job.staged(seq, item) for seq, item in merged]
        self._notices.extend(notice for _, item in merged for notice in item.notices)
        self.stage.add(derive(staged, job.origin, job.base))

    def report(self, placed: PlacedAll, conflicts: Noted[str]) -> ImportReport:
        """What became of all rows, once they are placed and grouped."""
        work = self.stage.work
        rejected = self._rejected.noted()
        duplicates = account.duplicates(work)
        stored = account.stored(work)
        return ImportReport(
            sources=self._sources,
            rows=stored + duplicates.total + rejected.total,
            stored=stored,
            duplicates=duplicates,
            rejected=rejected,
            notices=self._notices.noted(),
            placed=account.placed(work),
            not_placed=account.not_placed(work),
            doubtful=account.doubtful(work),
            coordinates=account.coordinates(work),
            places=placed.places,
            place_totals=placed.totals,
            files_rejected=tuple(self._files_rejected),
            conflicting_ids=conflicts,
        )


def _nowhere(places: Iterable[Place]) -> dict[Place, Answer]:
    """What comes with its coordinates is not looked up; a bundled report without them stays without."""
    return {place: Answer("not_found", None) for place in places}
