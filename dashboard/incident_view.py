"""An incident as the panel shows it: words and links, ready to be put into a document as text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import RowMapping

from dashboard.labels import count_kind_label, count_label, event_type_label, precision_sentence, response_label
from dashboard.translations import Words
from data.disagreement import disagreement
from data.links import link_view, safe_link
from data.model import Count, DateRange, Report
from data.neighbours import NEAR_KM, Near
from data.vocabulary import COUNT_KINDS

_DECIMALS = {"exact": 4, "locality": 2, "city": 2, "admin2": 1, "admin1": 0}
"""Decimals of a degree that each precision of a place deserves: two are about a kilometre. A country gets none."""


def incident_view(
    row: RowMapping, reports: Sequence[Report], near: Sequence[Near], words: Words, *, narrowed: bool = False
) -> dict[str, Any]:
    """What the panel shows of one incident, in the reader's language.

    `row` is of the table `incidents`. `narrowed` says that `near` leaves out what the reader's filters do.
    """
    _ = words.gettext
    place = [row["place_name"], row["admin1"], words.country(row["country_code"]) if row["country_code"] else ""]
    return {
        "id": row["incident_id"],
        "type": row["event_type"],
        "kicker": [event_type_label(row["event_type"], words), words.date_range(_dates(row))],
        "title": ", ".join(dict.fromkeys(part for part in place if part)),
        "what": row["description"],
        "counts": {
            "title": _("How many people"),
            "rows": [_count_row(kind, row, reports, words) for kind in COUNT_KINDS],
        },
        "response": _response(row, words),
        "place": _place(row, words),
        "reports": {
            "title": _("Who says so"),
            "number": words.ngettext("{n} report", "{n} reports", len(reports)),
            "all": [report_view(report, words, row) for report in reports],
        },
        "near": _nearby(near, words, narrowed=narrowed),
        "strings": {
            "close": _("Close"),
            "earlier": _("Earlier"),
            "later": _("Later"),
            "mistake": _("Report a mistake"),
            "copy": _("Link to this incident"),
            "copied": _("Link copied"),
            "copy_yourself": _("Copy this link:"),
        },
    }


def report_view(report: Report, words: Words, row: RowMapping | None = None) -> dict[str, Any]:
    """What the panel shows of one report: who says how many, in which words.

    What the incident (`row`) says above already is not said again: its description, date and type.
    """
    _ = words.gettext
    differs = []
    if row and report.date != _dates(row):
        differs.append({"label": _("Date"), "value": words.date_range(report.date)})
    if row and report.event_type != row["event_type"]:
        differs.append({"label": _("Type"), "value": event_type_label(report.event_type, words)})
    return {
        "source": _source(report, words),
        "published": _published(report.source_published, words),
        "what": "" if row and report.description == row["description"] else report.description,
        "differs": differs,
        "counts": [
            {"label": count_kind_label(kind, words), "value": _("“{text}”").format(text=getattr(report, kind).text)}
            for kind in COUNT_KINDS
            if getattr(report, kind).text
        ],
        "links": [link_view(url) for url in report.source_urls],
    }


def safe_contact(address: str) -> str:
    """Where a reader reports a mistake: a web link, or `mailto:` for an address; "" where none is set."""
    if address and "@" in address and "/" not in address and " " not in address:
        return f"mailto:{address.removeprefix('mailto:')}"
    return safe_link(address)


def _count_row(kind: str, row: RowMapping, reports: Sequence[Report], words: Words) -> dict[str, Any]:
    count = Count(row[f"{kind}_low"], row[f"{kind}_high"], row[f"{kind}_text"], row[f"{kind}_approximate"])
    differ = disagreement([(_source(report, words), getattr(report, kind)) for report in reports])
    labels = (words.gettext("lowest"), words.gettext("highest"))
    return {
        "label": count_kind_label(kind, words),
        "value": count_label(count, words),
        "unknown": not count.known,
        "spread": [
            {"label": label, "value": count_label(said, words), "source": ", ".join(sources)}
            for label, (sources, said) in zip(labels, differ or (), strict=False)
        ],
    }


def _response(row: RowMapping, words: Words) -> dict[str, Any]:
    said = [response_label(word, words) for word in row["state_response"].split("; ") if word]
    value = ", ".join(said) or words.gettext("not reported")
    return {"label": words.gettext("State response"), "value": value, "unknown": not said}


def _place(row: RowMapping, words: Words) -> dict[str, Any]:
    _ = words.gettext
    lines = [precision_sentence(row["precision"], row["placing"], words)]
    radius, decimals = row["radius_km"], _DECIMALS.get(row["precision"])
    if radius and radius >= 1 and decimals is not None:
        within = _("Somewhere within about {n} km of these coordinates.").format(n=words.number(round(radius)))
        lines.append(within)
    coordinates = ""
    if row["latitude"] is not None and decimals is not None:
        # as maps and spreadsheets take them, whatever the language: a comma would part them in the wrong place
        coordinates = f"{row['latitude']:.{decimals}f}, {row['longitude']:.{decimals}f}"
    return {
        "title": _("How this place was found"),
        "lines": [line for line in lines if line],
        "coordinates": {"label": _("Latitude, longitude"), "value": coordinates} if coordinates else None,
    }


def _nearby(near: Sequence[Near], words: Words, *, narrowed: bool) -> dict[str, Any]:
    _ = words.gettext
    within = _("Within {n} km, at any date.").format(n=words.number(NEAR_KM))
    others = _("The other filters hold.")
    return {
        "title": _("Nearby"),
        "note": f"{within} {others}" if narrowed else within,
        "all": [
            {
                "id": each.row["incident_id"],
                "type": each.row["event_type"],
                "title": each.row["place_name"] or words.country(each.row["country_code"]),
                "what": event_type_label(each.row["event_type"], words),
                "when": words.date_range(_dates(each.row)),
                "distance": _distance(each.distance_km, words),
            }
            for each in near
        ],
    }


def _distance(km: float, words: Words) -> str:
    if km < 0.05:
        return words.gettext("same place")
    if km < 1:
        return words.gettext("less than 1 km")
    return words.gettext("about {n} km").format(n=words.number(round(km)))


def _dates(row: RowMapping) -> DateRange:
    return DateRange(row["date_start"], row["date_end"], row["date_precision"])


def _source(report: Report, words: Words) -> str:
    return report.source_name or words.gettext("Source not named")


def _published(day: str, words: Words) -> str:
    return words.gettext("published {day}").format(day=words.day(date.fromisoformat(day))) if day else ""
