"""Latitude and longitude as tables write them: degrees or minutes and seconds, hemispheres, one cell or two.

Never a guess: what is no angle on the globe, or may be two, is a ValueError with a sentence for the editor.
"""

from __future__ import annotations

import math
import re
import unicodedata
from typing import Final

from data.parsing.missing import is_missing

LIMITS: Final = {"lat": 90.0, "lon": 180.0}
_NAMES: Final = {"lat": "latitude", "lon": "longitude"}

_HEMISPHERES: Final[dict[str, tuple[str, ...]]] = {
    "N": ("n", "north", "nord", "norte", "с", "с.ш", "с. ш", "пн", "пн.ш", "пн. ш", "с.е", "с. е",
          "شمالا", "北纬", "北"),
    "S": ("s", "south", "sud", "süd", "sur", "ю", "ю.ш", "ю. ш", "пд", "пд.ш", "пд. ш", "о.е", "о. е",
          "جنوبا", "南纬", "南"),
    "E": ("e", "east", "est", "ost", "este", "в", "в.д", "в. д", "сх", "сх.д", "сх. д", "ш.б", "ш. б",
          "شرقا", "东经", "东"),
    "W": ("w", "west", "ouest", "oeste", "з", "з.д", "з. д", "зх", "зх.д", "зх. д", "б.б", "б. б",
          "غربا", "西经", "西"),
}  # fmt: skip
"""English, German, French, Spanish, Russian (с. ш., в. д.), Ukrainian, Kazakh (с. е., ш. б.), Arabic and Chinese."""

_LETTERS: Final = {word: letter for letter, found in _HEMISPHERES.items() for word in found}
_EXPONENT = r"(?<=\d)e[+-]?\d"
_WORD = re.compile(
    rf"(?<![^\W\d])(?!{_EXPONENT})({'|'.join(sorted(map(re.escape, _LETTERS), key=len, reverse=True))})\.?(?![^\W\d])"
)
_AXES: Final = {"N": "lat", "S": "lat", "E": "lon", "W": "lon"}

_NUMBER = r"\d+(?:[.,]\d+)?"
_ANGLE = re.compile(
    rf"(?P<sign>[+-]?)\s?(?P<degrees>(?:{_NUMBER}|[.,]\d+)(?:e[+-]?\d+)?)\s?°?"
    rf"(?:\s?(?P<minutes>{_NUMBER})\s?')?(?:\s?(?P<seconds>{_NUMBER})\s?\")?"
)
_BARE_ANGLE = re.compile(rf"(?P<sign>)(?P<degrees>\d+) (?P<minutes>{_NUMBER})(?: (?P<seconds>{_NUMBER}))?")
"""Degrees, minutes and seconds without their marks; only where a hemisphere shows that it is one angle."""

_SIGNS = str.maketrans({
    "º": "°", "˚": "°", "′": "'", "’": "'", "‘": "'", "ʹ": "'", "´": "'", "`": "'", "″": '"', "”": '"', "“": '"',
    "−": "-", "–": "-", "‐": "-", "‑": "-", "٫": ".", "،": ",", "度": "°", "分": "'", "秒": '"',
})  # fmt: skip
_POINT = re.compile(r"point\s?\((\S+) (\S+)\)")
_MERCATOR = 20_037_508.35  # metres from the origin to the edge of Web Mercator


def parse_coordinate(text: str, axis: str) -> float:
    """The degrees of one angle, north and east positive. `axis` is lat or lon."""
    angle = _plain(text)
    letters = re.findall("[NSEW]", angle)
    if len(letters) > 1:
        raise ValueError(f"“{text[:40]}” names two hemispheres; write one angle, as in 43.25")
    if letters and _AXES[letters[0]] != axis:
        raise ValueError(f"“{text[:40]}” is a {_NAMES[_AXES[letters[0]]]} and not a {_NAMES[axis]}")
    return _within(_degrees(angle, text), axis, text)


def parse_coordinates(text: str) -> tuple[float, float]:
    """Latitude and longitude that stand in one cell: `33.9716° N, 6.8498° W`, `52.52 13.405`, `POINT(13.405 52.52)`.

    Without letters the latitude is first, but in well-known text (POINT), where the longitude is.
    """
    pair = _plain(text)
    if point := _POINT.fullmatch(pair.casefold()):
        return parse_coordinate(point[2], "lat"), parse_coordinate(point[1], "lon")
    first, second = _split(pair.removeprefix("geo:").strip(" ()[]"), text)
    if _axis(first) == "lon" or _axis(second) == "lat":
        first, second = second, first
    if _axis(first) == "lon" or _axis(second) == "lat":
        raise ValueError(f"“{text[:40]}” gives one of latitude and longitude twice")
    return _within(_degrees(first, text), "lat", text), _within(_degrees(second, text), "lon", text)


def read_coordinates(lat: str, lon: str) -> tuple[float, float] | None:
    """What two cells state: both angles, or both in one of them. None where both are empty."""
    lat, lon = ("" if is_missing(cell) else cell for cell in (lat, lon))
    if lat and lon:
        return parse_coordinate(lat, "lat"), parse_coordinate(lon, "lon")
    both = lat or lon
    if not both:
        return None
    try:
        return parse_coordinates(both)
    except ValueError:
        missing = _NAMES["lon" if lat else "lat"]
        raise ValueError(f"“{both[:40]}” stands alone: the {missing} is missing") from None


def _plain(text: str) -> str:
    """Marks and digits of all scripts in one spelling, hemispheres as N, S, E and W, the rest in lower case."""
    text = unicodedata.normalize("NFKC", text.translate(_SIGNS)).translate(_SIGNS).casefold()
    text = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)
    text = text.replace("''", '"').replace("\u200e", "").replace("\u200f", "")
    text = re.sub(r"(?<=\d)\s?(?:degrees?|deg|град(?:усов)?\.?)(?![^\W\d])", "°", text)
    text = " ".join(text.split()).strip(" ,;")
    if re.search(r"\d[^\W\d]?\s?o\.?(?![^\W\d])|^o\s?\d", text):
        raise ValueError("“O” is east in German and west in French and Spanish; write E or W")
    return _WORD.sub(lambda match: _LETTERS[match[1]], text)


def _degrees(angle: str, text: str) -> float:
    """The signed degrees of one angle, with or without its letter."""
    letter = "".join(re.findall("[NSEW]", angle))
    body = angle.replace(letter, "", 1).strip(" ,") if letter else angle
    edge = not letter or angle[0] == letter or angle[-1] == letter
    match = _ANGLE.fullmatch(body) or (_BARE_ANGLE.fullmatch(body) if letter else None)
    if not match or not edge or len(letter) > 1:
        raise ValueError(f"“{text[:40]}” is not a number of degrees; write it as 43.25")
    degrees, minutes, seconds = (float((match[part] or "0").replace(",", ".")) for part in _PARTS)
    if minutes >= 60 or seconds >= 60:
        raise ValueError(f"“{text[:40]}” has more than 60 minutes or seconds")
    if match["sign"] == "-" and letter:
        raise ValueError(f"“{text[:40]}” has both a minus and a hemisphere; write one of them")
    size = degrees + minutes / 60 + seconds / 3600
    return -size if match["sign"] == "-" or letter in ("S", "W") else size


_PARTS: Final = ("degrees", "minutes", "seconds")


def _within(value: float, axis: str, text: str) -> float:
    limit = LIMITS[axis]
    if abs(value) <= limit:
        return value
    if math.isfinite(value) and 1000 < abs(value) <= _MERCATOR:
        raise ValueError(
            f"“{text[:40]}” looks like metres of a map projection (such as Web Mercator) and not like degrees; "
            "convert the coordinates to WGS 84 degrees"
        )
    raise ValueError(f"“{text[:40]}”: a {_NAMES[axis]} is not between -{limit:.0f} and {limit:.0f}")


def _axis(angle: str) -> str:
    return next((_AXES[letter] for letter in angle if letter in _AXES), "")


def _split(pair: str, text: str) -> tuple[str, str]:
    """The two angles of one cell: parted by their letters, else by the strongest separator that is there once."""
    letters = [match.start() for match in re.finditer("[NSEW]", pair)]
    if len(letters) == 2:
        cut = letters[1] if letters[0] == 0 else letters[0] + 1
        return pair[:cut].strip(" ,;/|"), pair[cut:].strip(" ,;/|")
    for separator in (";", "|", "/", ", ", " "):
        if pair.count(separator) == 1:
            first, _, second = pair.partition(separator)
            return first.strip(), second.strip()
    parts = pair.split(",")
    if len(parts) == 2 and "." in pair:  # 52.52,13.405; without a point, 52,13 may be one number
        return parts[0], parts[1]
    if len(parts) == 4:
        return f"{parts[0]},{parts[1]}", f"{parts[2]},{parts[3]}"
    raise ValueError(f"“{text[:40]}” is not a latitude and a longitude; write them as 43.25, 76.95")
