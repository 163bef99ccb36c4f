"""What the server answers beside the page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from dashboard import serving
from dashboard.assets_urls import ASSETS, JOINED, asset
from dashboard.headers import SafeHeaders
from dashboard.map.layer import base_map, incident_layer
from dashboard.routes import routes


@pytest.fixture(params=["", "sheru", "/a/b/"])
def prefix(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def client(prefix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setenv("SHERU_HOME", str(tmp_path))
    serving.opened_store.cache_clear()
    yield TestClient(Starlette(routes=list(routes(prefix)), middleware=[Middleware(SafeHeaders)]))
    serving.opened_store.cache_clear()


def test_the_api_and_every_file_of_the_map_are_below_the_prefix(client: TestClient, prefix: str) -> None:
    base = f"/{prefix.strip('/')}" if prefix.strip("/") else ""
    assert client.get(f"{base}/api/summary").json()["incidents"] == 131
    for name in JOINED:
        answer = client.get(f"{base}/{asset(name)}")
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
    assert client.get(f"{base}/assets/places.json").headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("name", ["countries-10m.json", "places.json", asset("map.js"), "vendor/d3-timeline.js"])
def test_our_files_are_sent_compressed_to_who_takes_it(client: TestClient, prefix: str, name: str) -> None:
    base = f"/{prefix.strip('/')}" if prefix.strip("/") else ""
    path = f"{base}/{name if name.startswith('assets/') else f'assets/{name}'}"
    plain = client.get(path, headers={"Accept-Encoding": "identity"})
    small = client.get(path, headers={"Accept-Encoding": "gzip"})
    assert small.headers["content-encoding"] == "gzip" and "content-encoding" not in plain.headers
    assert small.content == plain.content
    assert int(small.headers["content-length"]) < len(plain.content) / 2
    assert small.headers["content-type"] == plain.headers["content-type"]
    if "etag" in plain.headers:
        known = {"If-None-Match": small.headers["etag"], "Accept-Encoding": "gzip"}
        assert client.get(path, headers=known).status_code == 304


def test_countries_of_the_base_map_are_named_as_in_the_data() -> None:
    for detail, least in (("110m", 175), ("50m", 236), ("10m", 239)):
        topology = json.loads((ASSETS / f"countries-{detail}.json").read_text(encoding="utf-8"))
        shapes = topology["objects"]["countries"]["geometries"]
        codes = {shape["properties"]["name"]: shape.get("id") for shape in shapes}
        assert (codes["Kazakhstan"], codes["Kosovo"], codes["France"], codes["Norway"]) == ("KZ", "XK", "FR", "NO")
        assert len({code for code in codes.values() if code}) >= least
        assert all(re.fullmatch("[A-Z]{2}", code) for code in codes.values() if code)


def test_no_file_outside_the_assets_is_served(client: TestClient, prefix: str) -> None:
    base = f"/{prefix.strip('/')}" if prefix.strip("/") else ""
    for path in ("../page.py", "..%2fpage.py", "%2e%2e/page.py", "....//page.py"):
        assert client.get(f"{base}/assets/{path}").status_code == 404


def test_every_answer_carries_the_safe_headers(client: TestClient, prefix: str) -> None:
    base = f"/{prefix.strip('/')}" if prefix.strip("/") else ""
    headers = client.get(f"{base}/api/summary").headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_nothing_of_a_link_reaches_a_template() -> None:
    options = {"query": "{{7*7}}</script>{% if %}${1}`\\x3c'\""}
    base = base_map((0.0, 0.0), 2)
    incident_layer(options).add_to(base)
    written = base.get_root().render()
    found = re.search(r'sheru\.show\(\w+, "([0-9a-f]*)"\)', written)
    assert found
    assert json.loads(bytes.fromhex(found[1])) == options
    assert "7*7" not in written


def test_no_script_or_style_of_ours_names_another_host() -> None:
    for file in [*ASSETS.glob("*.js"), *ASSETS.glob("*.css")]:
        text = file.read_text(encoding="utf-8")
        assert "http://" not in text.replace("http://www.w3.org", "") and "https://" not in text, file.name
