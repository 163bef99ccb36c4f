"""Write data/files/regions.csv and region_cells.parquet: first-level regions, and which of them lies where.

A cell is a square of the map's grid, 4,096 across the world: 10 km at the equator, 7 km in
Kazakhstan. It belongs to the region in which most people of its places live. From GeoNames by the index of the
geocoder (`geocoding.index`). A maintainer's tool, run by `make assets`.
"""

import sqlite3
import sys
from collections import defaultdict
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from data.by_region import CELL_SHIFT, CELLS, REGIONS, cell_number
from data.projection import to_mercator
from geocoding.index.file import ensure_index

PLACES = "SELECT country, admin1, lat, lon, population FROM place WHERE admin1 > 0"
DIVISIONS = "SELECT id, country, name, lat, lon FROM division WHERE level = 1 AND lat IS NOT NULL ORDER BY country, id"


def build() -> None:
    """Write both files."""
    index = sqlite3.connect(f"{ensure_index().absolute().as_uri()}?mode=ro", uri=True)
    rows = index.execute(DIVISIONS).fetchall()
    numbers = {row[0]: number for number, row in enumerate(rows)}
    regions = [(number, *row[1:3], round(row[3], 4), round(row[4], 4)) for number, row in enumerate(rows)]
    table = pd.DataFrame(regions, columns=["region", "country", "name", "latitude", "longitude"])
    table.to_csv(REGIONS, index=False, lineterminator="\n")

    people: dict[tuple[str, int], dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for country, admin1, latitude, longitude, population in index.execute(PLACES):
        if admin1 in numbers:
            x, y = to_mercator(latitude, longitude)
            cell = cell_number(x >> CELL_SHIFT, y >> CELL_SHIFT)
            people[country, cell][numbers[admin1]] += 1 + population
    cells = sorted((country, cell, max(by, key=by.__getitem__)) for (country, cell), by in people.items())
    made = pd.DataFrame(cells, columns=["country", "cell", "region"])
    made = made.astype({"country": "category", "cell": "int32", "region": "int16"})
    made.to_parquet(CELLS, index=False, compression="zstd")


if __name__ == "__main__":
    build()
