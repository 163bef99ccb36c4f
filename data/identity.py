"""Ids that stay: of a report by what it says, of an incident by its editor's id or its only report."""

from __future__ import annotations

import hashlib
import json
import re

from data.model import Report
from data.parsing.dates import format_date

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
"""An id that reads well in a link, such as kz-almaty-2021-02-28; a bare number is none, for every table has one."""


def report_id(report: Report) -> str:
    """16 hex digits of SHA-256 over what the report says. A derived location is no part of it, a given one is."""
    given = report.location if report.location and report.location.method == "given" else None
    says = [
        format_date(report.date),
        [report.place.text, report.place.admin1, report.place.country],
        [given.latitude, given.longitude, given.precision] if given else [],
        [report.event_type, report.description, *report.state_response],
        [count.text for count in (report.participants, report.detained, report.injured, report.killed)],
        [report.source_name, report.source_url, report.source_published],
        [report.incident_ref, *report.tags],
    ]
    return _digest(says)


def incident_id(report: Report, occurrence: int = 0) -> str:
    """Id of the incident of `report`: its editor's id where that reads well in a link, else 16 hex digits.

    `occurrence` counts the events that share an editor's id but cannot be one event (see `data.incidents`).
    """
    reference = report.incident_ref
    if not reference:
        return report_id(report)
    if not _SLUG.fullmatch(reference) or len(reference) > 80:
        reference = _digest(["ref", reference])
    # no editor's id that is kept as it is has two hyphens in a row, so this one is nobody else's
    return f"{reference}--{occurrence + 1}" if occurrence else reference


def _digest(value: object) -> str:
    return hashlib.sha256(_JSON.encode(value).encode()).hexdigest()[:16]
