"""From a match, or from none, to an Answer in words that an editor understands."""

from dataclasses import dataclass

from geocoding.index import kinds
from geocoding.index.gazetteer import Gazetteer, Spot
from geocoding.index.spread import radius_of_city
from geocoding.matching.evidence import Verdict
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
        reasons.append(f"{len(verdict.ranked)} places called “{reading.name}” fit about equally")
        above = known_level(gazetteer, scope)
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
    return Answer("coarse", _location(level), (), (*scope.reasons, reason, f"answered as {level.name}"))


def _candidate(gazetteer: Gazetteer, spot: Spot) -> Candidate:
    division = gazetteer.division(spot.admin1) if spot.admin1 else None
    admin1 = division.name if division else ""
    return Candidate(spot.name, admin1, spot.country, spot.latitude, spot.longitude, spot.population)


def _location(spot: Spot) -> Location:
    radius = spot.radius_km or radius_of_city(spot.population)
    method = kinds.METHODS[spot.kind] if spot.level == "city" else spot.level
    return Location(spot.latitude, spot.longitude, spot.level, radius, spot.name, spot.country, method)


def _how(spot: Spot, text: str) -> str:
    if spot.level != "city":
        return f"“{text}” is {spot.name}, a {_LEVEL_WORDS[spot.level]}"
    return f"“{text}” is {spot.name} by {kinds.METHODS[spot.kind]}"


_LEVEL_WORDS = {"admin1": "first-level division", "admin2": "second-level division", "country": "country"}
