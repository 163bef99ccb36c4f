"""Cells that only say that nothing is known."""

from __future__ import annotations

import unicodedata
from typing import Final

MISSING: Final = frozenset(
    ("", "-", "--", "—", "–", ".", "..", "?", "n/a", "#n/a", "na", "n.a.", "nat", "nan", "none", "null", "nil",
     "unknown", "not known", "нет", "нет данных", "н/д", "неизвестно", "белгісіз", "невідомо", "unbekannt", "k.a.",
     "inconnu", "desconocido", "غير معروف", "未知", "不详")
)  # fmt: skip
"""In lower case, in Unicode NFKC. A word that can be an answer (0, none detained) is no matter of this list where
counts are read: `parse_count` knows its own words."""


def is_missing(text: str) -> bool:
    """Whether `text` says that nothing is known."""
    return unicodedata.normalize("NFKC", text).casefold().strip() in MISSING
