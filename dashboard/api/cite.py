"""How a view or an incident is cited: `/api/cite`."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date
from typing import Annotated, Final, Literal

from fastapi import HTTPException, Query, Request, Response

from dashboard.api.parameters import Asked, Current, Linked, Today
from dashboard.api.requests import cache_headers, etag, page_link, unchanged
from dashboard.citing import cited_incident, cited_view
from dashboard.translations import words
from dashboard.view import View
from data.citation import Citation, apa, bibtex, chicago, csl, ris
from data.listing import one
from data.store import Snapshot
from data.summary import summary

Way = Literal["apa", "chicago", "bibtex", "ris", "csl"]

WAYS: Final[dict[str, tuple[str, Callable[[Citation], str]]]] = {
    "apa": ("text/plain; charset=utf-8", lambda citation: apa(citation) + "\n"),
    "chicago": ("text/plain; charset=utf-8", lambda citation: chicago(citation) + "\n"),
    "bibtex": ("application/x-bibtex; charset=utf-8", bibtex),
    "ris": ("application/x-research-info-systems; charset=utf-8", ris),
    "csl": ("application/vnd.citationstyles.csl+json", csl),
}


def get_cite(
    request: Request,
    filters: Asked,
    current: Current,
    today: Today,
    link: Linked,
    format: Annotated[Way, Query(description="How it is written.", examples=["bibtex"])] = "apa",
) -> Response:
    """The view, or one incident of it, as a citation: in words, with data version, day of access and link.

    The other parameters of a link of the page are kept in the link; `lang` is the language of the words as well.
    """
    tag = etag(request, f"{current.version} {today}")
    if known := unchanged(request, tag):
        return known
    citation = _citation(request, dataclasses.replace(link, filters=filters), current, today)
    media_type, written = WAYS[format]
    return Response(written(citation), media_type=media_type, headers=cache_headers(request, tag))


def _citation(request: Request, view: View, current: Snapshot, today: date) -> Citation:
    said = words(view.language or "en")
    view = dataclasses.replace(view, version=current.version)
    with current.engine.connect() as connection:
        if not view.incident:
            link = page_link(request, view.to_params())
            shown = summary(connection, view.filters)
            return cited_view(view.filters, shown, current, said, accessed=today, link=link)
        row = one(connection, view.incident)
        if row is None:
            raise HTTPException(404, "no incident has this id")
        alone = View(view.filters.unrestricted(), incident=view.incident, language=view.language, version=view.version)
        return cited_incident(row, current, said, accessed=today, link=page_link(request, alone.to_params()))
