"""The lines of a GeoNames country dump: 19 columns, https://download.geonames.org/export/dump/readme.txt."""

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

COLUMNS = 19
MAX_LINE_BYTES = 100_000
"""The widest line that the documented columns allow is shorter (alternate names: 10,000 characters)."""
MAX_NAMES = 500
MAX_NAME_LETTERS = 200
"""As documented for the column name; no longer alternate name is one."""
_LARGEST_ID = 2**62
_MOST_PEOPLE = 100_000_000


@dataclass(frozen=True, slots=True)
class DumpRow:
    """The columns of a line that are used."""

    id: int
    name: str
    alternates: tuple[str, ...]
    latitude: float
    longitude: float
    feature_class: str
    code: str
    country: str
    admin1: str
    """GeoNames' own code, which is no ISO 3166-2 code."""
    population: int


class BrokenLine(ValueError):
    """A line that is not used; the message says why, in words that many lines share."""


def rows(file: BinaryIO, broken: Counter[str]) -> Iterator[DumpRow]:
    """The rows of a dump, each line bounded; what is wrong with the others is counted in `broken`."""
    for number, line in enumerate(_lines(file)):
        try:
            row = parse(line.removeprefix(b"\xef\xbb\xbf") if number == 0 else line)
        except BrokenLine as error:
            broken[str(error)] += 1
        else:
            if row:
                yield row


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """Lines without their ends; one that is too long comes as its first MAX_LINE_BYTES + 1 bytes."""
    while line := file.readline(MAX_LINE_BYTES + 1):
        if not line.endswith(b"\n") and len(line) > MAX_LINE_BYTES:
            rest = line
            while rest and not rest.endswith(b"\n"):
                rest = file.readline(MAX_LINE_BYTES)
            yield line
        else:
            yield line.rstrip(b"\r\n")


def parse(line: bytes) -> DumpRow | None:
    """The row of a line, None for a blank one. Raises BrokenLine."""
    if not line.strip():
        return None
    if len(line) > MAX_LINE_BYTES:
        raise BrokenLine(f"longer than {MAX_LINE_BYTES:,} bytes")
    try:
        cells = line.decode("utf-8").split("\t")
    except UnicodeDecodeError:
        raise BrokenLine("not UTF-8") from None
    if len(cells) != COLUMNS:
        raise BrokenLine(f"not {COLUMNS} tab-separated columns")
    if "\x00" in line.decode("utf-8"):
        raise BrokenLine("a NUL in it")
    names = [name.strip() for name in cells[3].split(",")]
    name = cells[1].strip()
    if not name or len(name) > MAX_NAME_LETTERS:
        raise BrokenLine(f"no name of 1 to {MAX_NAME_LETTERS} letters")
    country = cells[8]
    if not (len(country) == 2 and country.isascii() and country.isalpha() and country.isupper()):
        raise BrokenLine("no country code")
    return DumpRow(
        _whole(cells[0], 1, _LARGEST_ID, "no geonameid"),
        name,
        tuple(dict.fromkeys(name for name in names if name and len(name) <= MAX_NAME_LETTERS))[:MAX_NAMES],
        _degrees(cells[4], 90, "latitude"),
        _degrees(cells[5], 180, "longitude"),
        cells[6],
        cells[7],
        country,
        cells[10],
        _whole(cells[14] or "0", 0, _MOST_PEOPLE, "no population"),
    )


def _whole(text: str, low: int, high: int, problem: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 20 and low <= int(text) <= high):
        raise BrokenLine(problem)
    return int(text)


def _degrees(text: str, most: float, what: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not -most <= number <= most:
        raise BrokenLine(f"no {what} from -{most:g} to {most:g}")
    return number
