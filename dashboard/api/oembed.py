"""What a page needs to show a view of ours in a frame: oEmbed 1.0 (https://oembed.com), of the type `rich`."""

from __future__ import annotations

from html import escape
from typing import Annotated, Final, Literal
from urllib.parse import parse_qs, urlsplit

from fastapi import HTTPException, Query, Request, Response

from dashboard.api.parameters import Current
from dashboard.api.requests import answer, etag, page_link, unchanged
from dashboard.sentence import sentence
from dashboard.translations import words
from dashboard.view import read_view
from data.schema import PUBLIC
from data.settings import settings
from data.summary import summary

_WIDTH: Final = 800
_HEIGHT: Final = 480

Pixels = Annotated[int | None, Query(ge=1, le=10_000, description="The frame is at most so large.", examples=[640])]


def get_oembed(
    request: Request,
    current: Current,
    url: Annotated[str, Query(max_length=4000, description="A link of this page.", examples=["?country=KZ"])],
    maxwidth: Pixels = None,
    maxheight: Pixels = None,
    _: Annotated[Literal["json"], Query(alias="format", description="How it is written.", examples=["json"])] = "json",
) -> Response:
    """A link of the page as a frame for another page (oEmbed). Links of private datasets are not told about."""
    home = page_link(request, [])
    view = read_view(parse_qs(urlsplit(url).query))[0]
    if url.partition("?")[0] not in (home, "") or view.filters.dataset != PUBLIC:
        raise HTTPException(404, "this is no link of the public map")
    tag = etag(request, current.version)
    if known := unchanged(request, tag):
        return known
    with current.engine.connect() as connection:
        title = sentence(view.filters, summary(connection, view.filters), words(view.language or "en"))
    width, height = min(_WIDTH, maxwidth or _WIDTH), min(_HEIGHT, maxheight or _HEIGHT)
    framed = page_link(request, [*view.to_params(), ("embed", "1")])
    html = (
        f'<iframe src="{escape(framed)}" width="{width}" height="{height}" title="{escape(title)}" '
        f'loading="lazy" style="border:0" allowfullscreen></iframe>'
    )
    said = {"version": "1.0", "type": "rich", "provider_name": settings().publisher, "provider_url": home}
    return answer(request, said | {"title": title, "html": html, "width": width, "height": height}, tag)
