from __future__ import annotations

import pytest
from hypothesis import given

from data.model import Count
from data.parsing.counts import parse_count
from data.parsing.crowd_size import crowd_size, crowd_sizes
from tests.data.strategies import any_text

WORDED = [
    ("On 3 May, workers rallied in Almaty. [size=about 50]", ("about 50",)),
    ("A rally was held. [size=no report]", ()),
    ("[Size= hundreds ] Students marched.", ("hundreds",)),
    ("crowd size=about 50", ("about 50",)),
    ("crowd size=no report", ()),
    ("crowd size=at least 1,000; women targeted: politicians", ("at least 1,000",)),
    ("local administrators; crowd size=dozens; counter-protest", ("dozens",)),
    ("size=20-30", ("20-30",)),
    ("size=no report", ()),
    ("size=not reported", ()),
    ("[size=100] and, at the square, [size=several hundred]", ("100", "several hundred")),
    ("[size=100] says one source, [size=100] another", ("100",)),
    ("[crowd size=no report]", ()),
    ("[size=]", ()),
    ("The size of the crowd is unknown", ()),
    ("oversize=3", ()),
    ("", ()),
]


@pytest.mark.parametrize(("text", "sizes"), WORDED)
def test_the_size_is_found_inside_the_text(text: str, sizes: tuple[str, ...]) -> None:
    assert crowd_sizes(text) == sizes


def test_one_size_is_a_count_and_several_stay_wording() -> None:
    assert parse_count(crowd_size("[size=about 50]")) == Count(50, 50, "about 50", approximate=True)
    assert parse_count(crowd_size("[size=100] [size=300]")) == Count(text="100; 300")
    assert parse_count(crowd_size("nothing")) == Count()


@given(any_text)
def test_a_size_in_any_text_is_found_as_it_was_written(text: str) -> None:
    plain = text.replace("[", "").replace("]", "")
    assert crowd_size(f"{plain} [size=about 50]").endswith("about 50")
