"""The page that makes a map of a table, without a browser: who may open it and what it says while it works."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string
from streamlit.web.server.starlette.starlette_server_config import XSRF_COOKIE_NAME

from dashboard import serving
from dashboard.adding.browser import browser
from dashboard.adding.coordinates import decided
from dashboard.adding.places import typed_decision
from dashboard.adding.waiting import stage_words
from dashboard.translations import words
from data.drafts.progress import Progress
from data.import_report import CoordinateDoubt
from geocoding import Place

PAGE = Path(serving.__file__).with_name("page.py")
WORDS = words("en")


@pytest.fixture
def app(home: Path) -> Iterator[AppTest]:
    serving.opened_store.cache_clear()
    yield AppTest.from_file(str(PAGE), default_timeout=30)
    serving.opened_store.cache_clear()


def loaded_anew() -> AppTest:
    """The page in a session of its own, as after a reload."""
    return AppTest.from_file(str(PAGE), default_timeout=30)


def opened(app: AppTest, key: str) -> list[str]:
    app.query_params["edit"] = key
    app.query_params["lang"] = "en"
    app.run()
    assert not app.exception
    return [text.value for text in app.text]


def drafts_of(home: Path) -> list[Path]:
    return [path for path in (home / "private").glob("*") if path.is_dir()]


def test_new_begins_one_draft_however_often_the_page_runs(app: AppTest, home: Path) -> None:
    assert "Only who has the link sees your map" in " ".join(opened(app, "new"))
    app.run()
    assert len(drafts_of(home)) == 1


def test_a_key_that_opens_nothing_says_so_and_begins_nothing(app: AppTest, home: Path) -> None:
    assert opened(app, "x" * 24) == [
        "This private map is not here any more. It may have been deleted, or its time is over."
    ]
    assert drafts_of(home) == []


def test_where_uploads_are_off_nothing_is_begun(app: AppTest, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHERU_UPLOADS", "0")
    assert opened(app, "new") == ["On this server no private maps can be made."]
    assert drafts_of(home) == []


def test_where_there_is_no_room_the_page_says_so(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHERU_PRIVATE_BYTES", "0")
    assert opened(app, "new") == ["There is no room for another private map just now. Please come back later."]


def test_a_browser_that_opens_new_again_and_again_is_told_when_it_is_enough(
    app: AppTest, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHERU_PRIVATE_MAPS", "2")
    cookie = {XSRF_COOKIE_NAME: generate_xsrf_token_string()}
    monkeypatch.setattr(type(st.context), "cookies", property(lambda _: cookie))
    for _ in range(2):
        assert "Only who has the link sees your map" in " ".join(opened(loaded_anew(), "new"))
    assert opened(loaded_anew(), "new") == [
        "Your private maps here are as many, or as large, as one reader's may be. "
        "Delete one that you no longer need, and try again."
    ]
    cookie[XSRF_COOKIE_NAME] = generate_xsrf_token_string()  # another browser
    assert "Only who has the link sees your map" in " ".join(opened(loaded_anew(), "new"))
    assert len(drafts_of(home)) == 3


def test_the_number_of_a_browser_stays_however_its_cookie_is_masked(monkeypatch: pytest.MonkeyPatch) -> None:
    token = b"0123456789abcdef"
    numbers = set()
    for _ in range(2):  # the cookie is masked anew at each answer
        cookie = {XSRF_COOKIE_NAME: generate_xsrf_token_string(token)}
        monkeypatch.setattr(type(st.context), "cookies", property(lambda _, cookie=cookie: cookie))
        numbers.add(browser())
    assert numbers == {token.hex()}


def test_where_the_maps_of_a_browser_fill_its_room_no_file_is_asked_for(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHERU_PRIVATE_BROWSER_BYTES", "0")
    said = opened(app, "new")
    assert said[-1].startswith("Your private maps here are as many, or as large,")
    assert not app.text_area


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (Progress("import", "waiting"), "Waiting for its turn"),
        (Progress("import", "place", 250, 1000, 0.5), "Looking up places: 250 / 1,000"),
        (Progress("import", "place", 250, 1000, 5), "Looking up places: 250 / 1,000 · about 15 seconds left"),
        (Progress("import", "publish", 0, 1), "Making the map"),
        (Progress("import", "something new"), "Working"),
    ],
)
def test_it_says_what_is_done_and_how_long_that_may_take(state: Progress, said: str) -> None:
    assert stage_words(state, WORDS) == said


def test_what_is_typed_is_coordinates_or_another_name() -> None:
    place = Place("Verny", country="Kazakhstan")
    point = typed_decision(place, "43°15′N, 76°57′E").location
    assert point and (point.latitude, point.longitude, point.country_code) == (43.25, 76.95, "KZ")
    other = typed_decision(place, "  Almaty ")
    assert (other.location, other.instead) == (None, Place("Almaty", country="Kazakhstan"))


DOUBTS = [
    CoordinateDoubt("t.csv", 2, "swapped", "", (43.25, 76.93), "one"),
    CoordinateDoubt("t.csv", 3, "elsewhere", "", None, "two"),
]


@pytest.mark.parametrize(
    ("before", "said", "after"),
    [
        ({}, {"row": 0}, {"one": (43.25, 76.93)}),
        ({}, {"row": 1}, {}),  # there is no offer
        ({}, {"row": 1, "drop": True}, {"two": None}),
        ({"one": None, "two": None}, {"row": 0, "undo": True}, {"two": None}),
        ({"two": None}, {"all": True}, {"two": None, "one": (43.25, 76.93)}),
        ({"one": None, "gone": None}, {"none": True}, {}),
        ({"one": None}, {"row": 7}, {"one": None}),
        ({"one": None}, {"row": "0"}, {"one": None}),
        ({"one": None}, {}, {"one": None}),
    ],
)
def test_a_choice_about_coordinates_changes_its_row_alone(before: dict, said: dict, after: dict) -> None:
    assert decided(before, DOUBTS, said) == after
