from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from geocoding.online.cache import AnswerCache
from geocoding.online.geocoder import OnlineGeocoder
from geocoding.online.limiter import Limiter
from geocoding.online.settings import OnlineSettings
from tests.geocoding.online.server import FakeService, serving


class FakeTime:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 1_000_000.0
        self.slept: list[float] = []

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds


@pytest.fixture
def service() -> Iterator[FakeService]:
    with serving() as running:
        yield running


@pytest.fixture
def fake_time() -> FakeTime:
    return FakeTime()


@pytest.fixture
def online(service: FakeService, tmp_path: Path, fake_time: FakeTime) -> Iterator[Callable[..., OnlineGeocoder]]:
    caches = []

    def make(provider: str = "nominatim", **environment: str) -> OnlineGeocoder:
        settings = OnlineSettings.from_environment(
            {
                "SHERU_GEOCODER": provider,
                "SHERU_GEOCODER_URL": service.url,
                "SHERU_GEOCODER_KEY": "a-secret-key",
                "SHERU_GEOCODER_EMAIL": "editor@example.org",
                **environment,
            }
        )
        cache = AnswerCache(tmp_path / "answers.sqlite", clock=fake_time.clock)
        caches.append(cache)
        limiter = Limiter("the server", 1.0, clock=fake_time.clock, sleep=fake_time.sleep)
        return OnlineGeocoder(settings, cache=cache, limiter=limiter, sleep=fake_time.sleep)

    yield make
    for cache in caches:
        cache.close()
