"""Why a place is put where it is: the geocoder's answer with its reasons and candidates, for an editor."""

from __future__ import annotations

import dataclasses
from typing import Annotated, Any

from fastapi import HTTPException, Query

from dashboard.serving import geocoder
from geocoding import Place

MOST = 200
"""Characters of one part of a place."""


def _part(said: str, example: str) -> Any:
    return Query(max_length=MOST, description=said, examples=[example])


def explain(
    place: Annotated[
        str, Query(min_length=1, max_length=MOST, description="a place, in any language", examples=["Almaty"])
    ],
    country: Annotated[str, _part("its country, by name or code", "Kazakhstan")] = "",
    admin1: Annotated[str, _part("state, province or oblast", "Almaty Region")] = "",
    admin2: Annotated[str, _part("county, district or rayon", "Talgar District")] = "",
) -> dict[str, Any]:
    """Where a place is taken to lie, why, and which others were weighed. Asks no server but this one."""
    locator = geocoder()
    if locator is None:
        raise HTTPException(503, "the gazetteer is not built on this server; `python -m geocoding Almaty` builds it")
    return dataclasses.asdict(locator.locate(Place(place, admin1, admin2, country)))
