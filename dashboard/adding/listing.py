"""Small parts that the steps share: where one is, a heading, and a table of foreign text that is only ever text."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard.assets_urls import asset_text
from dashboard.translations import Words


def titles(words: Words) -> tuple[str, ...]:
    """The steps in their order."""
    _ = words.gettext
    return (
        _("Your table"),
        _("What was recognised"),
        _("Which column is what"),
        _("Dates and numbers as understood"),
        _("Places to look at twice"),
        _("Told twice?"),
        _("Your map"),
    )


def _short(words: Words) -> tuple[str, ...]:
    """The steps in a word each."""
    _ = words.gettext
    return (
        _("Table"),
        _("Recognised"),
        _("Columns"),
        _("Dates and numbers"),
        _("Places"),
        _("Told twice?"),
        _("Map"),
    )


def trail(reached: int, words: Words) -> None:
    """Where one is: the steps that are there as links, the last of them marked. Stays in sight."""
    items = []
    for number, title in enumerate(_short(words), start=1):
        inner = f"<i>{words.number(number)}</i> <span>{escape(title)}</span>"
        now = ' aria-current="step"' if number == reached else ""
        items.append(
            f'<li><a href="#step-{number}"{now}>{inner}</a></li>' if number <= reached else f"<li>{inner}</li>"
        )
    label = escape(words.gettext("Steps"))
    st.html(f'<nav class="sheru-trail" aria-label="{label}"><ol>{"".join(items)}</ol></nav>')


def step(number: int, words: Words, *, now: bool = False) -> None:
    """The heading of a step; `now` marks the one that waits for its editor."""
    kind = "sheru-step now" if now else "sheru-step"
    title = escape(titles(words)[number - 1])
    st.html(f'<h2 class="{kind}" id="step-{number}"><span>{words.number(number)}</span>{title}</h2>')


def listing(
    key: str, heads: Sequence[str], rows: Sequence[Sequence[str]], *, label: str, doubtful: Sequence[int] = ()
) -> None:
    """A table of text. Every cell becomes a text node of the browser. `doubtful`: numbers of rows to be marked."""
    table = st.components.v2.component(
        "sheru_listing",
        js=asset_text("adding/listing.js"),
        css=asset_text("adding/listing.css"),
        html="<section></section>",
    )
    table(
        data={"heads": list(heads), "rows": [list(row) for row in rows], "label": label, "doubtful": list(doubtful)},
        key=key,
    )
