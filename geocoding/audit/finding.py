"""What an audit says of a pair of coordinates."""

from dataclasses import dataclass
from typing import Final

KINDS: Final[dict[str, str]] = {
    "out of range": "No such point on Earth.",
    "null island": "A stand-in for coordinates that nobody knew: 0/0, one of them 0, 99/99 and the like.",
    "swapped": "Latitude and longitude stand in each other's place.",
    "sign lost": "A minus sign is missing or too many: the point lies in another half of the Earth.",
    "outside the country": "The point lies in another country than the row says, or far from any known place of it.",
    "far from the place": "The point lies in the right country, but far from the place that the row names.",
    "whole degrees": "Both are whole degrees: good to about 80 km. To know, not to mend.",
    "over-precise": "More decimals than any measurement has. To know, not to mend.",
}
"""The kinds of findings, the gravest first, with what each means."""

GRAVE_KINDS: Final = tuple(kind for kind in KINDS if kind not in ("whole degrees", "over-precise"))
"""Kinds that put the point itself in doubt."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that an editor should look at."""

    kind: str
    """One of KINDS."""
    words: str
    """What is wrong with this row and what to look at, for an editor."""
    mend: tuple[float, float] | None = None
    """Latitude and longitude that would fit, offered and never applied; None where nothing better is known."""

    @property
    def is_grave(self) -> bool:
        """Whether the point itself is in doubt."""
        return self.kind in GRAVE_KINDS
