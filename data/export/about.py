"""What a file of ours says of itself: what it is, whose words are in it, how to cite it, and what each column means."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from data.citation import Citation, apa
from data.schema import PUBLIC
from data.settings import settings
from data.sources.own import COLUMNS, DERIVED_COLUMNS, LOCATED_COLUMNS

DICTIONARY: Final[dict[str, str]] = COLUMNS | LOCATED_COLUMNS | DERIVED_COLUMNS
"""Every column of a table that we export, in its order, and what it means."""

_PRIVATE_TERMS = "A private table: the terms are those of whoever made it."


@dataclass(frozen=True, slots=True)
class About:
    """What an export says of itself."""

    citation: Citation
    licence: str = field(metadata={"doc": "What may be done with it, in a sentence."})
    language: str = field(default="en", metadata={"doc": "Of what a reader sees: en, ru, kk."})
    exported: date | None = field(default=None, metadata={"doc": "Day on which it was made, where the file says so."})

    def members(self) -> dict[str, str]:
        """What is known, by a name for programs."""
        known = {
            "title": self.citation.title,
            "counts": self.citation.counts,
            "publisher": self.citation.publisher,
            "version": self.citation.version,
            "published": self.citation.published.isoformat(),
            "licence": self.licence,
            "citation": apa(self.citation),
            "link": self.citation.link,
        }
        return {name: text for name, text in known.items() if text}

    def json(self) -> dict[str, Any]:
        """The same with the dictionary, for formats that hold values in values."""
        return {**self.members(), "dictionary": DICTIONARY}


def licence(dataset: str) -> str:
    """The terms of a dataset."""
    return settings().licence if dataset == PUBLIC else _PRIVATE_TERMS
