import json
import socket

import pytest

from geocoding.model import Place
from geocoding.online.errors import ProviderRefused, ProviderUnavailable
from tests.geocoding.online.samples import RESULT, envelope
from tests.geocoding.online.server import Reply

SQUARE = Place("Republic Square", country="Kazakhstan")
GOOD = Reply([RESULT["nominatim"]()])


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_failing_server_is_asked_again_and_then_called_unavailable(status, online, service, fake_time) -> None:
    service.replies = [Reply(status=status)]
    with pytest.raises(ProviderUnavailable, match=f"HTTP {status}"):
        online().locate(SQUARE)
    assert len(service.requests) == 4
    assert fake_time.slept == [1, 2, 4]


def test_a_failure_that_passes_is_not_noticed(online, service) -> None:
    service.replies = [Reply(status=500), Reply(b"{", status=200), GOOD]
    assert online().locate(SQUARE).status == "found"


def test_retry_after_is_kept(online, service, fake_time) -> None:
    service.replies = [Reply(status=429, headers={"Retry-After": "17"}), GOOD]
    assert online().locate(SQUARE).status == "found"
    assert fake_time.slept == [17]


def test_a_long_retry_after_is_an_outage_and_nobody_asks_meanwhile(online, service, fake_time) -> None:
    service.replies = [Reply(status=429, headers={"Retry-After": "3600"}), GOOD]
    geocoder = online()
    for _ in range(3):
        with pytest.raises(ProviderUnavailable):
            geocoder.locate(SQUARE)
    assert len(service.requests) == 1
    fake_time.now += 3601
    assert geocoder.locate(SQUARE).status == "found"


@pytest.mark.parametrize("wait", ["-5", "soon", "9" * 400, "Fri, 31 Dec 1999 23:59:59 GMT", "nan"])
def test_an_odd_retry_after_does_no_harm(wait, online, service) -> None:
    service.replies = [Reply(status=429, headers={"Retry-After": wait})]
    with pytest.raises(ProviderUnavailable):
        online().locate(SQUARE)


@pytest.mark.parametrize("reply", [Reply(GOOD.body, stalls=True), Reply(GOOD.body, drips=True)])
def test_a_server_that_stalls_or_drips_is_given_up(reply, online, service) -> None:
    service.replies = [reply]
    with pytest.raises(ProviderUnavailable, match="time"):
        online(SHERU_GEOCODER_TIMEOUT="0.15").locate(SQUARE)
    assert len(service.requests) == 4


@pytest.mark.parametrize("status", [401, 403, 402])
@pytest.mark.parametrize("provider", RESULT)
def test_a_bad_key_is_refused_at_once(provider, status, online, service) -> None:
    service.replies = [Reply({"status": {"code": status, "message": "no"}}, status=status)]
    with pytest.raises(ProviderRefused):
        online(provider).locate(SQUARE)
    assert len(service.requests) == 1


def test_google_says_it_in_the_body(online, service) -> None:
    service.replies = [Reply({"results": [], "status": "REQUEST_DENIED", "error_message": "bad a-secret-key"})]
    with pytest.raises(ProviderRefused, match="key"):
        online("google").locate(SQUARE)
    service.replies = [Reply({"results": [], "status": "OVER_QUERY_LIMIT"})]
    with pytest.raises(ProviderUnavailable):
        online("google").locate(SQUARE)


def test_a_wrong_address_is_refused(online, service) -> None:
    service.replies = [Reply(status=404)]
    with pytest.raises(ProviderRefused, match="right server"):
        online().locate(SQUARE)


def test_a_text_that_is_not_accepted_is_no_outage_and_is_not_kept(online, service) -> None:
    service.replies = [Reply(status=400)]
    geocoder = online()
    for _ in range(2):
        answer = geocoder.locate(SQUARE)
        assert answer.status == "not_found"
        assert "does not accept" in answer.reasons[0]
    assert len(service.requests) == 2


LIES = {
    "no JSON": b"<html>busy</html>",
    "half a JSON": b'[{"lat": "43',
    "not UTF-8": b"\xff\xfe\x00",
    "a number": b"7",
    "a text": b'"hello"',
    "nested": b"[" * 200_000,
    "another shape": b'{"surprise": true}',
    "results of another shape": b'[{"lat": 1}, 7, null]',
    "latitude": json.dumps([RESULT["nominatim"](lat="91")]).encode(),
    "longitude": json.dumps([RESULT["nominatim"](lon="500")]).encode(),
    "not a number": json.dumps([RESULT["nominatim"](lat="NaN", box=(1, 2, 3, 4))]).encode(),
    "infinite": json.dumps([RESULT["nominatim"](lat="Infinity", box=(1, 2, 3, 4))]).encode(),
    "100,000 results": json.dumps([RESULT["nominatim"]()] * 100_000).encode(),
    "50 MB": b"[" + b" " * 50_000_000 + b"]",
}


@pytest.mark.filterwarnings("ignore:Latitude")
@pytest.mark.parametrize("name", LIES)
def test_an_answer_that_cannot_be_read_is_an_outage_and_is_not_kept(name, online, service) -> None:
    service.replies = [Reply(LIES[name])]
    geocoder = online()
    with pytest.raises(ProviderUnavailable):
        geocoder.locate(SQUARE)
    service.replies = [GOOD]
    assert geocoder.locate(SQUARE).status == "found"


@pytest.mark.parametrize("provider", RESULT)
@pytest.mark.parametrize("body", [b"7", b"null", b'"x"', b"{}", b"[[]]", b'{"features": [{}], "results": [{}]}'])
def test_no_shape_at_all_gets_through(provider, body, online, service) -> None:
    service.replies = [Reply(body)]
    with pytest.raises(ProviderUnavailable, match=r"read|reached"):
        online(provider).locate(SQUARE)


def test_a_broken_connection_is_an_outage(online, service) -> None:
    service.replies = [Reply(GOOD.body, breaks=True)]
    with pytest.raises(ProviderUnavailable):
        online(SHERU_GEOCODER_TIMEOUT="1").locate(SQUARE)


def test_no_server_at_all_is_an_outage_and_the_key_stays_secret(online) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(ProviderUnavailable) as failure:
        online("opencage", SHERU_GEOCODER_URL=url).locate(SQUARE)
    assert "a-secret-key" not in str(failure.value)
    assert "a-secret-key" not in repr(online("opencage").settings)
    import traceback

    assert "a-secret-key" not in "".join(traceback.format_exception(failure.value))


def test_the_other_services_limits_are_read_too(online, service) -> None:
    service.replies = [Reply(envelope("photon", *[RESULT["photon"]()] * 1_000))]
    assert online("photon").locate(SQUARE).status == "found"
