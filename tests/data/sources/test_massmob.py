from __future__ import annotations

import pytest

from data.model import Count
from data.sources.cells import NotProtest
from data.sources.massmob import MASSMOB, MASSMOB_CLEANED
from data.sources.own import BadCell
from tests.data.sources.reading import read

RAW = {
    "id": "902001001",
    "country": "Yugoslavia",
    "protest": "1",
    "startday": "3",
    "startmonth": "5",
    "startyear": "1991",
    "endday": "5",
    "endmonth": "5",
    "endyear": "1991",
    "protesterviolence": "1",
    "location": "Split",
    "participants_category": ".",
    "participants": "100s",
    "protesteridentity": "dockers",
    "protesterdemand1": "labor wage dispute",
    "protesterdemand2": ".",
    "stateresponse1": "crowd dispersal",
    "stateresponse2": "accomodation",
    "stateresponse3": ".",
    "sources": "A Paper, 4 May 1991; B Paper, 5 May 1991",
    "notes": "Dockers marched for their pay.",
}
CLEANED = {
    "id": "902001002",
    "country": "Canada",
    "protesterviolence": "0.0",
    "location": "national",
    "participants_category": "",
    "participants": ">500",
    "protesteridentity": "unspecified",
    "arrests": "0",
    "accomodation": "0",
    "crowddispersal": "1",
    "ignore": "0",
    "no_response": "1",
    "labor_wage_dispute": "1",
    "removal_of_politician": "2",
    "police_brutality": "0",
    "start_date": "1990-01-15",
    "end_date": "1990-01-15",
}


def test_a_row_of_the_project_is_read_column_by_column() -> None:
    made = read(MASSMOB, RAW)
    assert (made.date.start.isoformat(), made.date.end.isoformat()) == ("1991-05-03", "1991-05-05")
    assert (made.place.text, made.place.country) == ("Split", "Yugoslavia")
    assert made.event_type == "riot"
    assert made.participants == Count(200, 999, "100s")
    assert made.state_response == ("dispersal", "accommodation")
    assert made.tags == ("labor wage dispute",)
    assert made.source_names == ("A Paper, 4 May 1991", "B Paper, 5 May 1991")
    assert made.description == "Who: dockers. Dockers marched for their pay."
    assert made.incident_ref == "massmob-902001001"


def test_a_row_of_the_cleaned_copy_is_read_column_by_column() -> None:
    made = read(MASSMOB_CLEANED, CLEANED)
    assert made.date.precision == "day"
    assert (made.place.text, made.place.country) == ("national", "Canada")
    assert made.event_type == "demonstration"
    assert made.participants == Count(500, None, ">500")
    assert made.state_response == ("dispersal",)  # no_response is not read
    assert made.tags == ("labor wage dispute", "removal of politician")
    assert (made.source_name, made.description) == ("Mass Mobilization", "")


def test_a_year_without_a_protest_is_no_protest() -> None:
    with pytest.raises(NotProtest, match="not a protest"):
        read(MASSMOB, RAW | {"protest": "0", "startday": ".", "startyear": "."})


@pytest.mark.parametrize(
    ("size", "category", "count", "told"),
    [
        ("busloads", "100-999", Count(100, 999, "100-999"), "Size, as worded: busloads."),
        ("1000", "100-999", Count(1000, 1000, "1000"), ""),
        (".", ">10000", Count(10000, None, ">10000"), ""),
        ("busloads", "", Count(text="busloads"), ""),
        (".", ".", Count(), ""),
    ],
)
def test_the_category_helps_where_the_words_say_no_number(size: str, category: str, count: Count, told: str) -> None:
    made = read(MASSMOB_CLEANED, CLEANED | {"participants": size, "participants_category": category})
    assert made.participants == count
    assert made.description == told


@pytest.mark.parametrize(
    ("set_columns", "responses"),
    [(("ignore",), ("none",)), (("ignore", "arrests"), ("arrests",)), ((), ()),
     (("killings", "shootings", "beatings"), ("beatings", "killings", "shootings"))],
)  # fmt: skip
def test_nothing_is_said_to_be_done_only_where_nothing_else_was(
    set_columns: tuple[str, ...], responses: tuple[str, ...]
) -> None:
    cells = CLEANED | {"crowddispersal": "0"} | dict.fromkeys(set_columns, "1")
    assert read(MASSMOB_CLEANED, cells).state_response == responses


def test_parts_of_a_date_that_are_missing_are_named() -> None:
    with pytest.raises(BadCell) as error:
        read(MASSMOB, RAW | {"startday": "."})
    assert error.value.column == "startyear"
