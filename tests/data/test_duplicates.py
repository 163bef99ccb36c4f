"""Pairs that may tell of one event: suggested with reasons, never merged."""

from __future__ import annotations

from pathlib import Path

from data.duplicates import suggest
from tests.data.builders import filled_store

TEXT = "Police detained about fifty people before a rally near the park of the first president"
ALIKE = "Near the park of the first president police detained about fifty people before a rally"


def pairs_of(folder: Path, rows: list[dict[str, str]]):
    with filled_store(folder, rows).snapshot().engine.connect() as connection:
        return [
            ({pair.one.source_name, pair.other.source_name}, set(pair.reasons)) for pair in suggest(connection)
        ]


def row(name: str, **cells: str) -> dict[str, str]:
    return {"date": "2021-02-28", "place": "Almaty", "country": "Kazakhstan", "source_name": name} | cells


def test_one_place_and_day_with_texts_alike_is_a_pair(tmp_path: Path) -> None:
    rows = [row("One", description=TEXT), row("Two", description=ALIKE), row("Three", description="A strike of miners")]
    assert pairs_of(tmp_path, rows) == [({"One", "Two"}, {"date", "place", "text"})]


def test_place_and_day_alone_are_no_reason(tmp_path: Path) -> None:
    assert pairs_of(tmp_path, [row("One"), row("Two")]) == []


def test_another_day_or_place_is_no_pair(tmp_path: Path) -> None:
    rows = [row("One", description=TEXT), row("Two", description=TEXT, date="2021-03-01"),
            row("Three", description=TEXT, place="Astana")]  # fmt: skip
    assert pairs_of(tmp_path, rows) == []


def test_one_link_is_a_pair_wherever_the_place(tmp_path: Path) -> None:
    link = "https://example.org/report"
    rows = [row("One", source_url=link), row("Two", source_url=link, place="Nowhere")]
    assert pairs_of(tmp_path, rows) == [({"One", "Two"}, {"date", "link"})]


def test_reports_of_one_incident_are_no_pair(tmp_path: Path) -> None:
    rows = [row("One", description=TEXT, incident_id="x-1"), row("Two", description=TEXT, incident_id="x-1")]
    assert pairs_of(tmp_path, rows) == []
