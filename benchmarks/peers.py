"""What others make of the same places: bytes of the page and seconds to make it."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import folium
from folium.plugins import FastMarkerCluster, MarkerCluster
from sqlalchemy import select

from data.schema import incidents
from data.store import Store

_FEW = 10_000  # markers that are drawn one by one; more are not to be waited for

Points = list[tuple[float, float]]


def peers(home: Path) -> None:
    """Print a row for each peer."""
    with Store(home).snapshot().engine.connect() as connection:
        row = incidents.c
        found = connection.execute(select(row.latitude, row.longitude).where(row.latitude.is_not(None)))
        points = [(latitude, longitude) for latitude, longitude in found]
    _row("FastMarkerCluster", points, _fast)
    _row("MarkerCluster", points[:_FEW], _markers)
    _row("pydeck (as st.map)", points, _deck)


def _row(name: str, points: Points, make: Callable[[Points, Path], None]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        began = time.monotonic()
        make(points, page)
        made = time.monotonic() - began
        print(f"{name + f', {len(points):,} points':42} {page.stat().st_size:11,} bytes, made in {made:.1f} s")


def _fast(points: Points, out: Path) -> None:
    chart = folium.Map()
    FastMarkerCluster(points).add_to(chart)
    chart.save(out)


def _markers(points: Points, out: Path) -> None:
    chart = folium.Map()
    MarkerCluster(points).add_to(chart)
    chart.save(out)


def _deck(points: Points, out: Path) -> None:
    import pandas as pd
    import pydeck

    frame = pd.DataFrame(points, columns=["lat", "lon"])
    layer = pydeck.Layer("ScatterplotLayer", frame, get_position="[lon, lat]")
    pydeck.Deck([layer], map_provider=None).to_html(str(out), open_browser=False)
