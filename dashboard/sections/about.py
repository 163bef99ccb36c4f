"""What this is, how it is made, and where each thing comes from."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboard.feed import FEEDS
from dashboard.sections.cite import cite_button
from dashboard.translations import Words
from dashboard.view import View, query_string

_LINKS = {
    "Natural Earth": "https://www.naturalearthdata.com/",
    "GeoNames": "https://www.geonames.org/",
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
}
"""Names that are the same in every language, and where they lead."""


def about(version: str, published: str, view: View, words: Words) -> None:
    """Draw the part about the data. All of it is our own text."""
    _ = words.gettext
    parts = told(words) | {
        _("Version"): _("Data version {version}, published {day}.").format(version=version, day=published),
    }
    entries = "".join(f"<div><dt>{escape(title)}</dt><dd>{_linked(text)}</dd></div>" for title, text in parts.items())
    with st.container(key="about"):
        st.html(f'<dl class="sheru-about">{entries}</dl>')
        st.html(_following(view, words))
        cite_button(view, words, key="cite-about")
        st.link_button(_("The same data for programs (API)"), "api/docs")


def told(words: Words) -> dict[str, str]:
    """What is said of the data whatever its version, by the title of each part."""
    _ = words.gettext
    return {
        _("What this is"): _(
            "Sheru is a map of protest incidents. An incident is one event at one place and date; it has one or more "
            "reports, and each report says what one source says happened."
        ),
        _("What is in it"): _(
            "An incident is included when a named source reports it on a page that anyone can read. Totals over "
            "several days or places are left out. The words are neutral, and people are not named. That an incident "
            "is missing does not mean that it did not happen."
        ),
        _("Numbers"): _(
            "Numbers are ranges from the lowest to the highest figure of the reports. What is unknown is said to be "
            "unknown and is never counted as 0. A total adds the low and the high figures apart."
        ),
        _("Places"): _(
            "A place is drawn as precisely as it is known: a dot for a spot, a ring for a city, a soft disc for a "
            "region. What is known only by country is not on the map; it is counted and listed."
        ),
        _("Borders"): _(
            "Borders are those of Natural Earth, which draws who holds the ground. They are no statement of ours about "
            "whose it is."
        ),
        _("Your privacy"): _("This page asks no other server for anything, and nobody is told what you look at."),
        _("Where it comes from"): _(
            "Map: Natural Earth (public domain). Places: GeoNames (CC BY 4.0). Bundled incidents: CC BY 4.0, each with "
            "its source."
        ),
    }


def _following(view: View, words: Words) -> str:
    """Ways to hear of what is new in this view."""
    _ = words.gettext
    query = escape(query_string([*view.filters.to_params(), ("lang", words.language)]))
    names = [_("Follow (Atom)"), _("Follow (JSON Feed)"), _("Calendar (iCalendar)")]
    links = [
        f'<li><a type="{kind}" href="{path}?{query}" target="_blank">{escape(name)}</a></li>'
        for name, (path, kind) in zip(names, FEEDS.items(), strict=True)
    ]
    return f'<ul class="sheru-feeds">{"".join(links)}</ul>'


def _linked(text: str) -> str:
    """`text` as HTML, each name of _LINKS a link where it stands first."""
    html = escape(text)
    for name, address in _LINKS.items():
        html = html.replace(name, f'<a href="{address}" target="_blank" rel="noopener noreferrer">{name}</a>', 1)
    return html
