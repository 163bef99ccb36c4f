"""A view becomes a link and comes back as the same view."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.translations import LANGUAGES
from dashboard.view import LAYERS, Moment, Position, View, query_string, read_view
from data.bins import BINS
from data.by_country import MEASURES
from data.clusters import SIZES
from data.filters import Filters
from data.frames import WINDOWS
from data.listing import ORDERS
from data.vocabulary import COUNT_KINDS

positions = st.builds(
    Position,
    latitude=st.integers(-9000, 9000).map(lambda n: n / 100),
    longitude=st.integers(-18000, 18000).map(lambda n: n / 100),
    zoom=st.integers(1, 18),
)
views = st.builds(
    View,
    filters=st.builds(Filters, countries=st.lists(st.sampled_from(["KZ", "RU", "FR"]), unique=True).map(tuple)),
    position=st.none() | positions,
    incident=st.from_regex(r"[a-z0-9]{1,20}(-[a-z0-9]{1,8}){0,4}", fullmatch=True) | st.just(""),
    language=st.sampled_from(["", *LANGUAGES]),
    layer=st.sampled_from(LAYERS),
    size=st.sampled_from(SIZES),
    shade=st.sampled_from(MEASURES),
    bin=st.sampled_from(["", *BINS]),
    bars=st.sampled_from(["", *COUNT_KINDS]),
    sort=st.sampled_from([*ORDERS]),
    theme=st.sampled_from(["", "light", "dark"]),
    version=st.just("") | st.from_regex(r"[0-9a-f]{12}", fullmatch=True),
    play=st.none() | st.builds(Moment, st.dates(), st.sampled_from(WINDOWS)),
)


@given(views)
def test_a_link_brings_back_the_view(view: View) -> None:
    assert read_view(parse_qs(query_string(view.to_params()))) == (view, ())


def test_the_plain_address_is_the_plain_view() -> None:
    assert View().to_params() == []
    assert read_view({}) == (View(), ())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("at", "1,2"),
        ("at", "95,0,4"),
        ("at", "0,0,99"),
        ("at", "nan,nan,4"),
        ("at", "{{7*7}}"),
        ("incident", "../../etc/passwd"),
        ("incident", "<script>"),
        ("incident", "x" * 5000),
        ("lang", "tlh"),
        ("layer", "dots"),
        ("size", "age"),
        ("shade", "x"),
        ("bin", "hour"),
        ("bars", "arrested"),
        ("play", "2021-02-28"),
        ("play", "2021-02-30,week"),
        ("play", "2021-02-28,decade"),
        ("play", "20210228,week"),
        ("play", "${x},week"),
        ("sort", "colour"),
        ("theme", "sepia"),
        ("version", "0123"),
        ("version", "' OR 1=1"),
        ("from", "2021-02-30"),
        ("country", "Kazakhstan"),
    ],
)
def test_a_value_that_cannot_be_is_named_and_left_out(name: str, value: str) -> None:
    view, problems = read_view({name: [value]})
    assert view == View()
    assert [problem.name for problem in problems] == [name]
    assert len(problems[0].value) <= 100


@given(st.dictionaries(st.text(max_size=12), st.lists(st.text(), max_size=3), max_size=6))
def test_no_link_raises(params: dict[str, list[str]]) -> None:
    view, _ = read_view(params)
    assert isinstance(view, View)


OLD_LINKS = {
    "country=KZ&from=2021-02-01&to=2021-02-28&at=43.25,76.92,10&incident=kz-almaty-2021-02-28&lang=ru": View(
        Filters(countries=("KZ",), start=date(2021, 2, 1), end=date(2021, 2, 28)),
        Position(43.25, 76.92, 10),
        incident="kz-almaty-2021-02-28",
        language="ru",
    ),
    "type=detention&q=park&detained_min=50&precision=city&source=RFE/RL": View(
        Filters(types=("detention",), text="park", detained_min=50, precisions=("city",), sources=("RFE/RL",))
    ),
    "country=KZ&layer=countries&shade=per_million&size=detained": View(
        Filters(countries=("KZ",)), layer="countries", shade="per_million", size="detained"
    ),
    "country=KZ&sort=detained&theme=dark&version=0123456789ab": View(
        Filters(countries=("KZ",)), sort="detained", theme="dark", version="0123456789ab"
    ),
    "country=KZ&bin=decade&bars=detained&play=2021-02-28,week": View(
        Filters(countries=("KZ",)), bin="decade", bars="detained", play=Moment(date(2021, 2, 28), "week")
    ),
}


@pytest.mark.parametrize("link", OLD_LINKS)
def test_an_old_link_keeps_meaning_the_same(link: str) -> None:
    """Links are cited. This list only grows."""
    assert read_view(parse_qs(link)) == (OLD_LINKS[link], ())
