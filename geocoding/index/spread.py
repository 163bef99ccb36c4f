"""Where the places of a region lie: its middle, and the radius that holds most of its people."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geocoding.distance import EARTH_RADIUS_KM

SHARE_HELD = 0.9
"""The share of a region's people that the radius must hold."""
_CELLS_PER_DEGREE = 4
_MIN_RADIUS_KM = 12.0
_MARGIN = 1.05
"""Fitted on half of the reference rows: without it the radius of countries held 89 % of the places, see docs."""
_ROUNDING = 1e-6
"""People lost in sums of the world's."""
_PEOPLE_OF_UNKNOWN = 300
"""Counted for a place whose population GeoNames does not know."""


@dataclass(frozen=True, slots=True)
class Spread:
    latitude: float
    longitude: float
    radius_km: float
    population: int
    members: int
    """How many places it was taken from; 0 for a division of which only the seat is known."""


def spread_of(points: Sequence[tuple[float, float, int]]) -> Spread:
    """The middle and radius of points (latitude, longitude, population); there must be at least one."""
    columns = np.array(points, dtype=np.float64)
    return spreads_of(np.zeros(len(points), dtype=np.int64), *columns.T)[0]


def spreads_of(
    groups: NDArray[np.int64],
    latitudes: NDArray[np.float64],
    longitudes: NDArray[np.float64],
    populations: NDArray[np.float64],
) -> dict[int, Spread]:
    """Group -> middle and radius of its points, all groups at once.

    The middle is that of the settled area, each cell of a grid counted once, so that it stays in the middle of the
    region and does not move into its capital. The radius holds SHARE_HELD of the people and of the cells: a village
    that the gazetteer lacks may be anywhere in the settled area.
    """
    names, group = np.unique(groups, return_inverse=True)
    vectors = _unit_vectors(latitudes, longitudes)
    grid = np.rint(np.stack([latitudes, longitudes]) * _CELLS_PER_DEGREE).astype(np.int64)
    cells = (group * 1000 + grid[0]) * 10_000 + grid[1]
    cell = len(cells) - 1 - np.unique(cells[::-1], return_index=True)[1]  # of each cell its last place
    in_cell = group[cell]
    middles = np.zeros((len(names), 3))
    # Weighed by the width of the cell, which shrinks with the cosine of the latitude.
    np.add.at(middles, in_cell, vectors[cell] * np.hypot(vectors[cell, 0], vectors[cell, 1])[:, None])
    latitude = np.degrees(np.arctan2(middles[:, 2], np.hypot(middles[:, 0], middles[:, 1])))
    longitude = np.degrees(np.arctan2(middles[:, 1], middles[:, 0]))
    middles = _unit_vectors(latitude, longitude)

    away = np.linalg.norm(vectors - middles[group], axis=1)
    people = np.where(populations > 0, populations, _PEOPLE_OF_UNKNOWN)
    remote = away[cell]
    chord = np.maximum(_reach(group, away, people), _reach(in_cell, remote, np.ones(len(remote))))
    radius = np.maximum(_MARGIN * 2 * EARTH_RADIUS_KM * np.arcsin(np.minimum(1.0, chord / 2)), _MIN_RADIUS_KM)
    population = np.bincount(group, weights=populations)
    members = np.bincount(group)
    columns = (latitude.round(5), longitude.round(5), radius.round(1), population.astype(np.int64), members)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return {name: Spread(*row) for name, row in zip(names.tolist(), rows, strict=True)}


def _reach(group: NDArray[np.int64], away: NDArray[np.float64], weight: NDArray[np.float64]) -> NDArray[np.float64]:
    """Of each group the least distance within which lies SHARE_HELD of its weight."""
    order = np.lexsort((away, group))
    group, away, weight = group[order], away[order], weight[order]
    starts = np.flatnonzero(np.diff(group, prepend=-1))
    total = np.add.reduceat(weight, starts)
    reached = np.cumsum(weight)
    before = reached[starts] - weight[starts]
    wanted = before + SHARE_HELD * total
    last = np.append(starts[1:], len(group)) - 1
    held: NDArray[np.float64] = away[np.minimum(np.searchsorted(reached, wanted - _ROUNDING), last)]
    return held


def _unit_vectors(latitudes: NDArray[np.float64], longitudes: NDArray[np.float64]) -> NDArray[np.float64]:
    phi, lam = np.radians(latitudes), np.radians(longitudes)
    return np.stack([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)], axis=1)
