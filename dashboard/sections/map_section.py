"""The map. Moving it runs no page code: its layer asks the API and writes the position into the link by itself."""

from __future__ import annotations

from dataclasses import dataclass, field

import streamlit as st
from streamlit_folium import st_folium

from dashboard.labels import count_forms, event_type_label
from dashboard.map.layer import base_map, incident_layer
from dashboard.sections import state
from dashboard.sections.header import TABLE
from dashboard.translations import Words
from dashboard.view import Position, View, query_string
from data.vocabulary import EVENT_TYPES

_HOME = Position(30.0, 40.0, 2)
_HEIGHT = 600  # pixels before the style sheet takes over
_KEY, _LAST_CLICK = "map_answer", "last_click"


@dataclass(frozen=True, slots=True)
class Shown:
    """What the map is to show: degrees, all numbers ours."""

    version: str = field(metadata={"doc": "The data version."})
    bounds: tuple[float, float, float, float] | None = field(metadata={"doc": "West, south, east, north."})
    open_at: tuple[float, float] | None = field(metadata={"doc": "Latitude, longitude of the open incident."})


def map_section(view: View, shown: Shown, words: Words) -> None:
    """Draw the map. A click on an incident opens it."""
    at: Position | None = st.session_state.setdefault("map_start", view.position)
    start = at or _HOME
    options = {
        "query": query_string(view.filters.to_params()),
        "everything": query_string(view.filters.unrestricted().to_params()),
        "version": shown.version,
        "at": at is not None,
        "fit": shown.bounds,
        "open": view.incident,
        "open_at": shown.open_at,
        "table": TABLE,
        "language": words.language,
        "theme": st.context.theme.type or "light",
        "strings": map_strings(words),
    }
    with st.container(key="map"):
        st.text(words.gettext("The map is loading. If it stays away, reload the page."))  # behind the map
        st_folium(
            base_map((start.latitude, start.longitude), start.zoom),
            key=_KEY,
            height=_HEIGHT,
            width=None,
            returned_objects=["last_active_drawing"],
            feature_group_to_add=incident_layer(options),
            on_change=_clicked,
        )


def _clicked() -> None:
    """Open the incident that streamlit-folium says was clicked, once for each click."""
    drawing = (st.session_state.get(_KEY) or {}).get("last_active_drawing") or {}
    properties = drawing.get("properties", {})
    click, incident = properties.get("click"), properties.get("id")
    if click and click != st.session_state.get(_LAST_CLICK):
        st.session_state[_LAST_CLICK] = click
        state.open_incident(str(incident))


def map_strings(words: Words) -> dict[str, object]:
    """Every word that the map shows."""
    _ = words.gettext
    return {
        "language": words.tag,
        **words.forms("incidents", "{n} incident", "{n} incidents"),
        **count_forms(words),
        **words.forms(
            "heat_left_out",
            "{n} incident known only by its region is left out.",
            "{n} incidents known only by their region are left out.",
        ),
        **words.forms(
            "country_unknown", "Of {n} incident no country is known.", "Of {n} incidents no country is known."
        ),
        **words.forms(
            "regions_left_out",
            "{n} incident lies in smaller regions, drawn once a country is chosen.",
            "{n} incidents lie in smaller regions, drawn once a country is chosen.",
        ),
        **words.forms("region_unknown", "Of {n} incident no region is known.", "Of {n} incidents no region is known."),
        "map": _("Map of incidents. Arrows move it, plus and minus zoom, Tab goes from mark to mark."),
        "skip": _("Skip the map, go to the table"),
        "shows": _("The map shows {incidents}. {layer}."),
        "most": _("Most: {places}."),
        "choices": _choices(words),
        "nothing_here": _("Nothing to show here. Move the map or change the filters."),
        "nothing_then": _("Nothing to show here at that time."),
        "list_failed": _("The list could not be loaded."),
        "failed": _("The map could not be loaded."),
        "retry": _("Try again"),
        "more": _("Show more"),
        "zoom_in": _("Zoom in"),
        "zoom_out": _("Zoom out"),
        "fit": _("Fit to what is shown"),
        "home": _("Show the whole map"),
        "whole_window": _("Fill the window"),
        "legend": {
            "title": _("Legend"),
            "several": _("several incidents; press to see them"),
            "width": _("Ten times as many, one step wider."),
            "exact": _("the exact spot"),
            "city": _("a city, the spot unknown"),
            "area": _("a region, the spot unknown"),
            "newest": _("The newest {n} of {total} are shown; zoom in for more."),
            "heat": _("Incidents close together"),
            "unknown": _("unknown"),
            "no_incident": _("no incident shown"),
            "as_before": _("as many as before"),
            "least": _("At least so many, as far as it is known."),
            "inhabitants": _("Inhabitants: GeoNames."),
            "compared": _("Compared with {dates}, a period of the same length."),
            "against": _("{n} incidents against {dates}"),
            "needs_dates": _(
                "Please choose both dates, From and To: the change is against the period before, of the same length."
            ),
            "nearest": _("The region is that of the nearest known place."),
            "borders": _("Borders as in Natural Earth, which draws who holds the ground; some are disputed."),
        },
        "types": {name: event_type_label(name, words) for name in EVENT_TYPES},
    }


def _choices(words: Words) -> dict[str, object]:
    """The words of the control on the map, by the parameters of the link and their values."""
    _ = words.gettext
    incidents, detained = _("incidents"), _("people detained")
    return {
        "layer": {
            "title": _("Map"),
            "values": {
                "clusters": _("Incidents in groups"),
                "incidents": _("Incidents one by one"),
                "heat": _("Heat"),
                "countries": _("Countries"),
                "regions": _("Regions"),
            },
        },
        "size": {
            "title": _("Size"),
            "values": {"incidents": incidents, "participants": _("participants"), "detained": detained},
        },
        "shade": {
            "title": _("Shade"),
            "values": {
                "incidents": incidents,
                "detained": detained,
                "per_million": _("incidents per million inhabitants"),
                "change": _("change against the period before"),
            },
        },
    }
