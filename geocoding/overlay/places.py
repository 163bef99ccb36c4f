"""What all overlays hold, and the question they all answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class OverlayPlace:
    """A place that an overlay knows."""

    name: str
    country: str
    """ISO 3166-1 alpha-2; XK for Kosovo."""
    admin1: str
    """The name of its first-level division in any language, or empty where the overlay does not say."""
    latitude: float
    """Degrees north, WGS 84."""
    longitude: float
    """Degrees east, WGS 84."""
    precision: str
    """One of `geocoding.PRECISIONS`: "exact", "locality" or "city"."""
    radius_km: float
    """Kilometres around the point that should hold the true place in 9 of 10 cases."""
    population: int
    """Inhabitants, 0 where that is not known."""
    source: str
    """For an editor: where the entry stands and where it comes from."""


class Overlay(Protocol):
    """A set of places by the keys of `geocoding.reading.names`. Safe to share between threads."""

    def named(self, key: str, countries: Sequence[str], *, loosely: bool) -> list[OverlayPlace]:
        """The places filed under an exact or, `loosely`, under a loose key; in any country where none is given."""
        ...
