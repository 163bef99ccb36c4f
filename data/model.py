"""Reports, incidents, counts and dates: the frozen values that everything else passes around."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from geocoding import Location, Place


@dataclass(frozen=True, slots=True)
class Count:
    """How many people, as one source or several say it. Unknown is not 0: a bound that nobody gave is None."""

    low: int | None = field(default=None, metadata={"doc": "At least so many people; empty where unknown."})
    high: int | None = field(default=None, metadata={"doc": "At most so many people; empty where open or unknown."})
    text: str = field(default="", metadata={"doc": "The wording of the source, kept as it was."})
    approximate: bool = field(default=False, metadata={"doc": "True where the source rounds or estimates (about 50)."})

    @property
    def known(self) -> bool:
        """Whether at least one bound is known."""
        return self.low is not None or self.high is not None


@dataclass(frozen=True, slots=True)
class DateRange:
    """When it happened, as precisely as is known: first and last possible day, both inclusive."""

    start: date = field(metadata={"doc": "First possible day (ISO 8601)."})
    end: date = field(metadata={"doc": "Last possible day (ISO 8601), the same as `start` for a known day."})
    precision: str = field(metadata={"doc": "One of day, week, month, year."})

    def __post_init__(self) -> None:
        if self.start > self.end:
            raise ValueError(f"a date range cannot end ({self.end}) before it starts ({self.start})")


@dataclass(frozen=True, slots=True)
class Report:
    """What one source says happened."""

    date: DateRange = field(metadata={"doc": "When, as this source says."})
    place: Place = field(metadata={"doc": "Where, in the words of the source: place, region, country."})
    location: Location | None = field(
        default=None, metadata={"doc": "Where on the map; None where it could not be placed."}
    )
    placing: str = field(default="not_found", metadata={"doc": "How far the placing went (see the words below)."})
    event_type: str = field(default="other", metadata={"doc": "What kind of event (see the words below)."})
    description: str = field(default="", metadata={"doc": "What happened, in neutral words."})
    participants: Count = field(default=Count(), metadata={"doc": "People who took part."})
    detained: Count = field(default=Count(), metadata={"doc": "People taken away by the authorities."})
    injured: Count = field(default=Count(), metadata={"doc": "People hurt, on any side."})
    killed: Count = field(default=Count(), metadata={"doc": "People who died, on any side."})
    state_response: tuple[str, ...] = field(
        default=(),
        metadata={"doc": "What the authorities did (see the words below); empty where not reported."},
    )
    source_name: str = field(default="", metadata={"doc": "Who says so; several between semicolons."})
    source_url: str = field(default="", metadata={"doc": "Where it can be read; several links between spaces."})
    source_published: str = field(default="", metadata={"doc": "When it was published (ISO 8601), if known."})
    incident_ref: str = field(
        default="", metadata={"doc": "The editor's own id; reports that share it are of one incident."}
    )
    tags: tuple[str, ...] = field(default=(), metadata={"doc": "Free words of the editor."})

    @property
    def source_names(self) -> tuple[str, ...]:
        """The names of `source_name` one by one, each once."""
        return split_names(self.source_name)

    @property
    def source_urls(self) -> tuple[str, ...]:
        """The links of `source_url` one by one, each once."""
        return tuple(dict.fromkeys(self.source_url.split()))


def split_names(source_name: str) -> tuple[str, ...]:
    """Names of sources that stand in one text between semicolons, each once."""
    names = (name.strip() for name in source_name.split(";"))
    return tuple(dict.fromkeys(name for name in names if name))


@dataclass(frozen=True, slots=True)
class Incident:
    """One event at one place and date, with every report of it."""

    incident_id: str = field(metadata={"doc": "Stable id, used in links."})
    date: DateRange = field(metadata={"doc": "From the first to the last day that a report gives."})
    place_name: str = field(metadata={"doc": "The place as found, or in the words of the first report."})
    admin1: str = field(metadata={"doc": "The first-level region in the words of a report."})
    country_code: str = field(metadata={"doc": "ISO 3166-1 alpha-2 (XK for Kosovo), empty where unknown."})
    location: Location | None = field(metadata={"doc": "The most precise location among its reports."})
    placing: str = field(metadata={"doc": "How far the placing went (see the words below)."})
    event_type: str = field(metadata={"doc": "The type that its first report gives."})
    description: str = field(metadata={"doc": "What its first report says."})
    participants: Count = field(metadata={"doc": "Lowest low and highest high of its reports."})
    detained: Count = field(metadata={"doc": "Lowest low and highest high of its reports."})
    injured: Count = field(metadata={"doc": "Lowest low and highest high of its reports."})
    killed: Count = field(metadata={"doc": "Lowest low and highest high of its reports."})
    state_response: tuple[str, ...] = field(metadata={"doc": "Every response that a report names."})
    tags: tuple[str, ...] = field(metadata={"doc": "Every tag of its reports."})
    reports: tuple[Report, ...] = field(metadata={"doc": "Its reports, in the order of the data."})
