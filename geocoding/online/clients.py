"""One question to one service through geopy, whose geocoders build the requests and unpack the answers."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from geopy.geocoders import GoogleV3, Nominatim, OpenCage, Pelias, Photon, Yandex

from geocoding.online.adapter import BoundedAdapter
from geocoding.online.settings import OnlineSettings

MAX_RESULTS = 8
"""Looked at of one answer."""

Ask = Callable[[str, Sequence[str]], list[Mapping[str, Any]]]
"""Query and ISO codes of the countries to stay in (none: any) -> what the service says of each result."""

_PHOTON_LANGUAGES = ("en", "de", "fr")
_YANDEX_LANGUAGES = {"en": "en_US", "ru": "ru_RU", "uk": "uk_UA", "be": "be_BY", "tr": "tr_TR"}


def client_of(settings: OnlineSettings) -> Ask:
    """How this service is asked; no connection is made before the first question.

    A question raises whatever geopy does: its own errors, and LookupError, TypeError, ValueError or AttributeError
    for an answer of another shape.
    """
    return partial(_ask, _BUILDERS[settings.provider.name](settings))


def _ask(geocode: Callable[..., Any], query: str, countries: Sequence[str]) -> list[Mapping[str, Any]]:
    found = geocode(query, list(countries)) or []
    return [location.raw for location in found[:MAX_RESULTS]]


def _common(settings: OnlineSettings) -> dict[str, Any]:
    parts = urlsplit(settings.url)
    return {
        "scheme": parts.scheme,
        "domain": parts.netloc + parts.path,
        "timeout": settings.timeout,
        "user_agent": settings.user_agent,
        "adapter_factory": BoundedAdapter,
    }


def _nominatim(settings: OnlineSettings) -> Callable[..., Any]:
    client = Nominatim(**_common(settings))
    return lambda query, countries: client.geocode(
        query,
        exactly_one=False,
        limit=MAX_RESULTS,
        addressdetails=True,
        language=settings.language,
        country_codes=[code.lower() for code in countries],
    )


def _photon(settings: OnlineSettings) -> Callable[..., Any]:
    client = Photon(**_common(settings))
    language = settings.language if settings.language in _PHOTON_LANGUAGES else "default"
    return lambda query, _: client.geocode(query, exactly_one=False, limit=MAX_RESULTS, language=language)


def _pelias(settings: OnlineSettings) -> Callable[..., Any]:
    client = Pelias(api_key=settings.key or None, **_common(settings))
    return lambda query, countries: client.geocode(
        query, exactly_one=False, countries=countries, language=settings.language
    )


def _opencage(settings: OnlineSettings) -> Callable[..., Any]:
    # no_record: the query is not logged there, https://opencagedata.com/api#no_record
    unlogged = {"adapter_factory": partial(BoundedAdapter, more="&no_record=1")}
    client = OpenCage(settings.key, **_common(settings) | unlogged)
    return lambda query, countries: client.geocode(
        query,
        exactly_one=False,
        annotations=False,
        language=settings.language,
        country=[code.lower() for code in countries],
    )


def _google(settings: OnlineSettings) -> Callable[..., Any]:
    client = GoogleV3(settings.key, **_common(settings))
    return lambda query, countries: client.geocode(
        query,
        exactly_one=False,
        language=settings.language,
        components={"country": countries[0]} if len(countries) == 1 else None,  # of several it would want all
    )


def _yandex(settings: OnlineSettings) -> Callable[..., Any]:
    client = Yandex(settings.key, **_common(settings))
    language = _YANDEX_LANGUAGES.get(settings.language, "en_US")
    return lambda query, _: client.geocode(query, exactly_one=False, lang=language)


_BUILDERS: dict[str, Callable[[OnlineSettings], Callable[..., Any]]] = {
    "nominatim": _nominatim,
    "photon": _photon,
    "pelias": _pelias,
    "opencage": _opencage,
    "google": _google,
    "yandex": _yandex,
}
