"""A file by its link: from public addresses only, bounded in bytes and in time while it comes.

The host is looked up once for each hop, every address is checked, and the connection goes to that very address: an
answer that changes between check and use finds nothing to change. No cookies, no proxies of the environment.
"""

from __future__ import annotations

import re
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from data.errors import FileRejected
from data.parsing.text import clean_text
from data.reading.addresses import Allow, Resolve, Target, is_public, resolve, target_of
from data.reading.limits import Limits
from data.reading.limits import limits as limits_set
from data.settings import settings

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse
    from urllib3.connection import HTTPConnection

_PIECE = 2**16
_HOPS = 5
_FIRST = 8.0  # seconds until the first piece must be there, redirects included; who is slower keeps us waiting
_SILENCE = 8.0  # seconds without a byte
_ADDRESSES = 4  # of a host that are tried
_REDIRECTS = (301, 302, 303, 307, 308)
_SHEET = re.compile(r"https://docs\.google\.com/spreadsheets/d/(?P<id>[\w-]{10,100})(?:/|$)")
_TAB = re.compile(r"[#&?]gid=(\d{1,12})")
_PUBLISHED = re.compile(r"(https://docs\.google\.com/spreadsheets/d/e/[\w-]{10,200})/pub(?:html)?(?:[?#]|$)")
_SUFFIXES = {
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/json": ".json",
    "application/geo+json": ".geojson",
    "application/x-ndjson": ".jsonl",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that was fetched."""

    path: Path = field(metadata={"doc": "Where it lies now."})
    name: str = field(metadata={"doc": "What it is called, cleaned, for messages and for its suffix; never a path."})
    url: str = field(metadata={"doc": "Where it came from, after redirects."})


def fetch(
    url: str,
    folder: Path,
    limits: Limits | None = None,
    *,
    resolve: Resolve = resolve,
    allow: Allow = is_public,
) -> Fetched:
    """Fetch the file behind `url`, or the table of a Google Sheets link, into `folder`.

    Raises FileRejected where the link is not one of a public server, where what comes passes the limits, or where
    nothing comes. `SHERU_FETCH=0` refuses every link.
    """
    if not settings().fetch:
        raise FileRejected("links are not fetched here; download the file and bring it")
    limits = limits or limits_set()
    ends = time.monotonic() + limits.fetch_seconds
    first = min(ends, time.monotonic() + _FIRST)
    target = target_of(sheet_export(url.strip()))
    for _ in range(_HOPS):
        with (
            _connected(target, first, resolve, allow) as (connection, deadline),
            closing(_asked(connection, target)) as response,
        ):
            if response.status in _REDIRECTS:
                target = target_of(urljoin(target.url, response.headers.get("Location", "")))
                continue
            _check(response, target, limits)
            path = folder / "fetched"
            _save(response, path, target, deadline, ends, limits)
            return Fetched(path, _name(target, response.headers.get("Content-Type", "")), target.url)
    raise FileRejected(f"{target.shown}: leads from link to link without end")


def sheet_export(url: str) -> str:
    """The link to the table of a Google Sheets link; any other link as it is."""
    if published := _PUBLISHED.match(url):
        tab = _TAB.search(url)
        return f"{published[1]}/pub?output=csv" + (f"&gid={tab[1]}&single=true" if tab else "")
    if sheet := _SHEET.match(url):
        if sheet["id"] == "e" or "/export?" in url or "/gviz/" in url:
            return url
        tab = _TAB.search(url)
        return f"https://docs.google.com/spreadsheets/d/{sheet['id']}/export?format=csv&gid={tab[1] if tab else 0}"
    return url


class _Deadline:
    """Cuts a connection when its time is over, whatever it waits for."""

    def __init__(self, connection: HTTPConnection, at: float) -> None:
        self._socket = connection.sock  # the connection forgets it as soon as the answer begins
        self.move(at)

    def move(self, at: float) -> None:
        """Set another time."""
        self.at = at
        self._timer = threading.Timer(max(0.0, at - time.monotonic()), self._cut)
        self._timer.daemon = True
        self._timer.start()

    def stop(self) -> None:
        """Cut no more."""
        self._timer.cancel()

    @property
    def over(self) -> bool:
        """Whether the time is over."""
        return time.monotonic() >= self.at

    def _cut(self) -> None:
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)


@contextmanager
def _connected(
    target: Target, first: float, resolve: Resolve, allow: Allow
) -> Iterator[tuple[HTTPConnection, _Deadline]]:
    """A connection to a checked address of the target, cut when the time for the first piece is over."""
    from urllib3.exceptions import HTTPError

    connection = _connect(target, first, _addresses(target, resolve, allow))
    deadline = _Deadline(connection, first)
    try:
        yield connection, deadline
    except (HTTPError, HTTPException, OSError) as error:
        reason = "it comes too slowly" if deadline.over else f"the transfer broke off ({type(error).__name__})"
        raise FileRejected(f"{target.shown}: {reason}; download the file and bring it") from error
    finally:
        deadline.stop()
        connection.close()


def _addresses(target: Target, resolve: Resolve, allow: Allow) -> list[tuple[str, int]]:
    try:
        found = list(resolve(target.host, target.port))
    except (OSError, UnicodeError) as error:
        raise FileRejected(f"{target.shown}: there is no such host") from error
    if not found or not all(allow(address) for address, _ in found):
        raise FileRejected(f"{target.shown}: the host is not on the public internet, so it is not asked")
    return found[:_ADDRESSES]


def _connect(target: Target, ends: float, addresses: list[tuple[str, int]]) -> HTTPConnection:
    """Connect to one of the numeric addresses; the certificate must be that of the host."""
    import certifi
    from urllib3.connection import HTTPConnection, HTTPSConnection
    from urllib3.exceptions import HTTPError

    for address, port in addresses:
        wait = max(0.1, min(_SILENCE, ends - time.monotonic()))
        if target.https:
            context = ssl.create_default_context(cafile=certifi.where())
            host = target.host.strip("[]")
            connection: HTTPConnection = HTTPSConnection(
                address, port, timeout=wait, ssl_context=context, server_hostname=host, assert_hostname=host
            )
        else:
            connection = HTTPConnection(address, port, timeout=wait)
        try:
            connection.connect()
        except (HTTPError, OSError):
            connection.close()
        else:
            return connection
    raise FileRejected(f"{target.shown}: the host does not answer")


def _asked(connection: HTTPConnection, target: Target) -> BaseHTTPResponse:
    headers = {"Host": target.host, "User-Agent": "Sheru", "Accept": "*/*", "Accept-Encoding": "identity"}
    connection.request("GET", target.path, headers=headers, preload_content=False, decode_content=True)
    return connection.getresponse()


def _check(response: BaseHTTPResponse, target: Target, limits: Limits) -> None:
    if target.host in ("accounts.google.com", "workspace.google.com"):
        raise FileRejected("the Google sheet is not open to everyone who has the link; share it so, or download it")
    if response.status != 200:
        raise FileRejected(f"{target.shown}: the server answers {response.status}; check the link")
    length = response.headers.get("Content-Length", "")
    if length.isdecimal() and int(length[:20]) > limits.bytes:
        raise FileRejected(f"{target.shown}: {int(length[:20]):,} bytes are more than {limits.bytes:,}")


def _save(
    response: BaseHTTPResponse, path: Path, target: Target, deadline: _Deadline, ends: float, limits: Limits
) -> None:
    written = 0
    try:
        with path.open("wb") as out:
            for piece in response.stream(_PIECE):
                if not written:
                    deadline.stop()
                    deadline.move(ends)
                written += len(piece)
                if written > limits.bytes:
                    raise FileRejected(f"{target.shown}: more than {limits.bytes:,} bytes come")
                out.write(piece)
        if deadline.over:  # a body without a length ends as well when it is cut
            raise FileRejected(f"{target.shown}: it comes too slowly; download the file and bring it")
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _name(target: Target, content_type: str) -> str:
    last = PurePosixPath(urlsplit(target.url).path).name
    name = clean_text(unquote(last)).replace("/", " ")[-100:] or target.host
    if "docs.google.com" in target.host or target.host.endswith(".googleusercontent.com"):
        name = "Google sheet.csv"
    suffix = _SUFFIXES.get(content_type.partition(";")[0].strip().lower(), "")
    return name if not suffix or PurePosixPath(name).suffix else name + suffix
