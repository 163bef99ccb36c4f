"""An editor's list is read strictly: a bad row is named with its column, the others are used."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geocoding.overlay.editors_list import EditorsList, read_editors_list
from geocoding.overlay.errors import OverlayRefused
from geocoding.overlay.places import OverlayPlace

HEADER = "name,country,lat,lon,admin1,precision,radius_km,source,note"
GOOD = "Republic Square|площадь Республики,Kazakhstan,43.2385,76.9453,Almaty,locality,0.5,our visit,"


def read(folder: Path, content: str | bytes) -> EditorsList:
    path = folder / "places.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_editors_list(path)


def all_places(found: EditorsList) -> set[OverlayPlace]:
    return {place for places in found.exact.values() for place in places}


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_row_is_found_by_each_of_its_names(tmp_path: Path, line_end: str, mark: str) -> None:
    found = read(tmp_path, mark + line_end.join([HEADER, GOOD, "", ""]))
    assert found.problems == ()
    [place] = found.named("площадь республики", ("KZ",), loosely=False)
    assert found.named("republic square", (), loosely=False) == [place]
    assert found.named("republic square", ("RU",), loosely=False) == []
    assert (place.latitude, place.longitude, place.precision, place.radius_km) == (43.2385, 76.9453, "locality", 0.5)
    assert "places.csv, row 2" in place.source
    assert "our visit" in place.source


def test_what_is_not_given_claims_least(tmp_path: Path) -> None:
    [place] = all_places(read(tmp_path, "name,country,lat,lon\nAbay,kz,43,76\n"))
    assert (place.country, place.precision, place.radius_km) == ("KZ", "city", 2.0)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Abay,KZ,43,76,,,,,,more", "has 10 cells, the header 9"),
        ("Abay,KZ,43", "lon: “” is not a number from -180 to 180"),
        (" | ,KZ,43,76", "name: is empty"),
        ("Abay,Nowhere,43,76", "country: “Nowhere” is not one country"),
        ("Abay,USSR,43,76", "is not one country"),
        ("Abay,KZ,91,76", "lat: “91” is not a number from -90 to 90"),
        ('Abay,KZ,"43,2",76', "write a point, not a comma"),
        ("Abay,KZ,nan,76", "lat: “nan”"),
        ("Abay,KZ,43,inf", "lon: “inf”"),
        ("Abay,KZ,4_3,76", "lat: “4_3”"),
        ("Abay,KZ,43,76,,street", "precision: “street” is not one of exact, locality, city"),
        ("Abay,KZ,43,76,,city,0", "radius_km: must be more than 0"),
        ("Abay,KZ,43,76,,city,101", "radius_km: “101” is not a number from 0 to 100"),
        ('Abay,KZ,"43"x,76', "cannot be read as CSV"),
        ("Abay,KZ,4\x003,76", "lat: '4\\x003'"),
    ],
)
def test_a_bad_row_is_named_and_the_others_are_used(tmp_path: Path, row: str, message: str) -> None:
    found = read(tmp_path, f"{HEADER}\n{GOOD}\n{row}\nOral,KZ,51.2,51.4\n")
    [problem] = found.problems
    assert problem.startswith(f"{tmp_path / 'places.csv'}: row 3, ")
    assert message in problem
    assert {place.name for place in all_places(found)} == {"Republic Square", "Oral"}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty; the first row must be name,country,lat,lon,"),
        (b"name,country,lat\n", "the column lon is missing"),
        (b"name;country;lat;lon\n", "separated by commas"),
        (b"name,country,lat,lon,lat\n", "lat is there more than once"),
        (b"name,country,lat,lon,radius\n", "“radius” is not known"),
        (b"name,country,lat,lon\nAbay\xff,KZ,1,1\n", "line 2 is not UTF-8"),
        (b"x" * 10_000_001, "larger than 10,000,000 bytes"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_the_way_out(tmp_path: Path, content: bytes, message: str) -> None:
    with pytest.raises(OverlayRefused) as refused:
        read(tmp_path, content)
    assert message in str(refused.value)
    assert "places.csv" in str(refused.value)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OverlayRefused, match="cannot be read"):
        read_editors_list(tmp_path / "none.csv")


cells = st.one_of(
    st.text(max_size=20), st.sampled_from(["KZ", "43.2", "-181", "exact", "Abay|Абай", '"', "\r", "\x00"])
)
rows = st.lists(st.lists(cells, max_size=10).map(",".join), max_size=6).map("\n".join)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.binary(max_size=300), rows.map(lambda text: f"{HEADER}\n{text}".encode(errors="replace"))))
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes) -> None:
    try:
        found = read(tmp_path, content)
    except OverlayRefused as refused:
        assert "places.csv" in str(refused)
        return
    assert all(len(problem) < 400 + len(str(tmp_path)) for problem in found.problems)
    for place in all_places(found):
        assert -90 <= place.latitude <= 90
        assert -180 <= place.longitude <= 180
        assert 0 < place.radius_km <= 100
