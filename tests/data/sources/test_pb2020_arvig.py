from __future__ import annotations

import pytest

from data.sources.arvig import ARVIG
from data.sources.own import BadCell
from data.sources.pb2020 import PB2020
from tests.data.sources.reading import read

PB = {
    "state": "Ohio",
    "edit_at": "https://edit.example/Ohio.md",
    "city": "Columbus",
    "name": "Officer pushes a reporter",
    "date": "2020-05-30",
    "date_text": "2020-05-30",
    "id": "oh-columbus-99",
    "link 1": "https://video.example/1",
    "link 2": "https://video.example/2",
    "link 10": "https://video.example/10",
}
DE = {
    "date": "2015-02-03",
    "location": "Berlin-Mitte",
    "state": "Berlin",
    "longitude": "13.4",
    "latitude": "52.5",
    "category_de": "Kundgebung/Demo",
    "category_en": "demonstration",
    "description": "Etwa 30 Menschen versammelten sich.",
    "source": "https://zeitung.example/a",
}


def test_2020pb_keeps_every_link_in_order() -> None:
    made = read(PB2020, PB)
    assert made.source_urls == ("https://video.example/1", "https://video.example/2", "https://video.example/10")
    assert (made.source_name, made.event_type) == ("2020PB", "crackdown")
    assert (made.place.text, made.place.admin1, made.place.country) == ("Columbus", "Ohio", "US")
    assert (made.incident_ref, made.description) == ("2020pb-oh-columbus-99", "Officer pushes a reporter.")


def test_2020pb_says_where_its_date_is_not_certain() -> None:
    worded = "(Believed to be) 2020-05-30"
    for date in ("2020-05-30", ""):
        made = read(PB2020, PB | {"date": date, "date_text": worded})
        assert made.date.start.isoformat() == "2020-05-30"
        assert made.description == f"Officer pushes a reporter. Date, as worded: {worded}."


@pytest.mark.parametrize("worded", ["Unknown Date", ""])
def test_2020pb_without_a_date_is_rejected(worded: str) -> None:
    with pytest.raises(BadCell, match="no date"):
        read(PB2020, PB | {"date": "", "date_text": worded})


@pytest.mark.parametrize(
    ("city", "state", "place", "region"),
    [("DC", "Washington DC", "Washington DC", "DC"), ("Unknown Location", "Ohio", "", "Ohio"),
     ("Unknown Location", "Unknown Location", "", "")],
)  # fmt: skip
def test_2020pb_places(city: str, state: str, place: str, region: str) -> None:
    made = read(PB2020, PB | {"city": city, "state": state})
    assert (made.place.text, made.place.admin1, made.place.country) == (place, region, "US")


def test_2020pb_keeps_words_that_stand_between_the_links() -> None:
    made = read(PB2020, PB | {"link 2": "https://video.example/2 (aftermath)"})
    assert made.source_urls[1] == "https://video.example/2"
    assert made.description.endswith("Beside the links: (aftermath).")


def test_arvig_is_read_column_by_column() -> None:
    made = read(ARVIG, DE)
    assert (made.place.text, made.place.admin1, made.place.country) == ("Berlin-Mitte", "Berlin", "DE")
    assert made.location is not None
    assert (made.location.latitude, made.location.longitude, made.location.precision) == (52.5, 13.4, "city")
    assert (made.event_type, made.tags) == ("demonstration", ("demonstration",))
    assert made.description == DE["description"]


@pytest.mark.parametrize(
    ("category", "kind", "tags"),
    [
        ("arson", "other", ("arson",)),
        ("demonstration & miscellaneous attack", "demonstration", ("demonstration", "miscellaneous attack")),
        ("miscellaneous attack & assault", "other", ("miscellaneous attack", "assault")),
    ],
)
def test_arvig_categories(category: str, kind: str, tags: tuple[str, ...]) -> None:
    made = read(ARVIG, DE | {"category_en": category})
    assert (made.event_type, made.tags) == (kind, tags)


@pytest.mark.parametrize(
    ("source", "names", "links"),
    [
        ("Eine Zeitung", ("Eine Zeitung",), ()),
        ("Eine Zeitung, https://a.example/1,", ("Eine Zeitung",), ("https://a.example/1",)),
        ("https://a.example/1 und https://b.example/2", ("ARVIG",), ("https://a.example/1", "https://b.example/2")),
        ("Quelle: Ein Amt", ("Ein Amt",), ()),
        ("http://", ("ARVIG",), ()),
        ("", ("ARVIG",), ()),
    ],
)
def test_arvig_sources_are_links_and_names(source: str, names: tuple[str, ...], links: tuple[str, ...]) -> None:
    made = read(ARVIG, DE | {"source": source})
    assert (made.source_names, made.source_urls) == (names, links)
