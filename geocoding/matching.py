"""From a Place to an Answer: the readings of its text, weighed in the area that it states."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from geocoding import kinds
from geocoding.areas import MIN_TYPO_LETTERS, Area, area_of, divisions_named
from geocoding.countries import country_codes, with_territories
from geocoding.districts import seats_of_district
from geocoding.evidence import Verdict, weigh
from geocoding.gazetteer import Gazetteer, Spot
from geocoding.model import MAX_CANDIDATES, Answer, Candidate, Location, Place
from geocoding.names import clean, exact_key, loose_key
from geocoding.readings import Reading, is_division, listed, phrases, readings
from geocoding.spread import radius_of_city
from geocoding.type_words import split_type
from geocoding.words import EMPTY, WHOLE_COUNTRY, WHOLE_DIVISION

_UNMISTAKABLE_POPULATION = 15_000
"""Outside the stated division only a town of this size with a name of its own is believed."""
_UNMISTAKABLE_LETTERS = 5
_LONGER_LETTERS = 6
"""Letters that must be given of a name that goes on."""
_PHRASE_POPULATION = 500_000
"""A city found inside a longer text, whose other words say nothing, must be as large as this."""
_SIDE_POPULATION = 50_000
"""A city whose side is meant ("South London") is as large as this; smaller names begin so themselves."""
_CITY_STATE_KM = 40.0
_CITY_STATE_SHARE = 4
"""A country of no larger radius, one in four of whose people live in the city of its name, is answered as the city."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What the fields of a question state, looked up."""

    countries: tuple[str, ...] = ()
    areas: tuple[Area, ...] = ()
    reasons: tuple[str, ...] = ()
    failure: str = ""
    """Why nothing can be answered, as a country that is none."""


@dataclass(frozen=True, slots=True)
class Match:
    """A reading that led to places."""

    reading: Reading
    verdict: Verdict
    reasons: tuple[str, ...] = ()
    doubtful: bool = False
    """Placed, but against something that was stated, or one of several."""


class Matcher:
    """Answers questions from a gazetteer; safe to share between threads."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._scope = lru_cache(maxsize=8192)(self._read_fields)
        self._area = lru_cache(maxsize=8192)(self._read_area)

    def answer(self, place: Place) -> Answer:
        """The answer to any question; raises nothing for any text."""
        text = _cell(place.text)
        scope = self._scope(_cell(place.country), _cell(place.admin1), _cell(place.admin2))
        if scope.failure:
            return Answer("not_found", None, (), (scope.failure,))
        key = exact_key(text).strip("()[]")
        if not key or key in WHOLE_COUNTRY or key in WHOLE_DIVISION:
            return self._whole(text, scope)
        match = self._first_match(text, scope)
        if match is None:
            return self._level_above(scope, (f"“{text}” is not in the gazetteer",))
        return self._from_match(match, scope)

    # --- the fields

    def _read_fields(self, country: str, admin1: str, admin2: str) -> Scope:
        countries: tuple[str, ...] = ()
        areas: list[Area] = []
        reasons: list[str] = []
        if country:
            countries = country_codes(country, self._gazetteer.country_name_codes)
            if not countries:
                area = area_of(self._gazetteer, country, is_field=True)
                divisions = tuple(spot for spot in area.divisions if spot.level == "admin1")
                if not divisions:
                    return Scope(failure=f"“{country}” is not known as a country")
                countries = tuple(dict.fromkeys(spot.country for spot in divisions))
                areas.append(replace(area, divisions=divisions, cities=()))
                reasons.append(f"“{country}” is no country, but a region in {', '.join(countries)}")
            elif len(countries) > 1:
                reasons.append(f"“{country}” is today {', '.join(countries)}")
        for text in (admin1, admin2):
            if not text:
                continue
            area = area_of(self._gazetteer, text, countries, is_field=True)
            if area:
                areas.append(area)
            else:
                reasons.append(f"the region “{text}” is not known and was left out")
        return Scope(countries, tuple(areas), tuple(reasons))

    def _read_area(self, text: str, countries: tuple[str, ...]) -> Area:
        return area_of(self._gazetteer, text, countries, is_field=False)

    # --- the readings

    def _first_match(self, text: str, scope: Scope) -> Match | None:
        for countries in dict.fromkeys((scope.countries, with_territories(scope.countries))):
            here = replace(scope, countries=countries)
            match = (
                self._literal(text, here)
                or self._enumeration(text, here)
                or self._parts(text, here)
                or self._juxtaposed(text, here)
                or self._outside(text, here)
                or self._phrase(text, here)
            )
            if match:
                return match
        return None

    def _literal(self, text: str, scope: Scope) -> Match | None:
        return self._judge(Reading(text), scope)

    def _enumeration(self, text: str, scope: Scope) -> Match | None:
        return self._list_of(listed(text), scope)

    def _list_of(self, members: Sequence[str], scope: Scope) -> Match | None:
        matches = [match for member in members if (match := self._judge(Reading(member), scope))]
        matches = [match for match in matches if match.verdict.sure != "open"]
        if len(matches) < 2 or len(matches) < len(members) - 1:
            return None
        bests = tuple(match.verdict.best for match in matches)
        verdict = Verdict(bests[0], "clear", bests)
        return Match(matches[0].reading, verdict, ("the text names several places; the point is the first",), True)

    def _parts(self, text: str, scope: Scope) -> Match | None:
        open_match = None
        for reading in readings(text):
            if reading.name == text:
                continue
            if reading.dropped and not reading.within and reading.rule.startswith("only") and open_match:
                break
            match = self._judge(reading, scope)
            if match and match.verdict.sure != "open":
                return match
            open_match = open_match or match
        return open_match

    def _juxtaposed(self, text: str, scope: Scope) -> Match | None:
        """ "Paris Texas", "Papeete French Polynesia": a place, then the country or division it is in."""
        words = text.split()[:12]
        for cut in range(1, len(words)):
            for name, around in (
                (" ".join(words[:cut]), " ".join(words[cut:])),
                (" ".join(words[cut:]), " ".join(words[:cut])),
            ):
                area = replace(self._area(around, scope.countries), cities=())
                if area and all(spot.kind <= kinds.CODE for spot in area.divisions):
                    match = self._judge(Reading(name, (around,), rule=f"“{around}” says where it is"), scope)
                    if match:
                        return match
        return None

    def _outside(self, text: str, scope: Scope) -> Match | None:
        """A town whose name is unmistakable, although it lies just outside the stated division (borders move)."""
        if not scope.areas or is_division(text) or len(text) < _UNMISTAKABLE_LETTERS:
            return None
        spots = [
            spot
            for spot in self._gazetteer.places(exact_key(text), scope.countries)
            if spot.kind <= kinds.ALTERNATE and spot.population >= _UNMISTAKABLE_POPULATION
        ]
        if not spots or not all(area.near(spot) for spot in spots for area in scope.areas):
            return None
        verdict = weigh(spots)
        if len(verdict.ranked) > 1 or (not scope.countries and verdict.sure != "overwhelming"):
            return None
        stated = ", ".join(area.text for area in scope.areas)
        return Match(Reading(text), verdict, (f"it lies outside the stated {stated}",), doubtful=True)

    def _phrase(self, text: str, scope: Scope) -> Match | None:
        """The longest run of words that is a place, in a text that says more."""
        if is_division(text) and len(text.split()) <= 3:
            return None
        for phrase, is_site in phrases(text):
            spots = [
                spot
                for spot in self._within(self._gazetteer.places(exact_key(phrase), scope.countries), scope.areas)
                if spot.kind <= kinds.ALTERNATE
                and len(phrase) >= 3
                and (spot.population >= _PHRASE_POPULATION or (is_site and scope.countries and spot.population >= 1000))
            ]
            if not spots:
                continue
            verdict = weigh(spots)
            if verdict.sure == "overwhelming" or (verdict.sure == "clear" and scope.countries):
                rule = f"“{phrase}” is the place that the text names"
                return Match(Reading(phrase, dropped=text, rule=rule), verdict, (), doubtful=not scope.countries)
        return None

    # --- one reading

    def _judge(self, reading: Reading, scope: Scope) -> Match | None:
        around = []
        reasons = list(scope.reasons)
        countries = scope.countries
        for text in reading.within:
            area = self._area(text, countries)
            if area:
                around.append(area)
            else:
                reasons.append(f"“{text}” is not known and was left out")
        if reading.within and not around:
            return None
        for area in around:
            if area.countries and not (area.divisions or area.cities):
                countries = area.countries
        country = self._as_country(reading, scope)
        if country:
            return country
        areas = (*scope.areas, *around)
        wanted = split_type(reading.name)[1]
        for spots in self._tiers(reading.name, countries, wanted):
            held = self._within(spots, areas)
            if reading.side:
                held = [spot for spot in held if spot.population >= _SIDE_POPULATION]
            if held:
                return Match(reading, weigh(held, wanted), tuple(reasons))
        return None

    def _as_country(self, reading: Reading, scope: Scope) -> Match | None:
        name = reading.name
        if len(name) <= 3 and name.isascii() and not name.isupper():
            return None
        codes = country_codes(name, self._gazetteer.country_name_codes)
        if scope.countries:
            codes = tuple(code for code in codes if code in scope.countries)
        elif reading.within:
            return None
        if len(codes) != 1 or scope.areas:
            return None
        spot = self._gazetteer.country(codes[0])
        if spot is None:
            return None
        cities = self._gazetteer.places(exact_key(name), codes) if spot.radius_km <= _CITY_STATE_KM else []
        if any(city.population * _CITY_STATE_SHARE > spot.population for city in cities):
            return None
        return Match(reading, Verdict(spot, "overwhelming", (spot,)))

    def _tiers(self, name: str, countries: tuple[str, ...], wanted: str) -> Iterator[list[Spot]]:
        """Places of a name, the sure ways of matching before the loose ones."""
        gazetteer = self._gazetteer
        if wanted.startswith("admin"):
            named_so = [spot for spot in gazetteer.places(exact_key(name), countries) if spot.kind == kinds.MAIN]
            yield named_so + divisions_named(gazetteer, name, countries)
            if wanted == "admin2" and countries:
                yield seats_of_district(gazetteer, name, countries)
            return
        exact = exact_key(name)
        yield gazetteer.places(exact, countries) + [
            spot for spot in gazetteer.divisions([exact], countries) if spot.kind != kinds.CODE
        ]
        core = split_type(name)[0]
        if core != name:
            yield gazetteer.places(exact_key(core), countries)
        loose = loose_key(core)
        if len(loose) < 3:
            return
        yield gazetteer.places_loosely(loose, countries) + (divisions_named(gazetteer, core, countries))
        if " " in core and len(core) >= _LONGER_LETTERS and countries:
            yield gazetteer.places_longer(exact_key(core), countries)
        if countries and len(countries) <= 3 and len(loose) >= MIN_TYPO_LETTERS:
            yield gazetteer.places_one_slip_off(core, countries)

    @staticmethod
    def _within(spots: Sequence[Spot], areas: Sequence[Area]) -> list[Spot]:
        return [spot for spot in spots if all(area.holds(spot) for area in areas)]

    # --- answers

    def _from_match(self, match: Match, scope: Scope) -> Answer:
        verdict, reading = match.verdict, match.reading
        candidates = tuple(self._candidate(spot) for spot in verdict.ranked[:MAX_CANDIDATES])
        reasons = list(match.reasons)
        if reading.rule:
            reasons.append(f"read as “{reading.name}”: {reading.rule}")
        if verdict.sure == "open":
            reasons.append(f"{len(verdict.ranked)} places called “{reading.name}” fit about equally")
            above = self._known_level(scope)
            return Answer("ambiguous", _location(above) if above else None, candidates, tuple(reasons))
        best = verdict.best
        reasons.append(_how(best, reading.name))
        if verdict.sure == "clear" and not match.doubtful:
            reasons.append("it is clearly the largest of several places of that name, not the only one")
        if verdict.sure == "clear" or match.doubtful:
            return Answer("ambiguous", _location(best), candidates, tuple(reasons))
        status = "found"
        if reading.dropped:
            status = "coarse"
            reasons.append(f"“{reading.dropped}” itself is not in the gazetteer")
        return Answer(status, _location(best), candidates, tuple(reasons))

    def _whole(self, text: str, scope: Scope) -> Answer:
        level = self._known_level(scope)
        if level is None:
            reason = f"“{text}” without a country" if text else "no place and no single country is given"
            return Answer("not_found", None, (), (*scope.reasons, reason))
        reason = f"“{text}” means the whole of {level.name}" if text else f"no place is given, only {level.name}"
        return Answer("found", _location(level), (self._candidate(level),), (*scope.reasons, reason))

    def _level_above(self, scope: Scope, reasons: tuple[str, ...]) -> Answer:
        level = self._known_level(scope)
        if level is None:
            return Answer("not_found", None, (), (*scope.reasons, *reasons))
        return Answer("coarse", _location(level), (), (*scope.reasons, *reasons, f"answered as {level.name}"))

    def _known_level(self, scope: Scope) -> Spot | None:
        """The finest single level that the fields state: admin2, admin1, country."""
        for area in reversed(scope.areas):
            inside = self._within(area.divisions, [other for other in scope.areas if other is not area])
            for level in ("admin1", "admin2"):
                spots = [spot for spot in inside if spot.level == level]
                if spots:
                    verdict = weigh(spots, level)
                    if verdict.sure != "open":
                        return verdict.best
        if len(scope.countries) == 1:
            return self._gazetteer.country(scope.countries[0])
        return None

    def _candidate(self, spot: Spot) -> Candidate:
        division = self._gazetteer.division(spot.admin1) if spot.admin1 else None
        admin1 = division.name if division else ""
        return Candidate(spot.name, admin1, spot.country, spot.latitude, spot.longitude, spot.population)


def _cell(text: str) -> str:
    text = clean(text)
    return "" if exact_key(text) in EMPTY or text.casefold() in EMPTY else text


def _location(spot: Spot) -> Location:
    radius = spot.radius_km or radius_of_city(spot.population)
    method = kinds.METHODS[spot.kind] if spot.level == "city" else spot.level
    return Location(spot.latitude, spot.longitude, spot.level, radius, spot.name, spot.country, method)


def _how(spot: Spot, text: str) -> str:
    if spot.level != "city":
        return f"“{text}” is {spot.name}, a {_LEVEL_WORDS[spot.level]}"
    return f"“{text}” is {spot.name} by {kinds.METHODS[spot.kind]}"


_LEVEL_WORDS = {"admin1": "first-level division", "admin2": "second-level division", "country": "country"}
