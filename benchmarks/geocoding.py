"""Measures the offline geocoder on rows with known coordinates and prints a table.

    python -m benchmarks.geocoding [--misses FILE.csv] [--data FOLDER]

The rows lie beside the checkout, in ../shared/data/geocoding; without them only times are measured. Distances are
great-circle. Every row counts, also those whose reference is wrong; beside it stands the figure without the rows of
reference_errors.csv, whose point lies outside the region that they state (tools/reference_errors.py has the proof).
"""

import argparse
import csv
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from geocoding import Answer, OfflineGeocoder, Place, country_code
from geocoding.countries import with_territories
from geocoding.distance import great_circle_km
from geocoding.index.build import build_index

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data" / "geocoding"
REFERENCE_ERRORS = Path(__file__).with_name("reference_errors.csv")
NEAR_KM, FAR_KM = 25.0, 100.0


@dataclass(frozen=True)
class Row:
    """A row of the reference and what the geocoder made of it."""

    group: str
    place: Place
    lat: float
    lon: float
    answer: Answer
    contradicts_itself: bool

    @property
    def off_km(self) -> float:
        """Kilometres between answer and reference; infinite where there is no answer."""
        location = self.answer.location
        if location is None:
            return float("inf")
        return great_circle_km(location.latitude, location.longitude, self.lat, self.lon)


def main() -> None:
    """Print the table; exit with 0 always, for it measures and does not judge."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--misses", type=Path, help="write the rows that were missed to this CSV")
    parser.add_argument("--data", type=Path, default=DATA, help="where the reference rows lie")
    options = parser.parse_args()
    figures = list(_times(options.data))
    if options.data.is_dir():
        figures = [*_accuracy(options.data, options.misses), *figures]
    else:
        print(f"{options.data} is absent: accuracy is not measured")
    width = max(len(name) for name, _, _ in figures)
    for name, wanted, value in figures:
        print(f"| {name:{width}} | {wanted:>18} | {value:>52} |")


def _accuracy(data: Path, misses: Path | None) -> Iterable[tuple[str, str, str]]:
    geocoder = OfflineGeocoder()
    tricky = list(_tricky(data, geocoder))
    right = sum(ok for ok, _ in tricky)
    yield "tricky.csv, distance and precision", "44 of 45", f"{right} of {len(tricky)}"
    rows = list(_gold(data, geocoder))
    for title, wanted, group in (
        ("US localities", "92 %", "ccc_location_lookup"),
        ("German towns", "95 %", "arvig"),
        ("Belarusian, Uzbek, Kyrgyz places", "94 %", "places_dr5hn"),
    ):
        chosen = [row for row in rows if row.group.startswith(group)]
        consistent = [row for row in chosen if not row.contradicts_itself]
        value = f"{_near(chosen):.1%} of {len(chosen)}"
        if len(consistent) < len(chosen):
            value += f"; {_near(consistent):.1%} of {len(consistent)} that are consistent"
        yield f"{title} within {NEAR_KM:.0f} km", wanted, value
    given = [row for row in rows if row.place.admin1]
    far = [row for row in given if _at_city(row) and row.off_km > FAR_KM]
    yield "at city level but over 100 km off, admin1 given", "0.5 %", f"{len(far) / len(given):.2%} of {len(given)}"
    crossed = [row for row in rows if _in_another_country(row)]
    yield "wrong country where it is given", "0", str(len(crossed))
    for level in ("city", "admin2", "admin1", "country"):
        yield f"radius holds the place, {level}", "90 %", _held([row for row in rows if _precision(row) == level])
    statuses = [row.answer.status for row in rows]
    counts = ", ".join(f"{status} {statuses.count(status)}" for status in dict.fromkeys(statuses))
    yield "statuses", "", counts
    if misses:
        _write_misses(misses, rows, [text for ok, text in tricky if not ok])


def _near(rows: list[Row]) -> float:
    return sum(row.off_km <= NEAR_KM for row in rows) / len(rows)


def _held(rows: list[Row]) -> str:
    consistent = [row for row in rows if not row.contradicts_itself]
    if not consistent:
        return "no rows"
    value = f"{_inside(rows):.0%} of {len(rows)}"
    if len(consistent) < len(rows):
        value += f"; {_inside(consistent):.0%} of {len(consistent)} that are consistent"
    return value


def _inside(rows: list[Row]) -> float:
    return sum(row.off_km <= row.answer.location.radius_km for row in rows if row.answer.location) / len(rows)


def _precision(row: Row) -> str:
    return row.answer.location.precision if row.answer.location else ""


def _at_city(row: Row) -> bool:
    return _precision(row) == "city"


def _in_another_country(row: Row) -> bool:
    code = country_code(row.place.country) or ""
    return bool(row.answer.location) and row.answer.location.country_code not in with_territories((code,))


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _tricky(data: Path, geocoder: OfflineGeocoder) -> Iterable[tuple[bool, str]]:
    for row in _read(data / "tricky.csv"):
        answer = geocoder.locate(Place(row["location"], row["admin1"], "", row["country"]))
        location = answer.location
        if location is None:
            ok, got = row["precision"] == "none", "nothing"
        else:
            off = great_circle_km(location.latitude, location.longitude, float(row["lat"] or 0), float(row["lon"] or 0))
            ok = (
                location.precision in row["precision"].split("|")
                and off <= float(row["tol_km"])
                and location.country_code == row["country_code"]
            )
            got = f"{location.name} {location.country_code} {location.precision} {off:.0f} km"
        yield ok, f"{row['id']}: {row['location']} -> {got} ({answer.status})"


def _gold(data: Path, geocoder: OfflineGeocoder) -> Iterable[Row]:
    wrong = {int(row["line_of_gold_csv"]) for row in _read(REFERENCE_ERRORS)}
    for line, row in enumerate(_read(data / "gold.csv"), 2):
        place = Place(row["raw_location"], row["admin1"], row["admin2"], row["country"])
        answer = geocoder.locate(place)
        yield Row(row["source_dataset"], place, float(row["lat"]), float(row["lon"]), answer, line in wrong)


def _write_misses(path: Path, rows: list[Row], tricky: list[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("group", "text", "admin1", "country", "off_km", "name", "precision", "status", "reasons"))
        for text in tricky:
            writer.writerow(("tricky", text))
        for row in rows:
            if row.off_km > NEAR_KM:
                location, place = row.answer.location, row.place
                name = location.name if location else ""
                off = f"{row.off_km:.0f}"
                reasons = "; ".join(row.answer.reasons)
                stated = (row.group, place.text, place.admin1, place.country)
                writer.writerow((*stated, off, name, _precision(row), row.answer.status, reasons))


def _times(data: Path) -> Iterable[tuple[str, str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        start = time.process_time()
        seconds, _ = _timed(lambda: build_index(Path(folder) / "index.sqlite", progress=False))
        processor = time.process_time() - start
        size = (Path(folder) / "index.sqlite").stat().st_size / 1e6
    yield "index build", "15 s", f"{seconds:.1f} s, {processor:.1f} s of processor time, {size:.0f} MB"
    code = (
        "import time; start = time.perf_counter();"
        "from geocoding import OfflineGeocoder, Place; g = OfflineGeocoder(progress=False);"
        "g.locate(Place('Алматы', country='Kazakhstan')); first = time.perf_counter() - start;"
        "peak = next(line for line in open('/proc/self/status') if line.startswith('VmHWM'));"
        "print(first, int(peak.split()[1]) / 1024)"
    )
    OfflineGeocoder()
    output = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    first, resident = map(float, output.split())
    yield (
        "first answer from a built index, imports included",
        "0.3 s, 250 MB",
        f"{first:.2f} s, {resident:.0f} MB resident",
    )
    if data.is_dir():
        yield from _speed(data)


def _speed(data: Path) -> Iterable[tuple[str, str, str]]:
    places = [Place(r["raw_location"], r["admin1"], r["admin2"], r["country"]) for r in _read(data / "gold.csv")]
    distinct = list(dict.fromkeys(places))
    geocoder = OfflineGeocoder()
    seconds, _ = _timed(lambda: [geocoder.locate(place) for place in distinct])
    yield "distinct places a second, cold", "3,000", f"{len(distinct) / seconds:,.0f}"
    seconds, _ = _timed(lambda: [geocoder.locate(place) for place in distinct])
    yield "rows a second, warm", "40,000", f"{len(distinct) / seconds:,.0f}"


def _timed(work: Callable[[], object]) -> tuple[float, object]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


if __name__ == "__main__":
    main()
