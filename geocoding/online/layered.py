"""The gazetteer first; a service only for what the gazetteer does not know well. As few places as possible are sent."""

from dataclasses import replace
from typing import Protocol

from geocoding.countries import with_territories
from geocoding.distance import great_circle_km
from geocoding.model import PRECISIONS, Answer, Location, Place
from geocoding.online.geocoder import OnlineGeocoder
from geocoding.online.questions import reason_not_to_ask

_SLACK_KM = 10.0
_RADII = 2.0
"""A region's radius holds nine in ten of its places; an answer within twice that is believed to lie in it."""


class Locator(Protocol):
    """Whatever answers places without the network."""

    def locate(self, place: Place) -> Answer: ...


class LayeredGeocoder:
    """Offline first, then online. Safe to share between threads if its parts are."""

    def __init__(self, offline: Locator, online: OnlineGeocoder) -> None:
        self.offline = offline
        self.online = online

    def asks_online(self, place: Place) -> bool:
        """Whether a place goes beyond the gazetteer: it is not found well there, and is a single named place."""
        return self.offline.locate(place).status != "found" and not reason_not_to_ask(place)

    def locate(self, place: Place) -> Answer:
        """The gazetteer's answer, or the service's where that is finer and fits what the gazetteer knows.

        Raises ProviderUnavailable where the service does not answer, ProviderRefused where it will not.
        """
        offline = self.offline.locate(place)
        if not self.asks_online(place):
            return offline
        return combine(offline, self.online.locate(place))


def combine(offline: Answer, online: Answer) -> Answer:
    """One answer of both; what is not taken over is said in the reasons."""
    reasons = (*offline.reasons, *online.reasons)
    kept = replace(offline, reasons=reasons, candidates=offline.candidates or online.candidates)
    known, new = offline.location, online.location
    if new is None:
        if offline.status == "not_found" and online.status == "ambiguous":
            return replace(online, reasons=reasons)
        return kept
    if known and not _finer(new, known):
        return replace(kept, reasons=(*reasons, f"{new.method} knows it no more finely"))
    if known and _bounds(offline) and not _within(new, known):
        return replace(kept, reasons=(*reasons, f"{new.method}'s place lies outside {known.name}; refused"))
    if offline.status == "ambiguous" and new.precision not in ("exact", "locality"):
        # one service's choice among towns of one name does not make the others go away
        return Answer("ambiguous", new, offline.candidates or online.candidates, reasons)
    return replace(online, reasons=reasons)


def _finer(new: Location, known: Location) -> bool:
    return PRECISIONS.index(new.precision) < PRECISIONS.index(known.precision)


def _bounds(offline: Answer) -> bool:
    """Whether the gazetteer's location is where the place must lie, and not one choice among several towns."""
    return offline.status == "coarse" or bool(offline.location and offline.location.precision != "city")


def _within(new: Location, known: Location) -> bool:
    if known.precision == "country":
        return new.country_code in with_territories((known.country_code,))
    apart = great_circle_km(new.latitude, new.longitude, known.latitude, known.longitude)
    return apart <= _RADII * known.radius_km + new.radius_km + _SLACK_KM
