"""`python -m data import FILE...`, `python -m data publish KEY` and `python -m data export OUT.(csv|xlsx|...)`."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from data.annotated import annotated_file
from data.citation import Citation
from data.drafts.folder import Drafts
from data.errors import BadFilters, SheruError
from data.export.about import About, licence
from data.export.csvw import SUFFIX, csvw
from data.export.formats import FORMATS, in_pieces
from data.export.onefile import LANGUAGES
from data.filters import Filters, read_filters
from data.import_report import ImportReport, Noted
from data.importer import Results, import_files, seed
from data.reading.table import fold
from data.recipe import Recipe, read_recipe
from data.settings import settings
from data.sources.mapped import FIELDS
from data.store import Snapshot, Store
from geocoding import OverlayRefused
from geocoding.environment import take_settings

_ENDS = ", ".join(f".{suffix}" for suffix in FORMATS)
_SHOWN = 20  # lines of each list that are printed; --report has more


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command. 0: done; 1: done, but something was rejected; 2: the command could not be carried out."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except (SheruError, OverlayRefused, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m data", description="Import incidents, export what a view shows.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    bring = commands.add_parser("import", help="add the reports of tables and publish them")
    bring.add_argument("files", nargs="+", type=Path, metavar="FILE")
    bring.add_argument(
        "--map", action="append", type=_mapped, metavar="COLUMN=FIELD", help="read their column as our field"
    )
    bring.add_argument("--recipe", type=Path, metavar="R.json", help="decide as this recipe does")
    bring.add_argument("--dry-run", action="store_true", help="say what would happen, change nothing")
    bring.add_argument("--report", type=Path, metavar="FILE.json", help="write the report there")
    bring.add_argument(
        "--annotated", type=Path, metavar="OUT.csv", help="write the table there, with our columns beside its own"
    )
    bring.set_defaults(run=_import)
    publish = commands.add_parser("publish", help="publish a private map, by the key in the link that edits it")
    publish.add_argument("key", metavar="KEY")
    publish.add_argument("--dry-run", action="store_true", help="say what would happen, change nothing")
    publish.add_argument("--report", type=Path, metavar="FILE.json", help="write the report there")
    publish.set_defaults(run=_publish)
    take = commands.add_parser("export", help="write what the filters let through")
    take.add_argument("out", type=Path, metavar="OUT", help=f"a file whose name ends in {_ENDS}")
    for column in dataclasses.fields(Filters):
        name, doc = column.metadata["param"], column.metadata["doc"]
        take.add_argument(f"--{name.replace('_', '-')}", action="append", default=[], metavar="VALUE", help=doc)
    take.add_argument(
        "--lang", choices=LANGUAGES, default=LANGUAGES[0], help="language of what a reader sees (HTML alone has such)"
    )
    take.set_defaults(run=_export)
    return parser


def _import(options: argparse.Namespace) -> int:
    if options.annotated and len(options.files) > 1:
        print("error: --annotated takes one FILE, for it is that file with our columns beside its own", file=sys.stderr)
        return 2
    recipe = _recipe(options)
    store = Store(settings().home) if options.dry_run else open_store()
    with ExitStack() as stack:
        each = stack.enter_context(annotated_file(options.annotated)) if options.annotated else None
        return _bring(store, options.files, recipe, each=each, dry_run=options.dry_run, report_to=options.report)


def _publish(options: argparse.Namespace) -> int:
    """The file of a private map, by the recipe by which that map was made, among the public incidents."""
    current = settings()
    draft = Drafts(current.home, current.private).open(options.key)
    if draft.upload is None or not draft.annotated.exists():
        print("error: there is no map of this draft yet", file=sys.stderr)
        return 2
    return _bring(
        Store(current.home) if options.dry_run else open_store(),
        [draft.upload],
        draft.used_recipe,
        name=draft.name,
        dry_run=options.dry_run,
        report_to=options.report,
    )


def _bring(
    store: Store,
    files: Sequence[Path],
    recipe: Recipe,
    *,
    name: str = "",
    each: Results | None = None,
    dry_run: bool,
    report_to: Path | None,
) -> int:
    """Import into the public dataset, say what became of every row, and whether all are in."""
    from geocoding import Answer, Finding, Place, default_geocoder, locate_all

    geocoder = cache(lambda: default_geocoder(home=settings().home))  # opened only if there is something to ask

    def locate(places: Iterable[Place]) -> dict[Place, Answer]:
        return locate_all(places, geocoder())

    def audit(place: Place, latitude: float, longitude: float) -> tuple[Finding, ...]:
        return geocoder().audit(place, latitude, longitude)

    report = import_files(
        files,
        store,
        locate,
        recipe=recipe,
        audit=audit,
        dry_run=dry_run,
        progress=_show_progress if sys.stderr.isatty() else None,
        each=each,
        name=name,
        coarsening=settings().coarsening,
    )
    print(describe(report, dry_run=dry_run))
    if report_to:
        report_to.write_text(json.dumps(dataclasses.asdict(report), ensure_ascii=False, indent=2), "utf-8")
    return 1 if report.rejected.total or report.files_rejected else 0


def _recipe(options: argparse.Namespace) -> Recipe:
    """What the options decide: the recipe of a file, and columns named one by one over it."""
    recipe = read_recipe(options.recipe) if options.recipe else Recipe()
    if not options.map:
        return recipe
    return dataclasses.replace(recipe, source="mapped", columns=recipe.columns | dict(options.map))


def _mapped(text: str) -> tuple[str, str]:
    """`theirs=ours` as our column and the folded name of theirs."""
    theirs, equals, ours = text.rpartition("=")
    if not equals or not theirs.strip() or ours.strip() not in FIELDS:
        raise argparse.ArgumentTypeError(f"{text!r} is not COLUMN=FIELD with a field of {', '.join(FIELDS)}")
    return ours.strip(), fold(theirs)


def _show_progress(stage: str, done: int, total: int) -> None:
    share = f" {done:,} of {total:,}" if total > 1 else ""
    print(
        f"\r\033[K{stage}{share}", end="\n" if (stage, done) == ("publish", total) else "", file=sys.stderr, flush=True
    )


def _export(options: argparse.Namespace) -> int:
    out: Path = options.out
    kind = FORMATS.get(out.suffix.lower().removeprefix("."))
    if kind is None:
        print(f"error: {out}: write to one of {_ENDS}", file=sys.stderr)
        return 2
    names = [column.metadata["param"] for column in dataclasses.fields(Filters)]
    filters, problems = read_filters({name: getattr(options, name) for name in names})
    if problems:
        raise BadFilters(problems)
    store = open_store()
    current = store.version(filters.as_of) if filters.as_of else store.snapshot()
    about = About(_cited(filters, current), licence(filters.dataset), options.lang, datetime.now(UTC).date())
    with current.engine.connect() as connection:
        pieces = in_pieces(kind.write(connection, filters, about))
        first = next(pieces)  # what cannot be written leaves a file that is there as it is
        with out.open("wb") as file:
            file.write(first)
            file.writelines(pieces)
    if kind is FORMATS["csv"]:
        beside = out.with_name(out.name + SUFFIX)
        beside.write_text(json.dumps(csvw(about, out.name), ensure_ascii=False, indent=2) + "\n", "utf-8")
    return 0


def _cited(filters: Filters, current: Snapshot) -> Citation:
    asked = ", ".join(f"{name}={value}" for name, value in filters.to_params())
    return Citation(
        title=f"Protest incidents ({asked})" if asked else "Protest incidents",
        counts="",
        publisher=settings().publisher,
        version=current.version,
        published=datetime.fromisoformat(current.published).date(),
        accessed=None,
        link="",
    )


def open_store() -> Store:
    """The store of this SHERU_HOME, with the bundled incidents unless the operator left them out."""
    current = settings()
    store = Store(current.home, kept_versions=current.kept_versions)
    store.renew()
    if current.bundled:
        seed(store)
    return store


def describe(report: ImportReport, *, dry_run: bool = False) -> str:
    """The report of an import, for a person."""
    verb = "to store" if dry_run else "stored"
    placed = ", ".join(f"{number} {precision}" for precision, number in report.placed.items()) or "none"
    lines = [
        f"rows read {report.rows} = {verb} {report.stored} + duplicates {report.duplicates.total}"
        f" + rejected {report.rejected.total}",
        f"placed: {placed}; not placed: {report.not_placed.total}",
    ]
    lines += [f"{file} was read as: {source}" for file, source in report.sources.items() if source != "own"]
    lines += [f"file rejected: {reason}" for reason in report.files_rejected]
    lines += _listed("rejected", report.rejected)
    lines += _listed("not placed", report.not_placed)
    lines += _listed("to look at", report.coordinates)
    lines += _listed("to look at", report.notices)
    lines += _listed("to look at", report.doubtful)
    lines += _listed("duplicate", report.duplicates)
    lines += _listed("an id that stands for more than one event, so both are kept", report.conflicting_ids)
    return "\n".join(lines)


def _listed(title: str, noted: Noted[Any]) -> Iterator[str]:
    yield from (f"{title}: {entry}" for entry in noted.first[:_SHOWN])
    if noted.total > _SHOWN:
        yield f"{title}: {noted.total - _SHOWN} more (--report FILE.json has them)"
        yield from (f"{title}, {number} in all: {reason}" for reason, number in list(noted.totals.items())[:_SHOWN])


if __name__ == "__main__":
    take_settings()
    sys.exit(main())
