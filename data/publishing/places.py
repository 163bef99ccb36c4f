"""The distinct places among the new rows, and what is answered to them: a table that the writing joins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, String, Text

from data import schema
from data.incidents import to_incident
from data.model import DateRange, Report
from data.parsing.text import search_key
from data.publishing.derived import KEPT
from data.publishing.work import Columns, Work, create, insert, rows_of
from data.sources.own import LOCATED_COLUMNS, to_cells
from geocoding import Answer, Finding, Location, Place

LOCATED = ("lat", "lon", *LOCATED_COLUMNS)
"""The cells of a report that say where it lies."""

_KEY = tuple(Column(name, Text, nullable=False) for name in ("place", "admin1", "country"))
_PLACES: Columns = (
    *_KEY,
    Column("fewest", BigInteger, nullable=False),  # rows that state fewer participants are of few people
    Column("few", Boolean, nullable=False),  # whether the answer is for those rows or for all others
    *(Column(name, Text, nullable=False) for name in LOCATED),
    *(Column(f"of_{name}", schema.incidents.c[name].type) for name in schema.PLACED_COLUMNS),
    Column("name_key", Text, nullable=False),
    Column("status", String, nullable=False),
    Column("reasons", Text, nullable=False),
)
_POINT = (*_KEY, Column("lat", Text, nullable=False), Column("lon", Text, nullable=False))
_FINDINGS = (
    *_POINT,
    Column("kind", String, nullable=False),
    Column("words", Text, nullable=False),
    *(Column(name, schema.incidents.c.latitude.type) for name in ("mend_latitude", "mend_longitude")),
)

_ANY_DAY = DateRange(date(2000, 1, 1), date(2000, 1, 1), "day")
_FRESH = "FROM stage.reports AS said SEMI JOIN stage.fresh USING (seq)"


@dataclass(frozen=True, slots=True)
class GivenPoint:
    """Coordinates that came with rows of a place."""

    place: Place
    location: Location
    lat: str = field(metadata={"doc": "The latitude as it is stored, by which the rows are found again."})
    lon: str = field(metadata={"doc": "The longitude as it is stored."})
    rows: int = field(metadata={"doc": "New rows that say so."})
    of: int = field(metadata={"doc": "Number of such points in all."})


def open_places(work: Work) -> dict[Place, int]:
    """The distinct places of new rows without coordinates, with the number of those rows, the first seen first."""
    found = rows_of(
        work.connection,
        f"SELECT place, admin1, country, count(*) AS rows {_FRESH} WHERE lat = ''"
        " GROUP BY place, admin1, country ORDER BY min(seq)",
    )
    return {_place(row): row["rows"] for row in found}


def given_points(work: Work, without: Sequence[str] = ()) -> Iterator[GivenPoint]:
    """The distinct coordinates that came with new rows, by place; what a geocoder found is not among them.

    Points that an audit found to be of a kind in `without` are left out.
    """
    point = "place, admin1, country, lat, lon"
    doubted = ", ".join(f"'{kind}'" for kind in without) or "NULL"
    found = rows_of(
        work.connection,
        f"SELECT {point}, precision, country_code, max(radius_km::DOUBLE) AS radius_km, count(*) AS rows,"
        f" count(*) OVER () AS of {_FRESH} WHERE lat <> '' AND method = 'given'"
        f" AND ({point}) NOT IN (SELECT ({point}) FROM stage.findings WHERE kind IN ({doubted}))"
        f" GROUP BY {point}, precision, country_code ORDER BY min(seq)",
    )
    for row in found:
        latitude, longitude = float(row["lat"]), float(row["lon"])
        code, precision = row["country_code"], row["precision"]
        point_given = Location(latitude, longitude, precision, row["radius_km"], row["place"], code, "given")
        yield GivenPoint(_place(row), point_given, row["lat"], row["lon"], row["rows"], row["of"])


def begin_findings(work: Work) -> None:
    """Make room for what an audit says."""
    create(work.connection, "stage.findings", _FINDINGS)


def keep_findings(work: Work, findings: Mapping[GivenPoint, tuple[Finding, ...]]) -> None:
    """Keep what an audit says of given points, for the rows that have them."""
    rows = [
        _key(point.place)
        | {"lat": point.lat, "lon": point.lon, "kind": finding.kind, "words": finding.words}
        | dict(zip(("mend_latitude", "mend_longitude"), finding.mend or (None, None), strict=True))
        for point, found in findings.items()
        for finding in found
    ]
    insert(work.connection, "stage.findings", _FINDINGS, rows)


def begin_answers(work: Work) -> None:
    """Make room for the answers to places."""
    create(work.connection, "stage.places", _PLACES)


def keep_answers(work: Work, answers: Mapping[Place, Answer], *, fewest: int = 0, few: bool = False) -> None:
    """Keep the answer to each open place, for the rows that name it: the `few` that state less than `fewest`
    participants, or all others.
    """
    whose = {"fewest": fewest, "few": few}
    rows = [_placed_row(place, answer) | whose for place, answer in answers.items()]
    insert(work.connection, "stage.places", _PLACES, rows)


PLACED_ROWS = (
    f"stage.reports AS said LEFT JOIN stage.places AS places ON said.lat = '' AND said.file <> {KEPT}"
    " AND places.place = said.place AND places.admin1 = said.admin1 AND places.country = said.country"
    " AND places.few = coalesce(said.alone_participants_high < places.fewest, false)"
)
"""SQL: staged reports as `said`, with the answer to the place of each as `places`. What was stored keeps its answer.
An unknown number of participants is not few, as in data/privacy.py.
"""


def located(name: str) -> str:
    """SQL: the cell `name` of `said`, a staged report, with the answer to its place (left-joined as `places`)."""
    return f'coalesce(places."{name}", said."{name}") AS "{name}"' if name in LOCATED else f'said."{name}"'


def _placed_row(place: Place, answer: Answer) -> dict[str, object]:
    """What the answer makes of a report of this place: its cells, and the columns of an incident of it alone."""
    report = Report(_ANY_DAY, place, location=answer.location, placing=answer.status)
    cells = to_cells(report)
    incident = schema.incident_row(to_incident((report,)), 0)
    return {
        **_key(place),
        **{name: cells[name] for name in LOCATED},
        **{f"of_{name}": incident[name] for name in schema.PLACED_COLUMNS},
        "name_key": search_key(str(incident["place_name"])),
        "status": answer.status,
        "reasons": "; ".join(answer.reasons) or answer.status,
    }


def _key(place: Place) -> dict[str, object]:
    return {"place": place.text, "admin1": place.admin1, "country": place.country}


def _place(row: Mapping[str, Any]) -> Place:
    return Place(row["place"], admin1=row["admin1"], country=row["country"])
