from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import BadFilters
from data.filters import MAX_PARAM, Filters, read_filters
from tests.data.strategies import any_text, filters

NAMES = [
    *("country", "from", "to", "type", "q", "participants_min", "detained_min", "injured_min", "killed_min"),
    *("precision", "source", "dataset"),
]


@given(filters())
def test_filters_come_back_from_their_address(made: Filters) -> None:
    address = urlencode(made.to_params())
    assert read_filters(parse_qs(address, keep_blank_values=True)) == (made, ())


def test_an_empty_view_has_an_empty_address() -> None:
    assert Filters().to_params() == []
    assert read_filters({}) == (Filters(), ())


def test_the_address_has_a_fixed_order() -> None:
    params = {name: ["1"] if name.endswith("_min") else ["x"] for name in reversed(NAMES)}
    params |= {"country": ["kz", "BY", "KZ"], "from": ["2021-02-01"], "to": ["2021-02-28"]}
    params |= {"type": ["detention", "march"], "precision": ["city"], "q": ["park"]}
    made, problems = read_filters(params)
    assert not problems
    assert made.countries == ("KZ", "BY")
    assert list(dict.fromkeys(name for name, _ in made.to_params())) == NAMES


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("country", "KAZ"),
        ("country", "К3"),
        ("country", "' OR 1=1--"),
        ("from", "2021"),
        ("from", "2021-02-30"),
        ("from", "0000-00-00"),
        ("from", "٢٠٢١-٠٢-٢٨"),
        ("to", "yesterday"),
        ("type", "picnic"),
        ("type", "March"),
        ("participants_min", "-1"),
        ("detained_min", "1e3"),
        ("injured_min", "²"),
        ("killed_min", "9999999999"),
        ("precision", "street"),
        ("dataset", "../../etc/passwd"),
        ("dataset", "x" * 65),
    ],
)
def test_a_value_that_cannot_be_is_named_and_left_out(name: str, value: str) -> None:
    made, problems = read_filters({name: [value], "q": ["park"]})
    assert made == Filters(text="park")
    assert [(problem.name, problem.value) for problem in problems] == [(name, value)]
    assert str(BadFilters(problems)).startswith(f"{name}=")


def test_good_values_beside_a_bad_one_are_kept() -> None:
    made, problems = read_filters({"country": ["KZ", "??", "BY"], "detained_min": ["7"]})
    assert made == Filters(countries=("KZ", "BY"), detained_min=7)
    assert [problem.value for problem in problems] == ["??"]


def test_dates_that_end_before_they_start_are_named_and_both_left_out() -> None:
    made, problems = read_filters({"from": ["2030-01-01"], "to": ["2020-01-01"]})
    assert made == Filters()
    assert [problem.name for problem in problems] == ["to"]


def test_of_a_single_value_the_last_counts() -> None:
    assert read_filters({"q": ["one", "two"]})[0].text == "two"


@pytest.mark.parametrize("value", ["", "  ", "\x00", "\u202e", "\ufeff"])
@pytest.mark.parametrize("name", ["q", "source"])
def test_a_value_that_says_nothing_restricts_nothing(name: str, value: str) -> None:
    assert read_filters({name: [value]}) == (Filters(), ())


@given(st.dictionaries(st.sampled_from(NAMES) | any_text, st.lists(st.text(max_size=300), max_size=3)))
def test_any_parameters_are_read_and_what_was_read_reads_the_same_again(params: dict[str, list[str]]) -> None:
    made, problems = read_filters(params)
    assert {problem.name for problem in problems} <= set(NAMES)
    assert all(len(problem.value) <= 100 for problem in problems)
    assert all(len(value) <= MAX_PARAM for _, value in made.to_params())
    assert read_filters(parse_qs(urlencode(made.to_params()), keep_blank_values=True)) == (made, ())


def test_every_hostile_address_is_read_without_an_exception(hostile: Callable[[str], Path]) -> None:
    named = []
    for line in hostile("query_params.txt").read_text(encoding="utf-8").splitlines():
        made, problems = read_filters(parse_qs(line.removeprefix("?"), keep_blank_values=True))
        named += [problem.name for problem in problems]
        assert made.dataset == "public"
        assert all(len(code) == 2 for code in made.countries)
    assert set(named) == {"country", "from", "to", "dataset"}
