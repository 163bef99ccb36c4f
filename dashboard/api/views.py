"""What a map and a timeline show: cells, points, heat, countries, regions, bins, frames, and the numbers of a view."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import Depends, HTTPException, Query, Request, Response
from sqlalchemy import Connection

from dashboard.api.parameters import Asked, Current
from dashboard.api.requests import answered, members, refusal
from data.by_country import by_country
from data.by_region import by_region
from data.clusters import MAX_ZOOM, SIZES, Viewport, clusters
from data.frames import frames
from data.heat import CELL_PIXELS, heat
from data.points import points
from data.summary import summary
from data.timeline import Bin, timeline
from data.vocabulary import EVENT_TYPES

Sized = Annotated[
    str,
    Query(
        pattern=f"^({'|'.join(SIZES)})$",
        json_schema_extra={"enum": [*SIZES]},
        description="participants or detained: people of this count come along, as `people`",
        examples=["detained"],
    ),
]


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


View = Annotated[Viewport, Depends(viewport)]


def get_clusters(request: Request, filters: Asked, current: Current, view: View, size: Sized = "incidents") -> Response:
    """What a viewport shows: incidents gathered in cells of 64 pixels. Countries and unplaced ones are in no cell."""

    return answered(request, current, "clusters", lambda connection: clusters(connection, filters, view, size))


def get_points(request: Request, filters: Asked, current: Current, view: View) -> Response:
    """What a viewport shows, one by one: the newest incidents, with what a mark on a map needs."""
    return answered(request, current, None, lambda connection: members(points(connection, filters, view)))


def get_heat(request: Request, filters: Asked, current: Current, view: View) -> Response:
    """Incidents in a viewport by squares of 16 pixels at its zoom, counted from the north-west corner of the world."""

    def content(connection: Connection) -> Any:
        return {"pixels": CELL_PIXELS, **members(heat(connection, filters, view))}

    return answered(request, current, None, content)


def get_countries(request: Request, filters: Asked, current: Current) -> Response:
    """Incidents by country, with the people detained, incidents per million inhabitants, and the change.

    The change is against the period just before, of the same length, where `from` and `to` are given; else it is
    null. `classes` are those of a shaded map, for values above 0; of a change, for its size in either direction.
    """

    def content(connection: Connection) -> Any:
        shown = by_country(connection, filters)
        rows = [members(country) | {"values": country.values} for country in shown.countries]
        before = shown.before and {"from": shown.before.start, "to": shown.before.end}
        return {"countries": rows, "before": before, "classes": shown.classes}

    return answered(request, current, None, content)


def get_regions(request: Request, filters: Asked, current: Current, size: Sized = "incidents") -> Response:
    """Incidents by first-level region, which follows from where they lie: that of the nearest known place.

    The 800 regions with most incidents are listed; `left_out` are incidents in all others.
    """
    return answered(request, current, None, lambda connection: members(by_region(connection, filters, size)))


def get_timeline(
    request: Request,
    filters: Asked,
    current: Current,
    bin: Annotated[
        Literal["day", "week", "month", "year", "decade"] | None,
        Query(description="Length of a bin; without it the span decides.", examples=["month"]),
    ] = None,
    bars: Annotated[
        Literal["participants", "detained", "injured", "killed"] | None,
        Query(description="this count, for each bin", examples=["detained"]),
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
        } | ({"imprecise_people": shown.imprecise_people} if bars else {})

    return answered(request, current, None, content)


def get_frames(
    request: Request,
    filters: Asked,
    current: Current,
    view: View,
    window: Annotated[
        Literal["day", "week", "month", "year"], Query(description="the time of one frame", examples=["week"])
    ],
    day: Annotated[date, Query(description="a day of one of the frames", examples=["2021-02-28"])],
) -> Response:
    """What a viewport shows in each of 60 windows of time, for playback: the cells of `clusters`, five numbers a cell.

    They are x and y in pixels of the whole map at the zoom, incidents, those of them that are imprecise, and the place
    of the main type in `types`. What may have happened in several windows is in each of them, and counted as
    `imprecise`; `cut` are incidents in cells beyond the 400 fullest.
    """

    def content(connection: Connection) -> Any:
        made = frames(connection, filters, view, window, day)
        return {"types": [*EVENT_TYPES], "frames": made}

    return answered(request, current, None, content)


def _said(each: Bin) -> dict[str, Any]:
    """A bin, with people only where they were asked for."""
    return {name: value for name, value in members(each).items() if value is not None}


def get_summary(request: Request, filters: Asked, current: Current) -> Response:
    """The numbers of a view: incidents, people as ranges, and what no map can show."""
    return answered(request, current, None, lambda connection: members(summary(connection, filters)))
