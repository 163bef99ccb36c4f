"""Text of a foreign file, made safe to keep: no control or direction characters, bounded in length."""

from __future__ import annotations

import unicodedata

MAX_TEXT = 10_000
"""Characters kept of one cell. Longer text is cut, and the import report says so."""

_JOINERS = "\u200c\u200d"  # ZWNJ and ZWJ shape words in Persian, Hindi and others


def clean_text(text: str) -> str:
    """`text` in Unicode normal form C without control, format and surrogate characters, trimmed and cut.

    Line breaks and tabs become spaces. Bidirectional overrides (category Cf) go, for they can make a name read as
    another; the joiners that scripts need stay. Source: Unicode TR 36, section 2.
    """
    kept = text if text.isprintable() else "".join(_clean_char(char) for char in text)  # most text needs no look
    return " ".join(unicodedata.normalize("NFC", kept).split())[:MAX_TEXT].rstrip()


def _clean_char(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Cc":
        return " "
    if category == "Cs":
        return "\ufffd"
    return "" if category in ("Cf", "Cn", "Co") and char not in _JOINERS else char


def search_key(text: str) -> str:
    """`text` blind to case and accents, for searching in any script."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))
