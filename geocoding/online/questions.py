"""What of a place leaves the machine, and what never does."""

from dataclasses import dataclass

from geocoding.countries import country_codes, country_name, with_territories
from geocoding.model import Place
from geocoding.reading.names import clean, exact_key
from geocoding.reading.readings import listed
from geocoding.reading.words import EMPTY, WHOLE_COUNTRY, WHOLE_DIVISION

MAX_LENGTH = 150
"""Letters of a place; a longer text is a note, and notes may name people."""
_MIN_LETTERS = 2


@dataclass(frozen=True, slots=True)
class Question:
    """A place as it is put to a service."""

    text: str
    """The place and what it lies in, parted by commas."""
    countries: tuple[str, ...]
    """ISO codes of the stated country, its overseas territories included; empty where none is stated."""

    def key(self, language: str) -> str:
        """The same for questions that have the same answer."""
        return "|".join((language.lower(), ",".join(self.countries), exact_key(self.text)))


def reason_not_to_ask(place: Place) -> str:  # noqa: PLR0911  # one line for each case
    """Why a place is not put to any service; empty where it may be."""
    text = clean(place.text)
    key = exact_key(text).strip("()[]")
    if not key or key in EMPTY or text.casefold() in EMPTY:
        return "no place is given"
    if key in WHOLE_COUNTRY or key in WHOLE_DIVISION:
        return f"“{text}” is not one place"
    if listed(text):
        return f"“{text}” names several places"
    if len(place.text) > MAX_LENGTH:
        return f"a text of more than {MAX_LENGTH} letters is not sent to a service"
    if "@" in text or "://" in text or sum(char.isalpha() for char in text) < _MIN_LETTERS:
        return f"“{text}” is not the name of a place"
    if clean(place.country) and exact_key(place.country) not in EMPTY and not country_codes(place.country):
        return f"“{place.country}” is not known as a country"
    return ""


def question_of(place: Place) -> Question:
    """The question for a place that `reason_not_to_ask` has nothing against."""
    codes = country_codes(place.country)
    country = country_name(codes[0]) if len(codes) == 1 else ""
    parts = [clean(part) for part in (place.text, place.admin2, place.admin1)]
    said = [part for part in (*parts, country) if part and exact_key(part) not in EMPTY]
    return Question(", ".join(dict.fromkeys(said))[: 3 * MAX_LENGTH], with_territories(codes))
