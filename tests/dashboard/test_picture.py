"""A picture of a view: what is on it, where, and in which words and colours."""

from __future__ import annotations

import asyncio
import io
import threading
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from dashboard.api.pictures import Studio, TooMany
from dashboard.picture.basemap import base_map, width_of_country
from dashboard.picture.colours import THEMES, colours
from dashboard.picture.drawn import diameter
from dashboard.picture.frame import Frame, around, fitted
from dashboard.picture.layers import _smaller
from dashboard.picture.letters import _font, cut_to, has_letters, lines, width_of
from dashboard.picture.placenames import place_names
from data.clusters import MAX_ZOOM, Cell
from data.vocabulary import EVENT_TYPES
from tests.dashboard.test_api import HOSTILE, client, served

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with served(tmp_path_factory.mktemp("picture")):
        yield client()


def drawing(api: TestClient, query: str = "") -> ET.Element:
    answer = api.get(f"/picture.svg?{query}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "image/svg+xml"
    return ET.fromstring(answer.content)


def said(root: ET.Element) -> str:
    return "\n".join(each.text or "" for each in root.iter(f"{SVG}text"))


def image(api: TestClient, query: str = "") -> Image.Image:
    answer = api.get(f"/picture.png?{query}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "image/png"
    return Image.open(io.BytesIO(answer.content)).convert("RGB")


def has_colour(picture: Image.Image, colour: str) -> bool:
    wanted = tuple(bytes.fromhex(colour[1:]))
    return any(found == wanted for _, found in picture.getcolors(picture.width * picture.height) or [])


def test_a_picture_says_what_it_shows_how_many_and_whence(api: TestClient) -> None:
    version = api.get("/summary").json()["version"]
    root = drawing(api, "country=KZ&from=2021-01-01&to=2021-12-31")
    assert root.findtext(f"{SVG}title") == "2 incidents in Kazakhstan, 2021; at least 50 people detained"
    words = said(root)
    assert "2 incidents in Kazakhstan, 2021; at least 50 people detained" in words
    assert "Detained\nat least 50" in words
    assert f"version {version}. http://sheru/?country=KZ&from=2021-01-01&to=2021-12-31" in words
    for credit in ("CC BY 4.0", "Map: Natural Earth", "some are disputed"):
        assert credit in words
    assert f"(Version {version}) [Data set]" in (root.findtext(f"{SVG}desc") or "")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", ["Казахстан", "Задержанные", "несколько инцидентов"]),
        ("kk", ["Қазақстан", "Ұсталғандар", "бірнеше оқиға"]),
    ],
)
def test_a_picture_speaks_the_language_of_the_link(api: TestClient, language: str, words: list[str]) -> None:
    root = drawing(api, f"country=KZ&lang={language}")
    assert all(word in said(root) for word in words)
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language


def test_what_no_map_shows_and_what_lies_elsewhere_is_said(api: TestClient) -> None:
    assert "Not on the map: 1" in said(drawing(api, "country=KZ"))
    there = said(drawing(api, "country=KZ&at=43.25,76.95,9"))
    assert "On this part of the map: 2 incidents." in there
    nothing = said(drawing(api, "country=KZ&from=1990-01-01&to=1990-12-31"))
    assert "No incidents in Kazakhstan, 1990" in nothing
    assert "No incident fits these filters." in nothing


def test_a_region_looks_like_one_and_a_city_does_not(api: TestClient) -> None:
    region = drawing(api, "type=strike")
    assert [each.get("stroke-dasharray") for each in region.iter(f"{SVG}circle") if each.get("stroke-dasharray")]
    assert [each for each in region.iter(f"{SVG}circle") if each.get("fill-opacity") == "0.13"]
    assert "a region, the spot unknown" in said(region)
    city = drawing(api, "country=BY")
    assert not [each for each in city.iter(f"{SVG}circle") if each.get("stroke-dasharray")]
    assert "a city, the spot unknown" in said(city) and "a region, the spot unknown" not in said(city)


@pytest.mark.parametrize("theme", THEMES)
def test_a_mark_has_the_colour_of_its_type_and_the_map_those_of_the_page(api: TestClient, theme: str) -> None:
    ink = colours(theme)
    picture = image(api, f"country=BY&theme={theme}")
    assert picture.size == (1200, 630)
    for colour in (ink.types["demonstration"], ink.ground, ink.land["land"]):
        assert has_colour(picture, colour), colour
    assert not has_colour(picture, ink.types["strike"])


def test_countries_are_shaded_and_the_legend_says_how(api: TestClient) -> None:
    picture = image(api, "layer=countries")
    assert has_colour(picture, colours("light").shades["more"][-1])
    words = said(drawing(api, "layer=countries&shade=per_million"))
    assert "Incidents per million inhabitants" in words
    assert "Inhabitants: GeoNames." in words
    assert "Please choose both dates" in said(drawing(api, "layer=countries&shade=change"))
    changed = said(drawing(api, "layer=countries&shade=change&from=2021-03-01&to=2021-03-31"))
    assert "as many as before" in changed and "Compared with" in changed


def test_heat_is_not_claimed(api: TestClient) -> None:
    assert "Heat is shown on the page alone; here are groups." in said(drawing(api, "layer=heat")).replace("\n", " ")


def test_people_that_are_unknown_are_no_zero(api: TestClient) -> None:
    words = said(drawing(api, "country=BY&size=detained"))
    assert "A question mark or a broken ring: unknown." in words
    assert "\n0\n" not in words


def test_the_incidents_of_one_place_stand_around_it(api: TestClient) -> None:
    words = said(drawing(api, "layer=incidents&country=KZ&at=43.25,76.95,9"))
    assert "On this part of the map: 2 incidents." in words
    assert "several incidents" not in words


def test_regions_are_circles_of_a_size_that_is_explained(api: TestClient) -> None:
    assert "The region is that of the nearest known place." in said(drawing(api, "layer=regions&country=KZ"))


def test_an_incident_is_shown_alone(api: TestClient) -> None:
    root = drawing(api, "incident=kz-almaty&country=BY")
    words = said(root)
    assert root.findtext(f"{SVG}title") == "Almaty, Kazakhstan, 28 February 2021: detention"
    assert "Чёрный парк" in words
    assert "Reported by One and Two" in words
    assert "http://sheru/?incident=kz-almaty" in words
    assert api.get("/picture.png?incident=no-such-thing").status_code == 404


def test_an_incident_without_a_place_has_a_picture_that_says_so(api: TestClient) -> None:
    (found,) = api.get("/incidents?precision=country").json()["incidents"]
    words = said(drawing(api, f"incident={found['incident_id']}")).replace("\n", " ")
    assert "Only the country is known; it is not drawn on the map." in words


@pytest.mark.parametrize("text", [*HOSTILE, "\x00\x1b]]>\u202e\ufffe", "عربي 中文", "x" * 300, "&amp;<g/>" * 20])
def test_foreign_text_is_text(api: TestClient, text: str) -> None:
    root = drawing(api, f"q={quote(text)}&source={quote(text)}")
    assert not [each for each in root.iter() if each.tag.removeprefix(SVG) in ("script", "img", "foreignObject", "a")]
    assert not [name for each in root.iter() for name in each.attrib if name.startswith("on")]
    assert image(api, f"q={quote(text)}&width=320&height=320").size == (320, 320)


def test_a_hostile_record_is_text_too(api: TestClient) -> None:
    for found in api.get("/incidents?to=2018-12-31").json()["incidents"]:
        root = drawing(api, f"incident={found['incident_id']}")
        assert (root.findtext(f"{SVG}title") or "").startswith(found["place_name"])


@pytest.mark.parametrize(
    "size", ["width=300", "height=4000", "width=320&height=700", "width=3000&height=900", "width=x"]
)
def test_a_size_that_cannot_be_is_refused(api: TestClient, size: str) -> None:
    assert api.get(f"/picture.png?{size}").status_code == 422


@pytest.mark.parametrize(("width", "height"), [(320, 320), (400, 800), (1500, 500), (2400, 1500)])
def test_a_picture_has_the_size_that_is_asked_for(api: TestClient, width: int, height: int) -> None:
    assert image(api, f"width={width}&height={height}").size == (width, height)


def test_a_picture_runs_nothing_and_has_a_name(api: TestClient) -> None:
    headers = api.get("/picture.svg").headers
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert headers["content-disposition"].startswith('inline; filename="sheru-')


def test_a_public_picture_is_drawn_once_and_a_private_one_is_not_kept() -> None:
    studio = Studio()
    drawn: list[str] = []

    def draw(name: str) -> bytes:
        drawn.append(name)
        return name.encode()

    async def ask() -> None:
        for name in ("a", "a", "b", "a"):
            assert await studio.made(name, partial(draw, name)) == name.encode()
        for _ in range(2):
            await studio.made("", partial(draw, "private"))

    asyncio.run(ask())
    assert drawn == ["a", "b", "private", "private"]


def test_who_would_wait_too_long_is_sent_away() -> None:
    done = threading.Event()

    def draw() -> bytes:
        done.wait()
        return b"12345"

    async def ask() -> list[bytes | BaseException | None]:
        studio = Studio()
        many = [asyncio.ensure_future(studio.made("", draw)) for _ in range(30)]
        while sum(each.done() for each in many) < 8:
            await asyncio.sleep(0)
        done.set()
        return list(await asyncio.gather(*many, return_exceptions=True))

    answers = asyncio.run(ask())
    assert answers.count(b"12345") == 22  # two at once, twenty that wait
    assert sum(isinstance(each, TooMany) for each in answers) == 8


@given(st.floats(-90, 90), st.floats(-180, 180), st.integers(1, 18), st.integers(200, 1200), st.integers(200, 900))
def test_any_part_of_the_world_can_be_asked_for(
    latitude: float, longitude: float, zoom: int, width: int, height: int
) -> None:
    frame = around(latitude, longitude, zoom, width, height)
    view = frame.viewport()
    assert -180 <= view.west <= 180 and -180 <= view.east <= 180
    assert -90 <= view.south <= view.north <= 90
    assert 0 <= view.zoom <= MAX_ZOOM
    x, _ = frame.at(latitude, longitude)
    assert abs(x - width / 2) < 1


@given(st.floats(-80, 80), st.floats(-80, 80), st.floats(-180, 180), st.floats(-180, 180))
def test_a_map_that_is_fit_shows_both_corners(south: float, north: float, west: float, east: float) -> None:
    south, north, west, east = min(south, north), max(south, north), min(west, east), max(west, east)
    frame = fitted((west, south, east, north), 800, 800, 40)
    for latitude, longitude in ((south, west), (north, east)):
        x, y = frame.at(latitude, longitude)
        assert frame.shows(x % frame.scale, y, 1) or frame.shows(x, y, 1)


def test_a_country_across_the_antimeridian_is_drawn_on_both_sides_and_not_across_the_map() -> None:
    frame = around(-17.5, 180, 6, 800, 500)
    assert width_of_country("FJ", frame) < 800
    east_of_it = around(66, -175, 4, 800, 500)
    drawn = "".join(each.get("d") or "" for each in base_map(east_of_it, colours("light"), {"RU": "#ff0000"}))
    assert "NaN" not in drawn and "inf" not in drawn
    (russia,) = (
        each for each in base_map(east_of_it, colours("light"), {"RU": "#ff0000"}) if each.get("fill") == "#ff0000"
    )
    xs = [
        float(point.partition(",")[0])
        for point in (russia.get("d") or "").replace("Z", "").replace("M", "L").split("L")[1:]
    ]
    assert min(xs) < 100 and 455 < max(xs) < 465, "to its east end at 169° west"


def test_no_name_of_a_place_lies_under_a_mark() -> None:
    frame = around(43.25, 76.95, 6, 800, 500)
    free = place_names(frame, colours("light"), "kk", [])
    assert "Алматы" in [each.text for each in free]
    x, y = frame.at(43.25, 76.95)
    mark = (x - 30, y - 30, x + 30, y + 30)
    beside = next(each for each in place_names(frame, colours("light"), "kk", [mark]) if each.text == "Алматы")
    left = float(beside.get("x") or 0)
    assert left >= mark[2] or left + width_of("Алматы", 12.5, 600) <= mark[0]


def test_the_colours_are_those_of_the_page() -> None:
    for theme in THEMES:
        found = colours(theme)
        assert set(found.types) == set(EVENT_TYPES)
        assert {"sea", "land", "coast", "border", "country", "city", "halo", "hatch", "onShades", "ink"} == set(
            found.land
        )
        assert [len(found.shades[name]) for name in ("more", "up", "down", "zero")] == [5, 3, 3, 1]
    assert colours("light").ground == "#ffffff"
    assert colours("dark").types["detention"] == "#ff8a7a"


def test_the_font_writes_kazakh() -> None:
    missing = bytes(_font(400).getmask("中"))
    for letter in "ӘәҒғҚқҢңӨөҰұҮүҺһІіЁёЩщ–“”":
        assert bytes(_font(400).getmask(letter)) != missing, letter
    assert has_letters("Қазақстан – “Kazakhstan”") and not has_letters("عربي") and not has_letters("中")


@given(st.text(max_size=400), st.floats(30, 400), st.integers(1, 4))
def test_no_line_is_wider_than_its_place(text: str, width: float, most: int) -> None:
    made = lines(text, 12, width, most=most)
    assert 1 <= len(made) <= most
    assert all(width_of(each, 12) <= width for each in made)
    assert width_of(cut_to(text, 12, width), 12) <= width


def test_a_line_breaks_between_words_and_not_within_a_number() -> None:
    assert lines("one two three", 10, width_of("one two", 10) + 1) == ["one two", "three"]
    assert lines("at least 1\u00a0419 people", 10, width_of("at least 1", 10) + 3)[0] == "at least"
    assert lines("one two three", 10, width_of("three", 10) + 4, most=2)[-1].endswith("…")


def test_a_mark_grows_with_the_digits_of_its_number_as_on_the_page() -> None:
    assert [diameter(value, "incidents") for value in (1, 10, 1000, 10**9)] == [24, 33, 47, 64]
    assert [diameter(value, "detained") for value in (None, 0, 1_000_000)] == [24, 24, 63]


@pytest.mark.parametrize(("count", "smaller"), [(1, False), (59, False), (150_000, True)])
def test_marks_of_a_crowded_picture_are_smaller_than_on_the_page(count: int, smaller: bool) -> None:
    day = date(2021, 2, 28)
    cell = Cell(count, 43.25, 76.95, False, "city", 12.0, "", "march", "", {"march": count}, day, day)
    frame = around(30, 40, 2, 800, 450)
    made = _smaller([cell], "incidents", frame)
    assert (made < 1) == smaller
    assert made == 1 or made * diameter(count, "incidents") <= frame.cell


def test_a_picture_of_the_whole_world_stays_small(api: TestClient) -> None:
    assert len(api.get("/picture.svg?at=20,0,1", headers={"Accept-Encoding": "identity"}).content) < 500_000
    assert Frame(0.5, 0.5, 1, 800, 400).viewport().west == -180


def test_an_import_makes_a_new_picture(tmp_path: Path) -> None:
    from data.store import Store
    from tests.data.builders import bring

    with served(tmp_path):
        api = client()
        before = api.get("/picture.svg?country=BY")
        row = {"date": "2023", "place": "Minsk", "country": "Belarus"}
        bring(Store(tmp_path), tmp_path / "more.csv", [row])
        after = api.get("/picture.svg?country=BY", headers={"If-None-Match": before.headers["etag"]})
    assert "1 incident in Belarus" in before.text
    assert after.status_code == 200 and "2 incidents in Belarus" in after.text
