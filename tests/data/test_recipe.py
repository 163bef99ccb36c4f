"""A recipe keeps what an editor decided, and reads back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import FileRejected
from data.reading.table import ReadOptions
from data.recipe import PlaceDecision, Recipe, from_json, merged, parted, to_json, together
from geocoding import Location, Place

words = st.text(max_size=20)
places = st.builds(Place, words, words, words, words)
degrees = st.floats(-90, 90)
locations = st.builds(Location, degrees, degrees, st.just("city"), st.floats(0, 100), words, words, words)
recipes = st.builds(
    Recipe,
    options=st.builds(ReadOptions, words, words, words),
    source=words,
    columns=st.dictionaries(words, words, max_size=4),
    date_order=st.sampled_from(["", "dmy", "mdy", "ymd"]),
    places=st.lists(st.builds(PlaceDecision, places, st.none() | locations, st.none() | places), max_size=3).map(tuple),
    merges=st.lists(st.lists(words, max_size=3).map(tuple), max_size=3).map(tuple),
    coordinates=st.dictionaries(words, st.none() | st.tuples(degrees, degrees), max_size=3),
)


@given(recipes)
def test_a_recipe_reads_back_as_it_was(recipe: Recipe) -> None:
    assert from_json(to_json(recipe)) == recipe


@pytest.mark.parametrize("text", ["", "[]", "{", '{"places": 5}', '{"date_order": ["dmy"]}', '{"options": "x"}'])
def test_what_is_no_recipe_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(FileRejected, match="no recipe"):
        from_json(text)


def test_merging_joins_groups_and_parting_takes_one_out() -> None:
    groups = merged(merged((), "a", "b"), "c", "d")
    assert groups == (("a", "b"), ("c", "d"))
    joined = merged(groups, "b", "c")
    assert joined == (("a", "b", "c", "d"),)
    assert together(Recipe(merges=joined), "a", "d")
    assert parted(joined, "a", "d") == (("a", "b", "c"),)
    assert parted((("a", "b"),), "a", "b") == ()
    assert parted(groups, "a", "c") == groups  # not merged: nothing to part
