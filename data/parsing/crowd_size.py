"""The size of a crowd that stands inside a longer text, as ACLED writes it in notes and tags."""

from __future__ import annotations

import re

from data.parsing.missing import is_missing

_SIZE = re.compile(
    r"\[\s*(?:crowd\s+)?size\s*[=:]\s*([^\]]*)\]"  # notes until 2022: [size=about 50]
    r"|(?<![\w-])crowd\s+size\s*[=:]\s*([^;\]\n]*)"  # tags from 2023 on: crowd size=about 50; other tag
    r"|(?:^|;)\s*size\s*[=:]\s*([^;\]\n]*)",
    re.IGNORECASE,
)
"""Source: ACLED Codebook, the crowd size in the columns notes and tags."""

_NO_REPORT = re.compile(r"\s*(?:no|not) (?:report(?:ed|s)?|known|specified)|\s*unreported", re.IGNORECASE)


def crowd_sizes(text: str) -> tuple[str, ...]:
    """Every crowd size that `text` names, as worded and in order, for `parse_count`; without "no report"."""
    found = (next((group for group in match.groups() if group is not None), "") for match in _SIZE.finditer(text))
    return tuple(dict.fromkeys(size.strip() for size in found if not is_missing(size) and not _NO_REPORT.match(size)))


def crowd_size(text: str) -> str:
    """The one wording of the size: the sizes that `text` names, joined by "; ", or "" where it names none.

    Several sizes are several accounts: joined, they state no single count, and the wording is kept.
    """
    return "; ".join(crowd_sizes(text))
