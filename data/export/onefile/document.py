"""The document: what is shown, packed, with the scripts that answer from it what the page asks the API.

It can neither ask nor tell anybody: its policy allows its own script and style by their digests, and nothing else.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, func, select

from data.errors import TooLargeForFormat
from data.export.about import About
from data.export.onefile.records import columns
from data.export.onefile.scripts import script, styles, styles_of_parts
from data.filters import Filters
from data.listing import each_report
from data.schema import incidents
from data.where import where

MOST = 20_000
"""Incidents that a browser filters at once, and that fit into a mail."""

ASSETS: Final = Path(__file__).resolve().parents[3] / "dashboard" / "assets"
"""Where the scripts, styles and words of the page are."""

LANGUAGES: Final = ("en", "ru", "kk")
"""Languages that there are words of; the first unless another is asked for."""

_MAP: Final = ("countries-50m.json", "lakes-50m.json", "places.json")


def to_html(
    connection: Connection,
    filters: Filters,
    about: About | None = None,
    *,
    order: str = "",
    within: ColumnElement[bool] | None = None,
    assets: Path = ASSETS,
) -> Iterator[str]:
    """The document in chunks, in the language of `about`. Raises TooLargeForFormat beyond MOST incidents.

    `order` and `within` are those of `each_report`.
    """
    passes = where(filters) if within is None else where(filters) & within
    number = connection.execute(select(func.count()).select_from(incidents).where(passes)).scalar_one()
    if number > MOST:
        raise TooLargeForFormat(
            f"A map in one file holds at most {MOST:,} incidents, and these are {number:,}: narrow the filters, "
            "or take Parquet, JSON or CSV."
        )
    said = _words(about.language if about else "en", assets)
    style, run = styles(assets), script(assets)
    yield _head(said, style, run)
    yield f"<style>{style}</style>\n</head>\n<body>\n<noscript>{_silent(said)}</noscript>\n"
    told = columns(each_report(connection, filters, order=order, within=within))
    yield _block("words", said)
    yield _block("about", _about(about, filters))
    yield _block("styles", styles_of_parts(assets))
    yield _packed("data", json.dumps(told, ensure_ascii=False, allow_nan=False, separators=(",", ":")))
    for name in _MAP:
        yield _packed(name, (assets / name).read_text("utf-8"))
    yield f"<script>{run}</script>\n</body>\n</html>\n"


def _about(about: About | None, filters: Filters) -> dict[str, Any]:
    said = about.json() if about else {}
    exported = about.exported.isoformat() if about and about.exported else ""
    return {**said, "exported": exported, "filters": [pair for pair in filters.to_params() if pair[0] != "dataset"]}


def _silent(said: dict[str, Any]) -> str:
    return f'<p class="sheru-message st-key-message">{escape(said["page"]["noscript"])}</p>'


def _words(language: str, assets: Path) -> dict[str, Any]:
    """Every word of the document in a language, as `python -m dashboard.onefile_words` wrote them down."""
    said: dict[str, Any] = json.loads((assets / "onefile" / "words" / f"{language}.json").read_text("utf-8"))
    return said


def _head(said: dict[str, Any], style: str, run: str) -> str:
    policy = "; ".join(
        [
            "default-src 'none'",
            f"script-src '{_digest(run)}'",
            f"style-src '{_digest(style)}'",
            "img-src data:",
            "connect-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(said["map"]["language"])}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Sheru – {escape(said['page']['tagline'])}</title>\n"
    )


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _block(name: str, content: Any) -> str:
    """JSON that the parser of HTML cannot end: no `<` in it, and no line that only a script would end."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f'<script type="application/json" id="{name}">{text}</script>\n'


def _packed(name: str, text: str) -> str:
    """Text as gzip in base64, which has no sign that HTML knows; the same text gives the same letters."""
    packed = base64.b64encode(gzip.compress(text.encode(), mtime=0)).decode()
    return f'<script type="application/gzip;base64" id="{name}">{packed}</script>\n'
