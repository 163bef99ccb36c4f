"""`python -m data.dictionary`: writes docs/data-dictionary.md from the model, so that it cannot drift from the code."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from pathlib import Path

from data.filters import Filters
from data.model import Count, DateRange, Incident, Report
from data.parsing.count_words import VAGUE
from data.sources.own import COLUMNS, DERIVED_COLUMNS, LOCATED_COLUMNS
from data.vocabulary import (
    COUNT_KINDS,
    DATE_PRECISIONS,
    EVENT_TYPES,
    LOCATION_PRECISIONS,
    PLACING,
    STATE_RESPONSES,
)

DICTIONARY = Path(__file__).resolve().parent.parent / "docs" / "data-dictionary.md"

_INTRODUCTION = """\
# Data dictionary

Made from the code by `make dictionary`; a test holds that the two agree.

A **report** is what one source says happened. An **incident** is one event at one place and date; it has one or more
reports, grouped only by an id in the data. Unknown is empty and never 0. A date or a place is never made more precise
than its source is.
"""


def dictionary() -> str:
    """The data dictionary as Markdown."""
    vague = {word: f"{low} to {high}: {reason}" for word, (low, high, reason) in VAGUE.items()}
    filters = {f.metadata["param"]: f.metadata["doc"] for f in dataclasses.fields(Filters)}
    parts = [
        _INTRODUCTION,
        _table("The table: one report a row (UTF-8 CSV)", "column", COLUMNS),
        _table("Columns of a geocoded table, read back by an import", "column", LOCATED_COLUMNS),
        _table("Columns that an export adds for calculation", "column", DERIVED_COLUMNS),
        _fields("Report", Report),
        _fields("Incident", Incident),
        _fields("Count", Count),
        _fields("Date", DateRange),
        _table("Event types", "word", EVENT_TYPES),
        _table("State responses", "word", STATE_RESPONSES),
        _table("The four counts", "count", COUNT_KINDS),
        _table("Words that stand for a number", "word", vague),
        _table("Date precisions", "word", DATE_PRECISIONS),
        _table("Location precisions", "word", LOCATION_PRECISIONS),
        _table("How far the placing went", "word", PLACING),
        _table("Filters, as parameters of a link, of the API and of an export", "parameter", filters),
    ]
    return "\n".join(parts)


def _fields(title: str, kind: type) -> str:
    described = {field.name: field.metadata["doc"] for field in dataclasses.fields(kind)}
    return _table(title, "field", described)


def _table(title: str, head: str, rows: Mapping[str, str]) -> str:
    lines: Iterable[str] = (f"| `{name}` | {meaning.replace('|', chr(92) + '|')} |" for name, meaning in rows.items())
    return "\n".join([f"## {title}", "", f"| {head} | meaning |", "|---|---|", *lines, ""])


if __name__ == "__main__":
    DICTIONARY.write_text(dictionary(), encoding="utf-8")
