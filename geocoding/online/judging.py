"""From the results of a service to an Answer: the country is not crossed, and of several places none is guessed."""

from collections.abc import Sequence

from geocoding.distance import great_circle_km
from geocoding.model import MAX_CANDIDATES, Answer, Candidate, Location
from geocoding.online.providers import Provider
from geocoding.online.results import Result
from geocoding.reading.names import loose_key

_LEVELS = ("admin2", "admin1", "country")
_APART_KM = 25.0
"""Two results of one name that are farther apart than this and their radii are two places."""


def judge(text: str, results: Sequence[Result], countries: Sequence[str], provider: Provider) -> Answer:
    """What a service's results mean for a place `text` in any of some countries (none: anywhere)."""
    name = provider.name
    if not results:
        return Answer("not_found", None, (), (f"{name} does not know “{text}”",))
    here = [
        result
        for result in results
        if result.country_code and result.country_code in (countries or (result.country_code,))
    ]
    if not here:
        return Answer("not_found", None, (), (_refusal(text, results, countries, name),))
    best = here[0]
    rivals = [result for result in here[1:] if _is_rival(best, result)]
    candidates = tuple(_candidate(result, text) for result in (best, *rivals)[:MAX_CANDIDATES])
    if rivals:
        reason = f"{name} knows {len(rivals) + 1} places called “{best.name or text}”"
        return Answer("ambiguous", None, candidates, (reason, _credit(provider)))
    is_level_above = best.precision in _LEVELS and bool(best.name) and not _same_name(best.name, text)
    status = "coarse" if best.partial or is_level_above else "found"
    reason = f"“{text}” is {best.name or 'known'} at precision {best.precision}, says {name}"
    if status == "coarse":
        reason = f"{name} knows only {best.name or 'a place around it'}, at precision {best.precision}"
    return Answer(status, _location(best, text, name), candidates, (reason, _credit(provider)))


def _refusal(text: str, results: Sequence[Result], countries: Sequence[str], name: str) -> str:
    abroad = ", ".join(dict.fromkeys(result.country_code for result in results if result.country_code))
    if not abroad:
        return f"{name} does not say in which country its “{text}” lies; refused"
    return f"{name} knows “{text}” only in {abroad}, not in the stated {countries[0]}; refused"


def _is_rival(best: Result, other: Result) -> bool:
    if other.precision != best.precision or not _same_name(best.name, other.name):
        return False
    apart = great_circle_km(best.latitude, best.longitude, other.latitude, other.longitude)
    return apart > max(_APART_KM, best.radius_km + other.radius_km)


def _same_name(one: str, other: str) -> bool:
    return loose_key(one) == loose_key(other)


def _location(result: Result, text: str, method: str) -> Location:
    return Location(
        result.latitude,
        result.longitude,
        result.precision,
        result.radius_km,
        result.name or text,
        result.country_code,
        method,
    )


def _candidate(result: Result, text: str) -> Candidate:
    return Candidate(
        result.name or text, result.admin1, result.country_code, result.latitude, result.longitude, population=0
    )


def _credit(provider: Provider) -> str:
    return f"by {provider.name}: {provider.attribution}"
