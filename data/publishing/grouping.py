"""New reports that share an editor's id with others, new or stored: their incidents are made from all of them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from data import schema
from data.import_report import MAX_LISTED, Noted
from data.incidents import conflicting_ids, group
from data.publishing.places import PLACED_ROWS, located
from data.publishing.stage import AT_ONCE
from data.publishing.work import Work, create, insert, rows_of
from data.reading.table import Row
from data.sources.own import OWN_COLUMNS, to_report

CONFLICT = "stands for more than one event; both are kept"

_ASSIGNED = (schema.reports.c.report_id, schema.reports.c.incident)
_GROUPED = tuple(schema.incidents.columns)

_SHARED = """
CREATE TABLE stage.shared AS
WITH touched AS (
    SELECT DISTINCT incident_id AS ref FROM stage.reports SEMI JOIN stage.fresh USING (seq) WHERE incident_id <> ''
    UNION SELECT incident_id FROM served_reports SEMI JOIN gone USING (report_id) WHERE incident_id <> ''
), members AS (
    SELECT incident_id AS ref, 1 AS stored FROM kept_reports WHERE incident_id IN (SELECT ref FROM touched)
    UNION ALL SELECT incident_id, 0 FROM stage.reports SEMI JOIN stage.fresh USING (seq) WHERE incident_id <> ''
)
SELECT ref FROM members GROUP BY ref HAVING count(*) > 1 OR max(stored) = 1
"""
"""Editor's ids whose incidents are to be made anew; a new report that is alone with its id is an incident already."""


def regroup(work: Work) -> Noted[str]:
    """Make the incidents of shared ids; the ids that turn out to stand for more than one event."""
    work.connection.execute(_SHARED)
    create(work.connection, "stage.assigned", _ASSIGNED)
    create(work.connection, "stage.grouped", _GROUPED)
    conflicts: list[str] = []
    assigned: list[dict[str, Any]] = []
    grouped: list[dict[str, Any]] = []
    for _, rows in itertools.groupby(_members(work), key=lambda row: str(row["incident_id"])):
        said = {to_report(Row(0, {name: row[name] for name in OWN_COLUMNS})): row for row in rows}
        incidents = group(said)
        conflicts += conflicting_ids(incidents)
        for incident in incidents:
            grouped.append(schema.incident_row(incident, said[incident.reports[0]]["position"]))
            assigned += [
                {"report_id": said[report]["report_id"], "incident": incident.incident_id}
                for report in incident.reports
            ]
        if len(assigned) >= AT_ONCE:
            _keep(work, assigned, grouped)
    _keep(work, assigned, grouped)
    return Noted(tuple(conflicts[:MAX_LISTED]), {CONFLICT: len(conflicts)} if conflicts else {})


def _keep(work: Work, assigned: list[dict[str, Any]], grouped: list[dict[str, Any]]) -> None:
    insert(work.connection, "stage.assigned", _ASSIGNED, assigned)
    insert(work.connection, "stage.grouped", _GROUPED, grouped)
    assigned.clear()
    grouped.clear()


def _members(work: Work) -> Iterator[dict[str, Any]]:
    """Every report of a shared id, in the order in which they came, id by id."""
    kept = ", ".join(f'said."{name}"' for name in OWN_COLUMNS)
    new = ", ".join(located(name) for name in OWN_COLUMNS)
    shared = "WHERE said.incident_id IN (SELECT ref FROM stage.shared)"
    return rows_of(
        work.connection,
        f"SELECT report_id, position, {kept} FROM kept_reports AS said {shared}"
        f" UNION ALL SELECT report_id, position, {new} FROM {PLACED_ROWS} SEMI JOIN stage.fresh USING (seq) {shared}"
        " ORDER BY incident_id, position",
    )
