"""What the map in one file answers is what the API answers, and it says what the page says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, expect

from dashboard import serving
from dashboard.api.app import create_api
from dashboard.incident_view import incident_view
from dashboard.labels import total_label
from dashboard.sentence import sentence
from dashboard.translations import words
from data.filters import read_filters
from data.importer import seed
from data.listing import one, reports_of
from data.neighbours import nearby, neighbours
from data.store import Store
from data.summary import summary
from tests.browser.onefile import opened, write_map
from tests.browser.reader import PATIENCE
from tests.data.builders import bring
from tests.data.conftest import ROWS

WORLD = "bbox=-180,-85,180,85"
FILTERS = [
    "",
    "country=KZ&from=2021-02-01&to=2021-02-28",
    "type=detention&type=riot&detained_min=50",
    "q=АЛМАТЫ",
    "q=o'neil+%26",
    "q=черныи+парк",
    "killed_min=1&from=2019-06-01",
    "participants_min=30&to=2021-12-31",
    "source=One&precision=city",
    "country=ZZ",
]
QUESTIONS = [
    *(f"clusters?{WORLD}&zoom={zoom}&{filters}" for zoom, filters in enumerate(FILTERS)),
    f"clusters?{WORLD}&zoom=3&size=detained",
    f"clusters?{WORLD}&zoom=5&size=participants&country=KZ",
    "clusters?bbox=170,-85,-170,85&zoom=4",
    f"heat?{WORLD}&zoom=3",
    f"heat?{WORLD}&zoom=6&country=KZ",
    *(f"timeline?{filters}" for filters in FILTERS),
    *(f"timeline?bin={length}&bars=detained" for length in ("day", "week", "month", "year", "decade")),
    "timeline?country=KZ&bars=participants&from=2021-01-01&to=2022-12-31",
    *(f"summary?{filters}" for filters in FILTERS),
]
ORDERS = ("newest", "oldest", "place", "type", "participants", "detained", "injured", "killed")
LISTS = [
    *(f"incidents?limit=200&order={order}" for order in ORDERS),
    *(f"incidents?limit=7&offset=5&{filters}" for filters in FILTERS),
    "incidents?on_map=no",
    "incidents?bbox=76.9,43.2,77,43.3&limit=20",
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The bundled incidents and those of the tests of the queries, which this process serves."""
    folder = tmp_path_factory.mktemp("agrees")
    store = Store(folder)
    seed(store)
    bring(store, folder / "rows.csv", ROWS)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SHERU_HOME", str(folder))
        serving.opened_store.cache_clear()
        yield store
    serving.opened_store.cache_clear()


@pytest.fixture(scope="module")
def api(store: Store) -> TestClient:
    return TestClient(create_api(), base_url="http://sheru")


@pytest.fixture(scope="module")
def page(store: Store, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with opened(browser, write_map(store, tmp_path_factory.mktemp("map") / "out.html")) as page:
        yield page


def of_file(page: Page, question: str) -> Any:
    """What the file answers to a question to the API."""
    ask = "question => fetch(`https://this-file.invalid/api/${question}`).then(reply => reply.json())"
    return page.evaluate(ask, question)


def shared(here: Any, there: Any) -> Any:
    """Of `here`, the members that `there` has, numbers with a millionth part to spare."""
    if isinstance(there, dict) and isinstance(here, dict):
        return {name: shared(here.get(name), value) for name, value in there.items()}
    if isinstance(there, list) and isinstance(here, list):
        return [*(shared(one, other) for one, other in zip(here, there, strict=False)), *here[len(there) :]]
    if isinstance(there, float) and isinstance(here, (int, float)):
        return pytest.approx(here, rel=1e-6)
    return here


@pytest.mark.parametrize("question", QUESTIONS)
def test_it_answers_as_the_api_does(api: TestClient, page: Page, question: str) -> None:
    there = api.get(f"/{question}").json()
    for name in ("version", "reports", "event_types"):  # no part of the page asks the file for these
        there.pop(name, None)
    assert there == shared(of_file(page, question), there)


@pytest.mark.parametrize("question", LISTS)
def test_it_lists_as_the_api_does(api: TestClient, page: Page, question: str) -> None:
    there, here = api.get(f"/{question}").json(), of_file(page, question)
    assert here["total"] == there["total"]
    assert [row["incident_id"] for row in here["incidents"]] == [row["incident_id"] for row in there["incidents"]]
    for mine, theirs in zip(here["incidents"], there["incidents"], strict=True):
        for name in ("date_start", "date_end", "place_name", "event_type", "description", "sources"):
            assert mine[name] == theirs[name]
        assert mine["detained"] == {part: theirs["detained"][part] for part in ("low", "high", "approximate")}


@pytest.mark.parametrize("filters", ["", "country=KZ", "type=detention"])
@pytest.mark.parametrize("window", ["day", "week", "month", "year"])
def test_frames_hold_what_those_of_the_api_hold(api: TestClient, page: Page, window: str, filters: str) -> None:
    asked = f"frames?{WORLD}&zoom=4&window={window}&day=2021-02-28&{filters}"
    here, there = of_file(page, asked), api.get(f"/{asked}").json()
    assert here["types"] == there["types"]
    mine = {frame["start"]: frame for frame in here["frames"]}
    both = [frame for frame in there["frames"] if frame["start"] in mine]
    assert "2021-02-28" in mine or len(both) > 0
    for frame in both:
        own = mine[frame["start"]]
        assert {name: own[name] for name in ("end", "incidents", "imprecise", "cut")} == {
            name: frame[name] for name in ("end", "incidents", "imprecise", "cut")
        }
        assert sorted(fives(own["cells"])) == sorted(fives(frame["cells"]))


def fives(cells: list[int]) -> list[tuple[int, ...]]:
    return [tuple(cells[at : at + 5]) for at in range(0, len(cells), 5)]


def test_points_are_the_newest(api: TestClient, page: Page) -> None:
    asked = f"points?{WORLD}&zoom=4"
    here, there = of_file(page, asked), api.get(f"/{asked}").json()
    assert here["total"] == there["total"]
    assert shared(here["points"], there["points"]) == there["points"]


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_it_says_what_the_page_says(store: Store, browser: Browser, tmp_path: Path, language: str) -> None:
    """The same sentence for the same filters, and the same words of an incident."""
    said = words(language)
    queries = [
        "",
        "country=KZ",
        "country=KZ&country=BY&country=FJ",
        "from=2021-02-28&to=2021-02-28",
        "from=2021-02-28",
        "to=2021-02-28",
        "from=2019-01-01&to=2020-12-31",
        "type=detention&type=riot",
        "detained_min=50&killed_min=1&participants_min=2&injured_min=3",
        "country=ZZ",
    ]
    with (
        store.snapshot().engine.connect() as connection,
        opened(browser, write_map(store, tmp_path / "out.html", language)) as page,
    ):
        for query in queries:
            params: dict[str, list[str]] = {}
            for name, _, value in (pair.partition("=") for pair in query.split("&")):
                params.setdefault(name, []).append(value)
            filters, _ = read_filters(params)
            page.goto(f"{page.url.partition('?')[0]}?{query}")
            shown = summary(connection, filters)
            expect(page.locator(".sheru-sentence")).to_have_text(sentence(filters, shown, said), timeout=PATIENCE)
            totals = [total_label(total, said) for total in shown.totals.values()]
            expect(page.locator(".sheru-totals dd:not(.sheru-unknown)")).to_have_text(totals)
        filters, _ = read_filters({})
        for incident in told_incidents(store):
            row = one(connection, incident)
            assert row is not None
            view = incident_view(row, reports_of(connection, incident), nearby(connection, filters, row), said)
            page.goto(f"{page.url.partition('?')[0]}?incident={incident}")
            panel = page.locator(".st-key-panel article")
            expect(panel.locator("h2")).to_have_text(view["title"], timeout=PATIENCE)
            shown = plain(panel.text_content() or "")
            assert [text for text in texts(view) if plain(text) not in shown] == []
            earlier, later = neighbours(connection, filters, row)
            steps = panel.locator("button.step")
            assert [steps.nth(at).is_enabled() for at in (0, 1)] == [bool(earlier), bool(later)]


def told_incidents(store: Store) -> list[str]:
    """Incidents that have something of their own to say."""
    ids = ["kz-almaty", "kz-almaty-2021-02-28"]
    with store.snapshot().engine.connect() as connection:
        from sqlalchemy import select

        from data.schema import incidents

        row = incidents.c
        query = select(row.incident_id).order_by(row.report_count.desc(), row.incident_id).limit(4)
        ids += connection.execute(query).scalars()
        for precision in ("", "country", "admin1", "exact"):
            ids += connection.execute(select(row.incident_id).where(row.precision == precision).limit(1)).scalars()
    return list(dict.fromkeys(ids))


OWN = {"id", "type", "copy", "copied", "copy_yourself", "mistake", "close", "link"}
"""What no reader sees as text, or what needs a server."""


def texts(view: Any) -> Iterator[str]:
    """Every text of a view."""
    if isinstance(view, str):
        yield view
    elif isinstance(view, dict):
        for name, part in view.items():
            if name == "near" and not part["all"]:
                continue
            if name not in OWN:
                yield from texts(part)
    elif isinstance(view, list):
        for part in view:
            yield from texts(part)


def plain(text: str) -> str:
    """With one kind of space: two writers of dates take different ones."""
    return re.sub(r"\s+", " ", text)
