"""From the results of a service to an Answer: the country is not crossed, and of several places none is guessed."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from geocoding.distance import great_circle_km
from geocoding.model import MAX_CANDIDATES, Answer, Candidate, Location
from geocoding.online.providers import Provider
from geocoding.online.results import Result
from geocoding.reading.names import exact_key, loose_key, loosen
from geocoding.reading.readings import separated
from geocoding.reading.type_words import split_type

_LEVELS = ("admin2", "admin1", "country")
_LARGE = ("city", *_LEVELS)
_LIKE = 75.0
"""Of 100: how alike two names are that are spellings of one."""
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
    status = _status(text, best, stated=bool(countries))
    if status == "not_found":
        reason = f"{name} answers with {best.name}, which “{text}” does not say; refused"
        return Answer(status, None, candidates, (reason, _credit(provider)))
    return Answer(status, _location(best, text, name), candidates, (_say(status, text, best, name), _credit(provider)))


def _status(text: str, best: Result, *, stated: bool) -> str:
    """Whether what the service found is what was asked, going by its name; `stated`: a country was given."""
    first, *around = separated(text) or (text,)
    if best.partial:
        return "coarse"
    if not best.name or resembles(best, first):
        return "found"
    if any(resembles(best, part) for part in around):
        return "coarse" if best.precision in _LARGE else "found"  # "Almaty" for a square in it; "Kazakhstan, Almaty"
    if best.precision in _LEVELS:
        return "coarse" if stated else "not_found"
    return "ambiguous"


def _say(status: str, text: str, best: Result, name: str) -> str:
    found = best.name or "a place around it"
    if status == "found":
        return f"“{text}” is {best.name or 'known'} at precision {best.precision}, says {name}"
    if status == "coarse":
        return f"{name} knows only {found}, at precision {best.precision}"
    return f"{name} answers with {found}, which is another name than “{text}”: to be checked"


def resembles(result: Result, asked: str) -> bool:
    """Whether a name may be the one asked: nearly the same letters, or one has all words of the other.

    Of a town or region the asked name may be a part, but not the other way round: "Almaty Square" is not Almaty.
    """
    name, core = result.name, split_type(asked)[0]
    if max(fuzz.ratio(loose_key(name), loose_key(form)) for form in (asked, core)) >= _LIKE:
        return True
    words, others = ({loosen(word) for word in exact_key(text).split()} - {""} for text in (name, asked))
    return bool(words and others) and (others <= words or (words <= others and result.precision not in _LARGE))


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
