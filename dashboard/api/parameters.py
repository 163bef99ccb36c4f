"""The parameters that several answers share: the data version, the Filters, an order, a part, a language."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Final, Literal

from fastapi import Depends, Query
from sqlalchemy import ColumnElement, true

from dashboard.api.requests import current_snapshot, filters_of
from dashboard.clock import today
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


def part(on_map: str | None) -> ColumnElement[bool]:
    """All incidents, those on the map, or those that no map can show."""
    return {None: true(), "yes": ~not_on_map(), "no": not_on_map()}[on_map]
