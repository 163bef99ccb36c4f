"""From a Place to an Answer: the readings of its text, weighed in the area that it states."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial

from geocoding.countries import country_codes, is_iso_name, part_of_country, with_territories
from geocoding.index import kinds
from geocoding.index.gazetteer import UNPLACED, Gazetteer, Spot
from geocoding.matching.answers import Match, answer_from_match, answer_level_above, answer_whole
from geocoding.matching.areas import MIN_TYPO_LETTERS, Area, area_of, divisions_named, places_named
from geocoding.matching.beyond import town_just_outside, town_of_another_region
from geocoding.matching.districts import seats_of_district, unplaced
from geocoding.matching.evidence import Verdict, is_listed, weigh
from geocoding.matching.scope import Scope, places_within, read_scope
from geocoding.model import Answer, Place
from geocoding.reading.names import clean, exact_key, is_latin, loose_key, plain_key
from geocoding.reading.readings import Reading, is_division, listed, phrases, readings, separated
from geocoding.reading.type_words import split_type
from geocoding.reading.words import EMPTY, WHOLE_COUNTRY, WHOLE_DIVISION

_LONGER_LETTERS = 6
"""Letters that must be given of a name that goes on."""
_PHRASE_POPULATION = 500_000
"""A city found inside a longer text, whose other words say nothing, must be as large as this."""
_TOWN = 15_000
"""People of a place that is known by its name alone: in a row of towns, or where a country has the same name."""
_SMALLEST_FOR_A_SLIP = {7: 1, 6: 5_000, 5: 30_000}
"""People of a town of which a text of so few letters may be a slip: short names differ by a letter anyway."""
_SIDE_POPULATION = 50_000
"""A city whose side is meant ("South London") is as large as this; smaller names begin so themselves."""
_CITY_STATE_KM = 40.0
_CITY_STATE_SHARE = 4
"""A country of no larger radius, one in four of whose people live in the city of its name, is answered as the city."""
_CITY_IN_ITS_COUNTRY = 10
"""The like where the country is given beside: who repeats it means the city (Djibouti)."""


class Matcher:
    """Answers questions from a gazetteer; safe to share between threads."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._scope = lru_cache(maxsize=8192)(partial(read_scope, gazetteer))
        self._area = lru_cache(maxsize=8192)(self._read_area)

    def answer(self, place: Place) -> Answer:
        """The answer to any question; raises nothing for any text."""
        text = _cell(place.text)
        scope = self._scope(_cell(place.country), _cell(place.admin1), _cell(place.admin2))
        if scope.failure:
            return Answer("not_found", None, (), (scope.failure,))
        key = exact_key(text).strip("()[]")
        if not key or key in WHOLE_COUNTRY or key in WHOLE_DIVISION:
            return answer_whole(self._gazetteer, text, scope)
        match = self._first_match(text, scope)
        if match is None:
            return self._answer_above(text, scope)
        return answer_from_match(self._gazetteer, match, scope)

    def _answer_above(self, text: str, scope: Scope) -> Answer:
        """The region of a district that is known by name alone, or the level that is stated."""
        districts = places_within(unplaced(self._gazetteer, text, scope.countries), scope.areas)
        regions = {spot.admin1 for spot in districts}
        region = self._gazetteer.division(regions.pop()) if len(regions) == 1 else None
        if region is None:
            return answer_level_above(self._gazetteer, scope, self._why_unknown(text, scope))
        reason = f"“{text}” is {districts[0].name}, a part of {region.name}; where in it is not known"
        around = replace(scope, areas=(*scope.areas, Area(region.name, divisions=(region,))))
        return answer_level_above(self._gazetteer, around, reason)

    def _why_unknown(self, text: str, scope: Scope) -> str:
        spots = self._gazetteer.places(exact_key(text), scope.countries) if scope.areas else []
        spots = [spot for spot in spots if spot.kind <= kinds.ALTERNATE]
        if not spots:
            return f"“{text}” is not in the gazetteer"
        largest = max(spots, key=lambda spot: spot.population)
        division = self._gazetteer.division(largest.admin1)
        there = division.name if division else largest.country
        stated = ", ".join(area.text for area in scope.areas)
        return f"“{text}” is known in {there}, but not in the stated {stated}"

    def _read_area(self, text: str, countries: tuple[str, ...]) -> Area:
        return area_of(self._gazetteer, text, countries, is_field=False)

    # --- the readings

    def _first_match(self, text: str, scope: Scope) -> Match | None:
        for countries in dict.fromkeys((scope.countries, with_territories(scope.countries))):
            here = replace(scope, countries=countries)
            match = (
                self._literal(text, here)
                or self._enumeration(text, here)
                or self._country_first(text, here)
                or self._parts(text, here)
                or self._juxtaposed(text, here)
                or town_just_outside(self._gazetteer, text, here)
                or town_of_another_region(self._gazetteer, text, here)
                or self._phrase(text, here)
            )
            if match:
                return match
        return None

    def _literal(self, text: str, scope: Scope) -> Match | None:
        return self._judge(Reading(text), scope)

    def _enumeration(self, text: str, scope: Scope) -> Match | None:
        return self._list_of(listed(text), scope)

    def _towns_in_a_row(self, text: str, scope: Scope) -> Match | None:
        """ "Quetta, Lahore, Rawalpindi": towns that are not in or near one another, although only commas part them."""
        parts = separated(text)
        match = self._list_of(parts, scope) if len(parts) > 1 else None
        if match is None or len(match.verdict.ranked) < len(parts):
            return None
        large = all(town.level == "city" and town.population >= _TOWN for town in match.verdict.ranked)
        return match if large else None

    def _list_of(self, members: Sequence[str], scope: Scope) -> Match | None:
        matches = [match for member in members if (match := self._judge(Reading(member), scope))]
        matches = [match for match in matches if match.verdict.sure != "open"]
        if len(matches) < 2 or len(matches) < len(members) - 1:
            return None
        bests = tuple(match.verdict.best for match in matches)
        verdict = Verdict(bests[0], "clear", bests)
        return Match(matches[0].reading, verdict, ("the text names several places; the point is the first",), True)

    def _country_first(self, text: str, scope: Scope) -> Match | None:
        """ "Kazakhstan, Almaty": the other way round, if the country has a place so called."""
        first, *rest = separated(text) or ("",)
        codes = country_codes(first, self._gazetteer.country_name_codes)
        if not rest or not codes or country_codes(rest[-1], self._gazetteer.country_name_codes):
            return None
        reading = Reading(rest[-1], (*reversed(rest[:-1]), first), regions_only=True, rule=f"it lies in {first}")
        match = self._judge(reading, scope)
        return match if match and match.verdict.best.kind <= kinds.ALTERNATE else None

    def _parts(self, text: str, scope: Scope) -> Match | None:
        open_match = None
        looked_for_row = False
        for reading in readings(text):
            if reading.name == text:
                continue
            if reading.dropped and not reading.within and reading.rule.startswith("only") and open_match:
                break
            if reading.dropped and not looked_for_row:
                looked_for_row = True
                row = self._towns_in_a_row(text, scope)
                if row:
                    return row
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

    def _phrase(self, text: str, scope: Scope) -> Match | None:
        """The longest run of words that is a place, in a text that says more."""
        if is_division(text) and len(text.split()) <= 3:
            return None
        for phrase, is_site in phrases(text):
            spots = [
                spot
                for spot in places_within(self._gazetteer.places(exact_key(phrase), scope.countries), scope.areas)
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
        reasons = []
        countries = scope.countries
        for text in reading.within:
            area = self._area(text, countries)
            if reading.regions_only:
                area = replace(area, cities=())
            if area:
                around.append(area)
            elif reading.regions_only:
                return None
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
        for spots in self._tiers(reading.name, countries, wanted, in_region=bool(scope.areas)):
            held = places_within(spots, areas)
            if reading.side:
                held = [spot for spot in held if spot.population >= _SIDE_POPULATION]
            if held:
                return Match(reading, weigh(held, wanted, self._people_around), tuple(reasons))
        return None

    def _people_around(self, spot: Spot) -> int:
        division = self._gazetteer.division(spot.admin2 or spot.admin1)
        return division.population if division else 0

    def _as_country(self, reading: Reading, scope: Scope) -> Match | None:
        """The country that a reading names, unless it is a part of one, or the city of a city state."""
        name = reading.name
        is_word = len(name) <= 3 and name.isascii() and not name.isupper()
        if is_word or scope.areas or part_of_country(name) or (reading.within and not scope.countries):
            return None
        codes = country_codes(name, self._gazetteer.country_name_codes)
        if scope.countries:
            codes = tuple(code for code in codes if code in scope.countries)
        spot = self._gazetteer.country(codes[0]) if len(codes) == 1 else None
        if spot is None:
            return None
        if self._means_a_city(name, spot, scope):
            return None
        return Match(reading, Verdict(spot, "overwhelming", (spot,)))

    def _means_a_city(self, name: str, country: Spot, scope: Scope) -> bool:
        """Whether a country's name is rather a city's: in a city state, or where only some language shares it."""
        cities = self._gazetteer.places(exact_key(name), scope.countries)
        if not is_iso_name(name):
            return any(city.kind == kinds.MAIN and city.population >= _TOWN for city in cities)
        if not scope.countries and country.radius_km > _CITY_STATE_KM:
            return False
        share = _CITY_IN_ITS_COUNTRY if scope.countries else _CITY_STATE_SHARE
        return any(city.country == country.country and city.population * share > country.population for city in cities)

    def _tiers(self, name: str, countries: tuple[str, ...], wanted: str, *, in_region: bool) -> Iterator[list[Spot]]:
        """Places of a name, the sure ways of matching before the loose ones."""
        gazetteer = self._gazetteer
        if wanted.startswith("admin"):
            named_so = [spot for spot in gazetteer.places(exact_key(name), countries) if spot.kind == kinds.MAIN]
            divisions = divisions_named(gazetteer, name, countries)
            yield named_so + _placed(divisions)
            if wanted == "admin2" and countries:
                regions = {spot.admin1 for spot in divisions if spot.members == UNPLACED}
                yield seats_of_district(gazetteer, name, countries, regions)
            return
        exact = exact_key(name)
        yield places_named(gazetteer, name, countries) + [
            spot for spot in _placed(gazetteer.divisions([exact], countries)) if spot.kind != kinds.CODE
        ]
        core = split_type(name)[0]
        if core != name:
            yield _not_listed(gazetteer.places(exact_key(core), countries))
        loose = loose_key(core)
        if len(loose) < 3:
            return
        loosely = gazetteer.places_loosely(loose, countries)
        yield (loosely if core == name else _not_listed(loosely)) + _placed(divisions_named(gazetteer, core, countries))
        if " " in core and len(core) >= _LONGER_LETTERS and countries:
            yield gazetteer.places_longer(exact_key(core), countries)
        if countries and len(countries) <= 3:
            for text in dict.fromkeys((name, core)):
                yield self._one_slip_off(text, countries, in_region=in_region)
            if not is_latin(core):
                yield gazetteer.places_but_for_vowels(loose, countries)

    def _one_slip_off(self, text: str, countries: tuple[str, ...], *, in_region: bool) -> list[Spot]:
        """Places one slip away: the shorter the text, the larger they must be."""
        letters = len(plain_key(text))
        if letters < MIN_TYPO_LETTERS - 2 * in_region:
            return []
        spots = self._gazetteer.places_one_slip_off(text, countries)
        smallest = 0 if letters > MIN_TYPO_LETTERS else _SMALLEST_FOR_A_SLIP[letters]
        return [spot for spot in spots if spot.population >= smallest]


def _placed(divisions: list[Spot]) -> list[Spot]:
    """Those of which more is known than the region that they are in."""
    return [spot for spot in divisions if spot.members != UNPLACED]


def _not_listed(spots: list[Spot]) -> list[Spot]:
    """Without places from lists, of which only the whole name is believed: "Silver City" is no Silver Township."""
    return [spot for spot in spots if not is_listed(spot)]


def _cell(text: str) -> str:
    text = clean(text)
    return "" if exact_key(text) in EMPTY or text.casefold() in EMPTY else text
