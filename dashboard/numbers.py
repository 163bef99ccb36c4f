"""What the page says of the data in numbers, worked out once for each data version, for all who look at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st

from data.filters import Filters
from data.store import Snapshot
from data.summary import Summary, counts_by, source_names, summary


@dataclass(frozen=True, slots=True)
class Choices:
    """What the data has to choose from, whatever is chosen now: a label must not change while a choice is made."""

    countries: Mapping[str, int] = field(metadata={"doc": "Incidents by ISO 3166-1 alpha-2 code."})
    types: Mapping[str, int] = field(metadata={"doc": "Incidents by event type."})
    sources: tuple[str, ...] = field(metadata={"doc": "Names, those with most reports first."})


def numbers_of(current: Snapshot, filters: Filters) -> Summary:
    """The numbers of everything in `current` that passes `filters`."""
    return _numbers(current.version, filters, current)


def choices_of(current: Snapshot, everything: Filters) -> Choices:
    """What `current` has to choose from; `everything` are the filters of its dataset that leave nothing out."""
    return _choices(current.version, everything, current)


@st.cache_data(max_entries=256, show_spinner=False)
def _numbers(version: str, filters: Filters, _current: Snapshot) -> Summary:  # noqa: ARG001 - another one, other numbers
    with _current.engine.connect() as connection:
        return summary(connection, filters)


@st.cache_data(max_entries=16, show_spinner=False)
def _choices(version: str, everything: Filters, _current: Snapshot) -> Choices:  # noqa: ARG001 - likewise
    with _current.engine.connect() as connection:
        return Choices(
            countries=counts_by(connection, everything, "country_code"),
            types=counts_by(connection, everything, "event_type"),
            sources=tuple(source_names(connection)),
        )
