from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql

from data.filters import Filters
from data.listing import page
from data.parsing.text import clean_text
from data.schema import incidents
from data.store import Store
from data.where import where
from tests.data.builders import filled_store
from tests.data.strategies import filters


def shown(connection: Connection, made: Filters) -> list[str]:
    """Places and days of what passes."""
    rows = page(connection, made, order="oldest").rows
    return [f"{row['place_name'] or '-'} {row['date_start']}" for row in rows]


ALMATY = ["Almaty 2021-02-28", "Almaty 2021-03-05"]


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (Filters(countries=("BY", "FJ")), ["Suva 2019-05-01", "Minsk 2020-08-09"]),
        (Filters(start=date(2021, 3, 1), end=date(2021, 3, 31)), ["Almaty 2021-03-05"]),
        (Filters(start=date(2020, 8, 12), end=date(2020, 8, 12)), ["Minsk 2020-08-09"]),
        (Filters(start=date(2022, 1, 5), end=date(2022, 1, 5)), ["Kazakhstan 2022-01-01", "Mangystau 2022-01-01"]),
        (Filters(start=date(2022, 2, 1)), ["Kazakhstan 2022-01-01"]),
        (Filters(end=date(2019, 12, 31)), ["Apia 2019-05-01", "Suva 2019-05-01"]),
        (Filters(types=("strike", "march")), ["Almaty 2021-03-05", "Mangystau 2022-01-01"]),
        (Filters(precisions=("admin1",)), ["Mangystau 2022-01-01"]),
        (Filters(sources=("Two",)), ["Almaty 2021-02-28"]),
        (Filters(sources=("One",)), ALMATY),
        (Filters(sources=("on",)), []),
        (Filters(sources=('O\'Neil "& Co"',)), ["Minsk 2020-08-09"]),
        (Filters(detained_min=70), ["Almaty 2021-02-28"]),
        (Filters(detained_min=71), []),
        (Filters(detained_min=0), ALMATY),
        (Filters(participants_min=31), ["Minsk 2020-08-09", "Almaty 2021-02-28"]),
        (Filters(injured_min=3), ["Mangystau 2022-01-01"]),
        (Filters(killed_min=1), ["Almaty 2021-03-05"]),
        (Filters(text="ЧЕРНЫЙ almaty"), ["Almaty 2021-02-28"]),
        (Filters(text="rally"), ["Almaty 2021-02-28"]),
        (Filters(text="almaty minsk"), []),
    ],
)
def test_each_filter_lets_through_what_it_says(connection: Connection, made: Filters, expected: list[str]) -> None:
    assert sorted(shown(connection, made)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("100%", 1),
        ("%", 1),
        ("0_0", 0),
        ("all_shops", 1),
        ("_", 1),
        ("allxshops", 0),
        ("\\", 1),
        ("back\\slash", 1),
        ("/", 0),
        ("o'neil", 1),
        ("' OR 1=1 --", 0),
        ('"&', 1),
    ],
)
def test_wildcards_and_quotes_of_a_search_mean_themselves(connection: Connection, text: str, expected: int) -> None:
    assert page(connection, Filters(text=text)).total == expected


@pytest.mark.parametrize("value", ["zz'; DROP TABLE incidents; --", "zz%_zz", 'zz" OR ""="'])
def test_no_value_of_a_filter_is_ever_part_of_the_statement(value: str) -> None:
    made = Filters(countries=(value,), types=(value,), text=value, precisions=(value,), sources=(value,))
    compiled = select(incidents).where(where(made)).compile(dialect=postgresql.dialect())
    assert "zz" not in str(compiled)
    assert [value] in compiled.params.values()


@settings(max_examples=40)
@given(filters())
def test_any_filters_can_be_asked(store: Store, made: Filters) -> None:
    with store.snapshot().engine.connect() as connection:
        everything = page(connection, Filters()).total
        assert 0 <= page(connection, made).total <= everything


def test_a_search_finds_each_hostile_text_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, hostile_rows: Callable[[str], list[dict[str, str]]]
) -> None:
    texts = [row["title"] for row in hostile_rows("sql_injection.csv")]
    rows = [{"date": "2021-01-01", "place": f"p{n}", "description": text} for n, text in enumerate(texts)]
    store = filled_store(tmp_path_factory.mktemp("sql"), rows)
    with store.snapshot().engine.connect() as connection:
        for text in texts:
            found = {row["description"] for row in page(connection, Filters(text=text)).rows}
            words = clean_text(text).casefold().split()
            assert found == {other for other in texts if all(word in other.casefold() for word in words)}
            assert text in found
        assert page(connection, Filters()).total == len(texts)
