"""The logic of the page, without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import serving

PAGE = Path(serving.__file__).with_name("page.py")


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setenv("SHERU_HOME", str(tmp_path))
    serving.opened_store.cache_clear()
    yield AppTest.from_file(str(PAGE), default_timeout=30)
    serving.opened_store.cache_clear()


def texts(app: AppTest) -> list[str]:
    return [text.value for text in app.text]


def said(app: AppTest) -> str:
    """The sentence, which follows what the page is."""
    return texts(app)[1]


def test_the_page_says_what_it_shows(app: AppTest) -> None:
    app.run()
    assert not app.exception
    assert said(app).startswith("131 incidents in 17 countries, 2009–2026; at least ")
    assert any("Not on the map: 3" in html.proto.body for html in app.get("html"))


def test_a_link_fills_the_filters(app: AppTest) -> None:
    app.query_params["country"] = ["KZ"]
    app.query_params["from"] = "2021-02-01"
    app.query_params["to"] = "2021-02-28"
    app.run()
    assert app.multiselect(key="countries").value == ["KZ"]
    assert said(app).startswith("6 incidents in Kazakhstan, February 2021")


def test_filters_write_the_link(app: AppTest) -> None:
    app.run()
    app.multiselect(key="countries").set_value(["KZ"]).run()
    assert app.session_state["view"].to_params() == [("country", "KZ")]
    assert said(app).startswith("75 incidents in Kazakhstan")


def test_the_country_stays_chosen_when_the_language_changes(app: AppTest) -> None:
    app.query_params["country"] = ["KZ"]
    app.run()
    app.selectbox(key="language").set_value("ru").run()
    assert app.multiselect(key="countries").value == ["KZ"]
    assert ("lang", "ru") in app.session_state["view"].to_params()
    assert said(app).startswith("Казахстан, 2009–2026: 75 инцидентов")


def test_clearing_shows_everything(app: AppTest) -> None:
    app.query_params["country"] = ["KZ"]
    app.run()
    next(button for button in app.button if button.label == "Clear all filters").click().run()
    assert app.multiselect(key="countries").value == []
    assert app.session_state["view"].to_params() == []


def test_a_value_that_cannot_be_is_said(app: AppTest) -> None:
    app.query_params["from"] = "someday"
    app.run()
    assert not app.exception
    assert any("from=someday" in text for text in texts(app))


def test_an_incident_that_is_gone_is_said_kindly(app: AppTest) -> None:
    app.query_params["incident"] = "not-here-any-more"
    app.run()
    assert not app.exception
    assert any("not in the data any more" in text for text in texts(app))


def test_an_empty_store_is_said_kindly(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHERU_BUNDLED", "0")
    app.run()
    assert not app.exception
    assert texts(app) == ["There is no data yet. Please come back later."]


def test_a_range_the_wrong_way_round_is_named(app: AppTest) -> None:
    app.query_params["from"] = "2022-01-01"
    app.query_params["to"] = "2021-01-01"
    app.run()
    assert not app.exception
    assert any("to=2021-01-01" in text for text in texts(app))
