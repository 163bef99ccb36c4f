"""Writes benchmarks/reference_errors.csv: rows of the reference whose point lies outside the region that they state.

    python tools/reference_errors.py GOLD.csv

Such a row cannot be answered rightly: its own cells contradict its coordinates. The proof is GeoNames' alone: the
nearest of its places to the point lie in other regions, and none of the stated region lies within FAR_KM. Rows are
named by their line; nothing of them is copied.
"""

import csv
import math
import sqlite3
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from geocoding import country_code  # noqa: E402
from geocoding.distance import great_circle_km  # noqa: E402
from geocoding.index.file import ensure_index  # noqa: E402
from geocoding.index.gazetteer import Gazetteer  # noqa: E402
from geocoding.matching.areas import area_of  # noqa: E402

OUTPUT = ROOT / "benchmarks" / "reference_errors.csv"
FAR_KM = 30.0
NEAR_KM = 15.0
WITNESSES = 3
"""Places within NEAR_KM of the point, all in other regions, that a proof needs; or one within 3 km."""


class City(NamedTuple):
    """A place of GeoNames."""

    lat: float
    lon: float
    name: str
    country: str
    admin1: int


def main(path: Path) -> None:
    """Write OUTPUT from the rows at `path`."""
    index = ensure_index()
    gazetteer, cities = Gazetteer(index), _cities(index)
    found: list[tuple[int, str]] = []
    with path.open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), 2):
            code = country_code(row["country"])
            if not (code and row["admin1"]):
                continue
            regions = area_of(gazetteer, row["admin1"], (code,), is_field=True).divisions
            stated = {spot.admin1 for spot in regions if spot.level == "admin1"}
            lat, lon = float(row["lat"]), float(row["lon"])
            cells = ((math.floor(lat) + i, math.floor(lon) + j) for i in (-1, 0, 1) for j in (-1, 0, 1))
            about = [city for cell in cells for city in cities.get(cell, ())]
            proof = _proof(gazetteer, about, lat, lon, code, stated) if stated else ""
            if proof:
                found.append((line, proof))
    with OUTPUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("line_of_gold_csv", "proof"))
        writer.writerows(found)
    print(len(found), "rows")


def _proof(
    gazetteer: Gazetteer, cities: list[City], latitude: float, longitude: float, code: str, stated: set[int]
) -> str:
    """Why a point is not in the stated regions, or nothing."""
    around = sorted((great_circle_km(latitude, longitude, city.lat, city.lon), city) for city in cities)
    near = [(away, city) for away, city in around if away <= NEAR_KM]
    if any(city.admin1 in stated and away <= FAR_KM for away, city in around):
        return ""
    if not near or (len(near) < WITNESSES and near[0][0] > 3.0):
        return ""
    regions = Counter(_region(gazetteer, city) for _, city in near)
    (region, _), (away, nearest) = regions.most_common(1)[0], near[0]
    return (
        f"the point lies in {region}: {away:.0f} km from {nearest.name}; "
        f"no place of the stated region of {code} lies within {FAR_KM:.0f} km"
    )


def _region(gazetteer: Gazetteer, city: City) -> str:
    division = gazetteer.division(city.admin1) if city.admin1 else None
    return f"{division.name if division else 'no region'}, {city.country}"


def _cities(index: Path) -> dict[tuple[int, int], list[City]]:
    """All places of GeoNames, by degree."""
    grid: dict[tuple[int, int], list[City]] = defaultdict(list)
    with sqlite3.connect(index) as connection:
        for row in connection.execute("SELECT lat, lon, name, country, admin1 FROM place WHERE radius_km = 0"):
            grid[math.floor(row[0]), math.floor(row[1])].append(City(*row))
    return grid


if __name__ == "__main__":
    main(Path(sys.argv[1]))
