"""The folium side of the map. Nothing of a record, a file or a URL goes through folium: it compiles text as a template.

The layer gets one hex string, which no template can read anything into; the script decodes it and asks the API.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import folium
from branca.element import MacroElement
from folium.template import Template

from dashboard.assets_urls import asset

_FROM_FRAME = "../../"  # streamlit-folium draws in a frame at component/streamlit_folium.st_folium/


class IncidentLayer(MacroElement):
    """Asks the API for what the viewport shows. `options` is anything that JSON can hold."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        'sheru.show({{ this._parent.get_name() }}, "{{ this.options_hex }}");'
        "{% endmacro %}"
    )

    def __init__(self, options: Mapping[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca is typed in part
        self._name = "IncidentLayer"
        self.options_hex = json.dumps(options, ensure_ascii=False).encode().hex()


def base_map(center: tuple[float, float], zoom: int) -> folium.Map:
    """A fresh base map without tiles at `center` (latitude, longitude in degrees); its scripts are all ours.

    The same numbers give the same map.
    """
    made = folium.Map(
        location=center,
        zoom_start=zoom,
        tiles=None,
        zoom_control=False,
        min_zoom=1,
        max_zoom=18,
        world_copy_jump=True,
        fade_animation=False,  # to fade tiles in, the whole map is put together again for each frame
    )
    made.default_js = [("map", _FROM_FRAME + asset("map.js"))]
    made.default_css = [("map", _FROM_FRAME + asset("map-all.css"))]
    return made


def incident_layer(options: Mapping[str, Any]) -> folium.FeatureGroup:
    """The layer to add to `base_map`; one with other options replaces it without remounting the map."""
    group = folium.FeatureGroup()
    IncidentLayer(options).add_to(group)
    return group
