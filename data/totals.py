"""People over many incidents as a range: lows and highs added apart, the unknown counted beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, case, false, func

from data.schema import incidents


@dataclass(frozen=True, slots=True)
class Total:
    """People over all incidents of a view. Unknown adds nothing to either bound and is counted beside them."""

    low: int = field(metadata={"doc": "Sum of the known lows."})
    high: int | None = field(metadata={"doc": "Sum of the known highs; empty where any is open."})
    known_in: int = field(metadata={"doc": "Incidents in which a bound is known."})
    low_known_in: int = field(metadata={"doc": "Incidents in which a low is known; in none, the high is all there is."})
    approximate: bool = field(metadata={"doc": "Whether any source of these numbers rounds or estimates."})
    unknown_in: int = field(metadata={"doc": "Incidents in which no bound is known."})


def total_columns(kind: str, counted: ColumnElement[bool] | None = None) -> list[ColumnElement[Any]]:
    """What a query has to add up for a count (`kind`, of COUNT_KINDS), of all its rows or only of those `counted`."""

    def of(value: Any) -> Any:
        return value if counted is None else case((counted, value))

    row = incidents.c
    low, high = row[f"{kind}_low"], row[f"{kind}_high"]
    known = low.is_not(None) | high.is_not(None)
    columns: dict[str, Any] = {
        "low": func.coalesce(func.sum(of(low)), 0),
        "high": func.coalesce(func.sum(of(high)), 0),
        "known": func.coalesce(func.sum(of(case((known, 1), else_=0))), 0),
        "open": func.coalesce(func.sum(of(case((known & high.is_(None), 1), else_=0))), 0),
        "with_low": func.count(of(low)),
        "approximate": func.coalesce(func.bool_or(of(row[f"{kind}_approximate"])), false()),
    }
    return [column.label(f"{kind}_{name}") for name, column in columns.items()]


def added(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """A column of `total_columns` over several of its rows."""
    together = func.bool_or if column.name.endswith("_approximate") else func.sum
    return together(column).label(column.name)


def read_total(found: Mapping[Any, Any], kind: str, number: int) -> Total:
    """The Total of a row that has the columns of `total_columns`, over `number` incidents."""
    known = int(found[f"{kind}_known"])
    return Total(
        low=int(found[f"{kind}_low"]),
        high=None if found[f"{kind}_open"] else int(found[f"{kind}_high"]),
        known_in=known,
        low_known_in=int(found[f"{kind}_with_low"]),
        approximate=bool(found[f"{kind}_approximate"]),
        unknown_in=number - known,
    )
