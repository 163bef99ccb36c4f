"""Which links may be followed: a link that a stranger gives must not open what only this machine can reach."""

from __future__ import annotations

import ipaddress
import re
import socket
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlsplit

from data.errors import FileRejected
from data.parsing.text import clean_text

_PORTS = {"http": 80, "https": 443}
_LONGEST = 2_000
_SENT = "/%:@!$&'()*+,;=~-._?"
_UNSAFE = re.compile(r"[\s\\\x00-\x20\x7f<>\"^`{|}]")
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,252})", re.IGNORECASE)
_NAT64 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))

Resolve = Callable[[str, int], Sequence[tuple[str, int]]]
"""Host and port to numeric addresses and the port of each. Raises OSError where the host has none."""

Allow = Callable[[str], bool]
"""Whether a numeric address may be connected to."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads."""

    https: bool
    host: str
    port: int
    path: str  # with the query, as it is sent

    @property
    def url(self) -> str:
        """The link again, without what is not sent."""
        return f"http{'s' * self.https}://{self.host}{self.path}"

    @property
    def shown(self) -> str:
        """The link for a message."""
        return clean_text(self.url)[:100]


def target_of(url: str) -> Target:
    """The target of a link. Raises FileRejected where it is no link that is followed."""
    shown = clean_text(url)[:100]
    if len(url) > _LONGEST or _UNSAFE.search(url):
        raise FileRejected(f"{shown}: this is no link; it has blanks or characters that no link has, or is too long")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise FileRejected(f"{shown}: this is no link ({clean_text(str(error))[:80]})") from error
    if parts.scheme not in _PORTS or not parts.hostname:
        raise FileRejected(f"{shown}: only links that start with http:// or https:// are fetched")
    if "@" in parts.netloc:
        raise FileRejected(f"{shown}: links with a user name or password are not fetched")
    if port not in (None, _PORTS[parts.scheme]):
        raise FileRejected(f"{shown}: only the usual ports are fetched from, not {port}")
    https = parts.scheme == "https"
    return Target(https, _host(parts.hostname, shown), _PORTS[parts.scheme], _path(parts))


def _host(name: str, shown: str) -> str:
    """The host in ASCII; an address of version 6 in brackets."""
    if ":" in name:
        return f"[{name}]"
    folded = unicodedata.normalize("NFKC", name).replace("。", ".")
    try:
        host = folded if folded.isascii() else folded.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise FileRejected(f"{shown}: the name of the host cannot be") from error
    if not _HOST.fullmatch(host):
        raise FileRejected(f"{shown}: the name of the host cannot be")
    return host


def _path(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe=_SENT)
    return path + (f"?{quote(parts.query, safe=_SENT)}" if parts.query else "")


def resolve(host: str, port: int) -> Sequence[tuple[str, int]]:
    """The addresses of a host, by the resolver of this machine."""
    found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys((str(entry[4][0]), port) for entry in found))


def is_public(address: str) -> bool:
    """Whether the address is one of the open internet, and not of this machine, its network or its provider."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped or ip.sixtofour or ip.teredo or any(ip in network for network in _NAT64):
            return False  # other ways to write an address of version 4
        if ip.is_site_local or ip.scope_id:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)
