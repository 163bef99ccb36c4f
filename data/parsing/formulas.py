"""Cells that a spreadsheet would run: made harmless on the way out, and read back as they were."""

from __future__ import annotations

import re

_RUNS = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
"""What starts a formula, full-width forms included. Text that only looks defused gets an apostrophe too, so that
`restore` gives back every text. Source: OWASP, CSV Injection."""

_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?")


def defuse(cell: str) -> str:
    """`cell` so that no spreadsheet runs it: text that could be a formula gets an apostrophe in front."""
    return f"'{cell}" if _RUNS.match(cell) and not _NUMBER.fullmatch(cell) else cell


def restore(cell: str) -> str:
    """`cell` without the apostrophe that `defuse`, or a spreadsheet, put in front of a formula."""
    return cell[1:] if cell.startswith("'") and _RUNS.match(cell) else cell
