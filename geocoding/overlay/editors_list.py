"""An editor's list of places: a CSV that she keeps by hand, and that is believed before the gazetteer."""

import csv
import io
import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from geocoding.countries import country_code
from geocoding.overlay.errors import OverlayRefused
from geocoding.overlay.places import OverlayPlace
from geocoding.reading.names import clean, exact_key, loosen

REQUIRED = ("name", "country", "lat", "lon")
OPTIONAL = ("admin1", "precision", "radius_km", "source", "note")
RADII_KM = {"exact": 0.1, "locality": 1.0, "city": 2.0}
"""The precisions that a row may have, and the radius where the row gives none."""
DEFAULT_PRECISION = "city"
"""Of a row that gives none: the one that claims least."""
MAX_RADIUS_KM = 100.0
MAX_BYTES = 10_000_000
MIN_LOOSE_LETTERS = 3
"""Shorter loose keys make too many names equal."""
_SHOWN = 40


class _BadRow(ValueError):
    """The row is left out; the message names the column and says what to do."""


@dataclass(frozen=True, slots=True)
class EditorsList:
    """The places of one file, by their keys."""

    exact: dict[str, tuple[OverlayPlace, ...]]
    loose: dict[str, tuple[OverlayPlace, ...]]
    problems: tuple[str, ...] = ()
    """Each row that is left out: the file, the row (the header is row 1), the column and what to do."""

    def named(self, key: str, countries: Sequence[str], *, loosely: bool) -> list[OverlayPlace]:
        """See `Overlay.named`."""
        found = (self.loose if loosely else self.exact).get(key, ())
        return [place for place in found if not countries or place.country in countries]


def read_editors_list(path: Path) -> EditorsList:
    """The list in a CSV with the columns REQUIRED and, where they are there, OPTIONAL.

    Rows that cannot be used are named in `problems` and left out. Raises OverlayRefused for a file of which nothing
    can be used.
    """
    exact: dict[str, list[OverlayPlace]] = defaultdict(list)
    loose: dict[str, list[OverlayPlace]] = defaultdict(list)
    problems: list[str] = []
    rows = _rows(path, _text(path))
    header = _header(path, next(rows)[1])
    for number, cells in rows:
        try:
            if isinstance(cells, str):
                raise _BadRow(cells)
            names, place = _place(header, cells, f"{path.name}, row {number}")
        except _BadRow as error:
            problems.append(f"{path}: row {number}, {error}")
            continue
        for key in {exact_key(name) for name in names}:
            exact[key].append(place)
        for key in {loosen(exact_key(name)) for name in names}:
            if len(key) >= MIN_LOOSE_LETTERS:
                loose[key].append(place)
    return EditorsList(
        {key: tuple(places) for key, places in exact.items()},
        {key: tuple(places) for key, places in loose.items()},
        tuple(problems),
    )


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise OverlayRefused(f"{path}: cannot be read: {error.strerror or error}") from None
    if len(content) > MAX_BYTES:
        raise OverlayRefused(f"{path}: is larger than {MAX_BYTES:,} bytes; a list of that size is not kept by hand")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise OverlayRefused(f"{path}: line {line} is not UTF-8; save the file as CSV UTF-8") from None


def _rows(path: Path, text: str) -> Iterator[tuple[int, list[str] | str]]:
    """(row number as a spreadsheet counts, cells) of the header and all rows that are not blank.

    A string in place of the cells says why the row is none.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            yield number, f"line {reader.line_num}: cannot be read as CSV ({error}); look for a stray quotation mark"
            continue
        if any(cell.strip() for cell in cells) or number == 1:
            yield number, cells
    if number == 1:
        raise OverlayRefused(f"{path}: is empty; the first row must be {','.join(REQUIRED + OPTIONAL)}")


def _header(path: Path, cells: list[str] | str) -> list[str]:
    if isinstance(cells, str):
        raise OverlayRefused(f"{path}: row 1, {cells}")
    header = [cell.strip().lower() for cell in cells]
    if len(header) == 1 and (";" in header[0] or "\t" in header[0]):
        raise OverlayRefused(f"{path}: row 1: the columns must be separated by commas; save the file as CSV UTF-8")
    for name in REQUIRED:
        if name not in header:
            raise OverlayRefused(
                f"{path}: row 1: the column {name} is missing; needed are {', '.join(REQUIRED)},"
                f" possible {', '.join(OPTIONAL)}"
            )
    for name in header:
        if name and name not in REQUIRED + OPTIONAL:
            raise OverlayRefused(f"{path}: row 1: the column {_shown(name)} is not known; remove it or rename it")
        if name and header.count(name) > 1:
            raise OverlayRefused(f"{path}: row 1: the column {name} is there more than once; keep one")
    return header


def _place(header: list[str], cells: list[str], where: str) -> tuple[list[str], OverlayPlace]:
    """The names of a row, and its place."""
    if len(cells) > len(header):
        raise _BadRow(f"has {len(cells)} cells, the header {len(header)}: put texts with commas in quotation marks")
    row = dict(zip(header, (cell.strip() for cell in cells), strict=False))
    names = [name for name in (clean(part) for part in row.get("name", "").split("|")) if exact_key(name)]
    if not names:
        raise _BadRow("name: is empty; give a name, or several separated by |")
    country = country_code(row.get("country", ""))
    if country is None:
        raise _BadRow(f"country: {_shown(row.get('country', ''))} is not one country; give its name or ISO code")
    latitude, longitude = _number(row, "lat", -90, 90), _number(row, "lon", -180, 180)
    precision = row.get("precision", "").lower() or DEFAULT_PRECISION
    if precision not in RADII_KM:
        raise _BadRow(f"precision: {_shown(precision)} is not one of {', '.join(RADII_KM)}")
    radius = RADII_KM[precision]
    if row.get("radius_km"):
        radius = _number(row, "radius_km", 0, MAX_RADIUS_KM)
        if radius == 0:
            raise _BadRow("radius_km: must be more than 0; leave it empty where it is not known")
    said = (where, f"source: {row['source']}" if row.get("source") else "", row.get("note", ""))
    source = "; ".join(clean(part) for part in said if part)
    admin1 = clean(row.get("admin1", ""))
    return names, OverlayPlace(names[0], country, admin1, latitude, longitude, precision, radius, 0, source)


def _number(row: dict[str, str], column: str, low: float, high: float) -> float:
    text = row.get(column, "")
    try:
        number = float(text) if text.isascii() and "_" not in text else math.nan
    except ValueError:
        number = math.nan
    if math.isfinite(number) and low <= number <= high:
        return number
    hint = "; write a point, not a comma, before the decimals" if "," in text else ""
    raise _BadRow(f"{column}: {_shown(text)} is not a number from {low:g} to {high:g}{hint}")


def _shown(text: str) -> str:
    return f"“{text[:_SHOWN]}”" if text.isprintable() else repr(text[:_SHOWN])
