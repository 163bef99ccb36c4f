"""Places asked of a geocoding service on the network: only where the operator has configured one and asks for it."""

from typing import TYPE_CHECKING

from geocoding.online.errors import NotConfigured, OnlineError, ProviderRefused, ProviderUnavailable
from geocoding.online.providers import PROVIDERS, Provider
from geocoding.online.settings import OnlineSettings

if TYPE_CHECKING:
    from geocoding.online.geocoder import OnlineGeocoder
    from geocoding.online.layered import LayeredGeocoder

__all__ = [
    "PROVIDERS",
    "LayeredGeocoder",
    "NotConfigured",
    "OnlineError",
    "OnlineGeocoder",
    "OnlineSettings",
    "Provider",
    "ProviderRefused",
    "ProviderUnavailable",
]


def __getattr__(name: str) -> object:
    """Loads geopy and requests only where a geocoder is used."""
    if name == "OnlineGeocoder":
        from geocoding.online.geocoder import OnlineGeocoder

        return OnlineGeocoder
    if name == "LayeredGeocoder":
        from geocoding.online.layered import LayeredGeocoder

        return LayeredGeocoder
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
