"""Incidents by country, with the people detained, the period before, and how many that is for its inhabitants."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import ColumnElement, Connection, and_, case, func, select

from data.classes import Class, classes, mirrored
from data.filters import Filters
from data.populations import populations
from data.schema import incidents
from data.totals import Total, read_total, total_columns
from data.where import where

MEASURES = ("incidents", "detained", "per_million", "change")


@dataclass(frozen=True, slots=True)
class Country:
    """What is shown of one country."""

    country: str = field(metadata={"doc": "ISO 3166-1 alpha-2 code; empty where the country is unknown."})
    incidents: int = field(metadata={"doc": "Incidents that pass the filters."})
    detained: Total = field(metadata={"doc": "People detained in them."})
    before: int | None = field(metadata={"doc": "Incidents in the period before; None where no dates are chosen."})
    population: int | None = field(metadata={"doc": "Inhabitants; None where unknown."})

    @property
    def values(self) -> dict[str, float | None]:
        """By each of MEASURES; None is unknown, which is never 0. Of the detained the least that is known."""
        return {
            "incidents": self.incidents,
            "detained": self.detained.low if self.detained.low_known_in or not self.incidents else None,
            "per_million": round(self.incidents / self.population * 1e6, 3) if self.population else None,
            "change": None if self.before is None else self.incidents - self.before,
        }


@dataclass(frozen=True, slots=True)
class Shaded:
    """All countries of a view, most incidents first, and the classes in which a map shades them."""

    countries: tuple[Country, ...]
    before: Filters | None = field(metadata={"doc": "The period before; None where no dates are chosen."})
    classes: dict[str, tuple[Class, ...]] = field(metadata={"doc": "By each of MEASURES, above 0."})


def by_country(connection: Connection, filters: Filters) -> Shaded:
    """Everything that passes `filters`, by country. What has incidents only in the period before is in it with 0."""
    row = incidents.c
    before = period_before(filters)
    if before:
        both = dataclasses.replace(filters, start=before.start)
        now, then = _overlaps(filters), _overlaps(before)
        earlier = func.sum(case((then, 1), else_=0))
    else:
        both, now, earlier = filters, None, None
    number = func.count() if now is None else func.sum(case((now, 1), else_=0))
    columns = [row.country_code, number.label("incidents"), *total_columns("detained", now)]
    columns += [] if earlier is None else [earlier.label("before")]
    query = select(*columns).where(where(both)).group_by(row.country_code)
    found = [
        Country(
            country=each["country_code"],
            incidents=int(each["incidents"]),
            detained=read_total(each, "detained", int(each["incidents"])),
            before=None if earlier is None else int(each["before"]),
            population=populations().get(each["country_code"]),
        )
        for each in connection.execute(query).mappings()
    ]
    found = [country for country in found if country.incidents or country.before]
    found.sort(key=lambda country: (-country.incidents, country.country))
    return Shaded(tuple(found), before, _classes([country for country in found if country.country]))


def period_before(filters: Filters) -> Filters | None:
    """`filters` for the period just before theirs, of the same length; None where a day is not chosen."""
    if not filters.start or not filters.end:
        return None
    length = filters.end - filters.start + timedelta(days=1)
    try:
        return dataclasses.replace(filters, start=filters.start - length, end=filters.start - timedelta(days=1))
    except OverflowError:  # before the year 1
        return None


def _overlaps(filters: Filters) -> ColumnElement[bool]:
    return and_(incidents.c.date_end >= filters.start, incidents.c.date_start <= filters.end)


def _classes(countries: list[Country]) -> dict[str, tuple[Class, ...]]:
    values = {
        name: [value for country in countries if (value := country.values[name]) is not None] for name in MEASURES
    }
    return {name: (mirrored if name == "change" else classes)(values[name]) for name in MEASURES}
