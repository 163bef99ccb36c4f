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
LETTERS = st.sampled_from(
    "abc äßøł жыңөұ қазақ ქართ հայ ελλ שלום تهران ایران کابل हिंद தமிழ் ไทย "
    "မြန် 北京 東京 서울 አማ 😀 \u0301\u200d\ufeff\x00\ud800"
)
PIECES = st.one_of(
    words, st.text(alphabet=LETTERS, min_size=1, max_size=12), st.sampled_from(list(" ,;/()-–|&\n\t'.:"))
)
texts = st.one_of(
    st.text(max_size=400),
    st.lists(words, max_size=60).map(" ".join),
    st.lists(PIECES, max_size=80).map("".join),
    st.tuples(PIECES, st.integers(1, 10_000)).map(lambda pair: (pair[0] * pair[1])[:10_000]),
    st.tuples(PIECES, PIECES, st.integers(1, 5_000)).map(
        lambda three: ((three[0] + " " + three[1] + " ") * three[2])[:10_000]
    ),
)
cells = st.one_of(st.just(""), st.text(max_size=60), words, texts)
countries = st.one_of(
    st.just(""), st.text(max_size=40), texts, st.sampled_from(["Kazakhstan", "US", "USSR", "France", "中国", "Texas"])
)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts, cells, cells, countries)
def test_any_text_is_answered_or_refused(
    geocoder: OfflineGeocoder, text: str, admin1: str, admin2: str, country: str
) -> None:
    place = Place(text, admin1, admin2, country)
    answer = geocoder.locate(place)
    assert answer.status in STATUSES
    assert answer.reasons
    assert all(answer.reasons)
    assert _quickest(geocoder, place) < LIMIT_SECONDS
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
        Place("San " * 2_500, "San " * 2_500, "San " * 2_500, country="US"),
        Place("(" * 10_000, "," * 10_000, "-" * 10_000),
        Place("Washington Township", admin1="PA", country="US"),
        Place("Santa Maria, San Jose, San Juan, Santiago, San Antonio, San Pedro"),
    ],
    ids=lambda place: place.text[:20],
)
def test_long_and_odd_texts_take_no_more_than_the_limit(geocoder: OfflineGeocoder, place: Place) -> None:
    geocoder.locate(Place("warm", country=place.country))
    assert _quickest(geocoder, place) < LIMIT_SECONDS


def _quickest(geocoder: OfflineGeocoder, place: Place) -> float:
    """Seconds of processor time, best of three: a busy machine does no harm."""
    return min(_seconds(geocoder, place, turn) for turn in range(1, 4))


def _seconds(geocoder: OfflineGeocoder, place: Place, turn: int) -> float:
    """Asked with other spaces each time, so that no answer is one that was kept."""
    fresh = Place(place.text + " " * turn, place.admin1 + " " * turn, place.admin2, place.country + " " * turn)
    start = time.process_time()
    geocoder.locate(fresh)
    return time.process_time() - start
