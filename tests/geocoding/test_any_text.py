"""Any text is answered or refused, quickly, and raises nothing."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geocoding import PRECISIONS, STATUSES, OfflineGeocoder, Place
from geocoding.model import MAX_CANDIDATES

LIMIT_SECONDS = 0.05
WORDS = (
    "Almaty Springfield San Santa Maria New York area, of in near the / - ( ) ; and Алматы область район 北京 市 تهران"
    " Georgia Texas University Square north state county Saint Paris London 1234 null nationwide"
)
words = st.sampled_from(WORDS.split())
texts = st.one_of(st.text(max_size=400), st.lists(words, max_size=60).map(" ".join))
cells = st.one_of(st.just(""), st.text(max_size=60), words)
countries = st.one_of(
    st.just(""), st.text(max_size=40), st.sampled_from(["Kazakhstan", "US", "USSR", "France", "中国", "Texas"])
)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts, cells, cells, countries)
def test_any_text_is_answered_or_refused(
    geocoder: OfflineGeocoder, text: str, admin1: str, admin2: str, country: str
) -> None:
    answer = geocoder.locate(Place(text, admin1, admin2, country))
    assert answer.status in STATUSES
    assert answer.reasons
    assert len(answer.candidates) <= MAX_CANDIDATES
    if answer.location is None:
        assert answer.status in ("not_found", "ambiguous")
    else:
        assert answer.location.precision in PRECISIONS
        assert -90 <= answer.location.latitude <= 90
        assert -180 <= answer.location.longitude <= 180
        assert answer.location.radius_km > 0
        assert answer.status != "not_found"


@pytest.mark.parametrize(
    "place",
    [
        Place("San " * 80, country="US"),
        Place(", ".join(["Springfield"] * 40), country="United States"),
        Place(" / ".join(["Santa Maria"] * 40)),
        Place("a" * 100_000),
        Place("(" * 5_000),
        Place("Almaty \ud83d", "\udc00", "\x00", "\ud800"),
        Place("near in at " * 500, country="Mexico"),
        Place("San José del Cabo Santa Maria de los Angeles San Juan Santiago San Antonio", country="Mexico"),
        Place("Nowhere Special Township Road Crossing Near Somewhere", admin1="PA", country="US"),
        Place("Тмутаракань, Неведомая область, Далёкий район", country="USSR"),
        Place("और " * 100),
        Place("中" * 300, country="中国"),
    ],
    ids=lambda place: place.text[:20],
)
def test_long_and_odd_texts_take_no_more_than_the_limit(geocoder: OfflineGeocoder, place: Place) -> None:
    geocoder.locate(Place("warm", country=place.country))
    quickest = min(_seconds(geocoder, place, turn) for turn in range(3))
    assert quickest < LIMIT_SECONDS


def _seconds(geocoder: OfflineGeocoder, place: Place, turn: int) -> float:
    fresh = Place(place.text + " " * turn, place.admin1, place.admin2, place.country)
    start = time.perf_counter()
    geocoder.locate(fresh)
    return time.perf_counter() - start
