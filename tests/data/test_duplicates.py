"""Pairs that may tell of one event: suggested with reasons, never merged."""

from __future__ import annotations

from datetime import date

from data.duplicates import MAX_PAIRS, Told, suggest

TEXT = "Police detained about fifty people before a rally near the park of the first president"
ALIKE = "Near the park of the first president police detained about fifty people before a rally"


def told(name: str, text: str = TEXT, day: int = 28, place: str = "Almaty", link: str = "", incident: str = "") -> Told:
    points = {"Almaty": (43.25, 76.95), "Astana": (51.18, 71.45)}
    latitude, longitude = points.get(place, (None, None))
    return Told(name, incident or name, date(2021, 2, day), place, latitude, longitude, text, name, link)


def pairs_of(*reports: Told) -> list[tuple[set[str], set[str]]]:
    return [({pair.one.report_id, pair.other.report_id}, set(pair.reasons)) for pair in suggest(reports)]


def test_one_place_and_day_with_texts_alike_is_a_pair() -> None:
    reports = told("One"), told("Two", ALIKE), told("Three", "A strike of miners for higher wages")
    assert pairs_of(*reports) == [({"One", "Two"}, {"date", "place", "text"})]


def test_place_and_day_alone_are_no_reason() -> None:
    assert pairs_of(told("One", ""), told("Two", "")) == []


def test_another_day_or_place_is_no_pair() -> None:
    assert pairs_of(told("One"), told("Two", day=27), told("Three", place="Astana")) == []


def test_one_link_is_a_pair_wherever_the_place() -> None:
    link = "https://example.org/report"
    reports = told("One", "", link=link), told("Two", "", link=link, place="Nowhere")
    assert pairs_of(*reports) == [({"One", "Two"}, {"date", "link"})]


def test_reports_of_one_incident_are_no_pair() -> None:
    assert pairs_of(told("One", incident="x"), told("Two", incident="x")) == []


def test_the_likeliest_pair_comes_first_and_their_number_is_bounded() -> None:
    link = "https://example.org/report"
    many = [told(f"r{number}") for number in range(60)]
    found = suggest([*many, told("One", link=link, day=1), told("Two", link=link, day=1)])
    assert len(found) == MAX_PAIRS
    assert {found[0].one.report_id, found[0].other.report_id} == {"One", "Two"}
