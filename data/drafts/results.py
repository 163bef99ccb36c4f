"""What the jobs of a draft wrote, read back as the values that they were."""

from __future__ import annotations

from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from data.drafts.folder import Draft
from data.drafts.recognition import Recognition
from data.drafts.understood import Understanding
from data.duplicates import Pair
from data.import_report import ImportReport

_T = TypeVar("_T")


_RECOGNITION = TypeAdapter(Recognition)
_UNDERSTANDING = TypeAdapter(Understanding)
_REPORT = TypeAdapter(ImportReport)
_PAIRS = TypeAdapter(tuple[Pair, ...])


def recognition(draft: Draft) -> Recognition | None:
    """What the file was recognised as, once it was read."""
    return _read(draft, "recognition", _RECOGNITION)


def write_recognition(draft: Draft, found: Recognition) -> None:
    """Keep what the file was recognised as; what was made of it before is not said of it any more."""
    draft.forget("understanding", "report", "pairs")
    draft.write("recognition", _RECOGNITION.dump_json(found).decode())


def understanding(draft: Draft) -> Understanding | None:
    """What its rows are taken to say."""
    return _read(draft, "understanding", _UNDERSTANDING)


def write_understanding(draft: Draft, said: Understanding) -> None:
    """Keep what its rows are taken to say."""
    draft.write("understanding", _UNDERSTANDING.dump_json(said).decode())


def imported(draft: Draft) -> ImportReport | None:
    """What became of every row, once its places were looked up."""
    return _read(draft, "report", _REPORT)


def write_import(draft: Draft, report: ImportReport) -> None:
    """Keep what became of every row."""
    draft.write("report", _REPORT.dump_json(report).decode())


def pairs(draft: Draft) -> tuple[Pair, ...]:
    """Pairs that may tell of one event."""
    return _read(draft, "pairs", _PAIRS) or ()


def write_pairs(draft: Draft, found: tuple[Pair, ...]) -> None:
    """Keep the pairs that may tell of one event."""
    draft.write("pairs", _PAIRS.dump_json(found).decode())


def _read(draft: Draft, what: str, adapter: TypeAdapter[_T]) -> _T | None:
    found = draft.read(what)
    try:
        return None if found is None else adapter.validate_python(found)
    except ValidationError:
        return None  # of another edition of this program: the job is done again
