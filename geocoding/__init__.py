"""Places to coordinates, offline and honest about what is not known. Knows places and nothing of incidents."""

from typing import TYPE_CHECKING

from geocoding.audit.finding import Finding
from geocoding.batch import locate_all
from geocoding.countries import country_code, country_name
from geocoding.model import PRECISIONS, STATUSES, Answer, Candidate, Location, Place
from geocoding.overlay.errors import OverlayRefused

if TYPE_CHECKING:
    from geocoding.offline import OfflineGeocoder
    from geocoding.overlay.configured import default_geocoder

__all__ = [
    "PRECISIONS",
    "STATUSES",
    "Answer",
    "Candidate",
    "Finding",
    "Location",
    "OfflineGeocoder",
    "OverlayRefused",
    "Place",
    "country_code",
    "country_name",
    "default_geocoder",
    "locate_all",
]


def __getattr__(name: str) -> object:
    """Loads geopy only where the geocoder itself is used."""
    if name == "OfflineGeocoder":
        from geocoding.offline import OfflineGeocoder

        return OfflineGeocoder
    if name == "default_geocoder":
        from geocoding.overlay.configured import default_geocoder

        return default_geocoder
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
