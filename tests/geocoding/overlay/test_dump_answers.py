"""A country dump answers only where the gazetteer has no sure answer, and only for its own country."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geocoding import STATUSES, OfflineGeocoder, Place
from geocoding.model import MAX_CANDIDATES
from geocoding.overlay.dump import Dump
from geocoding.overlay.editors_list import read_editors_list
from geocoding.overlay.with_overlays import WithOverlays
from tests.geocoding.overlay.dumps import row, write

LINES = [
    row(1, "Almaty", 10.0, 10.0, "P PPLA", population=5),
    row(2, "Republic Square", 43.2385, 76.9453, "S SQR", alternates="Площадь Республики,Ploshchad' Respubliki"),
    row(3, "Republic Square", 51.13, 71.43, "S SQR"),
    row(4, "Qqorlan", 44.00, 76.50, alternates="Ккорлан", admin1="01", population=40),
    row(5, "Qqorlan", 44.03, 76.53, "S RSTN", admin1="01"),
    row(6, "Qqumtas", 50.0, 57.0, admin1="04", population=900),
    row(7, "Qqumtas", 47.0, 52.0, admin1="06", population=20),
    row(8, "Aktobe Oblysy", 49.0, 58.0, "A ADM1", admin1="04"),
    row(9, "Atyrau Oblysy", 47.5, 52.0, "A ADM1", admin1="06"),
    row(10, "Vvurt", 48.5, 60.0),
]


@pytest.fixture(scope="module")
def placed(geocoder: OfflineGeocoder, tmp_path_factory: pytest.TempPathFactory) -> WithOverlays:
    folder = tmp_path_factory.mktemp("dump")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHERU_HOME", str(folder))
        return WithOverlays(geocoder, dumps=[Dump(write(folder / "KZ.txt", LINES))])


@pytest.mark.parametrize(
    ("place", "point", "precision"),
    [
        (Place("Republic Square, Almaty", country="KZ"), (43.2385, 76.9453), "locality"),
        (Place("Republic Square, Almaty"), (43.2385, 76.9453), "locality"),
        (Place("площадь Республики, Алматы", country="KZ"), (43.2385, 76.9453), "locality"),
        (Place("Republic Square", "Astana", "", "KZ"), (51.13, 71.43), "locality"),
        (Place("Qqumtas", "Aktobe Region", "", "KZ"), (50.0, 57.0), "city"),
        (Place("Qqumtas", "Атырауская область", "", "Казахстан"), (47.0, 52.0), "city"),
        (Place("село Ккорлан", country="KZ"), (44.0, 76.5), "city"),
        (Place("Vvurt, Kazakhstan"), (48.5, 60.0), "city"),
    ],
)
def test_what_the_gazetteer_lacks_is_found(
    placed: WithOverlays, place: Place, point: tuple[float, float], precision: str
) -> None:
    answer = placed.locate(place)
    assert answer.status == "found"
    assert answer.location is not None
    assert (answer.location.latitude, answer.location.longitude) == point
    assert (answer.location.precision, answer.location.method) == (precision, "country dump")
    assert any("https://www.geonames.org/" in reason for reason in answer.reasons)


def test_near_places_of_one_name_are_the_most_populous_with_a_radius_for_all(placed: WithOverlays) -> None:
    answer = placed.locate(Place("Qqorlan", country="KZ"))
    assert answer.location is not None
    assert (answer.location.latitude, answer.location.radius_km) == (44.0, 4.1)
    assert len(answer.candidates) == 2


def test_places_far_apart_are_candidates_and_the_point_stays_the_level_above(
    placed: WithOverlays, geocoder: OfflineGeocoder
) -> None:
    place = Place("Qqumtas", country="KZ")
    answer = placed.locate(place)
    assert answer.status == "ambiguous"
    assert answer.location == geocoder.locate(place).location
    assert {candidate.latitude for candidate in answer.candidates} == {50.0, 47.0}


@pytest.mark.parametrize(
    "place",
    [
        Place("Almaty", country="KZ"),
        Place("Vvurt"),
        Place("Vvurt", country="Uzbekistan"),
        Place("Vvurt", country="USSR"),
        Place("Vvurt, Tashkent"),
        Place("Vvurt region", country="KZ"),
        Place("Kazakhstan"),
        Place("Republic Square, Yerevan"),
        Place("Republic Square; Vvurt; Oral", country="KZ"),
        Place("\x00" * 10, country="KZ"),
    ],
)
def test_all_else_is_answered_as_ever(placed: WithOverlays, geocoder: OfflineGeocoder, place: Place) -> None:
    assert placed.locate(place) == geocoder.locate(place)


def test_by_a_former_name_no_place_is_chosen_among_those_of_the_gazetteer(
    geocoder: OfflineGeocoder, home: Path
) -> None:
    place = Place("Springfield", country="US")
    known = geocoder.locate(place)
    assert known.status == "ambiguous"
    lines = [row(1, "Mountain Ranch", 38.23, -120.54, alternates="Springfield", country="US", admin1="CA")]
    answer = WithOverlays(geocoder, dumps=[Dump(write(home / "US.txt", lines))]).locate(place)
    assert (answer.status, answer.location) == ("ambiguous", known.location)
    assert any("by another name" in reason for reason in answer.reasons)


def test_the_editors_list_comes_before_the_dump(placed: WithOverlays, tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text("name,country,lat,lon\nVvurt,KZ,48.9,60.9\n")
    both = WithOverlays(placed.offline, [read_editors_list(path)], placed._dumps)
    location = both.locate(Place("Vvurt", country="KZ")).location
    assert location is not None
    assert location.method == "editor's list"


WORDS = "Qqumtas Republic Square , Almaty / ( ) ; and area Aktobe Region село Ккорлан near KZ nationwide"
words = st.sampled_from(WORDS.split())
anything = st.one_of(st.text(max_size=80), st.lists(words, max_size=12).map(" ".join))


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(anything, anything, st.one_of(st.sampled_from(["KZ", "", "Kazakhstan", "USSR"]), anything))
def test_any_question_is_answered(placed: WithOverlays, text: str, admin1: str, country: str) -> None:
    answer = placed.locate(Place(text, admin1, "", country))
    assert answer.status in STATUSES
    assert answer.reasons
    assert len(answer.candidates) <= MAX_CANDIDATES
    assert answer.status != "found" or answer.location is not None


def test_threads_get_the_same_answers(placed: WithOverlays, tmp_path: Path) -> None:
    places = [Place(name, country="KZ") for name in ("Vvurt", "Qqorlan", "Qqumtas", "Almaty")] * 20
    fresh = WithOverlays(placed.offline, dumps=placed._dumps)
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(fresh.locate, places)) == [placed.locate(place) for place in places]
