"""The gazetteer with an operator's own places around it: an editor's list before it, country dumps behind it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Protocol

from geocoding.distance import great_circle_km
from geocoding.index.gazetteer import Gazetteer
from geocoding.model import MAX_CANDIDATES, Answer, Candidate, Location, Place
from geocoding.overlay.places import Overlay, OverlayPlace
from geocoding.overlay.search import Hit, Search

EDITORS_METHOD = "editor's list"
"""`Location.method` of an answer from an editor's list."""
_SAME_KM = 1.0
"""Points of one name no further apart than this are the same place."""


class Gazetted(Protocol):
    """A locator that lends the gazetteer it answers from: OfflineGeocoder."""

    gazetteer: Gazetteer

    def locate(self, place: Place) -> Answer: ...


class WithOverlays:
    """Answers from an editor's list first, then as the gazetteer does. Safe to share between threads."""

    def __init__(self, offline: Gazetted, editors: Sequence[Overlay] = ()) -> None:
        """Of several lists of editors the first that knows a place answers."""
        self.offline = offline
        self._editors = tuple(editors)
        self._search = Search(offline.gazetteer)
        self._answer = lru_cache(maxsize=65_536)(self._locate)

    def locate(self, place: Place) -> Answer:
        """What is known of a place; raises nothing for any text. Answers are kept."""
        return self._answer(place)

    def _locate(self, place: Place) -> Answer:
        known = self.offline.locate(place)
        for overlay in self._editors:
            hit = self._search.find(overlay, place)
            if hit:
                return _from_editor(hit, known)
        return known


def _from_editor(hit: Hit, known: Answer) -> Answer:
    """The editor's place, unless nobody stated a country and the gazetteer knows the name in another one."""
    reasons = _reasons(hit, "an editor's list")
    best = hit.places[0]
    if any(_apart(best, other) > _SAME_KM for other in hit.places):
        reasons.append("the editor's list has several places of that name; give admin1 in the list and in the question")
        return Answer("ambiguous", known.location, candidates(hit.places), tuple(reasons))
    if not hit.countries and known.location and known.location.country_code != best.country:
        reason = f"{best.source} has a place of that name in {best.country}; give the country if that is meant"
        both = (*known.candidates, *candidates(hit.places))[-MAX_CANDIDATES:]
        return replace(known, candidates=both, reasons=(*known.reasons, reason))
    if known.location and known.status != "coarse" and known.location.precision == "city":
        apart = _apart(best, known.location)
        if apart > max(best.radius_km, _SAME_KM):
            reasons.append(
                f"the gazetteer has {known.location.name} {apart:.0f} km away from there; the editor's list wins"
            )
    return Answer("found", as_location(best, EDITORS_METHOD), candidates(hit.places), tuple(reasons))


def _reasons(hit: Hit, source: str) -> list[str]:
    reading, best = hit.reading, hit.places[0]
    read = [f"read as “{reading.name}”: {reading.rule}"] if reading.rule else []
    how = "loose key" if hit.loosely else "name"
    return [*read, f"“{reading.name}” is {best.name} by {how} in {source} ({best.source})"]


def as_location(place: OverlayPlace, method: str) -> Location:
    """The location of an overlay's place."""
    point = (place.latitude, place.longitude)
    return Location(*point, place.precision, place.radius_km, place.name, place.country, method)


def candidates(places: Sequence[OverlayPlace]) -> tuple[Candidate, ...]:
    """The places for a person to choose from."""
    return tuple(
        Candidate(place.name, place.admin1, place.country, place.latitude, place.longitude, place.population)
        for place in places[:MAX_CANDIDATES]
    )


def _apart(place: OverlayPlace, other: OverlayPlace | Location) -> float:
    return great_circle_km(place.latitude, place.longitude, other.latitude, other.longitude)
