"""What stands between the cells of a text file."""

from __future__ import annotations

import csv
from itertools import islice
from typing import TextIO

from data.errors import FileRejected

DELIMITERS = (",", ";", "\t", "|")
_LINES = 50
_LONGEST = 2**16  # characters of a line that are looked at


def find_delimiter(file: str, stream: TextIO, chosen: str = "", suffix: str = "") -> tuple[str, bool]:
    """The delimiter, and whether the first line only names it (`sep=;`). Leaves `stream` at the first line after that.

    It is the one that gives the most lines the number of cells of the first line; of two as good, the one that gives
    more cells. Raises FileRejected where an editor chose what cannot be one.
    """
    first = stream.readline(_LONGEST)
    told = _told(first)
    lines = [line for line in (stream.readline(_LONGEST) for _ in range(_LINES)) if line.strip()]
    stream.seek(0)
    if told:
        stream.readline()
    if chosen or told:
        delimiter = {"tab": "\t", "\\t": "\t"}.get(chosen.casefold(), chosen) or told
        if len(delimiter) != 1 or delimiter in '"\r\n\0\ufeff ':
            raise FileRejected(
                f"{file}: {delimiter[:20]!r} cannot stand between cells; choose one character such as ; or ,"
            )
        return delimiter, bool(told)
    usual = "\t" if suffix in (".tsv", ".tab") else ","
    sample = [first, *lines]
    return max(DELIMITERS, key=lambda delimiter: (_agreement(sample, delimiter), delimiter == usual)), False


def _told(line: str) -> str:
    """What a line such as `sep=;` names, which spreadsheets write and read; else empty."""
    text = line.lstrip("\ufeff").strip('"\r\n')
    return text[4:5] if text[:4].casefold() == "sep=" and len(text) == 5 else ""


def _agreement(lines: list[str], delimiter: str) -> tuple[float, int]:
    """In how many lines of the sample the cells are as many as in the first, and how many."""
    try:
        counts = [len(row) for row in islice(csv.reader(lines, delimiter=delimiter), _LINES) if row]
    except csv.Error:
        counts = []
    if not counts or counts[0] < 2:
        return 0.0, 0
    return round(counts.count(counts[0]) / len(counts), 1), counts[0]
