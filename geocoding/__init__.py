"""Places to coordinates, offline and honest about what is not known. Knows places and nothing of incidents."""

from typing import TYPE_CHECKING

from geocoding.batch import locate_all
from geocoding.countries import country_code, country_name
from geocoding.model import PRECISIONS, STATUSES, Answer, Candidate, Location, Place

if TYPE_CHECKING:
    from geocoding.offline import OfflineGeocoder

__all__ = [
    "PRECISIONS",
    "STATUSES",
    "Answer",
    "Candidate",
    "Location",
    "OfflineGeocoder",
    "Place",
    "country_code",
    "country_name",
    "locate_all",
]


def __getattr__(name: str) -> object:
    """Loads geopy only where the geocoder itself is used."""
    if name == "OfflineGeocoder":
        from geocoding.offline import OfflineGeocoder

        return OfflineGeocoder
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
