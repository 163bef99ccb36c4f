"""Classes of a shaded map: values gathered so that each class holds about as many areas as the next (quantiles)."""

from __future__ import annotations

from collections.abc import Iterable

MOST = 5
"""Classes beside the one for 0: more shades are not told apart at a glance."""

Class = tuple[float, float]
"""The smallest and the largest value that it holds, both of them values that occur."""


def classes(values: Iterable[float], most: int = MOST) -> tuple[Class, ...]:
    """Classes of the `values` above 0, lowest first, at most `most`. Equal values are never parted.

    0 is a class of its own and unknown is none: neither is in here.
    """
    import numpy as np

    known = np.unique(ordered := np.sort([value for value in values if value > 0]))
    if not len(known):
        return ()
    shares = [100 * part / most for part in range(1, most + 1)]
    edges = np.unique(np.percentile(ordered, shares, method="inverted_cdf"))
    if len(known) <= most:
        edges = known  # each value can have a class
    starts = [known[0], *(known[known > edge][0] for edge in edges[:-1])]
    return tuple((float(low), float(high)) for low, high in zip(starts, edges, strict=True))


def mirrored(changes: Iterable[float], most: int = 3) -> tuple[Class, ...]:
    """Classes of the size of a change, for both directions: -7 and 7 are equally far from 0."""
    return classes((abs(change) for change in changes), most)
