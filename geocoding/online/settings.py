"""Which service is asked, and how: read from the environment, once, into one value."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from geocoding.online.errors import NotConfigured
from geocoding.online.providers import OWN_SERVER_PER_SECOND, PROVIDERS, Provider

PROVIDER = "SHERU_GEOCODER"
URL = "SHERU_GEOCODER_URL"
KEY = "SHERU_GEOCODER_KEY"
EMAIL = "SHERU_GEOCODER_EMAIL"
LANGUAGE = "SHERU_GEOCODER_LANGUAGE"
TIMEOUT = "SHERU_GEOCODER_TIMEOUT"

DEFAULT_TIMEOUT = 10.0
_LONGEST_TIMEOUT = 120.0


@dataclass(frozen=True, slots=True)
class OnlineSettings:
    """A service that is ready to be asked; made by `from_environment`, which checks it."""

    provider: Provider
    url: str
    """Of the server, without a slash at its end."""
    key: str = field(default="", repr=False)
    email: str = ""
    """Whom the service may write to; sent in the user agent."""
    language: str = "en"
    """Of the names in answers: a code such as "en"."""
    timeout: float = DEFAULT_TIMEOUT
    """Seconds for one request as a whole."""

    @property
    def is_public_server(self) -> bool:
        """Whether it is the provider's own server, whose terms hold."""
        return bool(self.provider.server) and _host(self.url) == _host(self.provider.server)

    @property
    def per_second(self) -> float:
        """Requests a second that may be sent."""
        return self.provider.per_second if self.is_public_server else OWN_SERVER_PER_SECOND

    @property
    def per_day(self) -> int | None:
        """Look-ups in 24 hours that may be sent, None for any number."""
        return self.provider.per_day if self.is_public_server else None

    @property
    def user_agent(self) -> str:
        """Says who asks, as Nominatim's policy requires."""
        return f"Sheru/0.1 (protest map; {self.email})" if self.email else "Sheru/0.1 (protest map)"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "OnlineSettings":
        """The service that the environment names. Raises NotConfigured, which says what to set."""
        values = {name: environment.get(name, "").strip() for name in (PROVIDER, URL, KEY, EMAIL, LANGUAGE, TIMEOUT)}
        provider = _provider(values[PROVIDER])
        url = _url(values[URL] or provider.server, provider)
        settings = cls(
            provider, url, values[KEY], _email(values[EMAIL]), _language(values[LANGUAGE]), _timeout(values[TIMEOUT])
        )
        if provider.needs_key and not settings.key:
            raise NotConfigured(f"{provider.name} needs a key: set {KEY} ({provider.terms})")
        if provider.needs_contact and settings.is_public_server and not settings.email:
            raise NotConfigured(
                f"{provider.name} wants to know who asks: set {EMAIL} to an address that is read ({provider.terms})"
            )
        return settings


def _provider(name: str) -> Provider:
    known = ", ".join(PROVIDERS)
    if not name:
        raise NotConfigured(f"no online geocoder is configured: set {PROVIDER} to one of {known}")
    if name.lower() not in PROVIDERS:
        raise NotConfigured(f"{PROVIDER}: “{name}” is not known; it is one of {known}")
    return PROVIDERS[name.lower()]


def _url(text: str, provider: Provider) -> str:
    if not text:
        raise NotConfigured(f"{provider.name} has no public server: set {URL} to the address of one")
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018  # raises for a port that is none
    except ValueError:
        raise NotConfigured(f"{URL}: “{text}” is not an address") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise NotConfigured(f"{URL}: “{text}” must begin with https:// or http:// and name a server")
    if parts.username is not None or parts.query or parts.fragment:
        raise NotConfigured(f"{URL} is only a server and a path; a key goes into {KEY}")
    return f"{parts.scheme}://{parts.netloc}{parts.path}".rstrip("/")


def _email(text: str) -> str:
    if text and not (text.isascii() and text.isprintable() and "@" in text and " " not in text):
        raise NotConfigured(f"{EMAIL}: “{text}” is not an address to write to")
    return text


def _language(text: str) -> str:
    if not (text.replace("-", "").isalnum() and text.isascii()) and text:
        raise NotConfigured(f"{LANGUAGE}: “{text}” is not a language code such as en or pt-BR")
    return text or "en"


def _timeout(text: str) -> float:
    try:
        seconds = float(text or DEFAULT_TIMEOUT)
    except ValueError:
        seconds = math.nan
    if not 0 < seconds <= _LONGEST_TIMEOUT:
        raise NotConfigured(f"{TIMEOUT}: “{text}” is not a number of seconds up to {_LONGEST_TIMEOUT:g}")
    return seconds


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").lower()
