import socket
from dataclasses import replace

import pytest

from geocoding.__main__ import main
from geocoding.model import Answer, Candidate, Location, Place
from geocoding.online.errors import ProviderUnavailable
from geocoding.online.layered import LayeredGeocoder, combine
from tests.geocoding.online.samples import RESULT
from tests.geocoding.online.server import Reply

ALMATY = Location(43.25, 76.95, "city", 18.0, "Almaty", "KZ", "exact name")
REGION = replace(ALMATY, precision="admin1", radius_km=180.0, name="Almaty Region")
COUNTRY = replace(ALMATY, latitude=48.0, longitude=67.0, precision="country", radius_km=900.0, name="Kazakhstan")
SQUARE = Location(43.238, 76.945, "exact", 0.3, "Republic Square", "KZ", "nominatim")
TWO = (Candidate("Kirov", "A", "KZ", 43.0, 77.0, 0), Candidate("Kirov", "B", "KZ", 50.0, 70.0, 0))


def coarse(location):
    return Answer("coarse", location, (), ("offline",))


def found(location=SQUARE, status="found"):
    return Answer(status, location, (), ("online",))


@pytest.mark.parametrize(
    ("offline", "online", "status", "location", "said"),
    [
        (coarse(ALMATY), found(), "found", SQUARE, "online"),
        (coarse(REGION), found(), "found", SQUARE, "online"),
        (coarse(COUNTRY), found(), "found", SQUARE, "online"),
        (Answer("not_found", None), found(), "found", SQUARE, "online"),
        # no finer: the gazetteer's own answer stands
        (coarse(ALMATY), found(replace(ALMATY, method="nominatim")), "coarse", ALMATY, "no more finely"),
        (coarse(ALMATY), found(replace(COUNTRY, method="nominatim")), "coarse", ALMATY, "no more finely"),
        # another square of that name, in another town of the country
        (coarse(ALMATY), found(replace(SQUARE, latitude=51.1)), "coarse", ALMATY, "outside Almaty"),
        (coarse(REGION), found(replace(SQUARE, latitude=51.1)), "coarse", REGION, "outside Almaty Region"),
        (coarse(COUNTRY), found(replace(SQUARE, country_code="KG")), "coarse", COUNTRY, "outside Kazakhstan"),
        # the service does not know it either
        (coarse(ALMATY), Answer("not_found", None, (), ("online",)), "coarse", ALMATY, "online"),
        (Answer("not_found", None), Answer("ambiguous", None, TWO, ("online",)), "ambiguous", None, "online"),
        # a service's choice among towns of one name is no certainty, but a street in one is
        (
            Answer("ambiguous", None, TWO),
            found(replace(ALMATY, method="nominatim")),
            "ambiguous",
            replace(ALMATY, method="nominatim"),
            "online",
        ),
        (Answer("ambiguous", None, TWO), found(), "found", SQUARE, "online"),
        (Answer("ambiguous", ALMATY, TWO), found(replace(SQUARE, latitude=51.1)), "found", None, "online"),
    ],
)
def test_two_answers_become_one(offline, online, status, location, said) -> None:
    answer = combine(offline, online)
    assert answer.status == status
    if location is not None or online.location is None:
        assert answer.location == location
    assert any(said in reason for reason in answer.reasons)
    assert set(offline.reasons) <= set(answer.reasons)


def test_candidates_are_not_lost() -> None:
    assert combine(Answer("ambiguous", None, TWO), found(replace(ALMATY, method="x"))).candidates == TWO


def test_what_the_gazetteer_finds_is_never_sent(geocoder, online, service) -> None:
    layered = LayeredGeocoder(geocoder, online())
    for place in [
        Place("Almaty", country="Kazakhstan"),
        Place("nationwide", country="Kazakhstan"),
        Place("nationwide"),
        Place("", country="Kazakhstan"),
        Place("", country="Nowhere"),
        Place("several cities", country="Kazakhstan"),
        Place("Belgrade; Novi Sad", country="Serbia"),
    ]:
        assert not layered.asks_online(place)
        assert layered.locate(place) == geocoder.locate(place)
    assert not service.requests


def test_a_square_is_found_in_its_city(geocoder, online, service) -> None:
    service.replies = [Reply([RESULT["nominatim"]()])]
    place = Place("Republic Square, Almaty", country="Kazakhstan")
    assert geocoder.locate(place).status == "coarse"
    answer = LayeredGeocoder(geocoder, online()).locate(place)
    assert (answer.status, answer.location.precision, answer.location.method) == ("found", "exact", "nominatim")
    assert any("OpenStreetMap" in reason for reason in answer.reasons)


def test_an_outage_is_not_hidden_by_the_coarse_answer(geocoder, online, service) -> None:
    service.replies = [Reply(status=503)]
    with pytest.raises(ProviderUnavailable):
        LayeredGeocoder(geocoder, online()).locate(Place("Republic Square, Almaty", country="Kazakhstan"))


def test_the_default_opens_no_socket(monkeypatch, tmp_path, capsys) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    monkeypatch.setenv("SHERU_GEOCODER", "nominatim")  # configured, but not asked for
    monkeypatch.setenv("SHERU_GEOCODER_EMAIL", "editor@example.org")
    assert main(["Republic Square, Almaty"]) == 0
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text('place\n"Republic Square, Almaty"\nXyzzyville\n')
    assert main(["--batch", str(source), "--output", str(target)]) == 0
    with socket.socket() as other, pytest.raises(AssertionError, match="connection"):
        other.connect(("127.0.0.1", 9))
