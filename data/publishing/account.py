"""How the new rows fared, counted in the stage; what is told one by one is bounded."""

from __future__ import annotations

from typing import Any

from data.errors import Rejection
from data.import_report import MAX_LISTED, CoordinateDoubt, Noted, Totals
from data.publishing.places import PLACED_ROWS
from data.publishing.work import Work, rows_of

STORED_ALREADY = "is stored already"
_REPEATED = "says exactly what another row says"

_NEW = f"""{PLACED_ROWS} SEMI JOIN stage.fresh AS fresh ON fresh.seq = said.seq
LEFT JOIN stage.files AS files ON files.file = said.file"""

_UNPLACED = "coalesce(places.lat, said.lat) = ''"
_DOUBTFUL = "places.lat <> '' AND places.status IN ('ambiguous', 'coarse')"
_DOUBTED = f"""{_NEW} JOIN stage.findings AS findings ON findings.lat = said.lat AND findings.lon = said.lon
AND findings.place = said.place AND findings.admin1 = said.admin1 AND findings.country = said.country
WHERE said.method = 'given'"""

_REPEATS = """stage.reports AS said LEFT JOIN stage.fresh AS fresh USING (report_id)
LEFT JOIN stage.reports AS first ON first.seq = fresh.seq
LEFT JOIN stage.files AS files ON files.file = said.file
LEFT JOIN stage.files AS first_files ON first_files.file = first.file
WHERE fresh.seq IS NULL OR fresh.seq <> said.seq"""


def stored(work: Work) -> int:
    """The number of new reports."""
    return int(_asked(work, "SELECT count(*) AS rows FROM stage.fresh")[0]["rows"])


def placed(work: Work) -> dict[str, int]:
    """New reports on the map by location precision, most first."""
    precision = "coalesce(places.precision, said.precision)"
    found = _asked(
        work,
        f"SELECT {precision} AS word, count(*) AS rows FROM {_NEW} WHERE NOT {_UNPLACED} GROUP BY 1 ORDER BY 2 DESC, 1",
    )
    return {row["word"]: row["rows"] for row in found}


def duplicates(work: Work) -> Noted[Rejection]:
    """Rows that say exactly what the store or a row before them says."""
    what = "files.name AS file, said.line, first.line AS first_line, first_files.name AS first_file"
    listed = _asked(work, f"SELECT {what} FROM {_REPEATS} ORDER BY said.seq LIMIT {MAX_LISTED}")
    totals = _totals(
        work, f"CASE WHEN fresh.seq IS NULL THEN '{STORED_ALREADY}' ELSE '{_REPEATED}' END", f"FROM {_REPEATS}"
    )
    return Noted(tuple(Rejection(row["file"], row["line"], "", _why(row)) for row in listed), totals)


def not_placed(work: Work) -> Noted[Rejection]:
    """New reports without a location, and why."""
    return _about_places(work, _UNPLACED)


def doubtful(work: Work) -> Noted[Rejection]:
    """New reports that were placed ambiguously, or by the region or country around their place."""
    return _about_places(work, _DOUBTFUL)


def coordinates(work: Work) -> Noted[CoordinateDoubt]:
    """Coordinates of new reports that an audit doubts."""
    what = "files.name AS file, said.line, said.read_id, kind, words, mend_latitude, mend_longitude"
    listed = _asked(work, f"SELECT {what} FROM {_DOUBTED} ORDER BY said.seq LIMIT {MAX_LISTED}")
    doubts = (
        CoordinateDoubt(row["file"], row["line"], row["kind"], row["words"], _mend(row), row["read_id"])
        for row in listed
    )
    return Noted(tuple(doubts), _totals(work, "kind", f"FROM {_DOUBTED}"))


def _about_places(work: Work, condition: str) -> Noted[Rejection]:
    what = "files.name AS file, said.line, said.place, places.reasons"
    listed = _asked(work, f"SELECT {what} FROM {_NEW} WHERE {condition} ORDER BY said.seq LIMIT {MAX_LISTED}")
    remarks = (
        Rejection(row["file"], row["line"], "place", f"“{row['place'][:60]}”: {row['reasons']}") for row in listed
    )
    return Noted(tuple(remarks), _totals(work, "places.reasons", f"FROM {_NEW} WHERE {condition}"))


def _totals(work: Work, word: str, rest: str) -> dict[str, int]:
    totals = Totals()
    for row in rows_of(work.connection, f"SELECT {word} AS word, count(*) AS rows {rest} GROUP BY 1"):
        totals.add(row["word"], row["rows"])
    return totals.counted()


def _why(row: dict[str, Any]) -> str:
    if row["first_file"] is None:
        return STORED_ALREADY
    return f"says exactly what row {row['first_line']} of {row['first_file']} says"


def _mend(row: dict[str, Any]) -> tuple[float, float] | None:
    return None if row["mend_latitude"] is None else (row["mend_latitude"], row["mend_longitude"])


def _asked(work: Work, query: str) -> list[dict[str, Any]]:
    return list(rows_of(work.connection, query))
