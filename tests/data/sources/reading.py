"""Rows of foreign tables, read as an import would read them."""

from __future__ import annotations

from data.model import Report
from data.parsing.any_date import DateReading
from data.sources.source import Source
from tests.data.builders import report

_ACTOR = "Code,Name,CountryCode,KnownGroupCode,EthnicCode,Religion1Code,Religion2Code,Type1Code,Type2Code,Type3Code"
_GEO = "Type,FullName,CountryCode,ADM1Code,{adm2}Lat,Long,FeatureID"
_EVENT = "IsRootEvent,EventCode,EventBaseCode,EventRootCode,QuadClass,GoldsteinScale,NumMentions,NumSources,NumArticles"


def read(source: Source, cells: dict[str, str], order: str = "") -> Report:
    """The report of one row; its own cells take the place of everything that the builder fills in."""
    return report(**{"place": "", "country": ""} | source.to_own(cells, DateReading(order=order)))


def gdelt(version: str) -> str:
    """The columns that the reader names for a version."""
    geo = _GEO.format(adm2="ADM2Code," if version == "2.0" else "")
    actors = [f"Actor{n}{part}" for n in (1, 2) for part in _ACTOR.split(",")]
    places = [f"{block}_{part}" for block in ("Actor1Geo", "Actor2Geo", "ActionGeo") for part in geo.split(",")]
    last = ["DATEADDED"] if version == "1.0 without URL" else ["DATEADDED", "SOURCEURL"]
    first = ["GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"]
    return ",".join([*first, *actors, *_EVENT.split(","), "AvgTone", *places, *last])
