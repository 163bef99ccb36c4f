from __future__ import annotations

import pytest

from data.sources.cells import NotProtest
from data.sources.fips import country_of
from data.sources.gdelt import GDELT
from data.sources.own import BadCell
from tests.data.sources.reading import read

ROW = {
    "globaleventid": "100200300",
    "sqldate": "20191024",
    "actor1name": "WORKER",
    "actor2name": "GOVERNMENT",
    "eventcode": "1411",
    "eventbasecode": "141",
    "eventrootcode": "14",
    "actiongeo_type": "4",
    "actiongeo_fullname": "Minsk, Minsk City, Belarus",
    "actiongeo_countrycode": "BO",
    "actiongeo_lat": "53.9",
    "actiongeo_long": "27.5667",
    "sourceurl": "https://news.example/minsk",
}


def test_a_row_is_read_column_by_column() -> None:
    made = read(GDELT, ROW)
    assert made.date.start.isoformat() == "2019-10-24"
    assert (made.place.text, made.place.admin1, made.place.country) == ("Minsk", "Minsk City", "BY")
    assert made.location is not None
    assert (made.location.country_code, made.location.precision) == ("BY", "city")
    assert made.event_type == "demonstration"
    assert made.description == "CAMEO 1411: demonstration or rally. Actor 1: WORKER. Actor 2: GOVERNMENT."
    assert (made.source_name, made.source_url) == ("GDELT", "https://news.example/minsk")
    assert made.incident_ref == "gdelt-100200300"


@pytest.mark.parametrize("root", ["01", "04", "13", "19", ""])
def test_what_is_no_protest_is_told_apart(root: str) -> None:
    with pytest.raises(NotProtest, match=f"not a protest .EventRootCode {root}"):
        read(GDELT, ROW | {"eventrootcode": root})


@pytest.mark.parametrize(
    ("code", "kind"),
    [("140", "other"), ("141", "demonstration"), ("142", "other"), ("143", "strike"), ("144", "blockade"),
     ("145", "riot")],
)  # fmt: skip
def test_protest_codes_have_a_type_of_ours(code: str, kind: str) -> None:
    assert read(GDELT, ROW | {"eventbasecode": code}).event_type == kind


@pytest.mark.parametrize(
    ("kind", "name", "place", "admin1", "precision"),
    [
        ("1", "Belarus", "", "", "country"),
        ("2", "New York, United States", "New York", "", "admin1"),
        ("3", "Phoenix, Arizona, United States", "Phoenix", "Arizona", "city"),
        ("4", "Minsk, Belarus (general), Belarus", "Minsk", "", "city"),
        ("5", "Brestskaya Voblasts, Belarus", "Brestskaya Voblasts", "", "admin1"),
    ],
)
def test_a_place_is_no_finer_than_its_type(kind: str, name: str, place: str, admin1: str, precision: str) -> None:
    made = read(GDELT, ROW | {"actiongeo_type": kind, "actiongeo_fullname": name})
    assert (made.place.text, made.place.admin1) == (place, admin1)
    assert made.location is not None
    assert made.location.precision == precision


def test_an_event_of_nowhere_is_rejected_with_what_is_missing() -> None:
    nowhere = dict.fromkeys((name for name in ROW if name.startswith("actiongeo")), "") | {"actiongeo_type": "0"}
    with pytest.raises(BadCell, match="no place"):
        read(GDELT, ROW | nowhere)


def test_a_file_of_the_first_version_may_have_no_link() -> None:
    assert read(GDELT, {k: v for k, v in ROW.items() if k != "sourceurl"}).source_url == ""


@pytest.mark.parametrize(
    ("fips", "iso"),
    [("RS", "RU"), ("BO", "BY"), ("AU", "AT"), ("AS", "AU"), ("GM", "DE"), ("CH", "CN"), ("SZ", "CH"), ("UP", "UA"),
     ("KZ", "KZ"), ("RI", "RS"), ("KV", "XK"), ("GZ", "PS"), ("WE", "PS"), ("UK", "GB"), ("OC", ""), ("", "")],
)  # fmt: skip
def test_countries_of_fips_10_4(fips: str, iso: str) -> None:
    assert country_of(fips) == iso
