"""Which alternate names of GeoNames are believed."""

from rapidfuzz.fuzz import ratio

from geocoding.reading.names import plain_key

_ALIKE = 55.0
"""Per cent: "Nueva York" and "La Nouvelle-Orléans" are alike to their main names, "Oldtown" and "Frankfort" are not."""
_WELL_KNOWN = 100_000
"""A city of this size may have names of any kind."""


def is_believed(country: str, name: str, other: str, people: int) -> bool:
    """Whether an alternate name in Latin letters is one of the place's own.

    In the USA it may be a variant from the Geographic Names Information System: the name that a hamlet had once, or
    that of a neighbour. Of places below _WELL_KNOWN only names like the main one are believed there. On reference rows
    12 of 20 answers by an unlike name were over 100 km off.
    """
    if country != "US" or people >= _WELL_KNOWN or not other.isascii():
        return True
    return ratio(plain_key(name), plain_key(other)) >= _ALIKE
