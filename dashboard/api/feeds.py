"""What is new in any view, for feed readers, and when it happened, for calendars."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import datetime
from typing import Annotated

from fastapi import FastAPI, Query, Request, Response
from sqlalchemy import ColumnElement, RowMapping, true

from dashboard.api.answers import file_of
from dashboard.api.parameters import Asked, Current, Language
from dashboard.api.requests import api_link, cache_headers, etag, page_link, unchanged
from dashboard.citing import incident_counts, incident_title
from dashboard.feed import FEEDS, Entry, Feed, atom, calendar, is_spot, json_feed
from dashboard.sentence import sentence
from dashboard.translations import Words, words
from dashboard.view import View
from data.export.about import licence
from data.filters import Filters
from data.listing import MAX_PAGE, page
from data.schema import incidents
from data.settings import settings
from data.store import Snapshot
from data.summary import summary

Limit = Annotated[int, Query(ge=1, le=MAX_PAGE, description="At most so many incidents.", examples=[50])]


def serve_feeds(api: FastAPI) -> None:
    """Add the feeds and the calendar."""
    for get, (path, kind) in zip((get_atom, get_json_feed, get_calendar), FEEDS.items(), strict=True):
        found = file_of("The newest of the view.", kind)
        api.get(path.removeprefix("api"), response_class=Response, responses=found)(get)


def get_atom(request: Request, filters: Asked, current: Current, limit: Limit = 50, lang: Language = "en") -> Response:
    """New and changed incidents of a view, those that changed last first, as Atom (RFC 4287)."""
    return _answered(request, filters, current, lang, atom, "application/atom+xml", limit)


def get_json_feed(
    request: Request, filters: Asked, current: Current, limit: Limit = 50, lang: Language = "en"
) -> Response:
    """New and changed incidents of a view, those that changed last first, as JSON Feed 1.1."""
    return _answered(request, filters, current, lang, json_feed, "application/feed+json", limit)


def get_calendar(
    request: Request, filters: Asked, current: Current, limit: Limit = MAX_PAGE, lang: Language = "en"
) -> Response:
    """Incidents whose day or week is known, the latest first, as a calendar (RFC 5545)."""
    dated = incidents.c.date_precision.in_(("day", "week"))
    return _answered(
        request, filters, current, lang, calendar, "text/calendar; charset=utf-8", limit, order="newest", within=dated
    )


def _answered(
    request: Request,
    filters: Filters,
    current: Snapshot,
    language: str,
    write: Callable[[Feed], bytes],
    media_type: str,
    limit: int,
    *,
    order: str = "changed",
    within: ColumnElement[bool] | None = None,
) -> Response:
    tag = etag(request, current.version)
    if known := unchanged(request, tag):
        return known
    said = words(language)
    with current.engine.connect() as connection:
        found = page(connection, filters, order=order, limit=limit, within=true() if within is None else within)
        title = sentence(filters, summary(connection, filters), said)
    view = View(filters, language=language)
    entries = [_entry(request, row, view, said) for row in found.rows]
    feed = Feed(
        title=f"{settings().publisher}: {title}",
        link=page_link(request, view.to_params()),
        itself=api_link(request, view.to_params()),
        publisher=settings().publisher,
        rights=licence(filters.dataset),
        language=language,
        updated=max((entry.changed for entry in entries), default=datetime.fromisoformat(current.published)),
        entries=entries,
    )
    return Response(write(feed), media_type=media_type, headers=cache_headers(request, tag))


def _entry(request: Request, row: RowMapping, view: View, said: Words) -> Entry:
    alone = dataclasses.replace(view, filters=view.filters.unrestricted(), incident=row["incident_id"])
    sources = ", ".join(name for name in row["sources"].split("\n") if name)
    named = said.gettext("Sources")
    told = [row["description"], incident_counts(row, said), f"{named}: {sources}" if sources else ""]
    return Entry(
        incident=row["incident_id"],
        title=incident_title(row, said),
        text="\n\n".join(part for part in told if part),
        link=page_link(request, alone.to_params()),
        changed=datetime.fromisoformat(row["changed"]),
        start=row["date_start"],
        end=row["date_end"],
        place=", ".join(dict.fromkeys(part for part in (row["place_name"], row["admin1"]) if part)),
        point=(row["latitude"], row["longitude"]) if is_spot(row["precision"]) else None,
        tags=tuple(word for word in row["tags"].split("; ") if word),
    )
