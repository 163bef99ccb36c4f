"""Scripts of other sites read the public dataset and nothing else; an address asks as often as it may."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from dashboard.api.access import Allowance
from dashboard.api.app import create_api
from tests.dashboard.test_api import DOWNLOADS, client, served

ELSEWHERE = {"Origin": "https://elsewhere.example"}


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with served(tmp_path_factory.mktemp("access")):
        yield client()


@pytest.mark.parametrize("path", ["/summary", "/incidents", *DOWNLOADS, "/feed.atom", "/cite", "/summary?country=X"])
def test_what_is_public_may_be_read_by_any_site(api: TestClient, path: str) -> None:
    answer = api.get(path, headers=ELSEWHERE)
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    assert "ETag" in answer.headers["access-control-expose-headers"]


@pytest.mark.parametrize(
    "path", ["/summary?dataset=abc", "/incidents.csv?data%73et=abc", "/drafts/report.json?edit=abc"]
)
def test_what_is_private_is_read_by_no_other_site(api: TestClient, path: str) -> None:
    assert "access-control-allow-origin" not in api.get(path, headers=ELSEWHERE).headers
    asks = ELSEWHERE | {"Access-Control-Request-Method": "GET"}
    assert "access-control-allow-origin" not in api.options(path, headers=asks).headers


def test_a_browser_that_asks_first_may_ask_whether_it_has_the_answer(api: TestClient) -> None:
    asks = {"Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "If-None-Match"}
    answer = api.options("/summary", headers=ELSEWHERE | asks)
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["access-control-allow-methods"] == "GET"
    put = ELSEWHERE | {"Access-Control-Request-Method": "PUT"}
    assert api.options("/summary", headers=put).status_code == 400


@dataclasses.dataclass
class Clock:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


def test_an_allowance_fills_again_drop_by_drop() -> None:
    clock = Clock()
    allowance = Allowance(6, clock)
    assert [allowance.wait("a") for _ in range(7)] == [0] * 6 + [10]
    assert allowance.wait("b") == 0
    clock.now = 9.5
    assert allowance.wait("a") == 1
    clock.now = 10.0
    assert [allowance.wait("a"), allowance.wait("a")] == [0, 10]
    clock.now = 1000.0
    assert [allowance.wait("a") for _ in range(7)] == [0] * 6 + [10]


def test_an_allowance_forgets_the_addresses_that_asked_longest_ago(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.api.access._MOST_ADDRESSES", 2)
    allowance = Allowance(1, Clock())
    assert [allowance.wait(name) for name in ("a", "b", "b", "c", "a")] == [0, 0, 60, 0, 0]


def test_who_asks_too_often_is_told_when_to_come_back(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHERU_RATE", "3")
    with served(tmp_path_factory.mktemp("rate")):
        one = TestClient(create_api(), base_url="http://sheru", client=("192.0.2.1", 1))
        other = TestClient(one.app, base_url="http://sheru", client=("192.0.2.2", 1))
        assert [one.get("/summary").status_code for _ in range(4)] == [200, 200, 200, 429]
        refused = one.get("/incidents", headers=ELSEWHERE)
        assert 1 <= int(refused.headers["retry-after"]) <= 20
        assert refused.json()["detail"].startswith("too many requests")
        assert other.get("/summary").status_code == 200


def test_one_network_of_ipv6_is_one_caller(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHERU_RATE", "1")
    with served(tmp_path_factory.mktemp("six")):
        app = create_api()
        asked = [
            TestClient(app, base_url="http://sheru", client=(host, 1)).get("/summary").status_code
            for host in ("2001:db8::1", "2001:db8::2", "2001:db8:0:1::1")
        ]
    assert asked == [200, 429, 200]


def test_without_a_limit_nobody_is_refused(api: TestClient) -> None:
    assert {api.get("/summary").status_code for _ in range(100)} == {200}
