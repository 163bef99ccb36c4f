"""What the jobs of a draft wrote, read back as the values that they were."""

from __future__ import annotations

from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from data.drafts.folder import Draft
from data.drafts.recognition import Recognition
from data.drafts.understanding import Understanding
from data.duplicates import Pair
from data.importer import ImportReport

_T = TypeVar("_T")


def recognition(draft: Draft) -> Recognition | None:
    """What the file was recognised as, once it was read."""
    return _read(draft, "recognition", Recognition)


def understanding(draft: Draft) -> Understanding | None:
    """What its rows are taken to say."""
    return _read(draft, "understanding", Understanding)


def imported(draft: Draft) -> ImportReport | None:
    """What became of every row, once its places were looked up."""
    return _read(draft, "report", ImportReport)


def pairs(draft: Draft) -> tuple[Pair, ...]:
    """Pairs that may tell of one event."""
    return _read(draft, "pairs", tuple[Pair, ...]) or ()


def write(draft: Draft, what: str, value: object, kind: object) -> None:
    """Keep `value`, of the type `kind`, as `what`."""
    draft.write(what, TypeAdapter(kind).dump_json(value).decode())


def _read(draft: Draft, what: str, kind: type[_T]) -> _T | None:
    found = draft.read(what)
    try:
        return None if found is None else TypeAdapter(kind).validate_python(found)
    except ValidationError:
        return None  # of another edition of this program: the job is done again
