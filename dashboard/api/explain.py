"""Why a place is put where it is: the geocoder's answer with its reasons and candidates, for an editor."""

from __future__ import annotations

import dataclasses
from typing import Annotated, Any

from fastapi import HTTPException, Query

from dashboard.serving import geocoder
from geocoding import Place

MOST = 200
"""Characters of one part of a place."""

Part = Annotated[str, Query(max_length=MOST)]


def explain(
    place: Annotated[str, Query(min_length=1, max_length=MOST, description="a place, in any language")],
    country: Part = "",
    admin1: Part = "",
    admin2: Part = "",
) -> dict[str, Any]:
    """Where a place is taken to lie, why, and which others were weighed. Asks no server but this one."""
    locator = geocoder()
    if locator is None:
        raise HTTPException(503, "the gazetteer is not built on this server; `python -m geocoding Almaty` builds it")
    return dataclasses.asdict(locator.locate(Place(place, admin1, admin2, country)))
