"""JSON, JSON Lines and GeoJSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import FileRejected
from data.reading.geojson import BadGeometry, point_of
from data.reading.limits import Limits
from tests.data.reading.conftest import Read, cells, read_within


def test_a_list_of_records_is_a_table_of_all_their_keys(read: Read) -> None:
    table = read('[{"a": 1, "b": "x"}, {"b": null, "c": 2.50, "a": true}]', "t.json")
    assert (table.kind, table.columns) == ("json", ("a", "b", "c"))
    assert cells(table) == [(1, {"a": "1", "b": "x", "c": ""}), (2, {"a": "true", "b": "", "c": "2.5"})]


@pytest.mark.parametrize(
    "content",
    [
        '{"meta": {"n": [1, 2]}, "data": [{"a": "1"}], "next": null}',
        '{"a": "1"}\n\n{"a": "2"}\n',
        '[{"a": "1"}]',
        '\ufeff[\n  {"a": "1"}\n]\n',
    ],
)
def test_records_are_found_where_services_put_them(read: Read, content: str) -> None:
    table = read(content, "t.json")
    assert table.columns == ("a",)
    assert cells(table)[0][1] == {"a": "1"}


def test_a_line_that_is_no_record_is_rejected_with_its_number(read: Read) -> None:
    table = read('{"a": 1}\n{"a": 2\n[3]\n\n{"b": 4}\n', "t.jsonl")
    assert cells(table) == [(1, {"a": "1", "b": ""}), (5, {"a": "", "b": "4"})]
    assert [r.row for r in table.rejected] == [2, 3]


def test_what_is_nested_stays_json_and_numbers_keep_their_digits(read: Read) -> None:
    table = read('[{"a": {"b": [1, "ж"]}, "n": 123456789012345678901234567890, "x": -Infinity, "y": 1e999}]')
    assert cells(table) == [(1, {"a": '{"b": [1, "ж"]}', "n": "1234567890" * 3, "x": "", "y": ""})]


def test_a_record_that_is_nested_too_deeply_is_rejected_and_the_next_is_kept(read: Read) -> None:
    deep = '{"a": ' + "[" * 60 + "]" * 60 + "}"
    table = read(f'[{deep}, {{"a": 1}}, 5]', "t.json")
    assert [row.line for row in table.rows()] == [2]
    assert [r.row for r in table.rejected] == [1, 3]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('"hello"', "single value"),
        ("5", "single value"),
        ("[]", "no records"),
        ("[1, 2]", "no records"),
        ('{"a": 1}', "no list of records"),
        ('{"a": [{"x": 1}], "b": [{"y": 1}]}', "several lists"),
        ('[{"a": 1},', "may be cut off"),
        ('[{"a": 1}] x', "something follows"),
        ('[{"a": 1}\n{"b"', "line 2"),
        ('[{"A": 1, "a": 2}]', "there twice"),
        ("[" * 40_000, "nested too deeply"),
        ('[{"a": ' + "[" * 40_000, "nested too deeply"),
        (json.dumps([{f"k{n}": 1} for n in range(600)]), "different keys"),
    ],
)
def test_json_that_is_no_table_is_rejected_with_the_reason(read: Read, content: str, reason: str) -> None:
    with pytest.raises(FileRejected, match=reason) as refused:
        read(content, "t.json")
    assert str(refused.value).startswith("t.json")


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features: dict[str, Any]) -> str:
    return json.dumps({"features": features, "type": "FeatureCollection"})


def test_features_become_rows_with_latitude_and_longitude(read: Read) -> None:
    point = {"type": "Point", "coordinates": [76.95, 43.25, 800]}
    table = read(collection(feature(point, date="2021"), feature(None, date="2022")), "t.geojson")
    assert (table.kind, table.columns) == ("geojson", ("date", "lat", "lon"))
    assert cells(table) == [
        (1, {"date": "2021", "lat": "43.25", "lon": "76.95"}),
        (2, {"date": "2022", "lat": "", "lon": ""}),
    ]
    assert [n.row for n in table.notices] == [2]


def test_a_property_called_lat_is_not_overwritten(read: Read) -> None:
    table = read(collection(feature({"type": "Point", "coordinates": [1, 2]}, lat="x")), "t.geojson")
    assert cells(table) == [(1, {"lat": "x", "geometry lat": "2", "geometry lon": "1"})]


SQUARE = [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]


@pytest.mark.parametrize(
    ("kind", "coordinates", "point"),
    [
        ("Point", [1, 2], (1, 2, True)),
        ("MultiPoint", [[1, 2]], (1, 2, True)),
        ("MultiPoint", [[0, 0], [5, 5], [9, 9]], (5, 5, False)),
        ("LineString", [[0, 0], [1, 1], [9, 9]], (1, 1, False)),
        ("MultiLineString", [[[0, 0]], [[1, 1], [2, 2], [3, 3]]], (2, 2, False)),
        ("Polygon", [SQUARE], (2, 2, False)),
        ("Polygon", [[[0, 0], [9, 0], [9, 1], [1, 1], [1, 9], [0, 9], [0, 0]]], (0.5, 4.5, False)),
        ("MultiPolygon", [[[[8, 8], [9, 8], [9, 9], [8, 8]]], [SQUARE]], (2, 2, False)),
        ("Polygon", [[[179, 0], [-179, 0], [-179, 2], [179, 2], [179, 0]]], (180, 1, False)),
    ],
)
def test_a_geometry_stands_for_a_point_on_it(kind: str, coordinates: Any, point: tuple[float, float, bool]) -> None:
    assert point_of({"type": kind, "coordinates": coordinates}, Limits()) == point


@pytest.mark.parametrize(
    "geometry",
    [
        5,
        {},
        {"type": "Nope", "coordinates": [1, 2]},
        {"type": "Point"},
        {"type": "Point", "coordinates": [1]},
        {"type": "Point", "coordinates": [True, 2]},
        {"type": "Point", "coordinates": [None, 2]},
        {"type": "Point", "coordinates": [200, 2]},
        {"type": "LineString", "coordinates": []},
        {"type": "LineString", "coordinates": 7},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [2, 2], [3, 3]]]},
        {"type": "LineString", "coordinates": [[0, 0]] * 200_001},
        {"type": "GeometryCollection", "geometries": []},
    ],
    ids=lambda geometry: json.dumps(geometry)[:60],
)
def test_a_geometry_that_is_none_says_so(geometry: Any) -> None:
    with pytest.raises(BadGeometry):
        point_of(geometry, Limits())


values = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5))
anything = st.recursive(
    values, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
)


@settings(max_examples=100)
@given(anything)
def test_any_json_is_a_table_or_a_rejected_file(tmp_path_factory: pytest.TempPathFactory, value: Any) -> None:
    path = tmp_path_factory.getbasetemp() / "any.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    try:
        table = read_within(path.parent, path)
    except FileRejected as refused:
        assert "may be damaged" not in str(refused)
        return
    if isinstance(value, list):
        assert table.size + len(table.rejected) == len(value)


names = st.text("abcdef", min_size=1, max_size=3)
plain = st.text(st.characters(codec="utf-8"), max_size=9)


@settings(max_examples=50)
@given(st.lists(st.dictionaries(names, plain, min_size=1, max_size=3), min_size=1, max_size=5))
def test_records_of_text_come_back(tmp_path_factory: pytest.TempPathFactory, records: list[dict[str, str]]) -> None:
    path = tmp_path_factory.getbasetemp() / "text.json"
    path.write_text(json.dumps(records), encoding="utf-8")
    table = read_within(path.parent, path)
    found = [dict(zip(table.columns, row, strict=True)) for row in zip(*table.cells.to_pydict().values(), strict=True)]
    assert found == [{column: record.get(column, "") for column in table.columns} for record in records]
    assert {*table.columns} == {key for record in records for key in record}


def test_a_long_list_is_read_in_pieces(tmp_path: Path) -> None:
    path = tmp_path / "long.json"
    path.write_text(json.dumps([{"n": n, "text": "ж" * 100} for n in range(5_000)], ensure_ascii=False), "utf-8")
    table = read_within(tmp_path, path)
    assert [row.cells["n"] for row in table.rows()] == [str(n) for n in range(5_000)]
