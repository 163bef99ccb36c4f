"""What an operator may ask of public places; `data.privacy` does it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Coarsening:
    """How fine a public place may be."""

    no_finer_than_city: bool = field(
        default=False,
        metadata={
            "variable": "SHERU_NO_SPOTS",
            "doc": "1 shows no spot in a city.",
            "privacy": "1 where an exact place could lead to those who were there; the import coarsens, not the page",
        },
    )
    fewest: int = field(
        default=0,
        metadata={
            "variable": "SHERU_FEWEST",
            "doc": "Incidents of fewer known participants are placed by district; 0: none are.",
            "privacy": "a few people in a small place are easily known",
        },
    )
