"""The values that go in and come out: a Place is the question, an Answer holds the Location."""

from dataclasses import dataclass

PRECISIONS = ("exact", "locality", "city", "admin2", "admin1", "country")
"""How finely a location is known, finest first. Offline answers start at `city`, unless an overlay knows more."""

STATUSES = ("found", "coarse", "ambiguous", "not_found")
"""What became of a question, see `Answer.status`."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place as somebody wrote it, in any language and script; all parts but the text may be empty."""

    text: str
    """The place itself: "Almaty", "Republic Square, Almaty", "nationwide"; empty asks for the level above."""
    admin1: str = ""
    """First-level division: state, province, oblast."""
    admin2: str = ""
    """Second-level division: county, district, rayon."""
    country: str = ""
    """A country's name in any language, or its ISO 3166-1 code. An answer never lies in another country."""


@dataclass(frozen=True, slots=True)
class Location:
    """Where a place is, and how finely that is known."""

    latitude: float
    """Degrees north, WGS 84."""
    longitude: float
    """Degrees east, WGS 84."""
    precision: str
    """One of PRECISIONS: what the point stands for. A region's point is its middle, never an address."""
    radius_km: float
    """Kilometres around the point that should hold the true place in 9 of 10 cases."""
    name: str
    """The gazetteer's name of what was found."""
    country_code: str
    """ISO 3166-1 alpha-2; XK for Kosovo."""
    method: str
    """How it was matched: "exact name", "alternate name", "transliteration", "loose key", "longer name",
    "typo", "admin2", "admin1", "country"; "editor's list", "country dump", "coordinates of other rows"; or the name of
    an online service."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that the text may mean, for a person to choose from."""

    name: str
    admin1: str
    """The gazetteer's name of its first-level division, or empty."""
    country_code: str
    latitude: float
    longitude: float
    population: int
    """Inhabitants, 0 where GeoNames does not know."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the geocoder makes of a place."""

    status: str
    """`found`: this is the place. `coarse`: the place itself was not found, the location is a level above it.
    `ambiguous`: several places fit; the location, if any, is the clearly larger one or the level above.
    `not_found`: nothing is known."""
    location: Location | None
    candidates: tuple[Candidate, ...] = ()
    """The places weighed, the likeliest first; at most MAX_CANDIDATES."""
    reasons: tuple[str, ...] = ()
    """Why, in plain words for an editor."""


MAX_CANDIDATES = 8
