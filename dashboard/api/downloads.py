"""What is shown as a file, in each format, and beside the CSV what a CSV cannot say of itself."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Annotated, Literal

from fastapi import FastAPI, HTTPException, Query, Request, Response
from fastapi.responses import StreamingResponse
from sqlalchemy import Connection

from dashboard.api.answers import file_of
from dashboard.api.parameters import Asked, Current, MayBeOrdered, OnMap, Today, part
from dashboard.api.requests import answer, cache_headers, etag, page_link, refusal, unchanged
from dashboard.citing import cited_part, cited_view
from dashboard.translations import Words, words
from data.errors import TooLargeForFormat
from data.export.about import About, licence
from data.export.csvw import MEDIA_TYPE, SUFFIX, csvw
from data.export.formats import FORMATS, in_pieces
from data.export.onefile import MOST
from data.filters import Filters
from data.store import Snapshot
from data.summary import summary

_SHAPES = {
    "csv": "one report a row, in the columns of the data dictionary",
    "xlsx": "one report a row, with sheets for the dictionary, the terms and the citation",
    "geojson": "one incident a feature with its reports (RFC 7946); `about` has the dictionary, terms and citation",
    "json": "one incident an object with its reports; `about` has the dictionary, the terms and the citation",
    "parquet": "one report a row; the metadata have the dictionary, the terms and the citation",
    "html": "a map with timeline, filters and every report in one document that needs no network, for at most "
    f"{MOST:,} incidents",
}
_FOR_READERS = ("html",)
"""What no import reads, in the language of who reads it."""

LanguageOfFile = Annotated[
    Literal["en", "ru", "kk"],
    Query(description="Language of what a reader sees; HTML alone has such.", examples=["en"]),
]


def serve_downloads(api: FastAPI) -> None:
    """Add a path for each format."""
    api.get(
        f"/incidents.csv{SUFFIX}",
        response_class=Response,
        responses=file_of("Metadata of CSV on the Web.", MEDIA_TYPE),
    )(get_csv_metadata)
    for suffix, kind in FORMATS.items():
        api.get(
            f"/incidents.{suffix}",
            description=f"Everything that passes as {kind.name}: {_SHAPES[suffix]}. Without `order`, in the order in "
            f"which it was imported.{'' if suffix in _FOR_READERS else ' An import of it gives the same incidents.'}",
            response_class=Response,
            responses=file_of(f"A {kind.name} file.", kind.media_type.partition(";")[0]),
            name=f"get_{suffix}",
        )(_download(suffix))


def get_csv_metadata(request: Request, filters: Asked, current: Current, on_map: OnMap = None) -> Response:
    """What the columns of the CSV mean, its terms and how to cite it: metadata of CSV on the Web (W3C)."""
    tag = etag(request, current.version)
    if known := unchanged(request, tag):
        return known
    with current.engine.connect() as connection:
        about = _about(request, connection, filters, current, on_map, words("en"))
    query = f"?{request.url.query}" if request.url.query else ""
    return answer(request, csvw(about, f"incidents.csv{query}"), tag, MEDIA_TYPE)


def _download(suffix: str) -> Callable[..., Response]:
    def get(
        request: Request,
        filters: Asked,
        current: Current,
        today: Today,
        order: MayBeOrdered = None,
        on_map: OnMap = None,
        lang: LanguageOfFile = "en",
    ) -> Response:
        tag = etag(request, f"{current.version} {today}" if suffix in _FOR_READERS else current.version)
        if known := unchanged(request, tag):
            return known
        said = words(lang if suffix in _FOR_READERS else "en")
        pieces = _pieces(request, current, filters, suffix, order or "", on_map, said, today)
        try:
            first = next(pieces)
        except TooLargeForFormat as error:
            raise HTTPException(422, [refusal("limit", str(error), suffix) | {"loc": ["path"]}]) from error
        name = f"sheru-{current.version}.{suffix}"
        headers = cache_headers(request, tag) | {"Content-Disposition": f'attachment; filename="{name}"'}
        if suffix == "csv":
            beside = f"incidents.csv{SUFFIX}" + (f"?{request.url.query}" if request.url.query else "")
            headers["Link"] = f'<{beside}>; rel="describedby"; type="{MEDIA_TYPE}"'
        return StreamingResponse(
            itertools.chain([first], pieces), media_type=FORMATS[suffix].media_type, headers=headers
        )

    return get


def _pieces(
    request: Request,
    current: Snapshot,
    filters: Filters,
    suffix: str,
    order: str,
    on_map: str | None,
    said: Words,
    today: date,
) -> Iterator[bytes]:
    with current.engine.connect() as connection:
        about = replace(_about(request, connection, filters, current, on_map, said), exported=today)
        yield from in_pieces(FORMATS[suffix].write(connection, filters, about, order=order, within=part(on_map)))


def _about(
    request: Request,
    connection: Connection,
    filters: Filters,
    current: Snapshot,
    on_map: str | None,
    said: Words,
) -> About:
    link = page_link(request, filters.to_params())
    cited = cited_view(filters, summary(connection, filters), current, said, link=link)
    return About(cited_part(cited, on_map, said), licence(filters.dataset), said.language)
