"""A row of a foreign table, read as an import would read it."""

from __future__ import annotations

from data.model import Report
from data.parsing.any_date import DateReading
from data.sources.source import Source
from tests.data.builders import report


def read(source: Source, cells: dict[str, str], order: str = "") -> Report:
    """The report of one row; its own cells take the place of everything that the builder fills in."""
    return report(**{"place": "", "country": ""} | source.to_own(cells, DateReading(order=order)))
