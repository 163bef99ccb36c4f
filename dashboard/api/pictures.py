"""A view as a picture: `/api/picture.svg` and `/api/picture.png`. Few are drawn at once, and some are kept."""

from __future__ import annotations

import dataclasses
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Annotated, Final, Literal

from anyio import CapacityLimiter, to_thread
from fastapi import FastAPI, HTTPException, Query, Request, Response

from dashboard.api.answers import file_of
from dashboard.api.kept import Kept
from dashboard.api.parameters import Asked, Current, Linked
from dashboard.api.requests import cache_headers, etag, page_link, refusal, unchanged
from dashboard.picture.compose import Asked as AskedPicture
from dashboard.picture.compose import compose
from dashboard.picture.raster import png
from dashboard.translations import words
from dashboard.view import View
from data.schema import PUBLIC
from data.store import Snapshot

KINDS: Final = {"svg": "image/svg+xml", "png": "image/png"}
WIDTH, HEIGHT = 1200, 630
"""What messengers show."""

_LEAST, _MOST = 320, 3000  # pixels
_TALLEST, _FLATTEST = 2.0, 3.0
_AT_ONCE, _WAITING = 2, 20
_KEPT = 32 * 2**20  # bytes
_CLOSED: Final = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}
"""A picture that is opened by itself is a document of ours: no script runs in it."""

Side = Annotated[int, Query(ge=_LEAST, le=_MOST, description="Pixels.", examples=[WIDTH])]
Height = Annotated[
    int, Query(ge=_LEAST, le=_MOST, description="Pixels; a third to twice the width.", examples=[HEIGHT])
]
Theme = Annotated[Literal["light", "dark"], Query(description="Colours.", examples=["light"])]


class TooMany(Exception):
    """More pictures wait to be drawn than a caller should wait for."""


@dataclass(slots=True)
class Studio:
    """Draws pictures, few at once; a finished one of public data is kept while there is room."""

    limiter: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(_AT_ONCE))
    asked: int = field(default=0, metadata={"doc": "Pictures that are drawn or wait."})
    kept: Kept = field(default_factory=lambda: Kept(_KEPT))

    async def made(self, key: str, draw: Callable[[], bytes | None]) -> bytes | None:
        """The picture of `key`; an empty key keeps none. None where there is nothing to draw. Raises TooMany."""
        if key and (known := self.kept.get(key)):
            return known
        if self.asked >= _AT_ONCE + _WAITING:
            raise TooMany
        self.asked += 1
        try:
            picture = await to_thread.run_sync(draw, limiter=self.limiter)
        finally:
            self.asked -= 1
        if key and picture:
            self.kept.put(key, picture)
        return picture


def serve_pictures(api: FastAPI) -> None:
    """Add a path for each kind."""
    studio = Studio()
    for kind, media_type in KINDS.items():
        api.get(
            f"/picture.{kind}",
            description=f"The view of a link as {kind.upper()}: map, legend, the view in words, totals, source and "
            "terms. With `incident`, that incident alone. `bin`, `bars`, `play` and `sort` change nothing. In place of "
            "heat it shows groups, and says so.",
            response_class=Response,
            responses=file_of("A picture.", media_type),
            name=f"get_picture_{kind}",
        )(_get(kind, studio))


def _get(kind: str, studio: Studio) -> Callable[..., Awaitable[Response]]:
    async def get(
        request: Request,
        filters: Asked,
        current: Current,
        link: Linked,
        width: Side = WIDTH,
        height: Height = HEIGHT,
    ) -> Response:
        if not width / _FLATTEST <= height <= width * _TALLEST:
            raise HTTPException(422, [refusal("height", "is not a third to twice of `width`", str(height))])
        tag = etag(request, current.version)
        if known := unchanged(request, tag):
            return known
        view = dataclasses.replace(link, filters=filters)
        asked = AskedPicture(
            view, width, height, view.theme or "light", page_link(request, _kept_in_link(view).to_params())
        )
        key = f"{tag} {asked.link}" if filters.dataset == PUBLIC else ""
        try:
            picture = await studio.made(key, partial(_drawn, kind, asked, current))
        except TooMany:
            raise HTTPException(503, "too many pictures are being drawn", headers={"Retry-After": "3"}) from None
        if picture is None:
            raise HTTPException(404, "no incident has this id")
        named = {"Content-Disposition": f'inline; filename="sheru-{current.version}.{kind}"'}
        return Response(picture, media_type=KINDS[kind], headers=cache_headers(request, tag) | named | _CLOSED)

    return get


def _kept_in_link(view: View) -> View:
    """What of a link a picture shows; an incident is shown alone."""
    plain = dataclasses.replace(view, bin="", bars="", play=None, sort=View().sort, theme="")
    return dataclasses.replace(plain, filters=view.filters.unrestricted()) if view.incident else plain


def _drawn(kind: str, asked: AskedPicture, current: Snapshot) -> bytes | None:
    with current.engine.connect() as connection:
        picture = compose(connection, asked, current, words(asked.view.language or "en"))
    return png(picture) if picture and kind == "png" else picture
