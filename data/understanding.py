"""The rows of a table to reports: by the format that its columns tell, and as the editor decided."""

from __future__ import annotations

import dataclasses
import hashlib
import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from data.errors import FileRejected, Rejection
from data.export import DERIVED_COLUMNS
from data.identity import report_id
from data.model import Report
from data.parsing.any_date import DateReading, read_order
from data.placing import with_country
from data.reading.table import Row, Table, fold
from data.recipe import Recipe
from data.sources.own import LOCATED_COLUMNS, OWN_COLUMNS, BadCell, check_columns, to_report
from data.sources.source import Source

Note = Callable[[Rejection], None]

_ZERO = "0, 0 is what programs write where nothing is known; the row is placed by its name"
_UNREAD = "not one of our columns, so not read; rename it if it is meant"

OWN = Source("own", "Our own table", recognises=lambda _: True, to_own=lambda cells, _: dict(cells))


@dataclass(frozen=True, slots=True)
class Understood:
    """A row that states a report."""

    row: int = field(metadata={"doc": "Number of the row in its table, from 0."})
    line: int
    read_id: str = field(metadata={"doc": "Id of the report as the file alone gives it."})
    report: Report


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """A row that states none."""

    row: int
    rejection: Rejection


def source_of(table: Table, recipe: Recipe) -> Source:
    """The format of `table`: the one that the recipe names, else what its columns tell.

    Raises FileRejected where it is of none.
    """
    if recipe.source not in ("", OWN.name):
        raise FileRejected(f"{table.name}: no format is called “{recipe.source[:40]}”")
    check_columns(table)
    return OWN


def understand(table: Table, source: Source, recipe: Recipe, note: Note) -> Iterator[Understood | NotUnderstood]:
    """Every row of `table` as a report, as `recipe` decides, or why it is none; `note` takes what is to know.

    Rows that the recipe merges come last: their common id follows from all of them.
    """
    reading = _reading(table, source, recipe)
    merged = {identity: group for group in recipe.merges for identity in group}
    waiting: dict[tuple[str, ...], list[Understood]] = {}
    if source.name == OWN.name:
        _note_unread(table, note)
    for number, row in enumerate(table.rows()):
        try:
            cells = source.to_own(row.cells, reading)
            understood = _decided(number, Row(row.line, cells), recipe)
        except BadCell as error:
            yield NotUnderstood(number, Rejection(table.name, row.line, error.column, str(error)))
            continue
        if understood.report.location is None and cells.get("lat") and understood.read_id not in recipe.coordinates:
            note(Rejection(table.name, row.line, "lat, lon", _ZERO))
        if understood.read_id in merged:
            waiting.setdefault(merged[understood.read_id], []).append(understood)
        else:
            yield understood
    for group in waiting.values():
        yield from _merged(table.name, group, note)


def _decided(number: int, row: Row, recipe: Recipe) -> Understood:
    """The report of `row`, with the coordinates that the editor chose for it, if she did."""
    report = with_country(to_report(row))
    if not recipe.coordinates and not recipe.merges:
        return Understood(number, row.line, "", report)
    read_id = report_id(report)
    if read_id in recipe.coordinates:
        chosen = recipe.coordinates[read_id]
        dropped = dict.fromkeys(("lat", "lon", *LOCATED_COLUMNS), "")
        point = {"lat": repr(chosen[0]), "lon": repr(chosen[1])} if chosen else {}
        report = with_country(to_report(Row(row.line, {**row.cells, **dropped, **point})))
    return Understood(number, row.line, read_id, report)


def _merged(file: str, group: list[Understood], note: Note) -> Iterator[Understood]:
    """The reports of one group under one id: their own, where they have one, else one that follows from theirs."""
    references = list(dict.fromkeys(item.report.incident_ref for item in group if item.report.incident_ref))
    common = references[0] if references else _common_id([item.read_id for item in group])
    for item in group:
        own = item.report.incident_ref
        if own not in ("", common):
            reason = f"merged into “{common[:40]}” by the editor; other rows of “{own[:40]}” stay where they are"
            note(Rejection(file, item.line, "incident_id", reason))
        yield dataclasses.replace(item, report=dataclasses.replace(item.report, incident_ref=common))


def _common_id(read_ids: list[str]) -> str:
    return f"merged-{hashlib.sha256(' '.join(sorted(read_ids)).encode()).hexdigest()[:12]}"


def _reading(table: Table, source: Source, recipe: Recipe) -> DateReading:
    """How the dates are to be read: as their columns show, or as the editor said."""
    there = [column for column in source.dates if column in map(fold, table.columns)]
    found = read_order(itertools.chain.from_iterable(table.values(column) for column in there))
    return dataclasses.replace(found, order=recipe.date_order, is_open=False) if recipe.date_order else found


def _note_unread(table: Table, note: Note) -> None:
    read: Mapping[str, object] = dict.fromkeys((*OWN_COLUMNS, *DERIVED_COLUMNS))
    unread = [column for column in map(fold, table.columns) if column and column not in read]
    if unread:
        note(Rejection(table.name, 1, ", ".join(unread)[:200], _UNREAD))
