"""GDELT event files: tab separated and without a header, so known by their width. Source: GDELT codebooks 1.0, 2.0."""

from __future__ import annotations

from collections.abc import Sequence

_FIRST = ("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate")
_ACTOR = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code",
          "Type1Code", "Type2Code", "Type3Code")  # fmt: skip
_EVENT = ("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
          "NumSources", "NumArticles", "AvgTone")  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
_ADM2_SINCE = 61  # columns of version 2.0, the first with second-level regions
_WIDTHS = (57, 58, _ADM2_SINCE)


def is_event(cells: Sequence[str]) -> bool:
    """Whether these are the cells of an event: as many as in a version, with a number and a day in front."""
    return len(cells) in _WIDTHS and cells[0].isdecimal() and cells[1].isdecimal() and len(cells[1]) == len("20191024")


def columns(width: int) -> tuple[str, ...]:
    """The names of the columns of an event file that has so many."""
    geo = _GEO if width == _ADM2_SINCE else tuple(part for part in _GEO if part != "ADM2Code")
    names = (
        *_FIRST,
        *(f"Actor{number}{part}" for number in (1, 2) for part in _ACTOR),
        *_EVENT,
        *(f"{block}_{part}" for block in ("Actor1Geo", "Actor2Geo", "ActionGeo") for part in geo),
        "DATEADDED",
        "SOURCEURL",
    )
    return names[:width]
