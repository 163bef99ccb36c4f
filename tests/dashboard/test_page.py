"""The logic of the page, without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import serving
from data.store import Store
from tests.data.builders import bring

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


def imported(home: Path, kept_versions: int = 0) -> tuple[str, str]:
    """One more incident in the store of `home`: the data version before it and with it."""
    store = Store(home, kept_versions=kept_versions)
    before = store.snapshot().version
    bring(store, home / "more.csv", [{"date": "2021-03-01", "place": "Almaty", "country": "Kazakhstan"}])
    return before, store.snapshot().version


def lines(app: AppTest) -> str:
    return " ".join(html.proto.body for html in app.get("html"))


def test_an_older_link_says_what_has_changed_since(app: AppTest, tmp_path: Path) -> None:
    app.run()
    before, _ = imported(tmp_path)
    app.query_params["version"] = before
    app.run()
    assert "the version of this link: 1 incident added, 0 changed." in lines(app)
    assert "See it as it was" not in lines(app)


def test_an_older_link_shows_the_data_as_it_was_where_it_is_kept(
    app: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHERU_KEPT_VERSIONS", "3")
    app.run()
    before, _ = imported(tmp_path, kept_versions=3)
    app.query_params["version"] = before
    app.run()
    assert said(app).startswith("132 incidents")
    assert f"as_of={before}" in lines(app)
    del app.query_params["version"]
    app.query_params["as_of"] = before
    app.run()
    assert said(app).startswith("131 incidents")
    assert f"version {before}." in lines(app)


@pytest.mark.parametrize("name", ["version", "as_of"])
def test_a_version_that_was_never_here_is_told_in_a_sentence(app: AppTest, name: str) -> None:
    app.query_params[name] = "0" * 12
    app.run()
    assert not app.exception
    told = {"version": "which was not published here", "as_of": "not kept here"}[name]
    assert told in lines(app) + " ".join(texts(app))
