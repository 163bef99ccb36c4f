"""Parts a name from the word that says what it is: "Michoacan state" is Michoacan, a first-level division."""

from functools import lru_cache

from geocoding.reading.names import exact_key
from geocoding.reading.words import ADMIN1_TYPES, ADMIN2_TYPES, CITY_TYPES

_LINKS = frozenset(["of", "de", "del", "da", "do", "di", "du", "des", "la", "the", "d"])
_GLUED = ("省", "州", "県", "縣", "府", "市", "郡", "自治区", "特别行政区")
_GLUED_TYPE = {"市": "city", "郡": "admin2", "縣": "admin2"}
_ALL = {
    **dict.fromkeys(CITY_TYPES, "city"),
    **dict.fromkeys(ADMIN2_TYPES, "admin2"),
    **dict.fromkeys(ADMIN1_TYPES, "admin1"),
}


def split_type(text: str) -> tuple[str, str]:
    """The name without its type word, and what that word means: "admin1", "admin2", "city" or "" for none.

    At least one word of the name is always left. The type is a word at the end or at the start, with "of" or its like.
    """
    words = text.split()
    if len(words) >= 2:
        last, first = _type_of(words[-1]), _type_of(words[0])
        if last:
            charter = len(words) > 2 and exact_key(words[-2]) == "charter"
            return " ".join(words[: -2 if charter else -1]), last
        if first:
            rest = words[1:]
            while len(rest) > 1 and exact_key(rest[0]) in _LINKS:
                rest = rest[1:]
            return " ".join(rest), first
    for ending in _GLUED:
        if text.endswith(ending) and len(text) > len(ending) + 1:
            return text.removesuffix(ending), _GLUED_TYPE.get(ending, "admin1")
    return text, ""


@lru_cache(maxsize=8192)
def _type_of(word: str) -> str:
    return _ALL.get(exact_key(word), "")
