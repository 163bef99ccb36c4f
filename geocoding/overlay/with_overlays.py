"""The gazetteer with an operator's own places around it: an editor's list before it, country dumps behind it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Protocol

from geocoding.audit.finding import Finding
from geocoding.distance import great_circle_km
from geocoding.index import kinds
from geocoding.index.gazetteer import Gazetteer
from geocoding.model import MAX_CANDIDATES, Answer, Candidate, Location, Place
from geocoding.overlay.dump import Dump
from geocoding.overlay.places import Overlay, OverlayPlace
from geocoding.overlay.search import Hit, Search
from geocoding.reading.names import exact_key, loose_key
from geocoding.reading.type_words import split_type

EDITORS_METHOD = "editor's list"
"""`Location.method` of an answer from an editor's list."""
DUMP_METHOD = "country dump"
"""`Location.method` of an answer from a GeoNames country dump."""
_SURE_METHODS = (kinds.METHODS[kinds.MAIN], kinds.METHODS[kinds.ALTERNATE])
_NEAR_KM = 10.0
"""Places of one name this close in a dump are one for a reader: a village, its station, its rural district."""
_SAME_KM = 1.0
"""Points of one name no further apart than this are the same place."""


class Gazetted(Protocol):
    """A locator that lends the gazetteer it answers from: OfflineGeocoder."""

    gazetteer: Gazetteer

    def locate(self, place: Place) -> Answer: ...

    def audit(self, place: Place, lat: float, lon: float) -> tuple[Finding, ...]: ...


class WithOverlays:
    """An editor's list first, then the gazetteer, then country dumps where the gazetteer has no sure answer.

    Safe to share between threads.
    """

    def __init__(self, offline: Gazetted, editors: Sequence[Overlay] = (), dumps: Sequence[Dump] = ()) -> None:
        """Of several lists, and of several dumps, the first that knows a place answers."""
        self.offline = offline
        self._editors = tuple(editors)
        self._dumps = tuple(dumps)
        self._search = Search(offline.gazetteer)
        self._answer = lru_cache(maxsize=65_536)(self._locate)

    def locate(self, place: Place) -> Answer:
        """What is known of a place; raises nothing for any text. Answers are kept."""
        return self._answer(place)

    def audit(self, place: Place, lat: float, lon: float) -> tuple[Finding, ...]:
        """What is odd about given coordinates (degrees), as the gazetteer alone knows it; nothing is moved."""
        return self.offline.audit(place, lat, lon)

    def _locate(self, place: Place) -> Answer:
        known = self.offline.locate(place)
        for overlay in self._editors:
            hit = self._search.find(overlay, place)
            if hit and not (hit.loosely and _is_another(hit, overlay, known)):
                return _from_editor(hit, known)
        for dump in self._dumps if known.status != "found" else ():
            hit = self._search.find(dump, place)
            # without a country, or with another one beside, the name may stand for a place that no dump here has
            if hit and hit.countries and hit.countries <= dump.countries:
                return _from_dump(hit, known)
        return known


def _is_another(hit: Hit, overlay: Overlay, known: Answer) -> bool:
    """Whether the gazetteer finds a town by the very name of which the overlay has only one that sounds alike.

    It is the same town if the overlay knows it by the gazetteer's name for it, as in another alphabet.
    """
    town = known.location
    if town is None or known.status != "found" or town.method not in _SURE_METHODS:
        return False
    return hit.places[0] not in overlay.named(exact_key(town.name), (town.country_code,), loosely=False)


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


def _from_dump(hit: Hit, known: Answer) -> Answer:
    """The dump's place if it is one for a reader; of several the most populous, if all are near it."""
    if known.status == "ambiguous" and hit.loosely:
        return known
    best = hit.places[0]
    furthest = max(_apart(best, other) for other in hit.places)
    if furthest > _NEAR_KM:
        return _still_open(hit, known, "far from each other")
    if known.status == "ambiguous" and not _is_own_name(hit):
        # a name that it has besides, often a former one, decides nothing between the places of the gazetteer
        return _still_open(hit, known, "by another name")
    reasons = _reasons(hit, "a country dump of GeoNames")
    if furthest > _SAME_KM:
        reasons.append(f"the most populous of {len(hit.places)} places of that name within {_NEAR_KM:.0f} km")
    location = as_location(replace(best, radius_km=round(max(best.radius_km, furthest), 1)), DUMP_METHOD)
    return Answer("found", location, candidates(hit.places), tuple(reasons))


def _still_open(hit: Hit, known: Answer, why: str) -> Answer:
    """The gazetteer's location, with the places of the dump among the candidates."""
    reason = f"places called “{hit.reading.name}” in the country dump: {len(hit.places)}, {why}"
    before = known.candidates if known.status == "ambiguous" else ()
    new = [one for one in hit.places if all(_apart(one, other) > _SAME_KM for other in before)]
    both = (*before, *candidates(new))[:MAX_CANDIDATES]
    return Answer("ambiguous", known.location, both, (*known.reasons, reason))


def _reasons(hit: Hit, source: str) -> list[str]:
    reading, best = hit.reading, hit.places[0]
    read = [f"read as “{reading.name}”: {reading.rule}"] if reading.rule else []
    how = "loose key" if hit.loosely else "name" if _is_own_name(hit) else "another name"
    return [*read, f"“{reading.name}” is {best.name} by {how} in {source} ({best.source})"]


def _is_own_name(hit: Hit) -> bool:
    """Whether the place is asked for by its main name, in any alphabet, and not by one that it has besides."""
    name = hit.reading.name
    return loose_key(hit.places[0].name) in (loose_key(name), loose_key(split_type(name)[0]))


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


def _apart(place: OverlayPlace, other: OverlayPlace | Location | Candidate) -> float:
    return great_circle_km(place.latitude, place.longitude, other.latitude, other.longitude)
