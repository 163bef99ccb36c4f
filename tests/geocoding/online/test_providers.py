import pytest

from geocoding.model import Place
from tests.geocoding.online.samples import RESULT, envelope
from tests.geocoding.online.server import Reply

SQUARE = Place("Republic Square", admin1="Almaty", country="Kazakhstan")


@pytest.mark.parametrize("provider", RESULT)
def test_each_service_is_read(provider, online, service) -> None:
    service.replies = [Reply(envelope(provider, RESULT[provider]()))]
    answer = online(provider).locate(SQUARE)
    assert answer.status == "found", answer.reasons
    location = answer.location
    assert (round(location.latitude, 3), round(location.longitude, 3)) == (43.238, 76.945)
    assert (location.precision, location.country_code, location.method) == ("exact", "KZ", provider)
    assert location.radius_km == 0.3
    assert location.name == "Republic Square"
    assert any(provider in reason for reason in answer.reasons)


@pytest.mark.parametrize("provider", RESULT)
def test_each_service_knows_nothing(provider, online, service) -> None:
    service.replies = [Reply(envelope(provider))]
    answer = online(provider).locate(SQUARE)
    assert (answer.status, answer.location) == ("not_found", None)


@pytest.mark.parametrize("provider", RESULT)
def test_an_answer_in_another_country_is_refused_and_said(provider, online, service) -> None:
    service.replies = [Reply(envelope(provider, RESULT[provider](lat=42.87, lon=74.6, code="KG")))]
    if provider == "nominatim":
        service.replies = [Reply([RESULT[provider](lat="42.87", lon="74.6", code="kg")])]
    answer = online(provider).locate(SQUARE)
    assert (answer.status, answer.location) == ("not_found", None)
    assert any("only in KG" in reason and "KZ" in reason for reason in answer.reasons)


@pytest.mark.parametrize("provider", RESULT)
def test_the_question_holds_place_and_country_and_who_asks(provider, online, service) -> None:
    service.replies = [Reply(envelope(provider))]
    online(provider).locate(SQUARE)
    (asked,) = service.requests
    assert "Republic Square, Almaty, Kazakhstan" in asked.values()
    assert service.agents == ["Sheru/0.1 (protest map; editor@example.org)"]
    stay_in = {"nominatim": "countrycodes", "pelias": "boundary.country", "opencage": "countrycode"}
    if provider in stay_in:
        assert asked[stay_in[provider]].upper() == "KZ"
    if provider == "google":
        assert asked["components"] == "country:KZ"


@pytest.mark.parametrize(
    ("provider", "kind", "precision"),
    [
        ("nominatim", "house", "exact"),
        ("nominatim", "road", "exact"),
        ("nominatim", "suburb", "locality"),
        ("nominatim", "city", "city"),
        ("nominatim", "village", "city"),
        ("nominatim", "county", "admin2"),
        ("nominatim", "state", "admin1"),
        ("nominatim", "country", "country"),
        ("photon", "house", "exact"),
        ("photon", "district", "locality"),
        ("photon", "city", "city"),
        ("photon", "county", "admin2"),
        ("photon", "state", "admin1"),
        ("pelias", "address", "exact"),
        ("pelias", "neighbourhood", "locality"),
        ("pelias", "locality", "city"),
        ("pelias", "county", "admin2"),
        ("pelias", "region", "admin1"),
        ("opencage", "building", "exact"),
        ("opencage", "neighbourhood", "locality"),
        ("opencage", "village", "city"),
        ("opencage", "state_district", "admin2"),
        ("google", "street_address", "exact"),
        ("google", "sublocality", "locality"),
        ("google", "locality", "city"),
        ("google", "administrative_area_level_2", "admin2"),
        ("yandex", "house", "exact"),
        ("yandex", "district", "locality"),
        ("yandex", "locality", "city"),
        ("yandex", "area", "admin2"),
        ("yandex", "province", "admin1"),
    ],
)
def test_the_kind_says_the_precision(provider, kind, precision, online, service) -> None:
    name = {"nominatim": "addresstype", "pelias": "layer", "google": "types"}.get(provider, "kind")
    value = (kind, "political") if provider == "google" else kind
    service.replies = [Reply(envelope(provider, RESULT[provider](**{name: value})))]
    assert online(provider).locate(SQUARE).location.precision == precision


@pytest.mark.parametrize(
    ("kind", "degrees", "precision", "radius"),
    [
        ("city", 0.1, "city", 13.8),  # half the diagonal of 0.2 by 0.2 degrees
        ("city", 0.0, "city", 2.0),  # a point is not the size of a city
        ("road", 1.0, "admin2", 138.0),  # a motorway is no address
        ("waterway", 0.001, "exact", 0.1),
        ("waterway", 5.0, "admin1", 691.0),
    ],
)
def test_the_extent_says_the_radius(kind, degrees, precision, radius, online, service) -> None:
    box = (43 - degrees, 43 + degrees, 76 - degrees, 76 + degrees)
    service.replies = [Reply([RESULT["nominatim"]("43", "76", addresstype=kind, box=box)])]
    location = online().locate(SQUARE).location
    assert (location.precision, location.radius_km) == (precision, pytest.approx(radius, rel=0.2))


def test_several_places_of_one_name_are_not_guessed(online, service) -> None:
    service.replies = [Reply([RESULT["nominatim"](), RESULT["nominatim"](lat="51.1", lon="71.4")])]
    answer = online().locate(Place("Republic Square", country="Kazakhstan"))
    assert (answer.status, answer.location, len(answer.candidates)) == ("ambiguous", None, 2)


@pytest.mark.parametrize(
    ("asked", "name", "kind", "status"),
    [
        ("Republic Square", "Republic Square", "square", "found"),
        ("Алматы", "Almaty", "city", "found"),
        ("Kirov district", "Kirov", "suburb", "found"),
        ("Abai Avenue 10, Almaty", "10", "house", "found"),
        ("Kazakhstan, Almaty, Republic Square", "Republic Square", "square", "found"),
        ("Republic Square, Almaty", "Almaty", "city", "coarse"),
        ("Republic Square, Almaty", "Kazakhstan", "country", "coarse"),
        ("Republic Square Almaty", "Almaty", "city", "ambiguous"),
        ("Oral city", "Oral", "city", "found"),
        ("Lida district", "Lida District", "county", "found"),
        ("Xyzzyville", "Ville", "village", "ambiguous"),
        ("Republic Square", "Square One Shopping", "shop", "ambiguous"),
    ],
)
def test_another_name_than_was_asked_is_no_sure_find(asked, name, kind, status, online, service) -> None:
    service.replies = [Reply([RESULT["nominatim"](addresstype=kind, name=name)])]
    answer = online().locate(Place(asked, country="Kazakhstan"))
    assert (answer.status, answer.location.name) == (status, name)


def test_a_region_that_nobody_named_is_no_answer(online, service) -> None:
    service.replies = [Reply([RESULT["nominatim"](addresstype="state", name="Bavaria", code="de")])]
    answer = online().locate(Place("Xyzzyville"))
    assert (answer.status, answer.location) == ("not_found", None)
    assert "Bavaria" in answer.reasons[0]


def test_opencage_is_told_not_to_log_the_query(online, service) -> None:
    service.replies = [Reply(envelope("opencage"))]
    online("opencage").locate(SQUARE)
    assert service.requests[0]["no_record"] == "1"


def test_a_level_above_is_coarse(online, service) -> None:
    service.replies = [Reply([RESULT["nominatim"](addresstype="country", name="Kazakhstan")])]
    assert online().locate(SQUARE).status == "coarse"


@pytest.mark.parametrize("provider", ["google", "yandex"])
def test_a_missing_country_is_refused(provider, online, service) -> None:
    service.replies = [Reply(envelope(provider, RESULT[provider](code="")))]
    answer = online(provider).locate(SQUARE)
    assert answer.location is None
    assert any("does not say in which country" in reason for reason in answer.reasons)


@pytest.mark.parametrize(
    "place",
    [
        Place("nationwide", country="Kazakhstan"),
        Place("", country="Kazakhstan"),
        Place("unknown"),
        Place("Almaty; Astana; Oral", country="Kazakhstan"),
        Place("x" * 200),
        Place("write to someone@example.org"),
        Place("Almaty", country="Ruritania"),
        Place("17"),
    ],
)
def test_what_is_no_single_place_never_leaves_the_machine(place, online, service) -> None:
    answer = online().locate(place)
    assert answer.status == "not_found"
    assert "not asked of nominatim" in answer.reasons[0]
    assert not service.requests
