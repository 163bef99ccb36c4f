"""Incidents of our own JSON and GeoJSON exports to rows of our own table: each holds its reports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from data.reading.geojson import is_feature

_TEXTS: Final = (
    *("date", "place", "admin1", "country", "placing", "event_type"),
    *("description", "source_name", "source_url", "source_published"),
)
_COUNTS: Final = ("participants", "detained", "injured", "killed")
_LISTS: Final = ("state_response", "tags")
_LOCATION: Final = {
    "lat": "latitude",
    "lon": "longitude",
    "precision": "precision",
    "radius_km": "radius_km",
    "location_name": "name",
    "country_code": "country_code",
    "method": "method",
}


def reports_in(record: Any) -> Iterator[Any]:
    """The reports of an incident that we exported, as rows of our own table; any other record as it is."""
    holder = record.get("properties") if is_feature(record) else record
    reports = holder.get("reports") if isinstance(holder, dict) else None
    if isinstance(reports, list) and reports and all(map(_is_report, reports)):
        yield from map(_row, reports)
    else:
        yield record


def _is_report(value: Any) -> bool:
    return isinstance(value, dict) and "report_id" in value and "date" in value and "place" in value


def _row(report: dict[str, Any]) -> dict[str, Any]:
    location = report.get("location")
    if not isinstance(location, dict):
        location = {}
    return {
        "incident_id": report.get("reference"),
        **{name: report.get(name) for name in _TEXTS},
        **{name: location.get(part) for name, part in _LOCATION.items()},
        **{name: _wording(report.get(name)) for name in _COUNTS},
        **{name: _joined(report.get(name)) for name in _LISTS},
    }


def _wording(count: Any) -> Any:
    return count.get("text") if isinstance(count, dict) else count


def _joined(words: Any) -> Any:
    return "; ".join(map(str, words)) if isinstance(words, list) else words
