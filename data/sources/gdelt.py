"""GDELT events, 1.0 and 2.0: news that a program coded. The reader names the columns, for the files have no header.

Sources of the rules: “The GDELT Event Database: Data Format Codebook” 2.0 (ActionGeo_Type, FIPS 10-4 countries) and the
CAMEO codebook 1.1b3, chapter 14 (https://parusanalytics.com/eventdata/data.dir/cameo.html).
"""

from __future__ import annotations

from typing import Final

from data.parsing.any_date import DateReading
from data.sources.cells import NotProtest, date_cell, own_id, place_given, signature, sources_of, tags_of, told
from data.sources.fips import country_of
from data.sources.source import Cells, Source

PROTESTS: Final[dict[str, tuple[str, str]]] = {
    "140": ("other", "political dissent, not specified"),
    "141": ("demonstration", "demonstration or rally"),
    "142": ("other", "hunger strike"),
    "143": ("strike", "strike or boycott"),
    "144": ("blockade", "obstruction of passage, blockade"),
    "145": ("riot", "violent protest, riot"),
}
"""EventBaseCode of the root code 14, which is protest: our type, and the code in words."""

PRECISION: Final[dict[str, str]] = {"1": "country", "2": "admin1", "3": "city", "4": "city", "5": "admin1"}
"""ActionGeo_Type: a country, a US state, a US city, a city elsewhere, a first-level area elsewhere."""

_ROOT = "14"


def to_own(cells: Cells, reading: DateReading) -> dict[str, str]:
    """A row of GDELT as a row of ours. Raises NotProtest for all but the CAMEO root code 14."""
    root = cells.get("eventrootcode", "")
    if root != _ROOT:
        raise NotProtest("EventRootCode", f"not a protest (EventRootCode {root[:10]})")
    kind, words = PROTESTS.get(cells.get("eventbasecode", ""), PROTESTS["140"])
    precision = PRECISION.get(cells.get("actiongeo_type", ""), "")
    country = country_of(cells.get("actiongeo_countrycode", ""))
    given = place_given(cells.get("actiongeo_lat", ""), cells.get("actiongeo_long", ""), precision) if precision else {}
    return {
        "incident_id": own_id("gdelt", cells.get("globaleventid", "")),
        "date": date_cell(cells, "sqldate", reading),
        **_place(cells.get("actiongeo_fullname", ""), precision),
        "country": country,
        "event_type": kind,
        "description": told(
            (f"CAMEO {cells.get('eventcode', '')}", words),
            ("Actor 1", cells.get("actor1name", "")),
            ("Actor 2", cells.get("actor2name", "")),
        ),
        "tags": tags_of("coded by a program", words),
        **sources_of([cells.get("sourceurl", "")], "GDELT"),
        **given,
        **({"country_code": country} if given else {}),
    }


def _place(full_name: str, precision: str) -> dict[str, str]:
    """Place and region of “Minsk, Minsk City, Belarus”; of a country alone neither, for the column country has it."""
    parts = [part.strip() for part in full_name.split(",")]
    if precision == "country":
        return {}
    region = parts[1] if len(parts) > 2 and not parts[1].endswith("(general)") else ""
    return {"place": parts[0], "admin1": region}


GDELT = Source(
    name="gdelt",
    title="GDELT events",
    recognises=signature(
        *("globaleventid", "sqldate", "eventcode", "eventbasecode", "eventrootcode", "actor1name", "actor2name"),
        *("actiongeo_type", "actiongeo_fullname", "actiongeo_countrycode", "actiongeo_lat", "actiongeo_long"),
    ),
    to_own=to_own,
    dates=("sqldate",),
    terms="Free to use; GDELT asks to be cited.",
)
