"""The FastAPI application under `/api`. Every answer is of one data version and names it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Annotated, Any, Literal

from fastapi import Depends, FastAPI, HTTPException, Path, Query, Request, Response
from sqlalchemy import Connection

from dashboard.api.access import Allowance, PublicForAll, RateLimit
from dashboard.api.answers import (
    REFUSALS,
    ClustersAnswer,
    Explained,
    IncidentsAnswer,
    OneIncident,
    SummaryAnswer,
    TimelineAnswer,
    file_of,
    of,
)
from dashboard.api.cite import WAYS, get_cite
from dashboard.api.docs import serve_docs
from dashboard.api.downloads import serve_downloads
from dashboard.api.drafts import get_file, put_file
from dashboard.api.explain import explain
from dashboard.api.feeds import serve_feeds
from dashboard.api.parameters import SOME_ID, Asked, Current, OnMap, Ordered, part
from dashboard.api.requests import answer, etag, refusal, unchanged
from data.clusters import MAX_ZOOM, Viewport, clusters, inside
from data.export import incident_json, report_json
from data.listing import MAX_PAGE, one, page, reports_of
from data.paging import BadCursor
from data.settings import settings
from data.store import Snapshot
from data.summary import summary
from data.timeline import timeline


def create_api() -> FastAPI:
    """The API as an ASGI application, to be mounted under a prefix."""
    api = FastAPI(
        title="Sheru",
        summary="Protest incidents: who says what happened, where, when, and how many.",
        version="1",
        docs_url=None,
        redoc_url=None,
        responses=REFUSALS,
    )
    api.add_middleware(PublicForAll)
    if settings().rate:
        api.add_middleware(RateLimit, allowance=Allowance(settings().rate))
    api.get("/clusters", responses=of(ClustersAnswer))(get_clusters)
    api.get("/timeline", responses=of(TimelineAnswer))(get_timeline)
    api.get("/summary", responses=of(SummaryAnswer))(get_summary)
    api.get("/incidents", responses=of(IncidentsAnswer))(get_incidents)
    serve_downloads(api)
    api.get("/incidents/{incident_id}", responses=of(OneIncident))(get_incident)
    cited = file_of("A citation.", *{kind.partition(";")[0] for kind, _ in WAYS.values()})
    api.get("/cite", response_class=Response, responses=cited)(get_cite)
    serve_feeds(api)
    api.get("/explain", responses=of(Explained))(explain)
    api.put("/drafts/file", include_in_schema=False)(put_file)
    api.get("/drafts/{name}", include_in_schema=False)(get_file)
    serve_docs(api)
    return api


def viewport(
    bbox: Annotated[
        str,
        Query(
            description="west,south,east,north in degrees; west > east crosses the antimeridian",
            examples=["46,40,88,56"],
        ),
    ],
    zoom: Annotated[int, Query(ge=0, le=MAX_ZOOM, description="zoom level, tiles of 256 pixels", examples=[5])],
) -> Viewport:
    """The viewport of a request."""
    try:
        west, south, east, north = (float(part) for part in bbox.split(","))
    except ValueError:
        west = south = east = north = float("nan")
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise HTTPException(422, [refusal("bbox", "is not west,south,east,north in degrees", bbox)])
    return Viewport(west, south, east, north, zoom)


def get_clusters(
    request: Request, filters: Asked, current: Current, view: Annotated[Viewport, Depends(viewport)]
) -> Response:
    """What a viewport shows: incidents gathered in cells of 64 pixels. Countries and unplaced ones are in no cell."""

    def content(connection: Connection) -> Any:
        return [dataclasses.asdict(cell) for cell in clusters(connection, filters, view)]

    return _answered(request, current, "clusters", content)


def get_timeline(
    request: Request,
    filters: Asked,
    current: Current,
    bin: Annotated[
        Literal["day", "week", "month", "year"] | None,
        Query(description="Length of a bin; without it the span decides.", examples=["month"]),
    ] = None,
) -> Response:
    """Incidents by day, week, month or year; without `bin` the span decides."""

    def content(connection: Connection) -> Any:
        shown = timeline(connection, filters, bin)
        return {
            "bin": shown.bin,
            "from": shown.start,
            "to": shown.end,
            "bins": [dataclasses.asdict(each) for each in shown.bins],
            "imprecise": shown.imprecise,
        }

    return _answered(request, current, None, content)


def get_summary(request: Request, filters: Asked, current: Current) -> Response:
    """The numbers of a view: incidents, people as ranges, and what no map can show."""
    return _answered(request, current, None, lambda connection: dataclasses.asdict(summary(connection, filters)))


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

    return _answered(request, current, None, content)


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

    return _answered(request, current, "incident", content)


def _answered(request: Request, current: Snapshot, key: str | None, content: Callable[[Connection], Any]) -> Response:
    tag = etag(request, current.version)
    if known := unchanged(request, tag):
        return known
    with current.engine.connect() as connection:
        found = content(connection)
    return answer(request, {"version": current.version, **({key: found} if key else found)}, tag)
