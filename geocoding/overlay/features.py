"""Which places of a GeoNames dump are taken, and how finely their points are known.

Feature codes: https://www.geonames.org/export/codes.html. First- and second-level divisions are left to the gazetteer,
which has their extent; water, roads and most of the landscape are no places where people meet.
"""

from geocoding.city_radius import radius_of_city

_GONE = ("H", "Q", "W")
"""Endings of the codes of populated places that are historical, abandoned or destroyed."""
_DIVISIONS = {"ADM3": 15.0, "ADM4": 8.0, "ADM5": 5.0}
"""Small divisions and the kilometres that their point stands for."""
_AREAS = frozenset({"PRK", "LCTY", "INDS", "CMN", "MILB"})
_LAND = frozenset({"PASS", "BCH"})
_NO_SPOTS = frozenset({"ANS", "RUIN", "TMB", "HUT", "HUTS", "SHPF", "AIRQ", "FRMQ", "MNQ", "RSTNQ", "RSTPQ", "MSSNQ"})
"""Ruins, single huts and graves, and what is abandoned."""


def meaning(feature_class: str, code: str, population: int) -> tuple[str, float] | None:
    """(precision, radius in km) of a feature, or None for one that is not taken.

    A point of GeoNames is often a kilometre off, so that no spot is `exact`.
    """
    if feature_class == "P":
        if code.startswith("PPL") and code[3:] in _GONE:
            return None
        return ("locality", 2.0) if code == "PPLX" else ("city", radius_of_city(population))
    if feature_class == "A" and code in _DIVISIONS:
        return "city", _DIVISIONS[code]
    if feature_class == "L" and code in _AREAS:
        return "locality", 2.0
    if (feature_class == "S" and code and code not in _NO_SPOTS) or (feature_class == "T" and code in _LAND):
        return "locality", 1.0
    return None
