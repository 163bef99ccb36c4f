"""A CSV of places in, the same CSV with their locations out."""

import csv
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from geocoding.batch import Locator, OnlineLocator, Placed, locate_all, locate_online
from geocoding.model import Answer, Place

if TYPE_CHECKING:
    from _csv import Reader

PLACE_COLUMN = "place"
OPTIONAL_COLUMNS = ("admin1", "admin2", "country")
ADDED_COLUMNS = ("lat", "lon", "precision", "radius_km", "name", "country_code", "method", "status")
PENDING = "pending"
"""The status in a partial file of a place that the service has not answered yet."""


class BatchError(ValueError):
    """The file cannot be used; the message names the file and, where it has one, the row and the column."""


class BatchUnfinished(Exception):
    """A service failed before all places were placed; the message says what is kept and how to go on."""


def locate_file(
    source: Path, target: Path, geocoder: Locator, *, progress: bool = False, partial: bool = False
) -> dict[str, int]:
    """Write every row of `source` to `target` with ADDED_COLUMNS appended; empty cells where there is no location.

    `source` is UTF-8 CSV with a header that has a column `place`, and may have OPTIONAL_COLUMNS. `target` appears
    only when it is complete; with `partial` also when a service failed, its rows having the status PENDING. Returns
    how many rows have each status. Raises BatchError for a file that cannot be used, BatchUnfinished where a service
    failed, OSError where reading or writing fails.
    """
    header, rows = read_rows(source)
    places = [_place(header, row) for row in rows]
    if isinstance(geocoder, OnlineLocator):
        placed = locate_online(places, geocoder, progress=progress)
    else:
        placed = Placed(locate_all(places, geocoder, progress=progress))
    if placed.pending and not partial:
        raise BatchUnfinished(_what_is_left(placed, f"{target} is not written, which --partial would do"))
    answers = [placed.answers.get(place) for place in places]
    added = [_cells(answer) if answer else _PENDING_CELLS for answer in answers]
    _write(target, header, ([*row, *cells] for row, cells in zip(rows, added, strict=True)))
    if placed.pending:
        raise BatchUnfinished(_what_is_left(placed, f"{target} has them with the status {PENDING}"))
    return dict(Counter(cells[-1] for cells in added))


def _what_is_left(placed: Placed, target: str) -> str:
    total = len(placed.answers) + len(placed.pending)
    return (
        f"{placed.failure}; {len(placed.pending)} of {total} places are not placed, and {target}."
        " Run the same command again to go on: what the service has answered is kept and not asked again"
    )


def _write(target: Path, header: list[str], rows: Iterable[list[str]]) -> None:
    """The whole file or none."""
    temporary = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([*header, *ADDED_COLUMNS])
            writer.writerows(rows)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def read_rows(source: Path) -> tuple[list[str], list[list[str]]]:
    """The header and the rows of a CSV, each row as long as the header. Raises BatchError, OSError."""
    try:
        with source.open(encoding="utf-8-sig", newline="") as file:
            lines = list(_numbered(csv.reader(file), source))
    except UnicodeDecodeError as error:
        line = source.read_bytes()[: error.start].count(b"\n") + 1
        raise BatchError(f"{source}: line {line} is not UTF-8; save the file as UTF-8") from None
    if not lines:
        raise BatchError(f"{source}: the file is empty; it needs a header with a column “{PLACE_COLUMN}”")
    header = [cell.strip() for cell in lines[0][1]]
    _check_header(source, header)
    rows = []
    for number, row in lines[1:]:
        if len(row) > len(header):
            raise BatchError(f"{source}: line {number} has {len(row)} cells, but the header has {len(header)}")
        rows.append(row + [""] * (len(header) - len(row)))
    return header, rows


def _numbered(reader: "Reader", source: Path) -> Iterator[tuple[int, list[str]]]:
    """(line number, cells) of every line that is not blank."""
    try:
        for row in reader:
            if row:
                yield reader.line_num, row
    except csv.Error as error:
        raise BatchError(f"{source}: line {reader.line_num} cannot be read as CSV: {error}") from None


def _check_header(source: Path, header: list[str]) -> None:
    doubled = sorted({name for name in header if header.count(name) > 1})
    if doubled:
        raise BatchError(f"{source}: the header has the column “{doubled[0]}” more than once")
    if PLACE_COLUMN not in header:
        found = ", ".join(f"“{name}”" for name in header[:12])
        raise BatchError(f"{source}: the header has no column “{PLACE_COLUMN}”; it has {found}")
    taken = [name for name in ADDED_COLUMNS if name in header]
    if taken:
        raise BatchError(f"{source}: the column “{taken[0]}” is there already and would be written twice; rename it")


def _place(header: list[str], row: list[str]) -> Place:
    cells = dict(zip(header, row, strict=True))
    return Place(cells[PLACE_COLUMN], *(cells.get(name, "") for name in OPTIONAL_COLUMNS))


_PENDING_CELLS = [""] * (len(ADDED_COLUMNS) - 1) + [PENDING]


def _cells(answer: Answer) -> list[str]:
    location = answer.location
    if location is None:
        return [""] * (len(ADDED_COLUMNS) - 1) + [answer.status]
    values = (location.latitude, location.longitude, location.precision, location.radius_km)
    return [*map(str, values), location.name, location.country_code, location.method, answer.status]
