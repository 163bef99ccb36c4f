"""The next data version as a file: what is kept is copied by SQL, what is new is joined with its place."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

from data import schema
from data.publishing.derived import alone
from data.publishing.places import LOCATED, PLACED_ROWS, located
from data.publishing.work import Work, attach, create, insert, names
from data.sources.own import OWN_COLUMNS

_KEPT_REPORTS = f"""
INSERT INTO made.reports
SELECT kept.report_id, coalesce(assigned.incident, kept.incident), origin, position, {names(OWN_COLUMNS, "kept")}
FROM kept_reports AS kept LEFT JOIN stage.assigned AS assigned USING (report_id)
"""

_NEW_REPORTS = f"""
INSERT INTO made.reports
SELECT said.report_id, coalesce(assigned.incident, said.alone), said.origin, said.position,
    {", ".join(located(name) for name in OWN_COLUMNS)}
FROM {PLACED_ROWS} SEMI JOIN stage.fresh AS fresh ON fresh.seq = said.seq
LEFT JOIN stage.assigned AS assigned ON assigned.report_id = said.report_id
"""


def _placed(name: str) -> str:
    """A column of the incident of a new report that shares its id with no other, at its place."""
    stands = alone(name)
    if name in schema.PLACED_COLUMNS:
        return f'CASE WHEN places.status IS NULL THEN {stands} ELSE places."of_{name}" END'
    if name == "search":
        key = "places.name_key"
        known = f"{key} IS NULL OR {key} = '' OR contains(chr(10) || {stands} || chr(10), chr(10) || {key} || chr(10))"
        return f"CASE WHEN {known} THEN {stands} ELSE {stands} || chr(10) || {key} END"
    since = {"changed": "coalesce(unchanged.changed, $now)", "added": "coalesce(before.added, $now)"}
    return since.get(name, stands)


_REMADE = """
SELECT incident FROM served_reports
WHERE report_id IN (SELECT report_id FROM gone) OR incident_id IN (SELECT ref FROM stage.shared)
"""
"""Served incidents that are not copied as they are; what they are made of now may be the same."""


def _content(reports: str) -> str:
    """SQL: the remade incidents with a digest over what their reports say and where they lie."""
    said = f"bit_xor(md5_number(concat_ws(chr(10), report_id, {names(LOCATED, 'said')})))"
    return f"SELECT incident, {said} AS content FROM {reports} AS said WHERE incident IN ({_REMADE}) GROUP BY incident"


_UNCHANGED = f"""
CREATE TABLE stage.unchanged AS
SELECT incident_id, changed FROM ({_content("served_reports")}) JOIN ({_content("made.reports")})
USING (incident, content) JOIN served_incidents ON incident_id = incident
"""

_NEW_INCIDENTS = f"""
INSERT INTO unsorted.incidents
SELECT grouped.* REPLACE (coalesce(unchanged.changed, $now) AS changed, coalesce(before.added, $now) AS added)
FROM stage.grouped AS grouped LEFT JOIN stage.unchanged AS unchanged USING (incident_id)
LEFT JOIN (SELECT incident_id, added FROM served_incidents) AS before USING (incident_id)
UNION ALL
SELECT {", ".join(map(_placed, schema.incidents.columns.keys()))}
FROM {PLACED_ROWS} SEMI JOIN stage.fresh AS fresh ON fresh.seq = said.seq
LEFT JOIN stage.unchanged AS unchanged ON unchanged.incident_id = said.alone
LEFT JOIN served_incidents AS before ON before.incident_id = said.alone
WHERE said.incident_id NOT IN (SELECT ref FROM stage.shared)
"""
"""Joined first and sorted then: one statement that did both would keep all of it in memory."""

_INCIDENTS = f"""
INSERT INTO made.incidents
SELECT * FROM (
    SELECT * FROM served_incidents WHERE incident_id NOT IN ({_REMADE})
    UNION ALL
    SELECT * FROM unsorted.incidents
)
ORDER BY morton NULLS LAST, date_start, incident_id
"""
"""Sorted along the Morton curve, so that what a viewport shows lies close together in the file."""

_HISTORY = """
INSERT INTO made.history
SELECT * FROM served_history
UNION ALL
SELECT $version, $published, (SELECT count(*) FROM served_incidents ANTI JOIN made.incidents USING (incident_id))
"""

_DIGEST = f"""
SELECT count(*), bit_xor(md5_number(concat_ws(chr(10), report_id, incident, {names(LOCATED, "reports")})))
FROM made.reports
"""


def write(work: Work, path: Path, changed: str = "") -> str:
    """Write the next version to `path`; its data version, a digest over what it holds, whatever its order.

    New and changed incidents are so from `changed` on (ISO 8601), by default from now on.
    """
    connection = work.connection
    attach(connection, path, "made")
    for table in schema.METADATA.sorted_tables:
        create(connection, f"made.{table.name}", list(table.columns))
    attach(connection, work.folder / "unsorted.duckdb", "unsorted")
    create(connection, "unsorted.incidents", list(schema.incidents.columns))
    published = datetime.now(UTC).isoformat(timespec="milliseconds")
    for statement in (_KEPT_REPORTS, _NEW_REPORTS, _UNCHANGED):
        connection.execute(statement)
    connection.execute(_NEW_INCIDENTS, {"now": changed or published})
    connection.execute(_INCIDENTS)
    found = connection.execute(_DIGEST).fetchall()
    version = hashlib.sha256(repr((found, schema.DERIVATION)).encode()).hexdigest()[:12]
    edition = {"version": version, "published": published, "format": schema.FORMAT, "derivation": schema.DERIVATION}
    insert(connection, "made.versions", list(schema.versions.columns), [edition])
    connection.execute(_HISTORY, {"version": version, "published": published})
    connection.execute("CHECKPOINT made")
    connection.execute("DETACH made")
    return version
