"""Incidents by first-level region: the region of the known places around each, in one group-by over cells of the map.

Records seldom name their region, and then in many spellings; so it follows from where an incident lies. A cell is
a square of the map's grid of about 10 km; it has the region in which most people of its places live, and where it
holds no known place, that of the nearest cell of its country. Within a cell of a border it may be the neighbour.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, select

from data.filters import Filters
from data.listing import not_on_map
from data.projection import BITS
from data.schema import incidents
from data.totals import Total, read_total, total_columns
from data.where import where

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FILES = Path(__file__).resolve().parent / "files"
REGIONS, CELLS = _FILES / "regions.csv", _FILES / "region_cells.parquet"
"""First-level regions and the cells where they lie, from GeoNames (CC BY 4.0). Made by tools/regions.py."""

CELL_SHIFT = 18
"""Bits of a Mercator coordinate within a cell: 4,096 cells across the world."""


MAX_REGIONS = 800
"""More circles than a map of the world keeps apart; all regions of a country are fewer."""

_DECIMALS = 2
"""Of the degrees of a region's middle: 1 km."""


@dataclass(frozen=True, slots=True)
class Region:
    """What is shown of one first-level region."""

    country: str = field(metadata={"doc": "ISO 3166-1 alpha-2 code."})
    name: str = field(metadata={"doc": "As GeoNames writes it."})
    latitude: float = field(metadata={"doc": "Degrees; the middle of its places."})
    longitude: float = field(metadata={"doc": "Degrees; the middle of its places."})
    incidents: int = field(metadata={"doc": "Incidents that pass the filters."})
    people: Total | None = field(metadata={"doc": "People in them, of the count that is asked for."})


@dataclass(frozen=True, slots=True)
class ByRegion:
    """The MAX_REGIONS regions of a view with most incidents, those first."""

    regions: tuple[Region, ...]
    left_out: int = field(metadata={"doc": "Incidents in the regions beyond those."})
    unknown: int = field(metadata={"doc": "Incidents of which no region is known; they are in none."})


def by_region(connection: Connection, filters: Filters, size: str = "incidents") -> ByRegion:
    """Everything that passes `filters`, by first-level region, with the people of `size` where it is a count."""
    row = incidents.c
    columns: list[Any] = [
        row.country_code,
        row.x.bitwise_rshift(CELL_SHIFT).label("cell_x"),
        row.y.bitwise_rshift(CELL_SHIFT).label("cell_y"),
        func.count().label("incidents"),
        *([] if size == "incidents" else total_columns(size)),
    ]
    query = select(*columns).where(where(filters), ~not_on_map()).group_by(*columns[:3])
    found: dict[int, list[tuple[int, Total | None]]] = {}
    placed = 0
    for each in connection.execute(query).mappings():
        region = region_of(each["country_code"], each["cell_x"], each["cell_y"])
        if region is None:
            continue
        placed += each["incidents"]
        people = None if size == "incidents" else read_total(each, size, each["incidents"])
        found.setdefault(region, []).append((each["incidents"], people))
    number = connection.execute(select(func.count()).select_from(incidents).where(where(filters))).scalar_one()
    regions = [Region(*known_regions()[region], *_added(parts)) for region, parts in found.items()]
    regions.sort(key=lambda region: (-region.incidents, region.country, region.name))
    left_out = sum(region.incidents for region in regions[MAX_REGIONS:])
    return ByRegion(tuple(regions[:MAX_REGIONS]), left_out, number - placed)


def cell_number(x: int, y: int) -> int:
    """One number for a cell."""
    return y << (BITS - CELL_SHIFT) | x


@lru_cache(maxsize=200_000)
def region_of(country: str, x: int, y: int) -> int | None:
    """The position in `known_regions` of what lies at a cell, or None where nothing of the country is known."""
    import numpy as np

    known = _cells().get(country)
    if known is None:
        return None
    xs, ys, regions = known
    # the world is round: the nearest may be across the antimeridian
    across = np.abs(xs - x)
    nearest = int((np.minimum(across, (1 << BITS - CELL_SHIFT) - across) ** 2 + (ys - y) ** 2).argmin())
    return int(regions[nearest])


@cache
def known_regions() -> tuple[tuple[str, str, float, float], ...]:
    """Country, name, latitude and longitude of each region."""
    with REGIONS.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return tuple(
            (r["country"], r["name"], round(float(r["latitude"]), _DECIMALS), round(float(r["longitude"]), _DECIMALS))
            for r in rows
        )


@cache
def _cells() -> dict[str, tuple[NDArray[Any], NDArray[Any], NDArray[Any]]]:
    """By country: across, down and region of its cells."""
    import pandas as pd

    mask = (1 << (BITS - CELL_SHIFT)) - 1
    by_country: dict[str, tuple[NDArray[Any], NDArray[Any], NDArray[Any]]] = {}
    for country, rows in pd.read_parquet(CELLS).groupby("country", observed=True):
        cells = rows["cell"].to_numpy()
        by_country[str(country)] = (cells & mask, cells >> (BITS - CELL_SHIFT), rows["region"].to_numpy())
    return by_country


def _added(parts: Sequence[tuple[int, Total | None]]) -> tuple[int, Total | None]:
    number = sum(count for count, _ in parts)
    totals = [people for _, people in parts if people]
    if not totals:
        return number, None
    highs = [people.high for people in totals if people.high is not None]
    return number, Total(
        low=sum(people.low for people in totals),
        high=sum(highs) if len(highs) == len(totals) else None,
        known_in=sum(people.known_in for people in totals),
        low_known_in=sum(people.low_known_in for people in totals),
        approximate=any(people.approximate for people in totals),
        unknown_in=sum(people.unknown_in for people in totals),
    )
