from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.parsing.coordinates import parse_coordinate, parse_coordinates, read_coordinates
from tests.data.strategies import any_text

ONE = [
    ("52.52", "lat", 52.52),
    (" 52.52 ", "lat", 52.52),
    ("-6.8498", "lon", -6.8498),
    ("+6.5", "lon", 6.5),
    ("−52.5", "lat", -52.5),
    ("52,52", "lat", 52.52),
    ("٥٢٫٥", "lat", 52.5),
    ("５２．５", "lat", 52.5),
    ("5.2e1", "lat", 52.0),
    (".5", "lat", 0.5),
    ("52.5N", "lat", 52.5),
    ("52.5° S", "lat", -52.5),
    ("N 52.5", "lat", 52.5),
    ("13.4 West", "lon", -13.4),
    ("52°31'12\"N", "lat", 52.52),
    ("52°31′12″ N", "lat", 52.52),
    ("52º31’12’’N", "lat", 52.52),
    ("52° 31.2' N", "lat", 52.52),
    ("52 31 12 N", "lat", 52.52),
    ("-52°30'", "lat", -52.5),
    ("43°15′ с. ш.", "lat", 43.25),
    ("76°57' в.д.", "lon", 76.95),
    ("6°51' з. д.", "lon", -6.85),
    ("43.25 с. е.", "lat", 43.25),
    ("北纬39.9", "lat", 39.9),
    ("52.5 degrees", "lat", 52.5),
]

BOTH = [
    ("33.9716° N, 6.8498° W", 33.9716, -6.8498),
    ("6.8498° W, 33.9716° N", 33.9716, -6.8498),
    ("N33.9716 W6.8498", 33.9716, -6.8498),
    ("52°31'12\"N 13°24'18\"E", 52.52, 13.405),
    ("43°15′ с. ш. 76°57′ в. д.", 43.25, 76.95),
    ("52 31 12 N 13 24 18 E", 52.52, 13.405),
    ("52.52 13.405", 52.52, 13.405),
    ("52.52;13.405", 52.52, 13.405),
    ("52.52,13.405", 52.52, 13.405),
    ("(52.52, 13.405)", 52.52, 13.405),
    ("52,52 13,405", 52.52, 13.405),
    ("52,52, 13,405", 52.52, 13.405),
    ("52,52,13,405", 52.52, 13.405),
    ("POINT(13.405 52.52)", 52.52, 13.405),
    ("geo:52.52,13.405", 52.52, 13.405),
    ("-33,5; -70,6", -33.5, -70.6),
]

REFUSED = [
    ("91", "lat", "not between -90 and 90"),
    ("-90.0001", "lat", "not between"),
    ("181", "lon", "not between -180 and 180"),
    ("NaN", "lat", "not a number"),
    ("inf", "lat", "not a number"),
    ("1e400", "lat", "not between"),
    ("0x34", "lat", "not a number"),
    ("1_0", "lat", "not a number"),
    ("true", "lat", "not a number"),
    ("6894701.3", "lat", "Web Mercator"),
    ("13.4 E", "lat", "is a longitude and not a latitude"),
    ("-13.4 W", "lon", "both a minus and a hemisphere"),
    ("52°61'N", "lat", "more than 60"),
    ("13,4 O", "lon", "east in German and west in French"),
    ("1,234.5", "lat", "not a number"),
    ("52 13", "lat", "not a number"),
    ("52.5 N 13 E", "lat", "two hemispheres"),
    ("", "lat", "not a number"),
]


@pytest.mark.parametrize(("text", "axis", "degrees"), ONE)
def test_one_angle_is_read_in_every_form(text: str, axis: str, degrees: float) -> None:
    assert parse_coordinate(text, axis) == pytest.approx(degrees, abs=1e-9)


@pytest.mark.parametrize(("text", "lat", "lon"), BOTH)
def test_both_angles_are_read_from_one_cell(text: str, lat: float, lon: float) -> None:
    assert parse_coordinates(text) == pytest.approx((lat, lon), abs=1e-9)
    assert read_coordinates(text, "") == read_coordinates("", text) == parse_coordinates(text)


@pytest.mark.parametrize(("text", "axis", "reason"), REFUSED)
def test_what_is_no_angle_on_the_globe_is_refused(text: str, axis: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_coordinate(text, axis)


@pytest.mark.parametrize("text", ["52,13", "52.5 N 13 N", "52.5", "1 2 3", "52.5 13.4 7", "Berlin"])
def test_a_cell_that_does_not_part_in_two_angles_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_coordinates(text)


@pytest.mark.parametrize(("lat", "lon"), [("", ""), ("NaN", "n/a"), ("-", "")])
def test_two_cells_that_say_nothing_are_no_coordinates(lat: str, lon: str) -> None:
    assert read_coordinates(lat, lon) is None


def test_one_angle_alone_is_refused() -> None:
    with pytest.raises(ValueError, match="the latitude is missing"):
        read_coordinates("", "13.4")


def test_every_hostile_pair_is_on_the_globe_or_refused(
    hostile_rows: Callable[[str], list[dict[str, str]]],
) -> None:
    read, refused, empty = {}, set(), set()
    for row in hostile_rows("coord_edge_cases.csv"):
        try:
            found = read_coordinates(row["lat"], row["lon"])
        except ValueError:
            refused.add(row["id"])
            continue
        if found is None:
            empty.add(row["id"])
        else:
            read[row["id"]] = found
            assert abs(found[0]) <= 90 and abs(found[1]) <= 180
    assert refused == {f"e{n}" for n in (2, 3, 4, 5, 7, 13, 14, 16, 17, 19, 21)}
    assert empty == {"e6"}
    berlin = {f"e{n}" for n in (9, 10, 12, 15, 18, 20, 22, 23, 24)}
    assert all(read[each] == pytest.approx((52.5, 13.4), abs=0.6) for each in berlin)
    assert read.keys() - berlin == {"e1", "e8", "e11"}  # swapped, 0/0 and a lost minus are matters of the audit


latitudes = st.floats(-90, 90, allow_nan=False)
longitudes = st.floats(-180, 180, allow_nan=False)


@given(latitudes, longitudes, st.sampled_from([" ", ";", ", ", "|"]))
def test_coordinates_read_back_as_they_were_written(lat: float, lon: float, separator: str) -> None:
    assert (parse_coordinate(repr(lat), "lat"), parse_coordinate(repr(lon), "lon")) == (lat, lon)
    assert parse_coordinates(f"{lat!r}{separator}{lon!r}") == (lat, lon)
    commas = parse_coordinates(f"{lat!r}{separator}{lon!r}".replace(".", ","))
    assert commas == (lat, lon)


@given(latitudes, longitudes, st.sampled_from(["NSEW", ("с. ш.", "ю. ш.", "в. д.", "з. д.")]))
def test_degrees_minutes_and_seconds_read_back(lat: float, lon: float, letters: tuple[str, ...]) -> None:
    def written(value: float, positive: str, negative: str) -> str:
        total = abs(value) * 3600
        minutes, seconds = divmod(total, 60)
        degrees, minutes = divmod(minutes, 60)
        letter = negative if value < 0 else positive
        return f"{degrees:.0f}°{minutes:.0f}'{math.floor(seconds * 1000) / 1000:.3f}\" {letter}"

    north, south, east, west = letters
    text = f"{written(lat, north, south)}, {written(lon, east, west)}"
    assert parse_coordinates(text) == pytest.approx((lat, lon), abs=1e-6)


@given(any_text | st.text("0123456789.,-°'\"NSEWO eсшвд;/()", max_size=20))
def test_any_text_is_on_the_globe_or_refused(text: str) -> None:
    for axis, limit in (("lat", 90), ("lon", 180)):
        try:
            assert abs(parse_coordinate(text, axis)) <= limit
        except ValueError as error:
            assert str(error)
    try:
        lat, lon = parse_coordinates(text)
    except ValueError:
        return
    assert abs(lat) <= 90 and abs(lon) <= 180
