"""From a match, or from none, to an Answer in words that an editor understands."""

from dataclasses import dataclass, replace

from geocoding.city_radius import radius_of_city
from geocoding.distance import great_circle_km
from geocoding.index import kinds
from geocoding.index.gazetteer import Gazetteer, Spot
from geocoding.matching.evidence import Verdict, is_listed
from geocoding.matching.scope import Scope, known_level
from geocoding.model import MAX_CANDIDATES, Answer, Candidate, Location
from geocoding.reading.readings import Reading


@dataclass(frozen=True, slots=True)
class Match:
    """A reading that led to places."""

    reading: Reading
    verdict: Verdict
    reasons: tuple[str, ...] = ()
    doubtful: bool = False
    """Placed, but against something that was stated, or one of several."""


def answer_from_match(gazetteer: Gazetteer, match: Match, scope: Scope) -> Answer:
    """The answer that a match leads to."""
    verdict, reading = match.verdict, match.reading
    candidates = tuple(_candidate(gazetteer, spot) for spot in verdict.ranked[:MAX_CANDIDATES])
    reasons = [*scope.reasons, *match.reasons]
    if reading.rule:
        reasons.append(f"read as “{reading.name}”: {reading.rule}")
    if verdict.sure == "open":
        reasons.append(_undecided(gazetteer, verdict, reading.name))
        above = known_level(gazetteer, scope)
        if above is None:
            reasons.append("no region or country is given that would decide")
            return Answer("ambiguous", None, candidates, tuple(reasons))
        reasons.append(f"answered as {_where(gazetteer, above)}, the smallest area that is given")
        radius = _radius_of_all(verdict)
        if above.level == "country" and radius > above.radius_km:
            return Answer("ambiguous", _location(above), candidates, tuple(reasons))
        likeliest = _where(gazetteer, verdict.best, finely=True)
        reasons.append(f"the point is that of {likeliest}, the likeliest, and the radius holds them all")
        point = replace(above, latitude=verdict.best.latitude, longitude=verdict.best.longitude, radius_km=radius)
        return Answer("ambiguous", _location(point), candidates, tuple(reasons))
    best = verdict.best
    reasons.append(_how(gazetteer, best, reading.name))
    if not match.doubtful:
        reasons.append(_why_not_another(gazetteer, verdict))
    if is_listed(best):
        reasons.append(_LISTED)
    if verdict.sure == "clear" or match.doubtful:
        return Answer("ambiguous", _location(best), candidates, tuple(reasons))
    status = "found"
    if reading.dropped:
        status = "coarse"
        reasons.append(f"“{reading.dropped}” itself is not in the gazetteer")
    return Answer(status, _location(best), candidates, tuple(reasons))


def answer_whole(gazetteer: Gazetteer, text: str, scope: Scope) -> Answer:
    """The answer to a text that asks for all of what the cells state, or to none."""
    level = known_level(gazetteer, scope)
    if level is None:
        reason = f"“{text}” without a country" if text else "no place and no single country is given"
        return Answer("not_found", None, (), (*scope.reasons, reason))
    reason = f"“{text}” means the whole of {level.name}" if text else f"no place is given, only {level.name}"
    return Answer("found", _location(level), (_candidate(gazetteer, level),), (*scope.reasons, reason))


def answer_level_above(gazetteer: Gazetteer, scope: Scope, reason: str) -> Answer:
    """The answer to a text that nothing was found for."""
    level = known_level(gazetteer, scope)
    if level is None:
        return Answer("not_found", None, (), (*scope.reasons, reason))
    instead = f"answered as {_where(gazetteer, level)}, the smallest area that is given"
    return Answer("coarse", _location(level), (), (*scope.reasons, reason, instead))


def _candidate(gazetteer: Gazetteer, spot: Spot) -> Candidate:
    division = gazetteer.division(spot.admin1) if spot.admin1 else None
    admin1 = division.name if division else ""
    return Candidate(spot.name, admin1, spot.country, spot.latitude, spot.longitude, spot.population)


def _radius_of_all(verdict: Verdict) -> float:
    """Kilometres around the likeliest place that hold all the places that may be meant."""
    best = verdict.best
    return round(
        max(
            great_circle_km(best.latitude, best.longitude, spot.latitude, spot.longitude) + _radius(spot)
            for spot in verdict.ranked
        ),
        1,
    )


def _radius(spot: Spot) -> float:
    return spot.radius_km or radius_of_city(spot.population)


def _location(spot: Spot) -> Location:
    method = kinds.METHODS[spot.kind] if spot.level == "city" else spot.level
    return Location(spot.latitude, spot.longitude, spot.level, _radius(spot), spot.name, spot.country, method)


def _how(gazetteer: Gazetteer, spot: Spot, text: str) -> str:
    if spot.level != "city":
        return f"“{text}” is {spot.name}, a {_LEVEL_WORDS[spot.level]}"
    return f"“{text}” is {_where(gazetteer, spot)}{_KIND_WORDS[spot.kind]}"


def _why_not_another(gazetteer: Gazetteer, verdict: Verdict) -> str:
    others = verdict.ranked[1:]
    if not others:
        return "nothing else of that name fits"
    rival = f"{_where(gazetteer, others[0])}{f' and {len(others) - 1} more' if len(others) > 1 else ''}"
    if verdict.sure == "clear":
        return f"likely, not certain: it outweighs {rival}, but by less than eight times"
    return f"it outweighs by far {rival}"


def _undecided(gazetteer: Gazetteer, verdict: Verdict, text: str) -> str:
    first, second, *more = verdict.ranked
    one, other = (_where(gazetteer, spot, finely=True) for spot in (first, second))
    named = f"{one}; {other}{'; and others' if more else ''}"
    return f"{len(verdict.ranked)} places called “{text}” fit about equally: {named}"


def _where(gazetteer: Gazetteer, spot: Spot, *, finely: bool = False) -> str:
    """A place with its region (`finely`: and its district) and the code of its country; a country by its name alone."""
    if spot.level == "country":
        return spot.name
    numbers = ((spot.admin2,) if finely else ()) + (spot.admin1,)
    around = [division.name for number in numbers if (division := gazetteer.division(number))]
    return ", ".join(dict.fromkeys((spot.name, *around, spot.country)))


_LEVEL_WORDS = {"admin1": "first-level division", "admin2": "second-level division", "country": "country"}
_KIND_WORDS = {
    kinds.MAIN: "",
    kinds.TRANSCRIBED: ", by another of its names",
    kinds.ALTERNATE: ", by another of its names",
    kinds.CODE: ", by its code",
    kinds.ROMANISED: ", by its name in Latin letters",
    kinds.LOOSE: ", spelt a little differently",
    kinds.LONGER: ", whose name goes on",
    kinds.TYPO: ", if one letter is a slip",
}
_LISTED = "its point is that of a census or a postal code, its population is not known"
