"""Files by their link, from a server of this machine that stands for a public one."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from data.errors import FileRejected
from data.reading.addresses import is_public, target_of
from data.reading.fetch import fetch, sheet_export
from data.reading.limits import Limits
from tests.conftest import HOSTILE

OPEN = "127.0.0.2"
"""The one address of this machine that the tests allow; 127.0.0.1 stays forbidden."""

CONTENT = b"a,b\n1,2\n"
LIMITS = Limits(bytes=2**20, fetch_seconds=2)


class Site(BaseHTTPRequestHandler):
    """What each host answers."""

    asked: list[str]

    def do_GET(self) -> None:
        host = self.headers["Host"]
        self.asked.append(host)
        getattr(self, host.partition(".")[0].replace("-", "_"), self.good)()

    def answer(self, status: int = 200, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in ({"Content_Length": str(len(body))} | headers).items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def good(self) -> None:
        self.answer(body=CONTENT, Content_Type="text/csv; charset=utf-8")

    def redirects_to_loopback(self) -> None:
        self.answer(302, Location="http://127.0.0.1/")

    def redirects_well(self) -> None:
        self.answer(302, Location="//good.test/next%20one.csv?x=1")

    def redirects_round(self) -> None:
        self.answer(302, Location="/")

    def redirects_to_file(self) -> None:
        self.answer(302, Location="file:///etc/passwd")

    def absent(self) -> None:
        self.answer(404, b"nothing")

    def slow_loris(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        self.drip(b"X: y\r\n")

    def slow_body(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        self.drip(b"x")

    def drip(self, piece: bytes) -> None:
        for _ in range(200):
            self.wfile.write(piece)
            self.server.pause.wait(0.1)  # type: ignore[attr-defined]

    def endless_body(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        for _ in range(10_000):
            self.wfile.write(b"x" * 2**16)

    def gzip_bomb(self) -> None:
        self.answer(body=gzip.compress(bytes(50 * 2**20)), Content_Encoding="gzip")

    def packed(self) -> None:
        self.answer(body=gzip.compress(CONTENT), Content_Encoding="gzip")

    def content_length_lies(self) -> None:
        self.answer(body=b"x" * 100, Content_Length="5000")

    def too_long(self) -> None:
        self.answer(body=b"x", Content_Length=str(2**40))

    def no_http(self) -> None:
        self.wfile.write(b"SSH-2.0\r\n\r\n")

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def handle(self) -> None:
        with suppress(OSError):  # whoever asked has cut the connection
            super().handle()


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    Site.asked = []
    server = ThreadingHTTPServer((OPEN, 0), Site)
    server.pause = threading.Event()  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_port
    server.pause.set()  # type: ignore[attr-defined]
    server.shutdown()
    server.server_close()
    thread.join()


class Names:
    """A resolver: every .test is the server of the test; one changes its mind after the first answer."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.asked: list[str] = []

    def __call__(self, host: str, port: int) -> list[tuple[str, int]]:
        self.asked.append(host)
        if host.startswith("rebinds"):
            return [("192.0.2.1" if self.asked.count(host) == 1 else "127.0.0.1", self.port)]
        if host.startswith("both"):
            return [(OPEN, self.port), ("10.0.0.1", self.port)]
        if host.endswith(".test"):
            return [(OPEN, self.port)]
        return [(host.strip("[]"), port)]


def allowed(address: str) -> bool:
    return address == OPEN or is_public(address)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("http://good.test/a/events.csv?x=1#y", "events.csv"),
        ("http://good.test", "good.test"),
        ("http://good.test/export", "export.csv"),
        ("  http://redirects-well.test/  ", "next one.csv"),
        ("http://packed.test/t.csv", "t.csv"),
        ("http://good.test/..%2F..%2Fetc%2Fpasswd", ".. .. etc passwd"),
    ],
)
def test_a_file_is_fetched(tmp_path: Path, port: int, url: str, name: str) -> None:
    fetched = fetch(url, tmp_path, LIMITS, resolve=Names(port), allow=allowed)
    assert (fetched.path, fetched.path.read_bytes()) == (tmp_path / "fetched", CONTENT)
    assert fetched.name.startswith(name)
    assert "/" not in fetched.name


@pytest.mark.parametrize(
    ("host", "reason"),
    [
        ("redirects-to-loopback", "not on the public internet"),
        ("redirects-to-file", "only links that start with"),
        ("redirects-round", "without end"),
        ("absent", "answers 404"),
        ("slow-loris", "too slowly"),
        ("slow-body", "too slowly"),
        ("endless-body", "more than 1,048,576 bytes"),
        ("gzip-bomb", "more than 1,048,576 bytes"),
        ("content-length-lies", "broke off"),
        ("too-long", "are more than 1,048,576"),
        ("no-http", "broke off"),
        ("both", "not on the public internet"),
    ],
)
def test_a_server_that_does_harm_is_left(tmp_path: Path, port: int, host: str, reason: str) -> None:
    started = time.monotonic()
    with pytest.raises(FileRejected, match=reason) as refused:
        fetch(f"http://{host}.test/", tmp_path, LIMITS, resolve=Names(port), allow=allowed)
    assert host.startswith("redirects") or host in str(refused.value)
    assert time.monotonic() - started < 5
    assert not list(tmp_path.iterdir())


def test_a_host_is_looked_up_once_and_the_checked_address_is_asked(tmp_path: Path, port: int) -> None:
    names, checked = Names(port), []

    def allow(address: str) -> bool:
        checked.append(address)
        return True

    asked = len(Site.asked)
    with pytest.raises(FileRejected, match="does not answer"):
        fetch("http://rebinds.test/", tmp_path, Limits(fetch_seconds=1), resolve=names, allow=allow)
    assert (names.asked, checked, len(Site.asked)) == (["rebinds.test"], ["192.0.2.1"], asked)


def test_a_certificate_must_be_that_of_the_host(tmp_path: Path, port: int) -> None:
    with pytest.raises(FileRejected, match="does not answer"):
        fetch("https://good.test/", tmp_path, LIMITS, resolve=Names(port), allow=allowed)


def test_links_can_be_switched_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHERU_FETCH", "0")
    with pytest.raises(FileRejected, match="not fetched here"):
        fetch("http://good.test/", tmp_path)


def hostile_urls() -> list[str]:
    path = HOSTILE / "urls_ssrf.txt"
    return path.read_text("utf-8").splitlines() if path.exists() else ["http://127.0.0.1/"]


@pytest.mark.parametrize("url", hostile_urls())
def test_every_hostile_link_is_refused(tmp_path: Path, port: int, url: str) -> None:
    started = time.monotonic()
    if ".test/" in url:
        with pytest.raises(FileRejected):
            fetch(url, tmp_path, LIMITS, resolve=Names(port), allow=allowed)
    else:
        with pytest.raises(FileRejected):
            fetch(url, tmp_path)
    assert time.monotonic() - started < 10
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True), ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False), ("10.1.2.3", False), ("172.16.0.1", False), ("192.168.0.1", False),
        ("169.254.1.1", False),
        ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False), ("240.0.0.1", False), ("192.0.2.1", False),
        ("::", False), ("::1", False), ("::ffff:8.8.8.8", False), ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False),
        ("fe80::1", False), ("fe80::1%eth0", False), ("fd00::1", False), ("ff02::1", False), ("nonsense", False),
    ],
)  # fmt: skip
def test_only_addresses_of_the_open_internet_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_a_link_in_other_letters_is_sent_as_the_web_has_it() -> None:
    target = target_of("https://пример.рф/путь/a%20b?q=é&x=1#part")
    assert (target.host, target.path) == (
        "xn--e1afmkfd.xn--p1ai",
        "/%D0%BF%D1%83%D1%82%D1%8C/a%20b?q=%C3%A9&x=1",
    )


SHEET = "https://docs.google.com/spreadsheets/d/1AbCdEfGhIjKlMn_-O"


@pytest.mark.parametrize(
    ("url", "export"),
    [
        (f"{SHEET}/edit#gid=12", f"{SHEET}/export?format=csv&gid=12"),
        (f"{SHEET}/edit?gid=3#gid=3", f"{SHEET}/export?format=csv&gid=3"),
        (f"{SHEET}/edit?usp=sharing", f"{SHEET}/export?format=csv&gid=0"),
        (SHEET, f"{SHEET}/export?format=csv&gid=0"),
        (f"{SHEET}/export?format=xlsx", f"{SHEET}/export?format=xlsx"),
        (
            "https://docs.google.com/spreadsheets/d/e/2PACX-1vAbCdEf/pubhtml?gid=3&single=true",
            "https://docs.google.com/spreadsheets/d/e/2PACX-1vAbCdEf/pub?output=csv&gid=3&single=true",
        ),
        ("https://evil.test/docs.google.com/spreadsheets/d/1AbCdEfGhIjKl/edit", ""),
    ],
)
def test_a_google_sheets_link_becomes_that_of_its_table(url: str, export: str) -> None:
    assert sheet_export(url) == (export or url)
