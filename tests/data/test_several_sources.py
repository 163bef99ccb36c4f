"""A report may name several sources and links: each is one of its own wherever it is shown, counted or asked for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection

from data.export import incident_json, report_json
from data.filters import Filters
from data.listing import page
from data.sources.own import to_cells
from data.store import Store
from data.summary import source_names
from tests.data.builders import filled_store, report

ROWS = [
    {"date": "2021-02-28", "place": "Almaty", "source_name": "A; B", "source_url": "https://a.example/1 https://b.example/1"},
    {"date": "2021-03-01", "place": "Minsk", "source_name": "B"},
    {"date": "2021-03-02", "place": "Suva", "source_name": "B%; A_"},
    {"date": "2021-03-03", "place": "Apia"},
]  # fmt: skip


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return filled_store(tmp_path_factory.mktemp("sources"), ROWS)


@pytest.fixture
def connection(small: Store) -> Iterator[Connection]:
    with small.snapshot().engine.connect() as connection:
        yield connection


@pytest.mark.parametrize(
    ("name", "url", "names", "urls"),
    [
        ("", "", (), ()),
        ("One", "https://a.example", ("One",), ("https://a.example",)),
        ("A; B ;;A", "https://a.example  https://b.example https://a.example", ("A", "B"),
         ("https://a.example", "https://b.example")),
        (" ; ", " ", (), ()),
    ],
)  # fmt: skip
def test_names_stand_between_semicolons_and_links_between_spaces(
    name: str, url: str, names: tuple[str, ...], urls: tuple[str, ...]
) -> None:
    made = report(source_name=name, source_url=url)
    assert (made.source_names, made.source_urls) == (names, urls)


def test_both_texts_stay_as_they_are_written() -> None:
    made = report(source_name="B; A", source_url="https://b.example https://a.example")
    cells = to_cells(made)
    assert (cells["source_name"], cells["source_url"]) == ("B; A", "https://b.example https://a.example")
    told = report_json(made)
    assert (told["sources"], told["source_urls"]) == (["B", "A"], ["https://b.example", "https://a.example"])
    assert (told["source_name"], told["source_url"]) == ("B; A", "https://b.example https://a.example")


def test_a_name_is_offered_once_those_with_most_reports_first(connection: Connection) -> None:
    assert source_names(connection) == ["B", "A", "A_", "B%"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (("A",), {"Almaty"}),
        (("B",), {"Almaty", "Minsk"}),
        (("A", "B"), {"Almaty", "Minsk"}),
        (("B%",), {"Suva"}),
        (("A_",), {"Suva"}),
        (("A; B",), set()),
        (("%",), set()),
        (("a",), set()),
    ],
)
def test_a_filter_asks_for_a_whole_name(connection: Connection, asked: tuple[str, ...], found: set[str]) -> None:
    assert {row["place_name"] for row in page(connection, Filters(sources=asked)).rows} == found


def test_an_incident_lists_each_name_once(connection: Connection) -> None:
    (row,) = page(connection, Filters(sources=("A",))).rows
    assert incident_json(row)["sources"] == ["A", "B"]
