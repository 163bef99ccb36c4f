"""The header of a table: cleaned, complete, without twins, and really a header."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from data.errors import FileRejected
from data.parsing.text import clean_text
from data.reading.limits import Limits
from data.reading.table import fold

MAX_NAME = 200
"""Characters of a column name that are kept."""

_DATA = re.compile(
    r"""\d{4}-\d{1,2}-\d{1,2}.*          # a day
    |   \d{1,2}[./-]\d{1,2}[./-]\d{2,4}.*
    |   [+-]?\d+[.,]\d+                  # a number with a fraction: coordinates
    |   https?://.*""",
    re.VERBOSE | re.IGNORECASE,
)
_WHOLE = re.compile(r"[+-]?\d+")
_LOOKALIKES = str.maketrans("аеорсхуіјѕԁһкмтнвАЕОРСХУІЈЅКМТНВ", "aeopcxyijsdhkmthbAEOPCXYIJSKMTHB")


def column_names(file: str, cells: Sequence[str], limits: Limits, *, first_line: bool) -> tuple[str, ...]:
    """The names of the columns; a nameless one is `column N`. Raises FileRejected where this is no header."""
    if len(cells) > limits.columns:
        raise FileRejected(
            f"{file}: {len(cells):,} columns are more than {limits.columns:,}; leave out what you do not need"
        )
    names = [clean_text(cell)[:MAX_NAME].rstrip() for cell in cells]
    if not any(names):
        raise FileRejected(f"{file}: the file has no header row; write the names of the columns in its first line")
    if first_line and (told := _looks_like_data(names)):
        raise FileRejected(
            f"{file}: the first line looks like a row and not like a header (“{told[:40]}”); "
            "write a line with the names of the columns above it"
        )
    return _distinct(file, names)


def _looks_like_data(names: Sequence[str]) -> str:
    """The cell that no column is called by, or an empty text."""
    for name in names:
        if _DATA.fullmatch(name):
            return name
    numbers = [name for name in names if _WHOLE.fullmatch(name)]
    values = [int(number[:18]) for number in numbers]
    runs = all(after - before == 1 for before, after in pairwise(values))
    years = all(1800 <= value <= 2100 for value in values)
    alone = len(numbers) == len([name for name in names if name])
    named = not alone and (years or (runs and 0 <= values[0] <= 1))  # item 1, 2, 3 of a survey; a column for each year
    return "" if not numbers or named else numbers[0]


def _distinct(file: str, names: list[str]) -> tuple[str, ...]:
    seen = {fold(name) for name in names if name}
    taken: set[str] = set()
    for position, name in enumerate(names):
        if not name:
            number = position + 1
            while f"column {number}" in seen:
                number += len(names)
            names[position] = f"column {number}"
        elif fold(name) in taken:
            raise FileRejected(f"{file}: the column {name[:60]!r} is there twice; rename one of them")
        taken.add(fold(names[position]))
    return tuple(names)


def confusable(name: str) -> str:
    """The Latin name that `name` only looks like, because letters of another script stand in it; else empty."""
    scripts = {unicodedata.name(char, "").split(" ")[0] for char in name if char.isalpha()}
    latin = unicodedata.normalize("NFKC", name).translate(_LOOKALIKES)
    return latin if {"LATIN", "CYRILLIC"} <= scripts and latin.isascii() and latin != name else ""
