"""An incident as the panel shows it: words and links, ready to be put into a document as text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import RowMapping

from dashboard.labels import count_kind_label, count_label, event_type_label, precision_sentence, response_label
from dashboard.translations import Words
from data.model import Count, DateRange, Report
from data.vocabulary import COUNT_KINDS


def incident_view(row: RowMapping, reports: Sequence[Report], words: Words) -> dict[str, Any]:
    """What the panel shows of one incident: a row of `incidents` and its reports, in the reader's language."""
    _ = words.gettext
    place = [row["place_name"], row["admin1"], words.country(row["country_code"]) if row["country_code"] else ""]
    responses = [response_label(word, words) for word in row["state_response"].split("; ") if word]
    number = len(reports)
    return {
        "id": row["incident_id"],
        "title": ", ".join(dict.fromkeys(part for part in place if part)),
        "when": words.date_range(DateRange(row["date_start"], row["date_end"], row["date_precision"])),
        "type": event_type_label(row["event_type"], words),
        "what": row["description"],
        "where": precision_sentence(row["precision"], row["placing"], words),
        "response": {
            "label": _("State response"),
            "value": ", ".join(responses) if responses else _("not reported"),
        },
        "counts": [
            {"label": count_kind_label(kind, words), "value": count_label(_count(row, kind), words)}
            for kind in COUNT_KINDS
        ],
        "reports_title": words.ngettext("{n} report", "{n} reports", number),
        "reports": [report_view(report, words, said_above=row["description"]) for report in reports],
        "close": _("Close"),
        "previous": _("Earlier"),
        "next": _("Later"),
        "mistake": _("Report a mistake"),
    }


def report_view(report: Report, words: Words, said_above: str = "") -> dict[str, Any]:
    """What the panel shows of one report: who says how many, in which words. `said_above` is not said again."""
    _ = words.gettext
    counts = [
        {"label": count_kind_label(kind, words), "value": getattr(report, kind).text}
        for kind in COUNT_KINDS
        if getattr(report, kind).text
    ]
    return {
        "source": report.source_name or _("Source not named"),
        "published": words.day(date.fromisoformat(report.source_published)) if report.source_published else "",
        "what": report.description if report.description != said_above else "",
        "counts": counts,
        "link": safe_link(report.source_url),
        "host": urlsplit(safe_link(report.source_url)).hostname or "",
        "url_text": "" if safe_link(report.source_url) else report.source_url,
    }


def safe_link(url: str) -> str:
    """`url` where a reader may be sent to it: http or https, with a host, without a user name. Else ""."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.username is None
    except ValueError:
        return ""
    return url if usable else ""


def safe_contact(address: str) -> str:
    """Where a reader reports a mistake: a web link, or `mailto:` for an address; "" where none is set."""
    if address and "@" in address and "/" not in address and " " not in address:
        return f"mailto:{address.removeprefix('mailto:')}"
    return safe_link(address)


def _count(row: RowMapping, kind: str) -> Count:
    return Count(row[f"{kind}_low"], row[f"{kind}_high"], row[f"{kind}_text"], row[f"{kind}_approximate"])
