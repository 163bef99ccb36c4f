"""Holds given coordinates against the country and the place that their row states."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from geocoding.audit.finding import Finding
from geocoding.audit.nearest import NearestPlaces, Neighbour
from geocoding.countries import country_name, with_territories
from geocoding.country_names import TERRITORIES
from geocoding.distance import great_circle_km
from geocoding.model import Answer, Location, Place
from geocoding.reading.names import exact_key

SURE_INSIDE_KM = 25.0
"""So near to a known place of the country a point is not doubted: borders run between villages."""
_OTHER_SIDE = 2.0
"""A point this many times as far from the country as from another one lies in the other one."""
EMPTY_LAND_KM = 500.0
"""No land is further than this from every known place of its country, ice and islands aside."""
FAR_KM = 50.0
"""A point no further than this from the named place is never said to be far from it."""
_REGION_REACH = 2.5
"""A region's radius holds nine tenths of its people; its corners lie within so many times of it."""
MAX_DECIMALS = 7
"""Degrees with 7 decimals are good to a centimetre."""
_PARENTS = {code: parent for parent, codes in TERRITORIES.items() for code in codes}
_PLACEHOLDERS = (-999.0, -99.0, -9.0, -1.0, 1.0, 9.0, 99.0, 999.0)

Locate = Callable[[Place], Answer]
Countries = Callable[[str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Stated:
    """What a row says of its place, looked up."""

    name: str
    countries: tuple[str, ...]
    target: Location | None


class Auditor:
    """Audits rows; safe to share between threads."""

    def __init__(self, nearest: NearestPlaces, locate: Locate, countries: Countries) -> None:
        """`locate` answers places, `countries` gives the codes that a country's name may mean."""
        self._nearest = nearest
        self._locate = locate
        self._countries = lru_cache(maxsize=4096)(lambda text: self._known(countries(text)))

    def audit(self, place: Place, lat: float, lon: float) -> tuple[Finding, ...]:
        """What is odd about coordinates (degrees, WGS 84) given with a place, the gravest first. Raises nothing.

        The point is held against the stated country and, where it is placed without doubt, the named place.
        """
        notes = tuple(_notes(lat, lon))
        grave = self._grave(place, lat, lon)
        return (grave, *notes) if grave else notes

    def _grave(self, place: Place, lat: float, lon: float) -> Finding | None:
        stated = self._stated(place)
        misfit = self._misfit(lat, lon, stated)
        if (lat, lon) == (0, 0) or (misfit and lat == lon and lat in _PLACEHOLDERS):
            words = f"{lat:g}, {lon:g} is what programs write where nothing is known; leave lat and lon empty"
            return Finding("null island", words)
        if misfit and misfit.kind != "out of range" and 0 in (lat, lon):
            return Finding("null island", f"one of {lat:g}, {lon:g} is 0, as an empty cell becomes; {misfit.words}")
        return self._with_mend(misfit, lat, lon, stated) if misfit else None

    def _stated(self, place: Place) -> _Stated:
        """What the row says; the named place only where it is beyond doubt."""
        answer = self._locate(place) if place.text else None
        target = answer.location if answer and answer.status in ("found", "coarse") else None
        countries = self._countries(place.country) if place.country else ()
        if target and not countries:
            countries = self._known((target.country_code,))
        return _Stated(exact_key(place.text), countries, target)

    def _with_mend(self, misfit: Finding, lat: float, lon: float, stated: _Stated) -> Finding:
        """The finding with coordinates that fit, if a swap or a sign makes them: the nearest to the named place."""
        if not stated.countries:
            return misfit
        fitting = [mend for mend in _mends(lat, lon) if self._misfit(*mend[2], stated) is None]
        if not fitting:
            return misfit
        target = stated.target
        if target:
            fitting.sort(key=lambda each: _km_from(target, *each[2]))
        kind, words, mended = fitting[0]
        return Finding(kind, f"{misfit.words}; {words}: {mended[0]:g}, {mended[1]:g} fits", mended)

    def _misfit(self, lat: float, lon: float, stated: _Stated) -> Finding | None:
        if not _on_earth(lat, lon):
            return Finding("out of range", f"{lat:g}, {lon:g} is no point on Earth")
        own = self._nearest.within(stated.countries, lat, lon)
        if own and (outside := self._outside(lat, lon, own, stated.countries)):
            return outside
        target = stated.target
        if target is None or (own and own.km <= FAR_KM and exact_key(own.name) == stated.name):
            return None
        away = _km_from(target, lat, lon)
        if away <= _reach(target):
            return None
        words = f"it lies {away:,.0f} km from {target.name} ({target.latitude:g}, {target.longitude:g})"
        return Finding("far from the place", words)

    def _outside(self, lat: float, lon: float, own: Neighbour, countries: tuple[str, ...]) -> Finding | None:
        if own.km <= SURE_INSIDE_KM:
            return None
        country = country_name(countries[0])
        other = self._nearest.outside(countries, lat, lon)
        if other and own.km > _OTHER_SIDE * other.km:
            words = f"the nearest known place is {other.name} in {country_name(other.country)}, {other.km:,.0f} km away"
            return Finding("outside the country", f"it is not in {country}: {words}")
        if own.km > EMPTY_LAND_KM:
            return Finding("outside the country", f"it is {own.km:,.0f} km from any known place in {country}")
        return None

    def _known(self, codes: Sequence[str]) -> tuple[str, ...]:
        """The countries with their territories, and the country that a territory belongs to, where any is known."""
        parents = tuple(_PARENTS[code] for code in codes if code in _PARENTS)
        every = dict.fromkeys((*with_territories(tuple(codes)), *parents))
        return tuple(code for code in every if self._nearest.knows(code))


def _notes(lat: float, lon: float) -> list[Finding]:
    if not _on_earth(lat, lon) or (lat, lon) == (0, 0):
        return []
    if lat == int(lat) and lon == int(lon):
        words = "both are whole degrees, good to about 80 km; more decimals, or a coarser precision, say more"
        return [Finding("whole degrees", words)]
    if max(_decimals(lat), _decimals(lon)) > MAX_DECIMALS:
        words = f"{lat!r}, {lon!r} has more than {MAX_DECIMALS} decimals, finer than a centimetre; is it a home?"
        return [Finding("over-precise", words)]
    return []


def _km_from(target: Location, lat: float, lon: float) -> float:
    return great_circle_km(lat, lon, target.latitude, target.longitude)


def _reach(target: Location) -> float:
    if target.precision in ("exact", "locality", "city"):
        return max(FAR_KM, target.radius_km)
    return max(FAR_KM, _REGION_REACH * target.radius_km)


def _mends(lat: float, lon: float) -> list[tuple[str, str, tuple[float, float]]]:
    """The slips that a pair may come from, the likeliest first."""
    mends = [("swapped", "latitude and longitude look swapped", (lon, lat))]
    mends += [
        ("sign lost", words, mended)
        for words, mended in (
            ("the sign of the longitude looks wrong", (lat, -lon)),
            ("the sign of the latitude looks wrong", (-lat, lon)),
            ("both signs look wrong", (-lat, -lon)),
        )
    ]
    return [mend for mend in mends if mend[2] != (lat, lon) and _on_earth(*mend[2])]


def _on_earth(lat: float, lon: float) -> bool:
    return math.isfinite(lat) and math.isfinite(lon) and abs(lat) <= 90 and abs(lon) <= 180


def _decimals(value: float) -> int:
    digits, _, power = repr(float(value)).partition("e")
    return max(0, len(digits.partition(".")[2].rstrip("0")) - int(power or 0))
