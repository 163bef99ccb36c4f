"""How a view or an incident is cited: `/api/cite`."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Annotated, Final, Literal

from fastapi import HTTPException, Query, Request, Response
from pydantic import BaseModel

from dashboard.api.parameters import SOME_ID, Asked, Current, Today
from dashboard.api.requests import cache_headers, etag, page_link, query_model, refusal, unchanged
from dashboard.citing import cited_incident, cited_view
from dashboard.translations import words
from dashboard.view import View, read_view
from data.citation import Citation, apa, bibtex, chicago, csl, ris
from data.listing import one
from data.store import Snapshot
from data.summary import summary

Way = Literal["apa", "chicago", "bibtex", "ris", "csl"]

EXAMPLES: Final = {
    "position": ["43.25,76.95,9"],
    "layer": ["heat"],
    "size": ["detained"],
    "shade": ["detained"],
    "incident": [SOME_ID],
    "language": ["en"],
    "bin": ["month"],
    "bars": ["detained"],
    "play": ["2021-02-28,week"],
    "sort": ["detained"],
    "theme": ["dark"],
}
"""A value of each part of a link beside the Filters."""

if TYPE_CHECKING:
    LinkQuery = BaseModel
else:
    LinkQuery = query_model("LinkQuery", [part for part in dataclasses.fields(View) if part.name in EXAMPLES], EXAMPLES)

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
    link: Annotated[LinkQuery, Query()],
    format: Annotated[Way, Query(description="How it is written.", examples=["bibtex"])] = "apa",
) -> Response:
    """The view, or one incident of it, as a citation: in words, with data version, day of access and link.

    The other parameters of a link of the page are kept in the link; `lang` is the language of the words as well.
    """
    tag = etag(request, f"{current.version} {today}")
    if known := unchanged(request, tag):
        return known
    view, problems = read_view(link.model_dump(by_alias=True))
    if problems:
        raise HTTPException(422, [refusal(each.name, each.reason, each.value) for each in problems])
    citation = _citation(request, dataclasses.replace(view, filters=filters), current, today)
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
