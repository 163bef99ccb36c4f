"""Filters as a WHERE clause. Every value is bound; `%` and `_` of a search text mean themselves."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, or_, true

from data.filters import Filters
from data.parsing.text import search_key
from data.schema import incidents
from data.vocabulary import COUNT_KINDS


def where(filters: Filters) -> ColumnElement[bool]:
    """The rows of `incidents` that `filters` lets through, in the store of their dataset: each has one of its own.

    A date less precise than a day passes where any day of it could: January 2022 passes from 5 January 2022 on.
    """
    row = incidents.c
    clauses: list[ColumnElement[bool]] = []
    if filters.countries:
        clauses.append(row.country_code.in_(filters.countries))
    if filters.start:
        clauses.append(row.date_end >= filters.start)
    if filters.end:
        clauses.append(row.date_start <= filters.end)
    if filters.types:
        clauses.append(row.event_type.in_(filters.types))
    if filters.precisions:
        clauses.append(row.precision.in_(filters.precisions))
    clauses += [row.search.contains(word, autoescape=True) for word in search_key(filters.text).split()]
    for kind in COUNT_KINDS:
        minimum = getattr(filters, f"{kind}_min")
        if minimum is not None:
            clauses.append(row[f"{kind}_claimed"] >= minimum)
    if filters.sources:
        # each name stands on a line of its own, so that a whole line is looked for
        lines = "\n" + row.sources + "\n"
        clauses.append(or_(*(lines.contains(f"\n{name}\n", autoescape=True) for name in filters.sources)))
    return and_(true(), *clauses)
