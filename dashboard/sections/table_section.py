"""The table of incidents, sorted and paged by the API; the same table lists what is not on the map."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard.assets_urls import asset_text
from dashboard.labels import count_kind_label, event_type_label
from dashboard.sections import state
from dashboard.translations import LOCALES, Words
from dashboard.view import View, param_of, query_string
from data.export.formats import FORMATS
from data.summary import Summary
from data.vocabulary import COUNT_KINDS, EVENT_TYPES

_PARTS = {None: "all", True: "on_map", False: "not_on_map"}


def table_section(view: View, shown: Summary, version: str, words: Words, *, on_map: bool | None) -> None:
    """Draw the incidents of `view`: all of them, those on the map, or those that no map can show.

    `shown` are their numbers: while it loads, the table is as high as it will be. The row of the open incident is
    marked. The link holds the order of the table of all.
    """
    table = st.components.v2.component(
        "sheru_table",
        js=asset_text("table.js"),
        css=asset_text("table.css"),
        html='<section class="incidents" data-state="loading"></section>',
    )
    part = _PARTS[on_map]
    query = query_string(view.filters.to_params())
    with st.container(key=f"table-{part}"):
        table(
            data={
                "api": "api/incidents",
                "assets": "assets/",
                "query": query,
                "on_map": {None: "", True: "yes", False: "no"}[on_map],
                "version": version,
                "total": shown.not_on_map if on_map is False else shown.incidents,
                "opened": view.incident,
                "sort": param_of("sort") if on_map is None else "",
                "order": dict(view.to_params()).get(param_of("sort"), ""),
                "language": LOCALES[words.language].replace("_", "-"),
                "strings": table_strings(words) | strings_of_part(on_map, words),
                "types": {name: event_type_label(name, words) for name in EVENT_TYPES},
                "countries": {code: words.country(code) for code in shown.countries if code},
                "downloads": [*_downloads(words), *(_pictures(words) if on_map is None else [])],
            },
            key=f"table_{part}",
            on_opened_change=partial(_opened, f"table_{part}"),
        )


def _downloads(words: Words) -> list[dict[str, str]]:
    _ = words.gettext
    uses = {
        "csv": _("a table for any program"),
        "xlsx": _("for spreadsheets"),
        "geojson": _("for maps"),
        "json": _("for programs"),
        "parquet": _("for data analysis"),
        "html": _("a map in one file, for a disk, a mail or an archive"),
    }
    return [
        {"name": kind.name, "use": uses[suffix], "path": f"api/incidents.{suffix}"}
        | ({"lang": words.language} if suffix == "html" else {})
        for suffix, kind in FORMATS.items()
    ]


def _pictures(words: Words) -> list[dict[str, str]]:
    """The map as a picture: of what, the address of the page says when it is asked for."""
    use = words.gettext("the map as a picture")
    return [{"name": kind.upper(), "use": use, "path": f"api/picture.{kind}", "of": "map"} for kind in ("png", "svg")]


def _opened(key: str) -> None:
    chosen = st.session_state[key].get("opened")
    if isinstance(chosen, str) and chosen:
        state.open_incident(chosen)


def strings_of_part(on_map: bool | None, words: Words) -> dict[str, str]:
    """The words of the table that lists this part of the incidents."""
    _ = words.gettext
    if on_map is False:
        return {
            "caption": _("Incidents that are not on the map"),
            "empty": _("Every incident shown here has its place on the map."),
        }
    return {"caption": _("Table of incidents"), "empty": _("No incident fits these filters.")}


def table_strings(words: Words) -> dict[str, str]:
    """Every word that the table shows, whatever part of the incidents it lists."""
    _ = words.gettext
    return {
        "date": _("Date"),
        "place": _("Place"),
        "type": _("Type"),
        "what": _("What happened"),
        **{kind: count_kind_label(kind, words) for kind in COUNT_KINDS},
        "sources": _("Sources"),
        "unknown": _("unknown"),
        "at_least": _("at least {n}"),
        "at_most": _("at most {n}"),
        "low_to_high": _("{low} to {high}"),
        "about": _("about {n}"),
        "nowhere": _("place unknown"),
        "range": _("{first}–{last} of {n}"),
        "previous": _("Previous"),
        "next": _("Next"),
        "loading": _("Loading the table"),
        "failed": _("The table could not be loaded."),
        "retry": _("Try again"),
        "download": _("Download"),
    }
