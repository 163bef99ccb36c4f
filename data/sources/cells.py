"""What the adapters of known formats share: reading cells of a foreign row and writing cells of our own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from data.parsing.any_date import DateReading, parse_any_date
from data.parsing.coordinates import read_coordinates
from data.parsing.counts import parse_count
from data.parsing.dates import format_date
from data.sources.own import BadCell
from data.sources.source import Cells

RADIUS_KM: Final[dict[str, int]] = {"city": 10, "admin2": 25, "admin1": 100, "country": 500}
"""How far around given coordinates the place may lie, by their precision, where the format does not say it.

Rough on purpose: the coordinates of these formats stand for a town or an area and are no spot. 25 km is what UCDP
says of its second level; the others are sizes of a large town, of a middling province and of a middling country.
"""

_LINK = re.compile(r"https?://[^\s;|<>\"]+", re.IGNORECASE)
_AROUND_NAME = re.compile(r"^(?:quellen?|sources?)\s*:|^[\s,|:]+|[\s,|:]+$", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]{2}")
_NO_NAMES = ("http", "https", "http://", "https://", "und", "and", "quelle", "source")
"""What stands between links and names nobody."""

_WHOLE = re.compile(r"(-?\d+)\.0+")


class NotProtest(BadCell):
    """The row is well but tells of something that is no protest: it is counted with its like and not complained of."""


def signature(*columns: str) -> Callable[[Sequence[str]], bool]:
    """A rule that recognises a table which has all these columns, whatever else it has."""
    wanted = frozenset(columns)
    return lambda found: wanted <= set(found)


def own_id(prefix: str, text: str) -> str:
    """The publisher's id of an event, told apart from those of others; "" where there is none."""
    return f"{prefix}-{text.casefold()}" if text else ""


def first(cells: Cells, *columns: str) -> str:
    """The first of these cells that is not empty."""
    return next((cells[column] for column in columns if cells.get(column)), "")


def numbered(cells: Cells, *prefixes: str) -> list[str]:
    """The cells of columns like `source_1`, `source_2`, in the order of their numbers, empty ones left out."""
    found = [
        (int(number), text)
        for column, text in cells.items()
        for prefix in prefixes
        if text and column.startswith(prefix) and (number := column.removeprefix(prefix)).isdecimal()
    ]
    return [text for _, text in sorted(found)]


def date_cell(cells: Cells, column: str, reading: DateReading) -> str:
    """The date of a cell in ISO 8601. Raises BadCell."""
    try:
        return format_date(parse_any_date(cells.get(column, ""), reading))
    except ValueError as error:
        raise BadCell(column, str(error)) from error


def day_of_parts(cells: Cells, day: str, month: str, year: str) -> str:
    """ISO date of a day, a month and a year in columns of their own. Raises BadCell."""
    parts = [_WHOLE.sub(r"\1", cells.get(column, "")) for column in (year, month, day)]
    if not all(part.isdecimal() for part in parts):
        raise BadCell(year, f"year, month and day are “{' '.join(parts)[:40]}”; write them as numbers")
    return f"{int(parts[0]):04d}-{int(parts[1]):02d}-{int(parts[2]):02d}"


def span(start: str, end: str) -> str:
    """One date, or start/end where they differ."""
    return start if start == end or not end else f"{start}/{end}"


def place_given(latitude: str, longitude: str, precision: str, radius_km: int | None = None) -> dict[str, str]:
    """Cells for coordinates that came with the row; none where there are none. Raises BadCell."""
    try:
        point = read_coordinates(latitude, longitude)
    except ValueError as error:
        raise BadCell("latitude, longitude", str(error)) from error
    if point is None:
        return {}
    return {
        "lat": repr(point[0]),
        "lon": repr(point[1]),
        "precision": precision,
        "radius_km": str(radius_km or RADIUS_KM[precision]),
        "method": "given",
    }


def sources_of(texts: Iterable[str], otherwise: str) -> dict[str, str]:
    """Cells for who says so: links apart from names, each once; `otherwise` is named where no name is there."""
    links: list[str] = []
    names: list[str] = []
    for text in texts:
        links += (link.rstrip(".,)]") for link in _LINK.findall(text))
        names += (_AROUND_NAME.sub("", name) for name in _LINK.sub(";", text).split(";"))
    known = [name for name in dict.fromkeys(names) if _LETTERS.search(name) and name.casefold() not in _NO_NAMES]
    return {"source_name": "; ".join(known) or otherwise, "source_url": " ".join(dict.fromkeys(links))}


def tags_of(*texts: str) -> str:
    """Each word or phrase of these texts once; several of one text stand between semicolons."""
    words = (word.strip() for text in texts for word in text.split(";"))
    return "; ".join(dict.fromkeys(word for word in words if word))


def told(*parts: tuple[str, str]) -> str:
    """One text of labelled parts, those without words left out: “Claims: for higher pay. At: Market Square.”"""
    return " ".join(
        f"{label}: {text}".strip(": ") + ("" if text[-1] in ".!?”" else ".") for label, text in parts if text
    )


def whole(text: str) -> str:
    """A number as people write it: 50.0, which a program made of 50, is 50."""
    found = _WHOLE.fullmatch(text)
    return found[1] if found else text


def known_count(*wordings: str) -> str:
    """The first wording whose numbers can be read; else the first that there is."""
    there = [wording for wording in map(whole, wordings) if wording]
    return next((wording for wording in there if parse_count(wording).known), there[0] if there else "")


def added(*wordings: str) -> str:
    """People counted in several columns as one count: a sum of plain numbers, else the wordings one by one."""
    there = [wording for wording in map(whole, wordings) if wording]
    if len(there) > 1 and all(wording.isdecimal() for wording in there):
        return str(sum(map(int, there)))
    return " and ".join(there)


def low_high(low: str, high: str) -> str:
    """A range of two numbers as our table writes it; one number where there is one or both are the same."""
    low, high = whole(low), whole(high)
    return low or high if low == high or not (low and high) else f"{low}-{high}"
