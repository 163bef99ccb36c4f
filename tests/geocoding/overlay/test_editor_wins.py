"""An editor's place is believed before the gazetteer's, within the country and region that are stated."""

import pytest

from geocoding import OfflineGeocoder, Place
from geocoding.overlay.editors_list import read_editors_list
from geocoding.overlay.with_overlays import WithOverlays

ROWS = """name,country,lat,lon,admin1,precision,radius_km,source,note
Republic Square|площадь Республики,Kazakhstan,43.2385,76.9453,Almaty,locality,,our visit,
Taraz,KZ,42.95,71.40,,city,3,cadastre,moved
Zhanatalap,KZ,47.10,51.90,Atyrau,city,,,
Zhanatalap,KZ,50.00,57.30,Актюбинская область,city,,,
Aral,KZ,46.80,61.67,,city,,,
Paris,KZ,52.0,64.0,,city,,,
Dostyk and Abay crossing,KZ,43.2425,76.9573,Almaty,exact,,,
"""


@pytest.fixture(scope="module")
def placed(geocoder: OfflineGeocoder, tmp_path_factory: pytest.TempPathFactory) -> WithOverlays:
    path = tmp_path_factory.mktemp("editor") / "places.csv"
    path.write_text(ROWS, encoding="utf-8")
    return WithOverlays(geocoder, [read_editors_list(path)])


@pytest.mark.parametrize(
    "place",
    [
        Place("Republic Square, Almaty", country="Kazakhstan"),
        Place("Republic Square, Almaty"),
        Place("Almaty (Republic Square)", country="KZ"),
        Place("площадь республики", "Almaty", "", "Казахстан"),
        Place("Republic  square", country="KZ"),
    ],
)
def test_a_square_is_found_where_the_editor_put_it(placed: WithOverlays, place: Place) -> None:
    answer = placed.locate(place)
    assert answer.status == "found"
    assert answer.location is not None
    assert (answer.location.latitude, answer.location.longitude) == (43.2385, 76.9453)
    assert (answer.location.precision, answer.location.method) == ("locality", "editor's list")
    assert any("our visit" in reason for reason in answer.reasons)


@pytest.mark.parametrize(
    "place",
    [
        Place("Republic Square", country="Armenia"),
        Place("Republic Square, Yerevan"),
        Place("Republic Square, Astana", country="KZ"),
        Place("Republic Square", "Astana", "", "KZ"),
        Place("Republic Square; Astana", country="KZ"),
        Place("nationwide", country="KZ"),
        Place("", country="KZ"),
        Place("Republic Square", country="Nowhere"),
    ],
)
def test_elsewhere_the_gazetteer_answers_as_ever(placed: WithOverlays, geocoder: OfflineGeocoder, place: Place) -> None:
    assert placed.locate(place) == geocoder.locate(place)


@pytest.mark.parametrize("text", ["Taraz", "Тараз", "город Тараз"])
def test_a_conflict_is_won_by_the_editor_and_told(placed: WithOverlays, text: str) -> None:
    answer = placed.locate(Place(text, country="KZ"))
    assert answer.location is not None
    assert (answer.location.latitude, answer.location.method) == (42.95, "editor's list")
    assert any("the editor's list wins" in reason for reason in answer.reasons)


@pytest.mark.parametrize(("text", "latitude"), [("Oral", 51.2), ("Орал", 51.2), ("Aral", 46.80), ("Арал", 46.80)])
def test_a_name_that_only_sounds_alike_does_not_take_another_towns_place(
    placed: WithOverlays, text: str, latitude: float
) -> None:
    location = placed.locate(Place(text, country="KZ")).location
    assert location is not None
    assert location.latitude == pytest.approx(latitude, abs=0.05)


def test_the_region_decides_between_two_entries(placed: WithOverlays) -> None:
    atyrau = placed.locate(Place("Zhanatalap", "Атырауская область", "", "KZ")).location
    aktobe = placed.locate(Place("Zhanatalap", "Aktobe Region", "", "KZ")).location
    assert atyrau is not None
    assert aktobe is not None
    assert (atyrau.latitude, aktobe.latitude) == (47.10, 50.00)
    both = placed.locate(Place("Zhanatalap", country="KZ"))
    assert both.status == "ambiguous"
    assert {candidate.latitude for candidate in both.candidates} == {47.10, 50.00}


def test_without_a_country_the_list_does_not_take_a_name_from_another_one(placed: WithOverlays) -> None:
    answer = placed.locate(Place("Paris"))
    assert answer.location is not None
    assert answer.location.country_code == "FR"
    assert any("give the country" in reason for reason in answer.reasons)
    here = placed.locate(Place("Paris, Kazakhstan")).location
    assert here is not None
    assert here.country_code == "KZ"


def test_a_name_with_an_and_in_it_is_no_enumeration(placed: WithOverlays) -> None:
    answer = placed.locate(Place("Dostyk and Abay crossing", country="KZ"))
    assert answer.location is not None
    assert answer.location.precision == "exact"
