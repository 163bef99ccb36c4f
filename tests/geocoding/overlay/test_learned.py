"""Places learned from the coordinates of other rows."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geocoding import Answer, Location, Place
from geocoding.overlay.learned import Learned

KAZAKHSTAN = Location(48.0, 68.0, "country", 1000.0, "Kazakhstan", "KZ", "country")
COARSE = Answer("coarse", KAZAKHSTAN, (), ("not in the gazetteer",))
SQUARE = Place("Black Park", country="Kazakhstan")


def given_at(lat: float, lon: float, precision: str = "exact", radius: float = 0.1) -> Location:
    return Location(lat, lon, precision, radius, "", "", "given")


def test_a_row_takes_the_point_of_a_row_that_names_the_same_place() -> None:
    learned = Learned([(SQUARE, given_at(43.26, 76.93))])
    for place in (SQUARE, Place("black-park", country="KZ"), Place(" Black  Park ", country="Казахстан")):
        answer = learned.answer(place, COARSE)
        name = " ".join(place.text.split())
        assert answer.location == Location(43.26, 76.93, "locality", 2.0, name, "KZ", "coordinates of other rows")
        assert answer.reasons == (
            "not in the gazetteer",
            f"a row that names “{name}” came with coordinates; taken for this row as well",
        )


@pytest.mark.parametrize(
    ("samples", "place", "taught"),
    [
        ([(43.0, 77.0), (43.05, 77.0)], SQUARE, True),
        ([(43.0, 77.0), (43.1, 77.0)], SQUARE, False),
        ([(43.0, 179.99), (43.0, -179.99)], SQUARE, True),
        ([(43.0, 77.0)], Place("Black Park", country="Fiji"), False),
        ([(43.0, 77.0)], Place("Black Park"), False),
        ([(43.0, 77.0)], Place("Black Park", admin1="Akmola", country="KZ"), False),
        ([(43.0, 77.0)], Place("Park", country="KZ"), False),
        ([(43.0, 77.0)], Place("", country="KZ"), False),
    ],
)
def test_only_agreeing_points_of_the_same_name_and_country_teach(
    samples: list[tuple[float, float]], place: Place, taught: bool
) -> None:
    learned = Learned((SQUARE, given_at(*point)) for point in samples)
    assert (learned.answer(place, COARSE) is not COARSE) is taught


def test_regions_keep_homonyms_apart() -> None:
    akmola, pavlodar = (Place("Zharly", admin1=name, country="KZ") for name in ("Akmola", "Pavlodar"))
    learned = Learned([(akmola, given_at(51, 70.5)), (pavlodar, given_at(52, 77.5))])
    assert learned.answer(Place("Zharly", country="KZ"), COARSE) is COARSE
    north = learned.answer(akmola, COARSE).location
    assert north is not None
    assert north.latitude == 51
    alone = Learned([(akmola, given_at(51, 70.5))])
    assert alone.answer(Place("Zharly", country="KZ"), COARSE).status == "found"


def test_the_precision_is_no_finer_than_that_of_any_row() -> None:
    learned = Learned([(SQUARE, given_at(43, 77)), (SQUARE, given_at(43.01, 77, "city", 5.0))])
    location = learned.answer(SQUARE, COARSE).location
    assert location is not None
    assert (location.precision, location.latitude, location.radius_km) == ("city", 43.005, 5.6)
    coarse = Learned([(SQUARE, given_at(43, 77, "admin1", 100.0))])
    assert coarse.answer(SQUARE, COARSE) is COARSE


@pytest.mark.parametrize(
    ("known", "taught"),
    [
        (COARSE, True),
        (Answer("not_found", None), True),
        (Answer("ambiguous", None), True),
        (Answer("found", KAZAKHSTAN), False),
        (Answer("coarse", Location(43, 77, "city", 9, "Almaty", "KZ", "exact name")), True),
        (Answer("coarse", Location(43, 77, "locality", 9, "Park", "KZ", "editor's list")), False),
        (Answer("ambiguous", Location(43, 77, "city", 9, "Almaty", "KZ", "exact name")), False),
    ],
)
def test_a_gazetteer_that_knows_better_keeps_its_answer(known: Answer, taught: bool) -> None:
    assert (Learned([(SQUARE, given_at(43.26, 76.93))]).answer(SQUARE, known) is not known) is taught


POINTS = st.tuples(st.floats(42.95, 43.05), st.floats(76.95, 77.05))


@given(st.lists(POINTS, min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_rows_makes_no_difference(points: list[tuple[float, float]], chance: random.Random) -> None:
    mixed = points[:]
    chance.shuffle(mixed)
    one, other = (Learned((SQUARE, given_at(*point)) for point in each) for each in (points, mixed))
    assert one.answer(SQUARE, COARSE) == other.answer(SQUARE, COARSE)


@given(st.text(max_size=30), st.text(max_size=10))
def test_any_text_is_learned_and_answered(text: str, country: str) -> None:
    place = Place(text, country=country)
    Learned([(place, given_at(1, 2))]).answer(place, COARSE)
