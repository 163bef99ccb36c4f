"""What is slow about a draft, each a function of its file and its recipe: done again, it gives the same."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Final

from data.annotated import annotated_file
from data.drafts.folder import Draft
from data.drafts.recognition import Proposed, recognise
from data.drafts.results import write_import, write_pairs, write_recognition, write_understanding
from data.drafts.understood import understood
from data.duplicates import Told, suggest, told_of
from data.errors import FileRejected
from data.importer import import_files
from data.progress import Progress
from data.publishing.results import RowResult
from data.reading.files import read_file
from data.reading.table import Table, fold
from data.recipe import Groups, Recipe
from data.settings import settings
from data.sources.known import recognise as known_format
from data.sources.mapped import fits, mapped
from data.sources.proposals import propose
from data.sources.source import Source
from data.store import Store
from data.understanding import source_of

_MOST_COMPARED: Final = 200_000  # reports among which pairs are looked for


def read(draft: Draft, progress: Progress) -> None:
    """Read the file, say what it is, and what its rows are taken to mean as far as its columns are known."""
    if draft.upload is None:
        raise FileRejected("there is no file yet")
    progress("read", 0, 0)
    table = read_file(draft.upload, draft.recipe.options, name=draft.name)
    recipe = _as_last_time(table, draft)
    source, proposed = _source(table, recipe)
    found = recognise(table, source, recipe, proposed)
    if source is None and found.is_enough:
        source = mapped(found.columns_chosen)
        recipe = dataclasses.replace(recipe, source="mapped", columns=found.columns_chosen)
    draft.decide(recipe)
    write_recognition(draft, found)
    if source is not None:
        write_understanding(draft, understood(table, source, recipe, progress))


def _as_last_time(table: Table, draft: Draft) -> Recipe:
    """The recipe of the draft; where nothing is decided and the file is like the last one, what was decided then."""
    recipe, last = draft.recipe, draft.remembered
    if recipe.source or not fits(last.columns, [fold(name) for name in table.columns]):
        return recipe
    return dataclasses.replace(last, options=recipe.options, merges=(), coordinates={})


def _source(table: Table, recipe: Recipe) -> tuple[Source | None, dict[str, Proposed]]:
    """The format of the table, None where its columns are to be chosen, and what is proposed for them."""
    if recipe.source or known_format(table.columns):
        return source_of(table, recipe), {}
    found = propose(table).columns
    return None, {each.ours: Proposed(each.theirs, each.reason, not each.is_doubtful) for each in found}


def make_map(draft: Draft, progress: Progress) -> None:
    """Place every report, make the private map anew, and write what can be taken home."""
    from geocoding import Answer, OfflineGeocoder, Place, default_geocoder, locate_all
    from geocoding.index.file import index_path
    from geocoding.overlay.with_overlays import WithOverlays

    if draft.upload is None:
        raise FileRejected("there is no file yet")

    @cache
    def geocoder() -> OfflineGeocoder | WithOverlays:
        if not index_path().exists():
            progress("gazetteer", 0, 0)
        return default_geocoder(home=settings().home)

    def locate(places: Iterable[Place]) -> dict[Place, Answer]:
        return locate_all(places, geocoder())

    store = Store(draft.folder)
    recipe = draft.recipe
    report = import_files(
        [draft.upload],
        store,
        locate,
        name=draft.name,
        anew=True,
        recipe=recipe,
        audit=lambda place, latitude, longitude: geocoder().audit(place, latitude, longitude),
        progress=progress,
        each=lambda table, rows: _write_results(draft, table, rows, recipe.merges),
    )
    if report.files_rejected:
        raise FileRejected("; ".join(report.files_rejected))
    draft.used(recipe)
    write_import(draft, report)


def _write_results(draft: Draft, table: Table, rows: Iterator[RowResult], merges: Groups) -> None:
    """Her table with ours beside it, and the pairs that may tell of one event."""
    told: list[Told] = []

    def kept() -> Iterator[RowResult]:
        for row in rows:
            if row.status == "stored" and len(told) < _MOST_COMPARED:
                told.append(told_of(row))
            yield row

    with annotated_file(draft.annotated) as write:
        write(table, kept())
    write_pairs(draft, suggest(told, merges))


JOBS: Final[dict[str, Callable[[Draft, Progress], None]]] = {"read": read, "import": make_map}
