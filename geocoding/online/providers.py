"""The services that can be asked, and what their terms allow. Read in November 2026 in stored copies of the pages.

Where a text was not certain the strict reading stands here; docs/online-geocoding.md says which.
"""

from dataclasses import dataclass

OWN_SERVER_PER_SECOND = 5.0
"""Requests a second to a server of one's own or of a contract: its limits are not known here."""


@dataclass(frozen=True, slots=True)
class Provider:
    """A geocoding service and the terms of its public server."""

    name: str
    server: str
    """URL of the public server; empty where there is none and one must be given."""
    terms: str
    """URL of the terms of use."""
    attribution: str
    """To be shown wherever its answers are."""
    per_second: float
    """Requests a second that the public server allows."""
    per_day: int | None = None
    """Look-ups in 24 hours that the public server is asked at most."""
    needs_key: bool = False
    needs_contact: bool = False
    """Whether the public server wants to know whom to write to."""
    kept_days: int | None = None
    """Days that an answer may be kept; 0: not at all, None: as long as one likes."""
    keeps_names: bool = True
    """Whether more than coordinates may be kept."""
    restriction: str = ""
    """What its terms forbid that a map such as this one does; told at each use."""

    @property
    def may_be_saved(self) -> bool:
        """Whether an answer may be written anywhere."""
        return self.kept_days != 0


_NO_BULK = 1_000
"""For servers that run on donations or goodwill and want no bulk. They give no figure: this one is ours."""
_OSM = "© OpenStreetMap contributors, ODbL 1.0, https://www.openstreetmap.org/copyright"

PROVIDERS: dict[str, Provider] = {
    provider.name: provider
    for provider in (
        Provider(
            "nominatim",
            server="https://nominatim.openstreetmap.org",
            terms="https://operations.osmfoundation.org/policies/nominatim/",
            attribution=_OSM,
            per_second=1.0,
            per_day=_NO_BULK,
            needs_contact=True,
        ),
        Provider(
            "photon",
            server="https://photon.komoot.io",
            terms="https://photon.komoot.io/",  # "please be fair": no figure is given, so that of Nominatim is kept
            attribution=_OSM,
            per_second=1.0,
            per_day=_NO_BULK,
            needs_contact=True,
        ),
        Provider(
            "pelias",
            server="",
            terms="https://geocode.earth/guidelines/",
            attribution="OpenStreetMap, OpenAddresses, Who's On First, GeoNames: see the server's /attribution",
            per_second=OWN_SERVER_PER_SECOND,
        ),
        Provider(
            "opencage",
            server="https://api.opencagedata.com",
            terms="https://opencagedata.com/api#caching",
            attribution=f"OpenCage; {_OSM}",
            per_second=1.0,  # of the free trial
            needs_key=True,
        ),
        Provider(
            "google",
            server="https://maps.googleapis.com",
            terms="https://cloud.google.com/maps-platform/terms/maps-service-terms",
            attribution="Google Maps",
            per_second=5.0,
            needs_key=True,
            kept_days=30,
            keeps_names=False,
            restriction=(
                "Google's terms allow its coordinates to be kept for 30 days and to be shown on no map but Google's:"
                " do not publish these answers on this dashboard"
            ),
        ),
        Provider(
            "yandex",
            server="https://geocode-maps.yandex.ru",
            terms="https://yandex.ru/dev/commercial/doc/en/concepts/jsapi-geocoder",
            attribution="Yandex Maps",
            per_second=1.0,
            needs_key=True,
            kept_days=0,
            restriction="Yandex's terms forbid saving its answers and showing them without its map",
        ),
    )
}
