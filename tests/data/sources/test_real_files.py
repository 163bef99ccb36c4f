"""Whole files of the known formats, which lie beside the checkout: recognised, every row accounted for."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from data.model import Report
from data.parsing.any_date import read_order
from data.parsing.text import clean_text
from data.reading.table import fold
from data.sources.cells import NotProtest
from data.sources.known import recognise
from data.sources.own import BadCell
from data.vocabulary import COUNT_KINDS
from tests.data.builders import report
from tests.data.sources.reading import gdelt

DATASETS = Path(__file__).resolve().parents[4] / "shared" / "data" / "datasets"


def rows_of(name: str) -> tuple[list[str], list[list[str]]]:
    """The columns and rows of a file; those of GDELT have no header."""
    path = DATASETS / name
    if not path.exists():
        pytest.skip(f"{path} is absent: the data sets lie beside the checkout, not in it")
    headless = name.endswith(".export.CSV")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t" if headless else ","))
    return (gdelt("2.0").split(","), rows) if headless else (rows[0], rows[1:])


@pytest.mark.parametrize(
    ("file", "format_name", "rows", "no_protest", "bad", "with_coordinates", "known_crowds"),
    [
        ("massmob.csv", "massmob_cleaned", 15_239, 0, {}, 0, 15_185),
        ("arvig.csv", "arvig", 6_918, 0, {}, 6_918, 0),
        ("2020pb.csv", "2020pb", 1_340, 0, {"date": 3}, 0, 0),
        ("20191024143000.export.CSV", "gdelt", 2_111, 2_080, {"place": 4}, 27, 0),
    ],
)
def test_every_row_is_accounted_for(
    file: str,
    format_name: str,
    rows: int,
    no_protest: int,
    bad: dict[str, int],
    with_coordinates: int,
    known_crowds: int,
) -> None:
    columns, lines = rows_of(file)
    source = recognise(columns)
    assert source is not None
    assert source.name == format_name
    names = [fold(column) for column in columns]
    cells = [{name: clean_text(cell) for name, cell in zip(names, line, strict=True)} for line in lines]
    reading = read_order({row[column] for row in cells for column in source.dates})
    reports: list[Report] = []
    left_out: Counter[str] = Counter()
    rejected: Counter[str] = Counter()
    for row in cells:
        try:
            reports.append(report(**{"place": "", "country": ""} | source.to_own(row, reading)))
        except NotProtest as error:
            left_out[str(error)] += 1
        except BadCell as error:
            rejected[error.column] += 1
    crowds = sum(made.participants.known for made in reports)
    placed = sum(made.location is not None for made in reports)
    unknown = {kind: sum(not getattr(made, kind).known for made in reports) for kind in COUNT_KINDS}
    print(
        f"{file}: {len(cells):,} rows, {len(reports):,} reports, rejected {dict(rejected)}, {placed:,} with coordinates"
    )
    print(f"  unknown {unknown}; {dict(left_out)}")
    assert not reading.is_open
    assert (len(cells), left_out.total(), dict(rejected)) == (rows, no_protest, bad)
    assert len(reports) == rows - no_protest - sum(bad.values())
    assert placed == with_coordinates
    assert crowds >= known_crowds
    assert all(made.source_name for made in reports)
    assert all(made.place.text or made.place.country for made in reports)
    ids = [made.incident_ref for made in reports if made.incident_ref]
    assert len(set(ids)) == len(ids)
