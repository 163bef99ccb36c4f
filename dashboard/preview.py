"""What a messenger shows of a link: title, the view in words, a picture of that very map (Open Graph, ogp.me).

It reads the head of the document and runs no script. A private map tells it nothing but that it is one.
"""

from __future__ import annotations

import dataclasses
import textwrap
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache, partial
from html import escape
from typing import Final

from anyio import CapacityLimiter, move_on_after, to_thread
from starlette.requests import Request

from dashboard.api.pictures import HEIGHT, KINDS, WIDTH
from dashboard.api.requests import dataset_of, own_address
from dashboard.citing import incident_counts, incident_title
from dashboard.sentence import sentence
from dashboard.serving import snapshot
from dashboard.translations import Words, language_of, words
from dashboard.view import View, query_string, read_view
from data.errors import SheruError
from data.filters import Filters
from data.listing import one
from data.schema import PUBLIC
from data.settings import settings

_PATIENCE: Final = 0.4  # seconds that the document waits for the words of its preview
_AT_ONCE: Final = 2
_LONGEST: Final = 300  # characters of a description
_REGIONS: Final = {"en": "en_GB", "ru": "ru_RU", "kk": "kk_KZ"}


@dataclasses.dataclass(frozen=True, slots=True)
class Told:
    """A title and a description."""

    title: str
    description: str


async def preview(request: Request, params: Mapping[str, Sequence[str]]) -> str:
    """The tags of the link that was asked for, as HTML for a head."""
    view, _ = read_view(params)
    language = _language(request, view)
    said = await to_thread.run_sync(words, language)  # a catalogue is read from a file, once
    if dataset_of(request) != PUBLIC:
        return _tags(Told(_name(said), said.gettext("A private map: only who has its link sees it.")), language)
    if "edit" in params:
        return _tags(Told(_name(said), said.gettext("Add data")), language)
    told = Told("", "")
    with move_on_after(_PATIENCE):
        task = partial(_told, view.filters, view.incident, language)
        told = await to_thread.run_sync(task, abandon_on_cancel=True, limiter=_threads())
    if not told.title:  # no data yet, or it takes long: the link itself is told all the same
        told = Told(_name(said), said.gettext("Protest map"))
    shown = dataclasses.replace(view, bin="", bars="", play=None, sort=View().sort, version="", language=language)
    page, picture = (own_address(request, f"{request.url.path}{path}") for path in ("", "api/picture.png"))
    return _tags(told, language, _link(page, view), _link(picture, shown))


def _told(filters: Filters, incident: str, language: str) -> Told:
    try:
        return _said(snapshot(as_of=filters.as_of).version, filters, incident, language)
    except SheruError:
        return Told("", "")


@lru_cache(maxsize=500)
def _said(version: str, filters: Filters, incident: str, language: str) -> Told:  # noqa: ARG001 - another one, other words
    from dashboard.numbers import numbers_of  # not before the server runs, to whose memory Streamlit ties what is kept

    said = words(language)
    current = snapshot(as_of=filters.as_of)
    with current.engine.connect() as connection:
        row = one(connection, incident) if incident else None
    if row is None:
        return Told(_name(said), sentence(filters, numbers_of(current, filters), said))
    told = " ".join(part for part in (row["description"], incident_counts(row, said)) if part)
    return Told(incident_title(row, said), textwrap.shorten(told, _LONGEST, placeholder="…"))


@cache
def _threads() -> CapacityLimiter:
    return CapacityLimiter(_AT_ONCE)


def _tags(told: Told, language: str, link: str = "", picture: str = "") -> str:
    shown = {
        "og:type": "website",
        "og:site_name": settings().publisher,
        "og:title": told.title,
        "og:description": told.description,
        "og:url": link,
        "og:locale": _REGIONS[language],
    }
    if picture:
        shown |= {
            "og:image": picture,
            "og:image:type": KINDS["png"],
            "og:image:width": str(WIDTH),
            "og:image:height": str(HEIGHT),
            "og:image:alt": told.description,
        }
    tags = [_tag("property", name, content) for name, content in shown.items() if content]
    card = "summary_large_image" if picture else "summary"
    return "".join([*tags, _tag("name", "twitter:card", card), _tag("name", "description", told.description)])


def _tag(key: str, name: str, content: str) -> str:
    return f'<meta {key}="{name}" content="{escape(content)}">\n'


def _link(address: str, view: View) -> str:
    """`address` with the parameters of `view`; "" stays."""
    query = query_string(view.to_params())
    return f"{address}?{query}" if address and query else address


def _language(request: Request, view: View) -> str:
    """That of the link, else of the caller, as the page chooses it."""
    wished = request.headers.get("accept-language", "").partition(",")[0].partition(";")[0]
    return language_of(view.language, wished.strip())


def _name(said: Words) -> str:
    kind = said.gettext("Protest map")
    return f"{settings().publisher}: {kind}"
