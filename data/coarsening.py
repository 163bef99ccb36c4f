"""What an operator may ask of public places; `data.privacy` does it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Coarsening:
    """How fine a public place may be."""

    no_finer_than_city: bool = field(default=False, metadata={"doc": "SHERU_NO_SPOTS: 1 shows no spot in a city."})
    fewest: int = field(
        default=0,
        metadata={"doc": "SHERU_FEWEST: incidents of fewer known participants are placed by district; 0: none are."},
    )
