"""What the cells beside a place state: its country and regions, looked up."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geocoding.countries import country_codes, with_territories
from geocoding.index.gazetteer import UNPLACED, Gazetteer, Spot
from geocoding.matching.areas import Area, area_of
from geocoding.matching.evidence import weigh


@dataclass(frozen=True, slots=True)
class Scope:
    """What the fields of a question state, looked up."""

    countries: tuple[str, ...] = ()
    areas: tuple[Area, ...] = ()
    reasons: tuple[str, ...] = ()
    failure: str = ""
    """Why nothing can be answered, as a country that is none."""


def read_scope(gazetteer: Gazetteer, country: str, admin1: str, admin2: str) -> Scope:
    """Look up the cells of a question; a region that is not known is left out, with a reason."""
    countries: tuple[str, ...] = ()
    areas: list[Area] = []
    reasons: list[str] = []
    if country:
        countries = country_codes(country, gazetteer.country_name_codes)
        if not countries:
            area = area_of(gazetteer, country, is_field=True)
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
        area = area_of(gazetteer, text, countries, is_field=True)
        territory = () if area.divisions else _territory(gazetteer, text, countries)
        if territory:
            countries = territory
        elif area:
            areas.append(area)
        else:
            reasons.append(f"the region “{text}” is not known and was left out")
    return Scope(countries, tuple(areas), tuple(reasons))


def _territory(gazetteer: Gazetteer, text: str, countries: tuple[str, ...]) -> tuple[str, ...]:
    """The territory of a stated country that is given as its region: Puerto Rico as a state of the USA."""
    codes = country_codes(text, gazetteer.country_name_codes)
    territories = with_territories(countries)[len(countries) :]
    return codes if len(codes) == 1 and codes[0] in territories else ()


def known_level(gazetteer: Gazetteer, scope: Scope) -> Spot | None:
    """The finest single level that the fields state: admin2, admin1, country."""
    for area in reversed(scope.areas):
        inside = places_within(area.divisions, [other for other in scope.areas if other is not area])
        for level in ("admin1", "admin2"):
            spots = [spot for spot in inside if spot.level == level and spot.members != UNPLACED]
            if spots:
                verdict = weigh(spots, level)
                if verdict.sure != "open":
                    return verdict.best
    if len(scope.countries) == 1:
        return gazetteer.country(scope.countries[0])
    return None


def places_within(spots: Sequence[Spot], areas: Sequence[Area]) -> list[Spot]:
    """The places that lie in all areas."""
    return [spot for spot in spots if all(area.holds(spot) for area in areas)]
