"""Whatever a service sends, it is read, or called unreadable; nothing else is raised."""

import copy
import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geocoding.model import PRECISIONS, STATUSES
from geocoding.online.judging import judge
from geocoding.online.providers import PROVIDERS
from geocoding.online.readers import read_results
from geocoding.online.results import Result, Unreadable
from tests.geocoding.online.samples import RESULT

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)


def paths(value, path=()):
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from paths(inner, (*path, key))


def spoilt(value, path, other):
    if not path:
        return other
    changed = copy.deepcopy(value)
    place = changed
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = other
    return changed


def check(provider, raw):
    try:
        results = read_results(provider, [raw])
    except Unreadable:
        return
    for result in results:
        assert -90 <= result.latitude <= 90
        assert -180 <= result.longitude <= 180
        assert result.precision in PRECISIONS
        assert 0 < result.radius_km <= 20_100
        assert len(result.name) <= 200
    answer = judge("Republic Square", results, ("KZ",), PROVIDERS[provider])
    assert answer.status in STATUSES
    assert answer.location is None or answer.location.country_code == "KZ"


@pytest.mark.parametrize("provider", RESULT)
@given(data=st.data(), other=ANY_JSON)
def test_one_value_that_is_something_else(provider, data, other) -> None:
    sample = RESULT[provider]()
    raw = sample["GeoObject"] if provider == "yandex" else sample
    check(provider, spoilt(raw, data.draw(st.sampled_from(list(paths(raw)))), other))


@pytest.mark.parametrize("provider", RESULT)
@given(raw=ANY_JSON)
def test_something_else_altogether(provider, raw) -> None:
    check(provider, raw)


def test_a_distance_is_never_longer_than_half_the_earth() -> None:
    generator = random.Random(1)
    for _ in range(500):
        south, north = sorted(generator.uniform(-90, 90) for _ in range(2))
        west, east = (generator.uniform(-180, 180) for _ in range(2))
        (result,) = read_results("nominatim", [RESULT["nominatim"]("0", "0", box=(south, north, west, east))])
        assert isinstance(result, Result)
        assert math.isfinite(result.radius_km)
        assert result.radius_km <= 20_100
