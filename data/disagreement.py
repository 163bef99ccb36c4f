"""Where reports of one incident differ about how many people: who names the smallest number, who the largest."""

from __future__ import annotations

from collections.abc import Sequence

from data.model import Count


def disagreement(counts: Sequence[tuple[str, Count]]) -> tuple[tuple[list[str], Count], tuple[list[str], Count]] | None:
    """Who names the smallest number and who the largest, of counts with their sources; None where nobody differs.

    "At least 50" beside "about 50" is no disagreement, nor is one source that gives a range.
    """
    numbers = [(source, count, _numbers(count)) for source, count in counts if count.known]
    if not numbers:
        return None
    least = min(min(named) for _, _, named in numbers)
    most = max(max(named) for _, _, named in numbers)
    low = [(source, count) for source, count, named in numbers if min(named) == least]
    high = [(source, count) for source, count, named in numbers if max(named) == most]
    if least == most or any(max(_numbers(count)) == most for _, count in low):
        return None
    return (
        (list(dict.fromkeys(source for source, _ in low)), low[0][1]),
        (list(dict.fromkeys(source for source, _ in high)), high[0][1]),
    )


def _numbers(count: Count) -> list[int]:
    return [bound for bound in (count.low, count.high) if bound is not None]
