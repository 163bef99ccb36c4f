"""What a source adapter is: how a foreign table is known by its columns, and how its rows read in our own columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from data.parsing.any_date import DateReading

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Source:
    """One known format. Its rows become rows of our own table (`data.sources.own.COLUMNS`), which has one reader."""

    name: str = field(metadata={"doc": "Short name, as in a recipe: acled, ccc, mapped."})
    title: str = field(metadata={"doc": "Name for people: ACLED, current export."})
    recognises: Callable[[Sequence[str]], bool] = field(
        metadata={"doc": "Whether a table with these columns (folded names, in order) is of this format."}
    )
    to_own: Callable[[Cells, DateReading], dict[str, str]] = field(
        metadata={
            "doc": "The cells of a row by folded column name to cells of our own columns, dates as ISO 8601. "
            "Raises BadCell, naming their column, where a cell cannot be read."
        }
    )
    dates: tuple[str, ...] = field(
        default=(), metadata={"doc": "Folded names of the columns whose values decide the order of day and month."}
    )
    terms: str = field(default="", metadata={"doc": "What the publisher's terms ask, where an editor must know."})
