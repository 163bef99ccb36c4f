"""Pages of a list by cursor: the place after a row, by what the list is sorted by, so that inserts move no page."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_

_LONGEST = 40_000  # characters of a cursor: a place name has up to 10,000, of up to four bytes
_LARGEST = 2**62


@dataclass(frozen=True, slots=True)
class Key:
    """One thing that a list is sorted by. It is never NULL, so that each row has its place."""

    value: ColumnElement[Any]
    kind: type = field(metadata={"doc": "Of the value in Python: date, int or str."})
    descending: bool = False

    @property
    def ordering(self) -> ColumnElement[Any]:
        """For ORDER BY."""
        return self.value.desc() if self.descending else self.value.asc()


class BadCursor(ValueError):
    """The text is no cursor of this list."""


def after(keys: Sequence[Key], row: Sequence[Any]) -> ColumnElement[bool]:
    """The rows that come after the one with these values."""
    later: list[ColumnElement[bool]] = []
    for number, (key, value) in enumerate(zip(keys, row, strict=True)):
        same = [before.value == known for before, known in zip(keys[:number], row, strict=False)]
        later.append(and_(*same, key.value < value if key.descending else key.value > value))
    return or_(false(), *later)


def write_cursor(order: str, row: Sequence[Any]) -> str:
    """The place after a row of the list `order`."""
    values = [value.isoformat() if isinstance(value, date) else value for value in row]
    packed = json.dumps([order, *values], separators=(",", ":"), ensure_ascii=False).encode()
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def read_cursor(text: str, order: str, keys: Sequence[Key]) -> tuple[Any, ...]:
    """The values of the row that `text` stands after. Raises BadCursor: it may come from anywhere."""
    try:
        if len(text) > _LONGEST:
            raise BadCursor
        packed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        found = json.loads(packed.decode())
        if not isinstance(found, list) or len(found) != len(keys) + 1 or found[0] != order:
            raise BadCursor
        return tuple(_value(value, key.kind) for value, key in zip(found[1:], keys, strict=True))
    except (ValueError, RecursionError, binascii.Error) as error:
        raise BadCursor(f"is no cursor of the order {order}; take it from `next` of the page before") from error


def _value(value: Any, kind: type) -> Any:
    if kind is date and isinstance(value, str):
        return date.fromisoformat(value)
    if type(value) is not kind:
        raise BadCursor
    if isinstance(value, str):
        value.encode()  # a lone surrogate is no text
    elif isinstance(value, int) and abs(value) > _LARGEST:
        raise BadCursor
    return value
