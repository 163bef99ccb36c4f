"""One result of a service in the terms of this package, whichever service it is from."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from geocoding.countries import country_code
from geocoding.distance import great_circle_km

Box = tuple[float, float, float, float]
"""South, west, north, east in degrees; east may be less than west across the date line."""

_USUAL_RADIUS = {"exact": 0.3, "locality": 2.0, "city": 8.0, "admin2": 35.0, "admin1": 150.0, "country": 500.0}
"""Kilometres, where the service gives no extent."""
_LEAST_RADIUS = {"exact": 0.1, "locality": 0.5, "city": 2.0, "admin2": 5.0, "admin1": 10.0, "country": 10.0}
"""Kilometres: an extent that is a mere point says that the service does not know better."""
_BY_SIZE = (("exact", 2.0), ("locality", 10.0), ("city", 40.0), ("admin2", 150.0), ("admin1", math.inf))
"""The precision of a thing of unknown kind with a radius up to so many kilometres. A motorway is no address."""
_MAX_NAME = 200


@dataclass(frozen=True, slots=True)
class Result:
    """A place that a service answers."""

    latitude: float
    longitude: float
    name: str
    country_code: str
    """ISO 3166-1 alpha-2; empty where the service names no country that is known."""
    admin1: str
    precision: str
    radius_km: float
    partial: bool = False
    """Whether the service says that it is not all of what was asked."""

    def without_names(self) -> "Result":
        """The bare point, for services whose names may not be kept."""
        return replace(self, name="", admin1="")


class Unreadable(ValueError):
    """A result that does not mean what it should: no coordinates, or none on this planet."""


def make_result(
    latitude: object,
    longitude: object,
    kind: str,
    kinds: Mapping[str, str],
    *,
    name: str,
    country: str,
    admin1: str = "",
    box: Sequence[object] | None = None,
    partial: bool = False,
) -> Result:
    """A result from a service's own values; `kinds` says what its kinds of places are worth.

    Raises Unreadable for coordinates that cannot be.
    """
    point = (_number(latitude, 90), _number(longitude, 180))
    half = _half_diagonal(box)
    precision = _honest(kinds.get(kind, ""), half)
    radius = _USUAL_RADIUS[precision] if half is None else max(half, _LEAST_RADIUS[precision])
    code = country_code(country) or ""
    return Result(
        *point, " ".join(name.split())[:_MAX_NAME], code, admin1[:_MAX_NAME], precision, round(radius, 1), partial
    )


def _number(value: object, limit: float) -> float:
    try:
        number = float(value)  # type: ignore[arg-type]  # foreign input: whatever is no number raises
    except (TypeError, ValueError):
        raise Unreadable("a result has no coordinates") from None
    if not -limit <= number <= limit:
        raise Unreadable(f"a result lies at {number:g} degrees")
    return number


def _half_diagonal(box: Sequence[object] | None) -> float | None:
    """Kilometres from the middle of a box to its corner; None for no box, or none that can be."""
    try:
        south, north = (_number(value, 90) for value in (box or ())[0::2])
        west, east = (_number(value, 180) for value in (box or ())[1::2])
    except (Unreadable, ValueError):
        return None
    width = (east - west) % 360 if east != west + 360 else 360.0
    middle_latitude, middle_longitude = (south + north) / 2, west + width / 2
    corners = ((south, west), (north, west))
    return max(great_circle_km(middle_latitude, middle_longitude, *corner) for corner in corners)


def _honest(precision: str, half: float | None) -> str:
    """The precision of a kind, coarser where the thing is larger than that."""
    if precision not in ("", "exact", "locality"):
        return precision
    if half is None:
        return precision or "city"
    by_size = next(name for name, limit in _BY_SIZE if half <= limit)
    order = [name for name, _ in _BY_SIZE]
    return max(precision or "exact", by_size, key=order.index)
