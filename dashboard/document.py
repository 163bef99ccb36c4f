"""The HTML that opens the page: Streamlit's own, with our name, icon and style sheet in its head.

A style sheet that came later, as an element of the page, would let everything jump when it arrives.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

import streamlit
from starlette.requests import Request
from starlette.responses import StreamingResponse

from dashboard.assets_urls import asset, asset_text
from dashboard.feed import FEEDS
from dashboard.preview import preview
from dashboard.view import query_string, read_view
from data.filters import Filters, read_filters
from data.schema import PUBLIC

STATIC: Final = Path(streamlit.__file__).parent / "static"

_STYLES: Final = ("page.css", "adding/page.css")
_FETCHED_SOON: Final = {"map.js": "script", "map-all.css": "style"}
_FONT_NOT_USED: Final = re.compile(r'<link\s+rel="preload"[^>]*as="font"[^>]*>')


async def open_page(request: Request) -> StreamingResponse:
    """Answer with the document; a browser asks again each time, for our style sheet may have changed.

    It is sent in two pieces: a browser loads scripts and styles while the words of the preview are looked up.
    """
    params = {name: request.query_params.getlist(name) for name in request.query_params}

    async def pieces() -> AsyncIterator[str]:
        head, end, body = document().partition("</head>")
        yield head + feed_links(params) + oembed_link(params)
        yield await preview(request, params) + end + body

    return StreamingResponse(pieces(), media_type="text/html", headers={"Cache-Control": "no-cache"})


def feed_links(params: Mapping[str, Sequence[str]]) -> str:
    """Where feed readers find what is new in the view of these parameters."""
    filters, _ = read_filters(params)
    query = f"?{query_string(filters.to_params())}" if filters != Filters() else ""
    return "".join(
        f'<link rel="alternate" type="{kind}" title="Sheru" href="{escape(f"./{path}{query}")}">\n'
        for path, kind in FEEDS.items()
    )


def oembed_link(params: Mapping[str, Sequence[str]]) -> str:
    """Where another page learns how to show this view in a frame; nothing of a private map is told."""
    view, _ = read_view(params)
    if view.filters.dataset != PUBLIC:
        return ""
    asked = urlencode({"url": f"?{query_string(view.to_params())}"})
    return f'<link rel="alternate" type="application/json+oembed" href="{escape(f"./api/oembed?{asked}")}">\n'


@cache
def document() -> str:
    """Streamlit's document with our head. Addresses are relative, so that they hold under a path prefix."""
    html = (STATIC / "index.html").read_text(encoding="utf-8")
    html = _FONT_NOT_USED.sub("", html)
    html = html.replace("<title>Streamlit</title>", "<title>Sheru</title>")
    html = html.replace("./favicon.png", f"./{asset('icon.svg')}")
    return html.replace("</head>", f"{_head()}</head>", 1)


def _head() -> str:
    soon = [f'<link rel="prefetch" href="./{asset(name)}" as="{kind}">' for name, kind in _FETCHED_SOON.items()]
    first = f"<script>{asset_text('first.js')}</script>"
    styles = [f'<link rel="stylesheet" href="./{asset(name)}">' for name in _STYLES]
    return "\n".join([first, *styles, *soon, ""])
