import random
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geocoding.model import Place
from geocoding.online.cache import AnswerCache
from geocoding.online.errors import OnlineError, ProviderRefused, ProviderUnavailable
from geocoding.online.providers import PROVIDERS
from geocoding.online.questions import question_of
from geocoding.online.results import Result
from geocoding.online.settings import OnlineSettings
from tests.geocoding.online.conftest import FakeTime
from tests.geocoding.online.samples import RESULT, envelope
from tests.geocoding.online.server import Reply

NOMINATIM, GOOGLE, YANDEX = PROVIDERS["nominatim"], PROVIDERS["google"], PROVIDERS["yandex"]
SQUARE = Place("Republic Square", country="Kazakhstan")
RESULTS = [Result(43.2, 76.9, "Republic Square", "KZ", "Almaty", "exact", 0.3)]
DAY = 86_400


@pytest.fixture
def cache(tmp_path: Path, fake_time: FakeTime):
    opened = AnswerCache(tmp_path / "answers.sqlite", clock=fake_time.clock)
    yield opened
    opened.close()


def test_what_was_put_is_got_per_provider_server_and_query(cache: AnswerCache) -> None:
    cache.put(NOMINATIM, "https://a", "q", RESULTS)
    assert cache.get(NOMINATIM, "https://a", "q") == RESULTS
    assert cache.get(NOMINATIM, "https://b", "q") is None
    assert cache.get(PROVIDERS["photon"], "https://a", "q") is None
    assert cache.get(NOMINATIM, "https://a", "other") is None


def test_a_miss_is_kept_for_thirty_days(cache: AnswerCache, fake_time: FakeTime) -> None:
    cache.put(NOMINATIM, "s", "q", [])
    fake_time.now += 29 * DAY
    assert cache.get(NOMINATIM, "s", "q") == []
    fake_time.now += 1 * DAY
    assert cache.get(NOMINATIM, "s", "q") is None


def test_an_answer_of_open_data_is_kept_for_good(cache: AnswerCache, fake_time: FakeTime) -> None:
    cache.put(NOMINATIM, "s", "q", RESULTS)
    fake_time.now += 4_000 * DAY
    assert cache.get(NOMINATIM, "s", "q") == RESULTS


def test_googles_coordinates_are_kept_thirty_days_without_names(
    cache: AnswerCache, fake_time: FakeTime, tmp_path: Path
) -> None:
    cache.put(GOOGLE, "s", "q", RESULTS)
    assert cache.get(GOOGLE, "s", "q") == [RESULTS[0].without_names()]
    assert _rows(tmp_path, "SELECT count(*) FROM answer WHERE results LIKE '%Republic%'") == [(0,)]
    fake_time.now += 30 * DAY
    assert cache.get(GOOGLE, "s", "q") is None
    cache.put(NOMINATIM, "s", "q", RESULTS)
    AnswerCache(tmp_path / "answers.sqlite", clock=fake_time.clock).close()
    assert _rows(tmp_path, "SELECT provider FROM answer") == [("nominatim",)]


def test_an_answer_from_the_future_is_not_kept_longer(cache: AnswerCache, fake_time: FakeTime) -> None:
    cache.put(GOOGLE, "s", "q", RESULTS)
    fake_time.now -= 10 * DAY
    assert cache.get(GOOGLE, "s", "q") is None


def test_yandex_is_never_written(cache: AnswerCache, tmp_path: Path) -> None:
    cache.put(YANDEX, "s", "q", RESULTS)
    cache.put(YANDEX, "s", "miss", [])
    assert cache.get(YANDEX, "s", "q") is None
    assert _rows(tmp_path, "SELECT count(*) FROM answer") == [(0,)]


@pytest.mark.parametrize("content", [b"this is no database at all" * 100, b"\x00" * 5_000])
def test_a_file_that_is_no_cache_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "answers.sqlite"
    path.write_bytes(content)
    with pytest.raises(OnlineError, match=r"answers\.sqlite.*delete"):
        AnswerCache(path)


def test_a_cache_of_another_version_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite"
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA user_version = 99")
    other.close()
    with pytest.raises(OnlineError, match="version 99"):
        AnswerCache(path)


def test_only_the_owner_reads_it(cache: AnswerCache, tmp_path: Path) -> None:
    assert (tmp_path / "answers.sqlite").stat().st_mode & 0o077 == 0


def test_threads_share_it(cache: AnswerCache) -> None:
    def work(number: int) -> None:
        for query in range(50):
            cache.put(NOMINATIM, "s", f"{number}-{query}", RESULTS)
            assert cache.get(NOMINATIM, "s", f"{number}-{query}") == RESULTS

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(cache.get(NOMINATIM, "s", f"{number}-49") == RESULTS for number in range(4))


OPENER = """
import sys, time
from pathlib import Path
from geocoding.online.cache import AnswerCache
print("ready", flush=True)
start = float(input())
for number in range(40):
    while time.time() < start + number / 100:
        pass
    AnswerCache(Path(sys.argv[1]) / f"{number}.sqlite").close()
"""


def test_two_open_a_new_one_at_once(tmp_path: Path) -> None:
    """SQLite does not wait for another process that is turning WAL on, but says that the database is locked."""
    children = [
        subprocess.Popen(
            [sys.executable, "-c", OPENER, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    for child in children:
        child.stdout.readline()
    for child in children:
        child.stdin.write(f"{time.time() + 0.05}\n")
        child.stdin.flush()
    for child in children:
        child.communicate()
    assert [child.returncode for child in children] == [0, 0]


def test_a_public_server_is_asked_so_often_a_day(online, service, fake_time: FakeTime, monkeypatch) -> None:
    monkeypatch.setattr(OnlineSettings, "per_day", 2)
    service.replies = [Reply([RESULT["nominatim"]()])]
    geocoder = online()
    for text in ("First Square", "Second Square", "First Square"):
        geocoder.locate(Place(text, country="KZ"))
    with pytest.raises(ProviderRefused, match="tomorrow"):
        geocoder.locate(Place("Third Square", country="KZ"))
    assert len(service.requests) == 2
    fake_time.now += DAY
    geocoder.locate(Place("Third Square", country="KZ"))


def test_a_full_disk_is_said(cache: AnswerCache) -> None:
    pages = cache._run("PRAGMA page_count").fetchone()[0]
    cache._run(f"PRAGMA max_page_count = {pages + 1}")
    with pytest.raises(OnlineError, match=r"answers\.sqlite.*full"):
        for number in range(100):
            cache.put(NOMINATIM, "s", f"{number}", RESULTS * 8)


WRITER = """
import itertools, sys
from pathlib import Path
from geocoding.online.cache import AnswerCache
from geocoding.online.providers import PROVIDERS
from geocoding.online.results import Result
from geocoding.online.settings import OnlineSettings
path, mark = sys.argv[1:]
cache = AnswerCache(Path(path))
for number in itertools.count():
    cache.put(PROVIDERS["nominatim"], "s", f"{mark}-{number}", [Result(1.0, 2.0, "x" * 500, "KZ", "", "city", 2.0)])
    print(number, flush=True)
"""


def test_a_process_that_is_killed_loses_no_answer_it_has_acknowledged(tmp_path: Path) -> None:
    path, generator = tmp_path / "answers.sqlite", random.Random(7)
    acknowledged: dict[int, int] = {}
    for mark in range(5):  # two writers at a time, ten kills
        children = [
            subprocess.Popen([sys.executable, "-c", WRITER, str(path), str(2 * mark + twin)], stdout=subprocess.PIPE)
            for twin in range(2)
        ]
        first = [child.stdout.readline() for child in children]
        time.sleep(generator.uniform(0, 0.15))
        for twin, child in enumerate(children):
            child.kill()
            lines = (first[twin] + child.communicate()[0]).split(b"\n")
            acknowledged[2 * mark + twin] = int(lines[-2])  # the last whole line
    cache = AnswerCache(path)
    lost = [
        (mark, number)
        for mark, last in acknowledged.items()
        for number in range(last + 1)
        if not cache.get(NOMINATIM, "s", f"{mark}-{number}")
    ]
    cache.close()
    assert not lost
    assert len(acknowledged) == 10
    assert sum(acknowledged.values()) > 10
    assert _rows(tmp_path, "PRAGMA integrity_check") == [("ok",)]


@pytest.mark.parametrize("provider", RESULT)
def test_a_second_look_up_is_not_sent_where_the_terms_allow(provider, online, service) -> None:
    service.replies = [Reply(envelope(provider, RESULT[provider]()))]
    geocoder = online(provider)
    first, second = geocoder.locate(SQUARE), geocoder.locate(SQUARE)
    assert first == second
    assert len(service.requests) == (2 if provider == "yandex" else 1)
    if provider != "yandex":
        assert (geocoder.tally.asked, geocoder.tally.kept) == (1, 1)


def test_an_outage_is_not_kept(online, service) -> None:
    service.replies = [Reply(status=500)]
    geocoder = online()
    with pytest.raises(ProviderUnavailable):
        geocoder.locate(SQUARE)
    service.replies = [Reply([RESULT["nominatim"]()])]
    assert geocoder.locate(SQUARE).status == "found"


def test_spellings_of_one_question_have_one_key() -> None:
    keys = {
        question_of(Place(text, country=country)).key("en")
        for text, country in [
            ("Republic Square", "Kazakhstan"),
            ("  republic   square ", "KZ"),
            ("REPUBLIC SQUARE", "Қазақстан"),
        ]
    }
    assert len(keys) == 1
    assert question_of(SQUARE).key("en") != question_of(SQUARE).key("ru")


@given(st.text(), st.text(), st.text())
def test_any_text_makes_a_question_of_bounded_length(text: str, admin1: str, country: str) -> None:
    question = question_of(Place(text, admin1=admin1, country=country))
    assert len(question.text) <= 450
    assert "\n" not in question.text


def _rows(folder: Path, sql: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(folder / "answers.sqlite")
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()
