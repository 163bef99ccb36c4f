from __future__ import annotations

import pytest

from data.model import Count
from data.sources.cow import COUNTRIES, country_of
from data.sources.mmad import MMAD
from geocoding import country_code
from tests.data.sources.reading import read

ROW = {
    "id": "77",
    "cowcode": "705",
    "location": "1526384",
    "latitude": "43.25",
    "longitude": "76.95",
    "asciiname": "Almaty",
    "event_date": "2011-05-01",
    "side": "1",
    "actors": "opposition",
    "issue": "elections",
    "part_violence": "0",
    "sec_engagement": "1",
    "numparticipants": "about 200",
    "avg_numparticipants": "200",
    "source": "A Monitor",
}


def test_a_report_is_read_column_by_column() -> None:
    made = read(MMAD, ROW)
    assert (made.place.text, made.place.country) == ("Almaty", "KZ")
    assert made.location is not None
    assert made.location.precision == "city"
    assert made.participants == Count(200, 200, "about 200", approximate=True)
    assert (made.source_name, made.description) == ("A Monitor", "Issue: elections. Who: opposition.")
    assert made.tags == ("anti-regime", "elections")
    assert made.state_response == ()


def test_reports_of_one_side_at_one_place_on_one_day_are_one_event() -> None:
    first = read(MMAD, ROW).incident_ref
    assert read(MMAD, ROW | {"id": "78", "source": "B Agency"}).incident_ref == first
    for other in ({"side": "0"}, {"event_date": "2011-05-02"}, {"location": "1526273"}):
        assert read(MMAD, ROW | other).incident_ref != first
    assert read(MMAD, ROW | {"side": "NA"}).incident_ref == "mmad-77"


@pytest.mark.parametrize(
    ("worded", "average", "count"),
    [
        ("NA", "75.0", Count(75, 75, "75")),
        ("NA", "NA", Count()),
        ("", "", Count()),
        ("many", "", Count(text="many")),
    ],
)
def test_what_is_missing_is_unknown(worded: str, average: str, count: Count) -> None:
    assert read(MMAD, ROW | {"numparticipants": worded, "avg_numparticipants": average}).participants == count


def test_every_country_number_is_one_country_of_today() -> None:
    assert len(set(COUNTRIES.values())) == len(COUNTRIES)
    assert [code for code in COUNTRIES.values() if country_code(code) != code] == []


@pytest.mark.parametrize(("number", "code"), [("365", "RU"), ("710", "CN"), ("816", "VN"), ("999", ""), ("", "")])
def test_country_numbers_of_the_correlates_of_war(number: str, code: str) -> None:
    assert country_of(number) == code
