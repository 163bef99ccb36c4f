"""Incidents one by one: a page of a list, and a single one with its reports."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import HTTPException, Path, Query, Request, Response
from sqlalchemy import Connection

from dashboard.api.parameters import SOME_ID, Asked, Current, OnMap, Ordered, part
from dashboard.api.requests import answered, refusal
from dashboard.api.views import viewport
from data.clusters import inside
from data.export import incident_json, report_json
from data.listing import MAX_PAGE, one, page, reports_of
from data.paging import BadCursor


def get_incidents(
    request: Request,
    filters: Asked,
    current: Current,
    order: Ordered = "newest",
    offset: Annotated[
        int,
        Query(ge=0, le=10_000_000, description="Rows to pass over; `cursor` is quicker and skips none.", examples=[0]),
    ] = 0,
    limit: Annotated[int, Query(ge=1, le=MAX_PAGE, description="Rows of a page.", examples=[50])] = 50,
    cursor: Annotated[
        str,
        Query(
            description="`next` of the page before, with the same `order`: rows that come or go move no other.",
            examples=[""],
        ),
    ] = "",
    bbox: Annotated[str | None, Query(description="west,south,east,north in degrees", examples=["46,40,88,56"])] = None,
    on_map: OnMap = None,
) -> Response:
    """Incidents one by one, a page at a time. By a count: the largest claim first, what is unknown last."""
    within = part(on_map) & inside(viewport(bbox, 0)) if bbox else part(on_map)

    def content(connection: Connection) -> Any:
        try:
            found = page(connection, filters, order=order, offset=offset, limit=limit, within=within, cursor=cursor)
        except BadCursor as error:
            raise HTTPException(422, [refusal("cursor", str(error), cursor)]) from error
        rows = [incident_json(row) for row in found.rows]
        return {"total": found.total, "offset": offset, "incidents": rows, "next": found.next}

    return answered(request, current, None, content)


def get_incident(
    request: Request,
    incident_id: Annotated[str, Path(description="Id of an incident.", examples=[SOME_ID])],
    current: Current,
) -> Response:
    """One incident with every report of it."""

    def content(connection: Connection) -> Any:
        row = one(connection, incident_id)
        if row is None:
            raise HTTPException(404, "no incident has this id")
        return incident_json(row) | {"reports": [report_json(r) for r in reports_of(connection, incident_id)]}

    return answered(request, current, "incident", content)
