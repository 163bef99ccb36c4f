"""Troubles counted by column and reason: a million rows with one slip are one line to read, and no row is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

_QUOTED = re.compile(r"“[^”]*”|\d[\d,.]*")
"""What differs from row to row in a reason: the quoted cell and numbers."""

_MOST_KINDS = 1000  # kinds of trouble that are told apart; the others are counted under their column


class Tally:
    """Rows by what is the matter with them."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], tuple[str, int, int]] = {}

    def add(self, column: str, reason: str, line: int) -> None:
        """One row more."""
        key = (column, _QUOTED.sub("…", reason))
        if key not in self._found and len(self._found) >= _MOST_KINDS:
            key, reason = (column, ""), "other troubles"
        example, rows, first = self._found.get(key, (reason, 0, line))
        self._found[key] = (example, rows + 1, first)

    def listed(self, most: int) -> Iterator[tuple[str, str, int, int]]:
        """Column, reason in the words of its first row, number of rows, line of the first; the most frequent first."""
        ordered = sorted(self._found.items(), key=lambda entry: (-entry[1][1], entry[0]))
        for (column, _), (reason, rows, first) in ordered[:most]:
            yield column, reason, rows, first
