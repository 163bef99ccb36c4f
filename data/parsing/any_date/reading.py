"""What the values of a column say of how its dates are to be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

ORDERS = ("dmy", "mdy", "ymd")
"""What three numbers can be: 31/12/21, 12/31/21, 21/12/31. A year of four digits is never in doubt."""


@dataclass(frozen=True, slots=True)
class DateReading:
    """How the dates of one column are to be read."""

    order: str = field(default="", metadata={"doc": "One of ORDERS; empty where no value depends on it or it is open."})
    is_open: bool = field(
        default=False, metadata={"doc": "Whether some values read differently by order and nothing decides: ask."}
    )
    choices: tuple[str, ...] = field(
        default=(), metadata={"doc": "The orders that fit the values, where it is open: among them the editor chooses."}
    )
    bare_month: str = field(
        default="", metadata={"doc": "What the number in `19-Jun` is, where the column shows it: year or day."}
    )
    serials: bool = field(
        default=False, metadata={"doc": "Whether the whole column is day numbers of a spreadsheet (45413)."}
    )
    dots_too: bool = field(
        default=False,
        metadata={"doc": "Whether the order holds for 03.04.2021 too: some dates with dots have the month first."},
    )
    reasons: tuple[str, ...] = field(default=(), metadata={"doc": "What decided, in plain words, with an example."})
    today: date = field(
        default_factory=date.today, metadata={"doc": "The day of reading: years of two digits never lie after it."}
    )
