"""One thing that the check found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["wrong", "privacy", "note"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence for the operator."""

    kind: Kind = field(metadata={"doc": "wrong: mend it; privacy: know it; note: it may be as you want it."})
    text: str


def wrong(text: str) -> Finding:
    """Something that must be mended."""
    return Finding("wrong", text)


def privacy(text: str) -> Finding:
    """Something that matters to readers or to who is reported on."""
    return Finding("privacy", text)


def note(text: str) -> Finding:
    """Something that may be as the operator wants it."""
    return Finding("note", text)
