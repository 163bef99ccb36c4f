"""JSON a record at a time, so that a long list needs the memory of one record and a deep one breaks nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from math import isfinite
from typing import Any, TextIO

from data.errors import FileRejected

_PIECE = 2**18
_LONGEST = 2**26
"""Characters of one record."""
_BLANK = " \t\r\n\ufeff"
_EXACT = 18
"""Digits up to which a whole number is kept as a number."""


def _number(text: str) -> float | None:
    value = float(text)
    return value if isfinite(value) else None


def _whole(text: str) -> int | str:
    return int(text) if len(text) <= _EXACT else text


DECODER = json.JSONDecoder(parse_float=_number, parse_int=_whole, parse_constant=lambda _: None)
"""Reads NaN and Infinity, which are no numbers, as null, and keeps the digits of numbers that are too long."""


class Stream:
    """The text of a JSON file, read a piece at a time."""

    def __init__(self, file: str, text: TextIO) -> None:
        self._file = file
        self._text = text
        self._held = ""
        self._at = 0
        self._line = 1
        self._ended = False

    def peek(self) -> str:
        """The next character that is not blank, or nothing at the end."""
        while True:
            while self._at < len(self._held):
                if self._held[self._at] not in _BLANK:
                    return self._held[self._at]
                self._at += 1
            if not self._more(_PIECE):
                return ""

    def take(self, expected: str) -> None:
        """Go past the character that must come next. Raises FileRejected where another comes."""
        found = self.peek()
        if not found or found not in expected:
            raise self._broken(f"{expected[0]!r} was expected" + (f" and not {found!r}" if found else ""))
        self._at += 1

    def value(self) -> Any:
        """The value that comes next. Raises FileRejected where there is none or it is too long."""
        self.peek()
        size = _PIECE
        while True:
            try:
                found, end = DECODER.raw_decode(self._held, self._at)
                if end < len(self._held) or self._ended:  # a number at the end might go on
                    self._at = end
                    return found
                error: ValueError | None = None
            except RecursionError:
                raise FileRejected(f"{self._file}: nested too deeply to be a table") from None
            except ValueError as wrong:
                error = wrong
            if len(self._held) - self._at > _LONGEST:
                raise FileRejected(
                    f"{self._file}: no record ends within {_LONGEST:,} characters; bring a list of records"
                )
            if not self._more(size) and error:
                raise self._broken(getattr(error, "msg", str(error)))
            size *= 2

    def items(self) -> Iterator[Any]:
        """The values of the list that comes next."""
        self.take("[")
        if self.peek() == "]":
            self.take("]")
            return
        while True:
            yield self.value()
            if self.peek() != ",":
                break
            self.take(",")
        self.take("]")

    def each_key(self) -> Iterator[str]:
        """The keys of the object that comes next; whoever asks takes the value of each."""
        self.take("{")
        if self.peek() == "}":
            self.take("}")
            return
        while True:
            if self.peek() != '"':
                self.take('"')
            yield str(self.value())
            if self.peek() != ",":
                break
            self.take(",")
        self.take("}")

    def next_two(self) -> str:
        """The next two characters that are not blank, to see what a list holds."""
        first = self.peek()
        rest = self._held[self._at + 1 :].lstrip(_BLANK)
        while not rest and self._more(_PIECE):
            rest = self._held[self._at + 1 :].lstrip(_BLANK)
        return first + rest[:1]

    def _more(self, size: int) -> bool:
        piece = self._text.read(size)
        self._line += self._held.count("\n", 0, self._at)
        self._held = self._held[self._at :] + piece
        self._at = 0
        self._ended = not piece
        return bool(piece)

    def _broken(self, why: str) -> FileRejected:
        line = self._line + self._held.count("\n", 0, self._at)
        return FileRejected(f"{self._file}, line {line}: this is not JSON ({why}); it may be cut off")
