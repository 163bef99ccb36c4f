"""The offline gazetteer behind geopy's interface."""

from dataclasses import asdict
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location as GeopyLocation

from geocoding.index.file import ensure_index
from geocoding.index.gazetteer import Gazetteer
from geocoding.matching.matcher import Matcher
from geocoding.model import Answer, Candidate, Location, Place

if TYPE_CHECKING:
    from geocoding.audit.auditor import Auditor
    from geocoding.audit.finding import Finding


class OfflineGeocoder(Geocoder):  # type: ignore[misc]  # geopy ships no types
    """Places from GeoNames, on this machine alone: no network, no key. Safe to share between threads."""

    def __init__(self, *, index: Path | None = None, progress: bool = True) -> None:
        """Opens the gazetteer's index, and builds it first where this machine has none (about 15 seconds, once).

        `index` is a ready index file; `progress` shows a bar on stderr while building.
        Raises FileNotFoundError where a data package is missing, OSError where the cache folder cannot be written.
        """
        super().__init__()
        self.gazetteer = Gazetteer(index or ensure_index(progress=progress))
        self._matcher = Matcher(self.gazetteer)
        self._answer = lru_cache(maxsize=65_536)(self._matcher.answer)

    def locate(self, place: Place) -> Answer:
        """What is known of a place; raises nothing for any text. Answers are kept: asking twice costs nothing."""
        return self._answer(place)

    def audit(self, place: Place, lat: float, lon: float) -> "tuple[Finding, ...]":
        """What is odd about coordinates (degrees) that were given with a place; nothing is moved. Raises nothing.

        The first call reads every place of the gazetteer into memory (0.5 s, 25 MB); a row then takes less than 1 ms.
        """
        return self._auditor.audit(place, lat, lon)

    @cached_property
    def _auditor(self) -> "Auditor":
        from geocoding.audit.auditor import Auditor
        from geocoding.audit.nearest import NearestPlaces
        from geocoding.countries import country_codes

        names = self.gazetteer.country_name_codes
        nearest = NearestPlaces(self.gazetteer.points())
        return Auditor(nearest, self.locate, lambda text: country_codes(text, names))

    def geocode(
        self,
        query: str | Place,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ARG002  # part of geopy's interface; nothing is waited for
        admin1: str = "",
        admin2: str = "",
        country: str = "",
    ) -> GeopyLocation | list[GeopyLocation] | None:
        """As geopy's geocoders: the location, or None where no point can be given.

        With `exactly_one=False` a list: the location first, then the other candidates. `raw` of each is a dict with
        precision, radius_km, country_code, method, candidates, status and reasons.
        """
        place = query if isinstance(query, Place) else Place(str(query), admin1, admin2, country)
        answer = self.locate(place)
        first = _as_geopy(answer.location, answer) if answer.location else None
        if exactly_one:
            return first
        others = [
            _candidate_as_geopy(candidate, answer)
            for candidate in answer.candidates
            if not (answer.location and _same_point(candidate, answer.location))
        ]
        return [first, *others] if first else others or None


def _as_geopy(location: Location, answer: Answer) -> GeopyLocation:
    address = location.name
    raw = {key: value for key, value in asdict(location).items() if key not in ("latitude", "longitude")}
    raw["candidates"] = [asdict(candidate) for candidate in answer.candidates]
    raw |= {"status": answer.status, "reasons": list(answer.reasons)}
    return GeopyLocation(address, (location.latitude, location.longitude), raw)


def _candidate_as_geopy(candidate: Candidate, answer: Answer) -> GeopyLocation:
    raw = {**asdict(candidate), "status": answer.status, "reasons": list(answer.reasons)}
    address = ", ".join(part for part in (candidate.name, candidate.admin1, candidate.country_code) if part)
    return GeopyLocation(address, (candidate.latitude, candidate.longitude), raw)


def _same_point(candidate: Candidate, location: Location) -> bool:
    return (candidate.latitude, candidate.longitude) == (location.latitude, location.longitude)
