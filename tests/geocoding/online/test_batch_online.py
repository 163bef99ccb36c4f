import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from filelock import FileLock
from tenacity import wait_none

from geocoding.__main__ import main
from geocoding.batch import locate_online
from geocoding.index.file import ensure_index
from geocoding.model import Answer, Place
from geocoding.online.errors import ProviderRefused, ProviderUnavailable
from tests.geocoding.online.samples import RESULT
from tests.geocoding.online.server import Reply

GOOD = Reply([RESULT["nominatim"](name="Square")])


class FakeLayered:
    """Places beginning with "online" are asked; those in `fails` raise."""

    def __init__(self, **fails: Exception) -> None:
        self.fails = fails
        self.asked: list[str] = []

    def asks_online(self, place: Place) -> bool:
        return place.text.startswith("online")

    def locate(self, place: Place) -> Answer:
        self.asked.append(place.text)
        if place.text in self.fails:
            raise self.fails[place.text]
        return Answer("not_found", None)


def places(*texts: str) -> list[Place]:
    return [Place(text) for text in texts]


def test_what_needs_no_service_comes_first_and_the_order_is_kept() -> None:
    fake = FakeLayered()
    placed = locate_online(places("online1", "a", "online1", "b", "online2"), fake)
    assert fake.asked == ["a", "b", "online1", "online2"]
    assert list(placed.answers) == places("online1", "a", "b", "online2")
    assert (placed.pending, placed.failure) == ((), "")


def test_single_outages_leave_only_their_places_pending() -> None:
    fake = FakeLayered(online1=ProviderUnavailable("down"), online3=ProviderUnavailable("down again"))
    placed = locate_online(places("online1", "online2", "online3", "online4", "a"), fake)
    assert placed.pending == tuple(places("online1", "online3"))
    assert list(placed.answers) == places("online2", "online4", "a")
    assert placed.failure == "down again"


def test_after_three_outages_in_a_row_nobody_is_asked_any_more() -> None:
    fake = FakeLayered(**{f"online{number}": ProviderUnavailable("down") for number in range(2, 9)})
    placed = locate_online(places(*(f"online{number}" for number in range(9))), fake)
    assert fake.asked == [f"online{number}" for number in range(5)]
    assert len(placed.pending) == 7


def test_a_refusal_stops_at_once() -> None:
    fake = FakeLayered(online0=ProviderRefused("bad key"))
    placed = locate_online(places("online0", "online1", "a"), fake)
    assert fake.asked == ["a", "online0"]
    assert placed.failure == "bad key"


@pytest.fixture
def home(tmp_path: Path, service, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own with the index that is there already, and a server that is asked 100 times a second."""
    index = ensure_index()
    folder = tmp_path / "home"
    (folder / "cache").mkdir(parents=True)
    (folder / "cache" / index.name).symlink_to(index)
    for name, value in environment(folder, service.url).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("geocoding.online.settings.OWN_SERVER_PER_SECOND", 100.0)
    monkeypatch.setattr("geocoding.online.asking._BACKOFF", wait_none())
    return folder


def environment(home: Path, url: str) -> dict[str, str]:
    return {
        "SHERU_HOME": str(home),
        "SHERU_GEOCODER": "nominatim",
        "SHERU_GEOCODER_URL": url,
        "SHERU_GEOCODER_EMAIL": "editor@example.org",
    }


def write_squares(folder: Path, count: int) -> Path:
    source = folder / "in.csv"
    rows = [f'"Square {chr(65 + number)}{chr(97 + number)}x, Almaty",Kazakhstan' for number in range(count)]
    source.write_text("\n".join(["place,country", *rows, "Almaty,Kazakhstan"]) + "\n")
    return source


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_batch_asks_and_a_second_one_takes_up(home, service, tmp_path, capsys) -> None:
    service.replies = [GOOD]
    source, target = write_squares(tmp_path, 5), tmp_path / "out.csv"
    command = ["--batch", str(source), "--output", str(target), "--online"]
    assert main(command) == 0
    assert len(service.requests) == 5
    rows = read(target)
    assert [row["method"] for row in rows] == ["nominatim"] * 5 + ["exact name"]
    assert "5 look-ups asked, 0 taken up" in capsys.readouterr().err
    assert main(command) == 0
    assert len(service.requests) == 5
    told = capsys.readouterr().err
    assert "0 look-ups asked, 5 taken up" in told
    assert "OpenStreetMap" in told


def test_an_outage_in_mid_batch_is_exit_code_3_and_the_next_run_goes_on(home, service, tmp_path, capsys) -> None:
    source, target = write_squares(tmp_path, 8), tmp_path / "out.csv"
    command = ["--batch", str(source), "--output", str(target), "--online"]
    service.replies = [GOOD, GOOD, Reply(status=500)]
    assert main(command) == 3
    told = capsys.readouterr().err
    assert "6 of 9 places are not placed" in told
    assert "Run the same command again" in told
    assert not target.exists()
    assert len(service.requests) == 2 + 3 * 4
    service.replies = [GOOD]
    assert main(command) == 0
    assert len(service.requests) == 2 + 3 * 4 + 6
    assert "6 look-ups asked, 2 taken up" in capsys.readouterr().err
    assert len(read(target)) == 9


def test_partial_writes_what_there_is_and_marks_the_rest(home, service, tmp_path, capsys) -> None:
    source, target = write_squares(tmp_path, 4), tmp_path / "out.csv"
    service.replies = [GOOD, Reply(status=401)]
    assert main(["--batch", str(source), "--output", str(target), "--online", "--partial"]) == 3
    assert [row["status"] for row in read(target)] == ["found", "pending", "pending", "pending", "found"]
    assert read(target)[1]["lat"] == ""
    assert "3 of 5 places" in capsys.readouterr().err


def test_a_single_place_goes_online_where_that_is_asked_for(home, service, capsys) -> None:
    service.replies = [GOOD]
    assert main(["Republic Square, Almaty", "--online", "--explain"]) == 0
    told = capsys.readouterr()
    assert "© OpenStreetMap" in told.err
    shown = json.loads(told.out)
    assert shown["location"]["method"] == "nominatim"
    assert any("OpenStreetMap" in reason for reason in shown["reasons"])
    service.replies = [Reply(status=500)]
    assert main(["Another Square, Almaty", "--online"]) == 3
    assert capsys.readouterr().out == ""


def test_a_service_that_is_not_configured_is_exit_code_2(home, monkeypatch, capsys, tmp_path) -> None:
    monkeypatch.delenv("SHERU_GEOCODER")
    assert main(["Almaty", "--online"]) == 2
    assert "SHERU_GEOCODER" in capsys.readouterr().err
    monkeypatch.setenv("SHERU_GEOCODER", "yandex")
    monkeypatch.setenv("SHERU_GEOCODER_KEY", "k")
    source = write_squares(tmp_path, 1)
    assert main(["--batch", str(source), "--output", str(tmp_path / "out.csv"), "--online"]) == 2
    assert "forbid saving" in capsys.readouterr().err


def test_one_batch_asks_at_a_time(home, service, tmp_path, capsys) -> None:
    source = write_squares(tmp_path, 2)
    with FileLock(home / "cache" / "online-batch.lock"):
        assert main(["--batch", str(source), "--output", str(tmp_path / "out.csv"), "--online"]) == 3
    assert "another batch" in capsys.readouterr().err
    assert not service.requests


def test_a_batch_that_is_killed_asks_nothing_twice(home, service, tmp_path) -> None:
    service.replies = [GOOD]
    source, target = write_squares(tmp_path, 8), tmp_path / "out.csv"
    command = [sys.executable, "-m", "geocoding", "--batch", str(source), "--output", str(target), "--online"]
    whole = {**os.environ, **environment(home, service.url)}
    child = subprocess.Popen(command, env=whole, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while len(service.requests) < 3 and time.monotonic() < deadline:
        service.closing.wait(0.01)
    child.send_signal(signal.SIGKILL)
    child.wait()
    assert not target.exists()
    before = [asked["q"] for asked in service.requests]
    assert 3 <= len(before) < 8
    monkey = subprocess.run(command, env=whole, stderr=subprocess.PIPE, check=True)
    after = [asked["q"] for asked in service.requests[len(before) :]]
    # the one under way at the kill may have been answered, but was not acknowledged
    assert len(set(before) & set(after)) <= 1
    assert set(before) | set(after) == {f"{row['place']}, Kazakhstan" for row in read(target)[:8]}
    assert f"{8 - len(after)} taken up".encode() in monkey.stderr
