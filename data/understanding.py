"""The rows of a table to reports: by the format that its columns tell, and as the editor decided."""

from __future__ import annotations

import dataclasses
import hashlib
import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from data.errors import FileRejected, Rejection
from data.identity import report_id
from data.model import Report
from data.parsing.any_date import DateReading, date_doubt, read_order
from data.placing import with_country
from data.reading.table import Row, Table, fold
from data.recipe import Recipe
from data.sources.known import KNOWN, recognise
from data.sources.mapped import mapped
from data.sources.ours import OWN
from data.sources.own import DERIVED_COLUMNS, LOCATED_COLUMNS, OWN_COLUMNS, BadCell, check_columns, to_report
from data.sources.source import Source

_ZERO = "0, 0 is what programs write where nothing is known; the row is placed by its name"
MAPPED = "mapped"
_UNREAD = "not one of our columns, so not read; rename it if it is meant"


@dataclass(frozen=True, slots=True)
class Understood:
    """A row that states a report."""

    line: int = field(metadata={"doc": "Line of the file where the row starts."})
    read_id: str = field(metadata={"doc": "Id of the report as the file alone gives it; empty where no decision asks."})
    report: Report
    notices: tuple[Rejection, ...] = field(default=(), metadata={"doc": "What an editor should know of the row."})


def source_of(table: Table, recipe: Recipe) -> Source:
    """The format of `table`: the one that the recipe names, else what its columns tell.

    A table that says when and where in columns of ours is read as ours, whatever else it has. Raises FileRejected
    where it is of none.
    """
    if recipe.source == MAPPED:
        return mapped(recipe.columns)
    if recipe.source:
        named = next((source for source in KNOWN if source.name == recipe.source), None)
        if named is None:
            raise FileRejected(f"{table.name}: no format is called “{recipe.source[:40]}”")
        return named
    if found := recognise(table.columns):
        return found
    check_columns(table)
    return OWN


def reading_of(table: Table, source: Source, recipe: Recipe) -> DateReading:
    """How the dates of the whole table are to be read: as their columns show, or as the editor said."""
    there = [column for column in source.dates if column in map(fold, table.columns)]
    found = read_order(itertools.chain.from_iterable(table.values(column) for column in there))
    return dataclasses.replace(found, order=recipe.date_order, is_open=False) if recipe.date_order else found


def understand(table: Table, source: Source, reading: DateReading, recipe: Recipe) -> Iterator[Understood | Rejection]:
    """Each row of `table`, in order, as a report with the editor's coordinates, or why it is none."""
    for row in table.rows():
        try:
            cells = Row(row.line, source.to_own(row.cells, reading))
            found = _decided(table.name, cells, recipe)
            yield found if (doubts := _date_doubts(table.name, row, found, source, reading)) is None else doubts
        except BadCell as error:
            yield Rejection(table.name, row.line, error.column, str(error))


def _date_doubts(file: str, row: Row, found: Understood, source: Source, reading: DateReading) -> Understood | None:
    """`found` with what is odd about its date: far away, only believed, out of order; None where nothing is."""
    doubts = [
        Rejection(file, row.line, column, doubt)
        for column in source.dates
        if (doubt := date_doubt(row.cells.get(column, ""), found.report.date, reading))
    ]
    return dataclasses.replace(found, notices=(*found.notices, *doubts)) if doubts else None


def unread_columns(table: Table, source: Source) -> Iterator[Rejection]:
    """What to know of columns that a table of our own has beside our own."""
    read: Mapping[str, object] = dict.fromkeys((*OWN_COLUMNS, *DERIVED_COLUMNS))
    unread = [column for column in map(fold, table.columns) if column and column not in read]
    if source.name == OWN.name and unread:
        yield Rejection(table.name, 1, ", ".join(unread)[:200], _UNREAD)


def merge_all(file: str, waiting: Iterable[tuple[int, Understood]], recipe: Recipe) -> list[tuple[int, Understood]]:
    """The reports that the editor merges, each group under one id, with their numbers as they came."""
    group_of = {identity: group for group in recipe.merges for identity in group}
    groups: dict[tuple[str, ...], list[tuple[int, Understood]]] = {}
    for number, item in waiting:
        groups.setdefault(group_of[item.read_id], []).append((number, item))
    return [(number, item) for group in groups.values() for number, item in _merged(file, group)]


def _merged(file: str, group: list[tuple[int, Understood]]) -> Iterator[tuple[int, Understood]]:
    """One group under one id: that of its reports, where one has any, else one that follows from theirs."""
    references = [item.report.incident_ref for _, item in group if item.report.incident_ref]
    common = references[0] if references else _common_id([item.read_id for _, item in group])
    for number, item in group:
        own, notices = item.report.incident_ref, item.notices
        if own not in ("", common):
            reason = f"merged into “{common[:40]}” by the editor; other rows of “{own[:40]}” stay where they are"
            notices = (*notices, Rejection(file, item.line, "incident_id", reason))
        report = dataclasses.replace(item.report, incident_ref=common)
        yield number, dataclasses.replace(item, report=report, notices=notices)


def _decided(file: str, row: Row, recipe: Recipe) -> Understood:
    report = with_country(to_report(row))
    read_id = report_id(report) if recipe.coordinates or recipe.merges else ""
    if read_id in recipe.coordinates:
        chosen = recipe.coordinates[read_id]
        dropped = dict.fromkeys(("lat", "lon", *LOCATED_COLUMNS), "")
        point = {"lat": repr(chosen[0]), "lon": repr(chosen[1])} if chosen else {}
        return Understood(row.line, read_id, with_country(to_report(Row(row.line, {**row.cells, **dropped, **point}))))
    if report.location is None and row.cells.get("lat"):
        return Understood(row.line, read_id, report, (Rejection(file, row.line, "lat, lon", _ZERO),))
    return Understood(row.line, read_id, report)


def _common_id(read_ids: list[str]) -> str:
    return f"merged-{hashlib.sha256(' '.join(sorted(read_ids)).encode()).hexdigest()[:12]}"
