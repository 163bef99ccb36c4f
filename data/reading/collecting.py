"""Where the readers of every kind put what they read: rows, rows that cannot be read, and things to know."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import replace

from data.errors import FileRejected, Rejection
from data.reading.headers import column_names, confusable
from data.reading.limits import Limits
from data.reading.table import ReadOptions

_NOTICES = 1_000
"""Notices of one kind that are kept one by one; the others are counted."""


class Collector(ABC):
    """The rows of one file, bounded by `limits`. Raises FileRejected where a limit of the whole file is passed."""

    def __init__(self, name: str, options: ReadOptions, limits: Limits) -> None:
        self.name = name
        self.options = options
        self.limits = limits
        self.kind = ""
        self.read_as = options
        self.sheets: tuple[str, ...] = ()
        self.columns: tuple[str, ...] = ()
        self.rejected: list[Rejection] = []
        self.size = 0
        self._notices: dict[str, list[Rejection]] = {}
        self._uncounted: dict[str, int] = {}

    def begin(self, header: Sequence[str], *, first_line: bool = False) -> None:
        """Take the header, before the first row. Where it is only the `first_line`, it may be no header at all."""
        self.columns = column_names(self.name, header, self.limits, first_line=first_line)
        for column in self.columns:
            if latin := confusable(column):
                reason = f"the name looks like “{latin}” but has Cyrillic letters in it; rename it if it is meant"
                self.notice(1, column, reason, kind="confusable")
        self._begun()

    def add(self, line: int, cells: Sequence[str]) -> None:
        """Take a row whose cells are as many as the columns."""
        self.count(1)
        self._add(line, cells)

    def count(self, rows: int) -> None:
        """Say that so many rows more are there."""
        self.size += rows
        if self.size > self.limits.rows:
            raise FileRejected(f"{self.name}: there are more than {self.limits.rows:,} rows; split the file")

    def reject(self, line: int, reason: str, column: str = "") -> None:
        """Name a row that cannot be read."""
        self.rejected.append(Rejection(self.name, line, column, reason))
        if len(self.rejected) > self.limits.rejected:
            first = self.rejected[0]
            raise FileRejected(
                f"{self.name}: more than {self.limits.rejected:,} rows cannot be read; row {first.row}: {first.reason}"
            )

    def notice(self, line: int, column: str, reason: str, *, kind: str) -> None:
        """Name something that an editor should know of a row that is kept."""
        kept = self._notices.setdefault(kind, [])
        if len(kept) < _NOTICES:
            kept.append(Rejection(self.name, line, column, reason))
        else:
            self._uncounted[kind] = self._uncounted.get(kind, 0) + 1

    def notices(self) -> list[Rejection]:
        """What was noticed; of the same kind only the first thousand, and how many more."""
        told = []
        for kind, kept in self._notices.items():
            told += kept
            if more := self._uncounted.get(kind, 0):
                told.append(replace(kept[-1], reason=f"{kept[-1].reason}; and {more:,} more like this"))
        return told

    @abstractmethod
    def _begun(self) -> None: ...

    @abstractmethod
    def _add(self, line: int, cells: Sequence[str]) -> None: ...
