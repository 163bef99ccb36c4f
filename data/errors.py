"""What can go wrong, named by what the caller does next.

SheruError
├── FileRejected      the file as a whole cannot be used; go on with the next file
├── StoreUnavailable  the store cannot be read or written; stop
│   ├── NothingPublished  there is no data yet; wait for the first import
│   └── NoSuchVersion     an earlier version that is not kept; look at the current one
├── BadSetting        the operator set what cannot be; stop at the start
├── BadFilters        a view was asked for that does not exist; name the value to the caller
└── TooLargeForFormat the format that was asked for cannot hold it; offer another
"""

from __future__ import annotations

from dataclasses import dataclass, field


class SheruError(Exception):
    """The root: its text is a sentence for the person who gave the input."""


class FileRejected(SheruError):
    """The file as a whole cannot be used; nothing of it is stored."""


class StoreUnavailable(SheruError):
    """The store cannot be read or written."""


class NothingPublished(StoreUnavailable):
    """Nothing was published yet: not a fault, but a beginning."""


class NoSuchVersion(StoreUnavailable):
    """The earlier version that was asked for is not kept."""


class BadSetting(SheruError):
    """The operator set a variable to what it cannot be."""


class BadFilters(SheruError):
    """A filter has a value that cannot be."""

    def __init__(self, problems: tuple[BadValue, ...]) -> None:
        super().__init__("; ".join(f"{p.name}={p.value!r}: {p.reason}" for p in problems))
        self.problems = problems


class TooLargeForFormat(SheruError):
    """The format that was asked for cannot hold what was asked for; another can."""


@dataclass(frozen=True, slots=True)
class BadValue:
    """One value of a filter that cannot be."""

    name: str = field(metadata={"doc": "The parameter."})
    value: str = field(metadata={"doc": "Its value, as given, cut to 100 characters."})
    reason: str = field(metadata={"doc": "Why it cannot be, for a developer (English)."})


@dataclass(frozen=True, slots=True)
class Rejection:
    """One row that cannot be stored, or one thing in a stored row that an editor should know."""

    file: str = field(metadata={"doc": "Name of the file."})
    row: int = field(metadata={"doc": "Line of the file where the row starts; the header is line 1."})
    column: str = field(metadata={"doc": "Column, empty where the row as a whole is meant."})
    reason: str = field(metadata={"doc": "What is wrong and what to do."})

    def __str__(self) -> str:
        column = f", column {self.column}" if self.column else ""
        return f"{self.file}, row {self.row}{column}: {self.reason}"
