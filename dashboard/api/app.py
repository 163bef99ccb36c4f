"""The FastAPI application under `/api`. Every answer is of one data version and names it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Annotated, Any, Literal

from fastapi import Depends, FastAPI, HTTPException, Query, Request, Response
from fastapi.responses import StreamingResponse
from sqlalchemy import ColumnElement, Connection, true
from starlette.middleware.gzip import GZipMiddleware

from dashboard.api.docs import serve_docs
from dashboard.api.drafts import get_file, put_file
from dashboard.api.explain import explain
from dashboard.api.health import get_health
from dashboard.api.requests import answer, cache_headers, current_snapshot, etag, filters_of, unchanged
from data.by_country import by_country
from data.by_region import by_region
from data.clusters import MAX_ZOOM, SIZES, Viewport, clusters, inside
from data.export import incident_json, report_json, to_csv, to_geojson
from data.filters import Filters
from data.frames import frames
from data.heat import CELL_PIXELS, heat
from data.listing import MAX_PAGE, ORDERS, not_on_map, one, page, reports_of
from data.points import points
from data.store import Snapshot
from data.summary import summary
from data.timeline import Bin, timeline
from data.vocabulary import EVENT_TYPES

Asked = Annotated[Filters, Depends(filters_of)]
Current = Annotated[Snapshot, Depends(current_snapshot)]
Ordered = Annotated[str, Query(pattern=f"^({'|'.join(ORDERS)})$", json_schema_extra={"enum": [*ORDERS]})]
Sized = Annotated[
    str,
    Query(
        pattern=f"^({'|'.join(SIZES)})$",
        json_schema_extra={"enum": [*SIZES]},
        description="participants or detained: people of this count come along, as `people`",
    ),
]
OnMap = Annotated[Literal["yes", "no"] | None, Query(description="no: without coordinates, or known only by country")]


def create_api() -> FastAPI:
    """The API as an ASGI application, to be mounted under a prefix."""
    api = FastAPI(
        title="Sheru",
        summary="Protest incidents: who says what happened, where, when, and how many.",
        version="1",
        docs_url=None,
        redoc_url=None,
    )
    api.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)
    api.get("/clusters")(get_clusters)
    api.get("/points")(get_points)
    api.get("/heat")(get_heat)
    api.get("/countries")(get_countries)
    api.get("/regions")(get_regions)
    api.get("/timeline")(get_timeline)
    api.get("/frames")(get_frames)
    api.get("/summary")(get_summary)
    api.get("/incidents")(get_incidents)
    api.get("/incidents.csv")(get_csv)
    api.get("/incidents.geojson")(get_geojson)
    api.get("/incidents/{incident_id}")(get_incident)
    api.get("/explain")(explain)
    api.get("/health", include_in_schema=False)(get_health)
    api.put("/drafts/file", include_in_schema=False)(put_file)
    api.get("/drafts/{name}", include_in_schema=False)(get_file)
    serve_docs(api)
    return api


def viewport(
    bbox: Annotated[str, Query(description="west,south,east,north in degrees; west > east crosses the antimeridian")],
    zoom: Annotated[int, Query(ge=0, le=MAX_ZOOM, description="zoom level, tiles of 256 pixels")],
) -> Viewport:
    """The viewport of a request."""
    try:
        west, south, east, north = (float(part) for part in bbox.split(","))
    except ValueError:
        west = south = east = north = float("nan")
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        reason = "is not west,south,east,north in degrees"
        raise HTTPException(422, [{"loc": ["query", "bbox"], "msg": reason, "input": bbox[:100]}])
    return Viewport(west, south, east, north, zoom)


View = Annotated[Viewport, Depends(viewport)]


def get_clusters(request: Request, filters: Asked, current: Current, view: View, size: Sized = "incidents") -> Response:
    """What a viewport shows: incidents gathered in cells of 64 pixels. Countries and unplaced ones are in no cell."""

    def content(connection: Connection) -> Any:
        return [dataclasses.asdict(cell) for cell in clusters(connection, filters, view, size)]

    return _answered(request, current, "clusters", content)


def get_points(request: Request, filters: Asked, current: Current, view: View) -> Response:
    """What a viewport shows, one by one: the newest incidents, with what a mark on a map needs."""
    return _answered(request, current, None, lambda connection: dataclasses.asdict(points(connection, filters, view)))


def get_heat(request: Request, filters: Asked, current: Current, view: View) -> Response:
    """Incidents in a viewport by squares of 16 pixels at its zoom, counted from the north-west corner of the world."""

    def content(connection: Connection) -> Any:
        return {"pixels": CELL_PIXELS, **dataclasses.asdict(heat(connection, filters, view))}

    return _answered(request, current, None, content)


def get_countries(request: Request, filters: Asked, current: Current) -> Response:
    """Incidents by country, with the people detained, incidents per million inhabitants, and the change.

    The change is against the period just before, of the same length, where `from` and `to` are given; else it is
    null. `classes` are those of a shaded map, for values above 0; of a change, for its size in either direction.
    """

    def content(connection: Connection) -> Any:
        shown = by_country(connection, filters)
        rows = [dataclasses.asdict(country) | {"values": country.values} for country in shown.countries]
        before = shown.before and {"from": shown.before.start, "to": shown.before.end}
        return {"countries": rows, "before": before, "classes": shown.classes}

    return _answered(request, current, None, content)


def get_regions(request: Request, filters: Asked, current: Current, size: Sized = "incidents") -> Response:
    """Incidents by first-level region, which follows from where they lie: that of the nearest known place."""
    return _answered(
        request, current, None, lambda connection: dataclasses.asdict(by_region(connection, filters, size))
    )


def get_timeline(
    request: Request,
    filters: Asked,
    current: Current,
    bin: Annotated[Literal["day", "week", "month", "year", "decade"] | None, Query()] = None,
    bars: Annotated[
        Literal["participants", "detained", "injured", "killed"] | None, Query(description="this count, for each bin")
    ] = None,
) -> Response:
    """Incidents by day, week, month, year or decade; without `bin` the span decides.

    A bin that gives more than a thousand bins is lengthened; the answer names the bin that it has, and in `lengths`
    all that can be had.
    """

    def content(connection: Connection) -> Any:
        shown = timeline(connection, filters, bin, bars)
        return {
            "bin": shown.bin,
            "lengths": shown.lengths,
            "from": shown.start,
            "to": shown.end,
            "bins": [_said(each) for each in shown.bins],
            "imprecise": shown.imprecise,
        } | (
            {"imprecise_people": shown.imprecise_people and dataclasses.asdict(shown.imprecise_people)} if bars else {}
        )

    return _answered(request, current, None, content)


def get_frames(
    request: Request,
    filters: Asked,
    current: Current,
    view: Annotated[Viewport, Depends(viewport)],
    window: Annotated[Literal["day", "week", "month", "year"], Query(description="the time of one frame")],
    day: Annotated[date, Query(description="a day of one of the frames")],
) -> Response:
    """What a viewport shows in each of 60 windows of time, for playback: the cells of `clusters`, five numbers a cell.

    They are x and y in pixels of the whole map at the zoom, incidents, those of them that are imprecise, and the place
    of the main type in `types`. What may have happened in several windows is in each of them, and counted as
    `imprecise`; `cut` are incidents in cells beyond the 400 fullest.
    """

    def content(connection: Connection) -> Any:
        made = frames(connection, filters, view, window, day)
        return {"types": [*EVENT_TYPES], "frames": [dataclasses.asdict(frame) for frame in made]}

    return _answered(request, current, None, content)


def _said(each: Bin) -> dict[str, Any]:
    """A bin, with people only where they were asked for."""
    return {name: value for name, value in dataclasses.asdict(each).items() if value is not None}


def get_summary(request: Request, filters: Asked, current: Current) -> Response:
    """The numbers of a view: incidents, people as ranges, and what no map can show."""
    return _answered(request, current, None, lambda connection: dataclasses.asdict(summary(connection, filters)))


def get_incidents(
    request: Request,
    filters: Asked,
    current: Current,
    order: Ordered = "newest",
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
    limit: Annotated[int, Query(ge=1, le=MAX_PAGE)] = 50,
    bbox: Annotated[str | None, Query(description="west,south,east,north in degrees")] = None,
    on_map: OnMap = None,
) -> Response:
    """Incidents one by one, a page at a time. By a count: the largest claim first, what is unknown last."""
    within = _part(on_map) & inside(viewport(bbox, 0)) if bbox else _part(on_map)

    def content(connection: Connection) -> Any:
        found = page(connection, filters, order=order, offset=offset, limit=limit, within=within)
        rows = [incident_json(row) for row in found.rows]
        return {"total": found.total, "offset": offset, "incidents": rows}

    return _answered(request, current, None, content)


def get_incident(request: Request, incident_id: str, current: Current) -> Response:
    """One incident with every report of it."""

    def content(connection: Connection) -> Any:
        row = one(connection, incident_id)
        if row is None:
            raise HTTPException(404, "no incident has this id")
        return incident_json(row) | {"reports": [report_json(r) for r in reports_of(connection, incident_id)]}

    return _answered(request, current, "incident", content)


def get_csv(
    request: Request, filters: Asked, current: Current, order: Ordered | None = None, on_map: OnMap = None
) -> Response:
    """Everything that passes, one report a row, as UTF-8 CSV in the columns of the data dictionary.

    Without `order`, in the order in which it was imported. An import of either gives the same incidents.
    """
    write = partial(to_csv, filters=filters, order=order or "", within=_part(on_map))
    return _streamed(request, current, "text/csv; charset=utf-8", "csv", write)


def get_geojson(
    request: Request, filters: Asked, current: Current, order: Ordered | None = None, on_map: OnMap = None
) -> Response:
    """Everything that passes, one incident a feature with its reports, as GeoJSON (RFC 7946).

    Without `order`, in the order in which it was imported.
    """
    write = partial(to_geojson, filters=filters, order=order or "", within=_part(on_map))
    return _streamed(request, current, "application/geo+json", "geojson", write)


def _part(on_map: str | None) -> ColumnElement[bool]:
    """All incidents, those on the map, or those that no map can show."""
    return {None: true(), "yes": ~not_on_map(), "no": not_on_map()}[on_map]


def _answered(request: Request, current: Snapshot, key: str | None, content: Callable[[Connection], Any]) -> Response:
    tag = etag(request, current.version)
    if known := unchanged(request, tag):
        return known
    with current.engine.connect() as connection:
        found = content(connection)
    return answer(request, {"version": current.version, **({key: found} if key else found)}, tag)


def _streamed(
    request: Request, current: Snapshot, media_type: str, suffix: str, write: Callable[[Connection], Iterator[str]]
) -> Response:
    tag = etag(request, current.version)
    if known := unchanged(request, tag):
        return known

    def chunks() -> Iterator[str]:
        with current.engine.connect() as connection:
            yield from write(connection)

    name = f"sheru-{current.version}.{suffix}"
    headers = cache_headers(request, tag) | {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(chunks(), media_type=media_type, headers=headers)
