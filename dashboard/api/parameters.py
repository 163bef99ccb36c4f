"""The parameters that several answers share: the data version, the Filters, an order, a part, a language, a link."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from fastapi import Depends, HTTPException, Query
from pydantic import BaseModel
from sqlalchemy import ColumnElement, true

from dashboard.api.requests import current_snapshot, filters_of, query_model, refusal
from dashboard.clock import today
from dashboard.view import View, read_view
from data.filters import Filters
from data.listing import ORDERS, not_on_map
from data.store import Snapshot

Asked = Annotated[Filters, Depends(filters_of)]
Current = Annotated[Snapshot, Depends(current_snapshot)]
Today = Annotated[date, Depends(today)]

_ORDER: Final[Any] = Query(
    pattern=f"^({'|'.join(ORDERS)})$",
    json_schema_extra={"enum": [*ORDERS]},
    description="By date, change, place, type, or a count: the largest claim first, what is unknown last.",
    examples=["newest"],
)
Ordered = Annotated[str, _ORDER]
MayBeOrdered = Annotated[str | None, _ORDER]
OnMap = Annotated[
    Literal["yes", "no"] | None,
    Query(description="no: without coordinates, or known only by country; yes: all others.", examples=["no"]),
]
Language = Annotated[Literal["en", "ru", "kk"], Query(description="Language of the words.", examples=["en"])]

SOME_ID: Final = "kz-almaty-2021-02-28"

_EXAMPLES: Final = {
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
    _PARTS = [part for part in dataclasses.fields(View) if part.name in _EXAMPLES]
    LinkQuery = query_model("LinkQuery", _PARTS, _EXAMPLES)


def link_of(query: Annotated[LinkQuery, Query()]) -> View:
    """What a link holds beside the Filters."""
    view, problems = read_view(query.model_dump(by_alias=True))
    if problems:
        raise HTTPException(422, [refusal(each.name, each.reason, each.value) for each in problems])
    return view


Linked = Annotated[View, Depends(link_of)]


def part(on_map: str | None) -> ColumnElement[bool]:
    """All incidents, those on the map, or those that no map can show."""
    return {None: true(), "yes": ~not_on_map(), "no": not_on_map()}[on_map]
