"""What others make of the same places: bytes of the page and seconds to make it."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import folium
import pandas as pd
from folium.plugins import FastMarkerCluster, MarkerCluster
from sqlalchemy import select

from benchmarks.sessions import LIMIT, Session
from data.schema import incidents
from data.store import Store
from tests.browser.conftest import free_port

_FEW = 10_000  # markers that are drawn one by one; more are not to be waited for

Points = list[tuple[float, float]]


def peers(home: Path) -> None:
    """Print a table with a row for each peer."""
    with Store(home).snapshot().engine.connect() as connection:
        row = incidents.c
        found = connection.execute(select(row.latitude, row.longitude).where(row.latitude.is_not(None)))
        points = [(latitude, longitude) for latitude, longitude in found]
    print("| peer | points | sent to the browser | seconds to make |")
    print("|---|---|---|---|")
    _row("FastMarkerCluster", points, _fast)
    _row("MarkerCluster", points[:_FEW], _markers)
    _row("pydeck", points, _deck)
    _row("swiftmap", points, _swift)
    _st_map(points)


def _row(name: str, points: Points, make: Callable[[Points, Path], None]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        began = time.monotonic()
        try:
            make(points, page)
        except ImportError as error:
            print(f"| {name} | | not measured: {error}; pip install {name} | |")
            return
        _print(name, points, page.stat().st_size, time.monotonic() - began)


def _print(name: str, points: Points, size: int, seconds: float) -> None:
    print(f"| {name} | {len(points):,} | {size / 1e6:.1f} MB | {seconds:.1f} |", flush=True)


def _st_map(points: Points) -> None:
    """Streamlit's own map of the same table, from asking for the page to its last byte; no browser draws it."""
    with tempfile.TemporaryDirectory() as folder:
        frame = Path(folder) / "points.parquet"
        pd.DataFrame(points, columns=["lat", "lon"]).to_parquet(frame)
        script = Path(folder) / "app.py"
        script.write_text(f"import pandas as pd, streamlit as st\nst.map(pd.read_parquet({str(frame)!r}))\n")
        with _served(script) as address, Session(address) as session:
            seconds, size = session.run()
        _print("st.map", points, size, seconds)


@contextmanager
def _served(script: Path) -> Iterator[str]:
    port = free_port()
    options = ["--server.address", "127.0.0.1", "--server.port", str(port), "--server.headless", "true"]
    options += ["--browser.gatherUsageStats", "false"]
    process = subprocess.Popen([sys.executable, "-m", "streamlit", "run", str(script), *options], cwd=script.parent)
    address = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + LIMIT
        while True:
            try:
                with urlopen(f"{address}/_stcore/health", timeout=1):
                    break
            except OSError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def _swift(points: Points, out: Path) -> None:
    from swiftmap import Map

    chart = Map()
    chart.add_circle_markers(pd.DataFrame(points, columns=["lat", "lon"]))
    chart.save(out)


def _fast(points: Points, out: Path) -> None:
    chart = folium.Map()
    FastMarkerCluster(points).add_to(chart)
    chart.save(out)


def _markers(points: Points, out: Path) -> None:
    chart = folium.Map()
    MarkerCluster(points).add_to(chart)
    chart.save(out)


def _deck(points: Points, out: Path) -> None:
    import pydeck

    frame = pd.DataFrame(points, columns=["lat", "lon"])
    layer = pydeck.Layer("ScatterplotLayer", frame, get_position="[lon, lat]")
    pydeck.Deck([layer], map_provider=None).to_html(str(out), open_browser=False)
