"""Places that are not certain, and what the answer says of them: the likeliest point, an honest level and radius."""

import pytest

from geocoding import OfflineGeocoder, Place
from geocoding.distance import great_circle_km


@pytest.mark.parametrize(
    ("place", "region"),
    [
        (Place("Washington Township", "Ohio", country="US"), "Ohio"),
        (Place("Franklin Township", "NJ", country="US"), "New Jersey"),
        (Place("Neustadt", "Bayern", country="Germany"), "Bayern"),
    ],
)
def test_equals_in_a_stated_region_are_that_region_with_the_point_of_the_likeliest(
    geocoder: OfflineGeocoder, place: Place, region: str
) -> None:
    answer = geocoder.locate(place)
    location, likeliest = answer.location, answer.candidates[0]
    assert location is not None
    assert (answer.status, location.precision, location.name) == ("ambiguous", "admin1", region)
    assert (location.latitude, location.longitude) == (likeliest.latitude, likeliest.longitude)
    for other in answer.candidates:
        away = great_circle_km(location.latitude, location.longitude, other.latitude, other.longitude)
        assert away <= location.radius_km, other
    assert any("the likeliest, and the radius holds them all" in reason for reason in answer.reasons)


def test_equals_all_over_a_country_are_the_middle_of_the_country(geocoder: OfflineGeocoder) -> None:
    answer, whole = geocoder.locate(Place("Springfield", country="US")), geocoder.locate(Place("", country="US"))
    assert answer.status == "ambiguous"
    assert answer.location == whole.location


@pytest.mark.parametrize(
    ("text", "code", "region"),
    [
        ("Little Rock", "AK", "Arkansas"),
        ("Rogers", "AK", "Arkansas"),
        ("Evansville", "ID", "Indiana"),
        ("Fairbanks", "AL", "Alaska"),
    ],
)
def test_a_code_may_have_been_meant_for_another_region(
    geocoder: OfflineGeocoder, text: str, code: str, region: str
) -> None:
    answer = geocoder.locate(Place(text, code, country="US"))
    assert answer.location is not None
    assert (answer.status, answer.location.name, answer.location.precision) == ("ambiguous", text, "city")
    assert answer.candidates[0].admin1 == region
    assert any(f"may have been meant for {region}" in reason for reason in answer.reasons)


@pytest.mark.parametrize(
    "place",
    [
        Place("Little Rock", "Alaska", country="US"),  # written out: no slip of a code
        Place("Houston", "OR", country="US"),  # no region of the name is abbreviated so
        Place("Contagem", "MT", country="Brazil"),  # Minas Gerais has no t second or third
    ],
)
def test_a_region_that_was_meant_is_not_doubted(geocoder: OfflineGeocoder, place: Place) -> None:
    answer = geocoder.locate(place)
    assert answer.location is not None
    assert (answer.status, answer.location.precision) == ("coarse", "admin1")


@pytest.mark.parametrize(
    ("text", "stated", "country"),
    [
        ("Arlington", "DC", "US"),
        ("Nashua", "MA", "US"),
        ("Mannheim", "Hessen", "Germany"),
        ("Basel", "Aargau", "Switzerland"),
        ("Noida", "Delhi", "India"),
    ],
)
def test_a_town_just_over_the_border_is_flagged(
    geocoder: OfflineGeocoder, text: str, stated: str, country: str
) -> None:
    answer = geocoder.locate(Place(text, stated, country=country))
    assert answer.location is not None
    assert (answer.status, answer.location.name, answer.location.precision) == ("ambiguous", text, "city")
    assert any("lies outside the stated" in reason for reason in answer.reasons)


@pytest.mark.parametrize(
    ("text", "stated"), [("Scranton", "NY"), ("Sheboygan", "MI"), ("Eugene", "CA"), ("Wheeling", "VA")]
)
def test_a_town_that_is_not_near_is_refused(geocoder: OfflineGeocoder, text: str, stated: str) -> None:
    location = geocoder.locate(Place(text, stated, country="US")).location
    assert location is not None
    assert location.precision == "admin1"


@pytest.mark.parametrize(
    ("place", "name"),
    [
        (Place("Forth Worth", "TX", country="US"), "Fort Worth"),
        (Place("Sain Louis", "MO", country="US"), "St. Louis"),
        (Place("Colombia City", "IN", country="US"), "Columbia City"),
        (Place("Druham", "NC", country="US"), "Durham"),
        (Place("Boisi", "ID", country="US"), "Boise"),
        (Place("Leipsig", "Sachsen", country="Germany"), "Leipzig"),
    ],
)
def test_one_slip_is_forgiven_where_a_region_is_stated(geocoder: OfflineGeocoder, place: Place, name: str) -> None:
    location = geocoder.locate(place).location
    assert location is not None
    assert (location.name, location.precision) == (name, "city")


@pytest.mark.parametrize("text", ["Druham", "Ogdon"])
def test_a_slip_in_a_short_name_is_not_forgiven_in_a_whole_country(geocoder: OfflineGeocoder, text: str) -> None:
    location = geocoder.locate(Place(text, country="US")).location
    assert location is not None
    assert location.precision == "country"


def test_a_type_word_left_out_does_not_lead_to_a_township(geocoder: OfflineGeocoder) -> None:
    location = geocoder.locate(Place("Collier City", "PA", country="US")).location
    assert location is not None
    assert location.name != "Collier Township"


@pytest.mark.parametrize(
    ("place", "name"),
    [
        (Place("G‘ijduvon", country="Uzbekistan"), "G’ijduvon Shahri"),
        (Place("Гиждуван", country="Uzbekistan"), "G’ijduvon Shahri"),
        (Place("Ходжейли", country="Uzbekistan"), "Xo‘jayli Shahri"),
        (Place("Ташкент", country="Uzbekistan"), "Tashkent"),
        (Place("Toshkent", country="Uzbekistan"), "Tashkent"),
        (Place("Ставрополь", country="Russia"), "Stavropol"),
        (Place("Atyraw", country="Kazakhstan"), "Atyrau"),
        (Place("Актаў", country="Kazakhstan"), "Aktau"),
        (Place("Кэстэнай", country="Kazakhstan"), "Kostanay"),
    ],
)
def test_spellings_between_alphabets_lead_to_one_city(geocoder: OfflineGeocoder, place: Place, name: str) -> None:
    location = geocoder.locate(place).location
    assert location is not None
    assert (location.name, location.precision) == (name, "city")


@pytest.mark.parametrize(
    ("text", "country", "name", "precision"),
    [
        ("Hlybotski Rayon", "Belarus", "Hlybokaye", "admin2"),
        ("Слуцкий район", "Belarus", "Slutskiy Rayon", "admin2"),
        ("Termiz Tumani", "Uzbekistan", "Tirmiz", "admin2"),
        ("Jeti-Oguz", "Kyrgyzstan", "Ysyk-Köl", "admin1"),
        ("Ак-Талинский", "Kyrgyzstan", "Naryn", "admin1"),
    ],
)
def test_a_district_is_answered_by_its_seat_or_as_its_region(
    geocoder: OfflineGeocoder, text: str, country: str, name: str, precision: str
) -> None:
    location = geocoder.locate(Place(text, country=country)).location
    assert location is not None
    assert (location.name, location.precision) == (name, precision)


def test_a_district_known_by_name_alone_says_so(geocoder: OfflineGeocoder) -> None:
    answer = geocoder.locate(Place("Jeti-Oguz", country="Kyrgyzstan"))
    assert answer.status == "coarse"
    assert any("a part of Ysyk-Köl; where in it is not known" in reason for reason in answer.reasons)
