"""Filters: the one frozen value that says what is shown, and its way into URL parameters and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TypeVar

from data.errors import BadValue
from data.parsing.text import clean_text
from data.schema import PUBLIC
from data.vocabulary import COUNT_KINDS, EVENT_TYPES, LOCATION_PRECISIONS

MAX_PARAM = 200
"""Characters of one URL parameter that are looked at."""

_T = TypeVar("_T")
_COUNTRY = re.compile(r"[A-Z]{2}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_VERSION = re.compile(r"[0-9a-f]{12}")
_DATASET = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Filters:
    """What is shown. Every empty value means: no restriction. Values of one field are alternatives."""

    countries: tuple[str, ...] = field(default=(), metadata={"doc": "ISO 3166-1 alpha-2 codes.", "param": "country"})
    start: date | None = field(
        default=None,
        metadata={"doc": "First day; what may have happened on it or later is shown.", "param": "from"},
    )
    end: date | None = field(
        default=None,
        metadata={"doc": "Last day; what may have happened on it or earlier is shown.", "param": "to"},
    )
    types: tuple[str, ...] = field(default=(), metadata={"doc": "Event types.", "param": "type"})
    text: str = field(
        default="",
        metadata={
            "doc": "Words of place, description, source or tags; case and accents do not matter.",
            "param": "q",
        },
    )
    participants_min: int | None = field(
        default=None,
        metadata={"doc": "Some report says that at least so many took part.", "param": "participants_min"},
    )
    detained_min: int | None = field(
        default=None,
        metadata={"doc": "Some report says that at least so many were detained.", "param": "detained_min"},
    )
    injured_min: int | None = field(
        default=None,
        metadata={"doc": "Some report says that at least so many were injured.", "param": "injured_min"},
    )
    killed_min: int | None = field(
        default=None,
        metadata={"doc": "Some report says that at least so many were killed.", "param": "killed_min"},
    )
    precisions: tuple[str, ...] = field(default=(), metadata={"doc": "Location precisions.", "param": "precision"})
    sources: tuple[str, ...] = field(default=(), metadata={"doc": "Names of sources, whole.", "param": "source"})
    dataset: str = field(
        default=PUBLIC,
        metadata={"doc": "Which data: public, or the id of a private dataset.", "param": "dataset"},
    )
    as_of: str = field(
        default="",
        metadata={
            "doc": "An earlier version of the data that the operator keeps; empty: the current.",
            "param": "as_of",
        },
    )

    def unrestricted(self) -> Filters:
        """All of the same data."""
        return Filters(dataset=self.dataset, as_of=self.as_of)

    def to_params(self) -> list[tuple[str, str]]:
        """URL parameters in a fixed order, defaults left out."""
        params = [("country", code) for code in self.countries]
        params += [("from", self.start.isoformat())] if self.start else []
        params += [("to", self.end.isoformat())] if self.end else []
        params += [("type", name) for name in self.types]
        params += [("q", self.text)] if self.text else []
        for kind in COUNT_KINDS:
            minimum = getattr(self, f"{kind}_min")
            params += [(f"{kind}_min", str(minimum))] if minimum is not None else []
        params += [("precision", name) for name in self.precisions]
        params += [("source", name) for name in self.sources]
        params += [("dataset", self.dataset)] if self.dataset != PUBLIC else []
        return params + ([("as_of", self.as_of)] if self.as_of else [])


def read_filters(params: Mapping[str, Sequence[str]]) -> tuple[Filters, tuple[BadValue, ...]]:
    """The Filters that URL parameters state, and the values that cannot be, which are left out.

    Parameters that are not of Filters are not looked at. Of a single-valued parameter the last value counts.
    """
    problems: list[BadValue] = []
    last = partial(_last, params, problems)
    every = partial(_every, params, problems)
    start, end = last("from", _day), last("to", _day)
    if start and end and start > end:
        problems.append(BadValue("to", end.isoformat(), "is before `from`"))
        start = end = None
    filters = Filters(
        countries=every("country", _country),
        start=start,
        end=end,
        types=every("type", partial(_one_of, EVENT_TYPES)),
        text=last("q", _words) or "",
        participants_min=last("participants_min", _minimum),
        detained_min=last("detained_min", _minimum),
        injured_min=last("injured_min", _minimum),
        killed_min=last("killed_min", _minimum),
        precisions=every("precision", partial(_one_of, LOCATION_PRECISIONS)),
        sources=every("source", _words),
        dataset=last("dataset", _dataset) or PUBLIC,
        as_of=last("as_of", read_version) or "",
    )
    return filters, tuple(problems)


def _last(
    params: Mapping[str, Sequence[str]], problems: list[BadValue], name: str, read: Callable[[str], _T]
) -> _T | None:
    found = _every(params, problems, name, read)
    return found[-1] if found else None


def _every(
    params: Mapping[str, Sequence[str]], problems: list[BadValue], name: str, read: Callable[[str], _T]
) -> tuple[_T, ...]:
    """The values of `name` that can be, each once, in their order; empty ones say nothing."""
    found: dict[_T, None] = {}
    for value in params.get(name, ()):
        if not value.strip():
            continue
        try:
            if (meant := read(value.strip()[:MAX_PARAM])) != "":
                found[meant] = None
        except ValueError as error:
            problems.append(BadValue(name, value[:100], str(error)))
    return tuple(found)


def read_version(text: str) -> str:
    """A data version as data/publishing/writing.py makes them. Raises ValueError."""
    if not _VERSION.fullmatch(text):
        raise ValueError("is not a data version, 12 of 0-9 and a-f")
    return text


def _country(value: str) -> str:
    if not _COUNTRY.fullmatch(value.upper()):
        raise ValueError("is not an ISO 3166-1 alpha-2 code such as KZ")
    return value.upper()


def _day(value: str) -> date:
    if not _DAY.fullmatch(value):
        raise ValueError("is not a day such as 2021-02-28")
    return date.fromisoformat(value)


def _one_of(words: Iterable[str], value: str) -> str:
    if value not in words:
        raise ValueError(f"is not one of {', '.join(words)}")
    return value


def _minimum(value: str) -> int:
    if not value.isascii() or not value.isdecimal() or len(value) > 9:
        raise ValueError("is not a whole number from 0 to 999999999")
    return int(value)


def _words(value: str) -> str:
    return clean_text(value)[:MAX_PARAM].rstrip()


def _dataset(value: str) -> str:
    if not _DATASET.fullmatch(value):
        raise ValueError("is not the id of a dataset")
    return value
