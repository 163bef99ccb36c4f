"""The ways to read the text of a place, the most literal first. Pure text: nothing is looked up here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from geocoding.reading.names import exact_key
from geocoding.reading.type_words import split_type
from geocoding.reading.words import DIRECTIONS, NEARNESS, SITES

MAX_PARTS = 6
"""Parts of a text that are looked at: "street, district, city, region, country" has five."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a text."""

    name: str
    """The part that names the place."""
    within: tuple[str, ...] = ()
    """Parts that name larger places around it, the smallest first."""
    dropped: str = ""
    """What of the text this reading leaves out, as the site in a city: the answer is then a level above."""
    side: bool = False
    """A word for a side of the place was left out."""
    regions_only: bool = False
    """The parts around it count only as countries and divisions: cities in a row are a list."""
    rule: str = ""
    """In plain words, why it may be read so; empty for the text as it stands."""


_LIST = re.compile(r"\s*[;\n|]\s*|\s+(?:and|&|и|und|et|y|e|və|және|va)\s+")
_PARTS = re.compile(r"\s*[,،、，;\n|]\s*|\s+/\s+|/|\s+[-–—]\s+")
_BRACKETS = re.compile(r"\s*[(\[（]([^()\[\]（）]*)[)\]）]?\s*")
_TAIL = re.compile(rf"^(.*?)\b(?:{NEARNESS})\s+(?:the\s+|der\s+|la\s+|le\s+)?(.+)$", re.IGNORECASE)
_QUALIFIED = re.compile(
    r"^(.{3,}?)[\s-]+"
    r"(?:in der|an der|ob der|vor der|auf der|im|am|bei|a\.|i\.|on|upon|sur|sous|en|nad|pri|del?|na)"
    r"[\s-]+.+$",
    re.IGNORECASE,
)
"""A name with what tells it from others: "Forst in der Lausitz", "Annandale-on-Hudson"."""
_COMPOUND = re.compile(r"^(.{4,}?)-(?=\w{4,}).+$")
"""A city and its district: "Berlin-Adlershof"."""
_DASH = re.compile(r"\s+[-–—]\s+")


def readings(text: str) -> Iterator[Reading]:
    """All readings of a cleaned text, each once."""
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for reading in _all(text):
        key = (reading.name, reading.within)
        if reading.name and key not in seen:
            seen.add(key)
            yield reading


def listed(text: str) -> tuple[str, ...]:
    """The members of an enumeration of places ("Belgrade; Novi Sad", "Kokand, Buxoro and Jizzax"), or nothing."""
    if not _LIST.search(text):
        return ()
    members = [part for chunk in _LIST.split(text) for part in _PARTS.split(chunk) if part]
    members = list(dict.fromkeys(members))
    return tuple(members[:MAX_PARTS]) if len(members) > 1 else ()


def separated(text: str) -> tuple[str, ...]:
    """The parts of a text between commas and the like, each once."""
    return tuple(dict.fromkeys(part for part in _PARTS.split(_BRACKETS.sub(" ", text)) if part))[:MAX_PARTS]


def _all(text: str) -> Iterator[Reading]:
    yield Reading(text)
    plain = _BRACKETS.sub(" ", text).strip(" ,;-")
    inside = tuple(part.strip() for part in _BRACKETS.findall(text) if part.strip())
    if plain != text:
        yield Reading(plain, inside, rule="the brackets say where it is")
        yield from (Reading(plain, rule="without the brackets"),)
    parts = list(separated(plain or " ".join(inside)))
    if len(parts) > 1:
        yield from _in_parts(parts, dashed=bool(_DASH.search(plain)))
    for part in parts:
        tail = _TAIL.match(part)
        around = tuple(parts[parts.index(part) + 1 :])
        while tail:
            yield Reading(tail[2], around, tail[1].strip() or part, rule="the place near or in which it is")
            tail = _TAIL.match(tail[2])
    for part in parts[:1]:
        head = _QUALIFIED.match(part)
        if head:
            around = tuple(parts[1:])
            yield Reading(head[1], around, rule="what follows tells it from others of its name")
        compound = _COMPOUND.match(part)
        if compound:
            yield Reading(compound[1], tuple(parts[1:]), part, rule="the part after the hyphen is within it")
    for part in parts[:2]:
        yield from _without_directions(part, tuple(parts[parts.index(part) + 1 :]))
    yield from (Reading(part, rule="inside the brackets") for part in inside)


def _in_parts(parts: list[str], *, dashed: bool) -> Iterator[Reading]:
    first, *rest = parts
    yield Reading(first, tuple(rest), rule="the parts after it say where it is")
    if dashed:
        yield Reading(first, dropped=", ".join(rest), rule="the part after the dash is within it")
    yield Reading(parts[-1], tuple(reversed(parts[:-1])), regions_only=True, rule="the parts before it say where it is")
    for start in range(1, len(parts)):
        dropped = ", ".join(parts[:start])
        yield Reading(parts[start], tuple(parts[start + 1 :]), dropped, rule="the larger place that the text names")
    yield Reading(first, dropped=", ".join(rest), rule="only its first part is a known place")


def _without_directions(part: str, around: tuple[str, ...]) -> Iterator[Reading]:
    """ "South London" is in London; "central and northern Kabul" in Kabul."""
    words = part.split()
    kept = [word for word in words if exact_key(word) not in DIRECTIONS]
    if kept and len(kept) < len(words):
        yield Reading(" ".join(kept), around, part, side=True, rule="without the word for a side of it")


def phrases(text: str) -> Iterator[tuple[str, bool]]:
    """Runs of words of the text, the longest first, and whether all other words only name a site or its kind.

    At most 5 words a run and 16 words in all.
    """
    words = [word for word in re.split(r"[\s,;/()\-–—]+", text) if word][:16]
    for length in range(min(5, len(words) - 1), 0, -1):
        for start in range(len(words) - length + 1):
            others = words[:start] + words[start + length :]
            is_site = any(exact_key(word) in SITES for word in others)
            yield " ".join(words[start : start + length]), is_site or not others


def is_division(text: str) -> str:
    """The level a type word in the text asks for, "admin1" or "admin2", or "" for none."""
    kind = split_type(text)[1]
    return kind if kind.startswith("admin") else ""
