import threading
import time
from itertools import pairwise

import pytest

from geocoding.model import Place
from geocoding.online.errors import ProviderUnavailable
from geocoding.online.limiter import Limiter, shared_limiter
from tests.geocoding.online.conftest import FakeTime
from tests.geocoding.online.samples import RESULT
from tests.geocoding.online.server import Reply


def test_turns_are_an_interval_apart(fake_time: FakeTime) -> None:
    limiter = Limiter("x", 2.0, clock=fake_time.clock, sleep=fake_time.sleep)
    for _ in range(4):
        with limiter.turn():
            pass
    assert fake_time.slept == [0.5, 0.5, 0.5]


def test_a_request_that_took_long_is_not_waited_for_twice(fake_time: FakeTime) -> None:
    limiter = Limiter("x", 1.0, clock=fake_time.clock, sleep=fake_time.sleep)
    with limiter.turn():
        fake_time.now += 3
    with limiter.turn():
        pass
    assert fake_time.slept == []


def test_a_failed_request_counts(fake_time: FakeTime) -> None:
    limiter = Limiter("x", 1.0, clock=fake_time.clock, sleep=fake_time.sleep)
    with pytest.raises(KeyError), limiter.turn():
        raise KeyError
    with limiter.turn():
        pass
    assert fake_time.slept == [1]


def test_a_pause_holds_for_all_and_a_long_one_is_an_outage(fake_time: FakeTime) -> None:
    limiter = Limiter("x", 1.0, clock=fake_time.clock, sleep=fake_time.sleep)
    limiter.pause(30)
    with limiter.turn():
        pass
    assert fake_time.slept == [30]
    limiter.pause(61)
    with pytest.raises(ProviderUnavailable, match="61"), limiter.turn():
        pass


def test_threads_together_keep_the_rate_and_ask_one_by_one(fake_time: FakeTime) -> None:
    limiter = Limiter("x", 2.0, clock=fake_time.clock, sleep=fake_time.sleep)
    starts: list[float] = []
    inside = most = 0

    def work() -> None:
        nonlocal inside, most
        for _ in range(5):
            with limiter.turn():
                inside += 1
                most = max(most, inside)
                starts.append(fake_time.now)
                time.sleep(0)  # lets the others try
                inside -= 1

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
    gaps = [after - before for before, after in pairwise(starts)]
    assert len(starts) == 20
    assert set(gaps) == {0.5}


def test_two_geocoders_in_threads_never_ask_a_server_at_once(online, service) -> None:
    service.replies = [Reply([RESULT["nominatim"]()])]
    geocoder = online()
    threads = [
        threading.Thread(target=geocoder.locate, args=(Place(f"Square {number}", country="KZ"),))
        for number in ("one", "two", "three", "four")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(service.requests) == 4
    assert service.most_at_once == 1


def test_a_server_has_one_limiter_in_the_process() -> None:
    assert shared_limiter("https://a", 1.0) is shared_limiter("https://a", 1.0)
    assert shared_limiter("https://a", 1.0) is not shared_limiter("https://b", 1.0)
