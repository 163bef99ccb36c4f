"""From a question to the places of an overlay: the readings of its text, in the area that its cells state."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from geocoding.countries import with_territories
from geocoding.distance import great_circle_km
from geocoding.index.gazetteer import Gazetteer, Spot
from geocoding.matching.areas import NEAR_CITY_KM, Area, area_of, divisions_named
from geocoding.matching.scope import Scope, read_scope
from geocoding.model import Place
from geocoding.overlay.places import Overlay, OverlayPlace
from geocoding.reading.names import clean, exact_key, loose_key
from geocoding.reading.readings import Reading, is_division, listed, readings
from geocoding.reading.type_words import split_type
from geocoding.reading.words import EMPTY, WHOLE_COUNTRY, WHOLE_DIVISION

_RADII = 2.0
_SLACK_KM = 10.0
"""A region's radius holds nine in ten of its places; what lies within twice that and some more may lie in it."""


@dataclass(frozen=True, slots=True)
class Hit:
    """What an overlay has for a question; one place at least."""

    reading: Reading
    places: tuple[OverlayPlace, ...]
    loosely: bool
    countries: frozenset[str]
    """The countries that the question states; empty where it states none, in words or by a larger place."""


class Search:
    """Asks overlays; safe to share between threads."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """`gazetteer` knows the countries, regions and cities that a question states around its place."""
        self._gazetteer = gazetteer
        self._scope = lru_cache(maxsize=8192)(partial(read_scope, gazetteer))
        self._area = lru_cache(maxsize=8192)(partial(area_of, gazetteer, is_field=False))
        self._division = lru_cache(maxsize=8192)(self._division_of)

    def find(self, overlay: Overlay, place: Place) -> Hit | None:
        """The places of the first reading that an overlay knows, by its exact key before its loose one."""
        text = _cell(place.text)
        key = exact_key(text).strip("()[]")
        if not key or key in WHOLE_COUNTRY or key in WHOLE_DIVISION:
            return None
        scope = self._scope(_cell(place.country), _cell(place.admin1), _cell(place.admin2))
        if scope.failure:
            return None
        for reading in _whole_readings(text):
            hit = self._judge(overlay, reading, scope)
            if hit:
                return hit
        return None

    def _judge(self, overlay: Overlay, reading: Reading, scope: Scope) -> Hit | None:
        around = [area for text in reading.within if (area := self._area(text, scope.countries))]
        if reading.regions_only:
            around = [replace(area, cities=()) for area in around]
        if reading.within and not (around and all(around)):
            return None
        areas = (*scope.areas, *around)
        countries = with_territories(scope.countries)
        for key, loosely in _keys(reading.name):
            places = overlay.named(key, countries, loosely=loosely)
            held = tuple(place for place in places if all(self._lies_in(place, area) for area in areas))
            if held:
                return Hit(reading, held, loosely, _stated(scope, areas))
        return None

    def _lies_in(self, place: OverlayPlace, area: Area) -> bool:
        """Whether a place may lie in an area: by its division where the overlay gives one, else by distance."""
        if place.country in area.countries:
            return True
        near_city = any(_apart(place, city) <= NEAR_CITY_KM for city in area.cities if city.country == place.country)
        if near_city or (area.cities and place.precision != "city"):
            return near_city  # a square "in Almaty" is in the city, not somewhere in the region of its name
        own = self._division(place.country, place.admin1) if place.admin1 else 0
        for division in area.divisions:
            if division.country != place.country or (own and own != division.admin1):
                continue
            if own and division.level == "admin1":
                return True
            if _apart(place, division) <= _RADII * division.radius_km + _SLACK_KM:
                return True
        return False

    def _division_of(self, country: str, name: str) -> int:
        """The gazetteer's row number of a first-level division, 0 for one that it does not know for sure."""
        found = {spot.admin1 for spot in divisions_named(self._gazetteer, name, (country,)) if spot.level == "admin1"}
        return found.pop() if len(found) == 1 else 0


def _cell(text: str) -> str:
    text = clean(text)
    return "" if exact_key(text) in EMPTY or text.casefold() in EMPTY else text


def _whole_readings(text: str) -> Iterator[Reading]:
    """The readings that leave nothing out; of an enumeration only the text as it stands."""
    for reading in readings(text):
        if not reading.dropped and not reading.side:
            yield reading
        if listed(text):
            return


def _keys(name: str) -> Iterator[tuple[str, bool]]:
    """(key, whether it is a loose one), the surest first. A type word for a region is never left out."""
    core = name if is_division(name) else split_type(name)[0]
    exact = [exact_key(name), exact_key(core)]
    yield from ((key, False) for key in dict.fromkeys(exact) if key)
    yield from ((key, True) for key in dict.fromkeys((loose_key(name), loose_key(core))) if key)


def _stated(scope: Scope, areas: tuple[Area, ...]) -> frozenset[str]:
    countries = set(scope.countries)
    if not countries:
        for area in areas:
            countries.update(area.countries, (spot.country for spot in (*area.divisions, *area.cities)))
    return frozenset(countries)


def _apart(place: OverlayPlace, spot: Spot) -> float:
    return great_circle_km(place.latitude, place.longitude, spot.latitude, spot.longitude)
