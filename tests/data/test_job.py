"""The jobs of a draft: what they make of a file, and that they make it again as the editor chose since."""

from __future__ import annotations

import csv
import dataclasses
import os
import sys
from pathlib import Path

import pytest

from data import parts
from data.drafts.__main__ import main
from data.drafts.folder import Draft, Drafts
from data.drafts.job import make_map, read
from data.drafts.progress import progress_of
from data.drafts.results import imported, pairs, recognition, understanding
from data.recipe import PlaceDecision, Recipe, merged, together
from data.settings import PrivateLimits
from data.store import Store
from geocoding import Location

TABLE = """Дата;Город;Страна;Что произошло;Задержано;Ссылка
28.02.2021;Алматы;Казахстан;Полиция задержала людей перед митингом в парке;около 50;https://example.org/1
28.02.2021;Алматы;Казахстан;Перед митингом в парке полиция задержала людей;не менее 50;https://example.org/2
13.06.2019;Springfield;США;Забастовка учителей;нет;https://example.org/3
март 2022;Жанаозен;Казахстан;Забастовка;сотни;
вчера;Актау;Казахстан;Митинг;;
"""


def quiet(stage: str, done: int, total: int) -> None:
    """Nobody asks how far it is."""


@pytest.fixture
def draft(home_with_gazetteer: Path) -> Draft:
    made = Drafts(home_with_gazetteer, PrivateLimits()).create()
    send(made, "таблица.csv", TABLE)
    return made


def send(draft: Draft, name: str, text: str) -> None:
    with draft.receiving(name, 10_000) as take:
        take(text.encode("cp1251"))


def rows(draft: Draft) -> list[dict[str, str]]:
    with draft.annotated.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_table_of_her_own_is_recognised_and_understood_with_nothing_lost(draft: Draft) -> None:
    read(draft, quiet)
    found, said = recognition(draft), understanding(draft)
    assert found and said
    assert (found.rows, found.options.encoding, found.options.delimiter) == (5, "cp1251", ";")
    assert draft.recipe.source == "mapped"
    assert found.columns_chosen["place"] == "город"
    assert all(proposed.reason for proposed in found.proposed.values())
    assert (said.rows, said.reports) == (5, 4)
    assert [(each.column, each.rows, each.example) for each in said.left_out] == [("дата", 1, 6)]
    assert (said.dates[0].text, said.dates[0].meaning) == ("вчера", "")  # what cannot be read is first
    assert {count.text: (count.low, count.high) for count in said.counts}["не менее 50"] == (50, None)


def test_a_day_that_begins_and_ends_an_event_is_listed_once(draft: Draft) -> None:
    send(draft, "t.csv", "start date,end date,city\n2021-01-01,2021-01-01,Almaty\n2021-01-01,2021-01-02,Almaty\n")
    draft.decide(Recipe(source="mapped", columns={"date": "start date", "date_end": "end date", "place": "city"}))
    read(draft, quiet)
    said = understanding(draft)
    assert said and [(date.text, date.rows) for date in said.dates] == [("2021-01-01", 2), ("2021-01-02", 1)]


def test_a_file_without_dates_and_places_waits_for_its_columns(draft: Draft) -> None:
    send(draft, "t.csv", "foo;bar\n1;2\n")
    read(draft, quiet)
    found = recognition(draft)
    assert found and not found.is_enough
    assert understanding(draft) is None


def test_why_no_row_can_be_read_is_said(draft: Draft) -> None:
    send(draft, "t.csv", "date;place\n2021;a;b\n2022;a;b;c\n")
    read(draft, quiet)
    found = recognition(draft)
    assert found and "cells" in found.trouble


def test_the_choices_about_one_file_hold_for_the_next_like_it(draft: Draft) -> None:
    read(draft, quiet)
    columns = draft.recipe.columns | {"tags": "ссылка"}
    draft.decide(dataclasses.replace(draft.recipe, columns=columns))
    send(draft, "next.csv", TABLE.replace("28.02.2021", "01.03.2021"))
    read(draft, quiet)
    assert draft.recipe.columns == columns


def test_the_map_is_made_anew_as_the_editor_chose_and_her_table_says_the_same(draft: Draft) -> None:
    read(draft, quiet)
    make_map(draft, quiet)
    report = imported(draft)
    assert report
    (pair,) = pairs(draft)
    assert rows(draft)[0]["incident"] != rows(draft)[1]["incident"]
    (doubted,) = [each.place for each in report.places if each.status == "ambiguous"]

    chosen = Location(39.80172, -89.64371, "city", 5.0, "Springfield", "US", "editor")
    draft.decide(
        dataclasses.replace(
            draft.recipe,
            places=(PlaceDecision(doubted, location=chosen),),
            merges=merged((), pair.one.report_id, pair.other.report_id),
        )
    )
    assert draft.recipe != draft.used_recipe
    make_map(draft, quiet)
    assert draft.recipe == draft.used_recipe
    made = rows(draft)
    assert (made[2]["lat"], made[2]["location_name"]) == ("39.80172", "Springfield")
    assert made[0]["incident"] == made[1]["incident"]
    (again,) = pairs(draft)  # a merged pair stays in sight, so that it can be taken apart
    assert together(draft.recipe, again.one.report_id, again.other.report_id)

    draft.decide(dataclasses.replace(draft.recipe, places=(), merges=()))
    make_map(draft, quiet)
    assert rows(draft)[2]["location_name"] == "United States"
    assert rows(draft)[0]["incident"] != rows(draft)[1]["incident"]


def test_a_recipe_of_nothing_is_the_recipe_of_a_new_draft(draft: Draft) -> None:
    assert draft.recipe == draft.used_recipe == Recipe()


def ended(*_: object) -> None:
    """What a process does that the system takes the memory from."""
    os._exit(9)


def test_a_process_that_is_ended_leaves_the_map_as_it_was_and_says_what_to_do(
    draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(draft, quiet)
    make_map(draft, quiet)
    before = Store(draft.folder).snapshot().version, rows(draft)
    monkeypatch.setattr(parts, "_LARGE", 0)
    monkeypatch.setattr(parts, "_understand", ended)
    monkeypatch.setenv("SHERU_DRAFT", draft.key)
    monkeypatch.setattr(sys, "argv", ["data.drafts", "import"])
    monkeypatch.setattr(os, "nice", lambda _: None)
    assert main() == 1
    state = progress_of(draft)
    assert (state.stage, state.running) == ("failed", False)
    assert state.error.endswith("or split the table and import the parts one after the other")
    assert (Store(draft.folder).snapshot().version, rows(draft)) == before
