from __future__ import annotations

import pytest

from data.model import Count
from data.sources.ccc import CCC
from tests.data.sources.reading import read

ROW = {
    "date": "2019-03-15",
    "locality": "Springfield",
    "state": "IL",
    "location_detail": "Old Capitol",
    "online": "0",
    "type": "rally; march",
    "macroevent": "",
    "actors": "students; teachers",
    "claims": "for action on the climate",
    "valence": "0",
    "issues": "environment",
    "size_text": "",
    "size_low": "100",
    "size_high": "150",
    "arrests": "",
    "source_1": "https://news.example/one",
    "source_2": "Springfield Paper",
    "source_10": "https://news.example/ten",
    "notes": "",
    "lat": "39.78",
    "lon": "-89.65",
}
LATER = {
    "date": "2025-06-14",
    "locality": "Springfield",
    "state": "IL",
    "location": "Old Capitol",
    "event_type": "strike",
    "title": "Day of the Strike",
    "organizations": "A Union",
    "participants": "teachers",
    "claims_summary": "for higher pay",
    "arrests": "unspecified",
    "participant_injuries": "2",
    "police_injuries": "1",
    "participant_deaths": "1",
    "size_text": "hundreds",
    "size_low": "200",
    "size_high": "200",
    "source1": "https://news.example/one",
    "source2": "https://news.example/two",
    "lat": "39.78",
    "lon": "-89.65",
}


def test_a_row_of_the_first_file_is_read_column_by_column() -> None:
    made = read(CCC, ROW)
    assert (made.place.text, made.place.admin1, made.place.country) == ("Springfield", "IL", "US")
    assert made.location is not None
    assert (made.location.longitude, made.location.precision) == (-89.65, "city")
    assert made.participants == Count(100, 150, "100-150")
    assert (made.detained, made.injured, made.killed) == (Count(), Count(), Count())
    assert made.event_type == "march"
    assert made.tags == ("rally", "march", "environment")
    assert made.description == "Claims: for action on the climate. Who: students; teachers. At: Old Capitol."
    assert made.source_names == ("Springfield Paper",)
    assert made.source_urls == ("https://news.example/one", "https://news.example/ten")
    assert made.incident_ref == ""


def test_the_later_files_name_columns_otherwise() -> None:
    made = read(CCC, LATER)
    assert made.event_type == "strike"
    assert made.participants == Count(200, 999, "hundreds")  # the file's 200 is the lower end of the word
    assert made.detained == Count(text="unspecified")
    assert (made.injured, made.killed) == (Count(3, 3, "3"), Count(1, 1, "1"))
    assert made.description == "Day of the Strike. Claims: for higher pay. Who: A Union; teachers. At: Old Capitol."
    assert made.source_urls == ("https://news.example/one", "https://news.example/two")
    assert made.source_name == "Crowd Counting Consortium"


@pytest.mark.parametrize(
    ("text", "low", "high", "count"),
    [
        ("dozens", "24", "24", Count(24, 99, "dozens")),
        ("count pic", "40", "60", Count(40, 60, "40-60")),
        ("", "50.0", "50.0", Count(50, 50, "50")),
        ("", "50", "", Count(50, 50, "50")),
        ("count pic", "", "", Count(text="count pic")),
        ("", "", "", Count()),
    ],
)
def test_a_size_in_words_goes_before_the_numbers_made_of_it(text: str, low: str, high: str, count: Count) -> None:
    assert read(CCC, ROW | {"size_text": text, "size_low": low, "size_high": high}).participants == count


@pytest.mark.parametrize(
    ("kinds", "kind"),
    [
        ("protest", "demonstration"),
        ("vigil; sit-in", "occupation"),
        ("caravan; rally", "march"),
        ("die-in", "demonstration"),
        ("Rally", "demonstration"),
        ("", "other"),
        ("something new", "other"),
    ],
)
def test_a_type_that_is_more_than_a_demonstration_decides(kinds: str, kind: str) -> None:
    assert read(CCC, ROW | {"type": kinds}).event_type == kind


def test_a_territory_is_a_country_of_its_own_in_iso_3166() -> None:
    made = read(CCC, ROW | {"state": "PR", "locality": "San Juan"})
    assert (made.place.country, made.place.admin1) == ("PR", "")


def test_a_row_without_coordinates_is_left_to_the_gazetteer() -> None:
    assert read(CCC, ROW | {"lat": "NA", "lon": "NA"}).location is None


def test_an_event_that_was_only_online_says_so() -> None:
    assert "online" in read(CCC, ROW | {"online": "1"}).tags
