"""A GeoNames dump is compiled once; broken lines are counted, never fatal."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geocoding.overlay import dump_index
from geocoding.overlay.dump import Dump
from geocoding.overlay.errors import OverlayRefused
from geocoding.reading.names import loose_key
from tests.geocoding.overlay.dumps import realistic_rows, row, write

GOOD = row(1, "Aktobe Auyly", 50.0, 57.0, alternates="Село Актобе,aktobe-auyly,Ақтөбе ауылы", population=300)


@pytest.fixture(autouse=True)
def home(home: Path) -> Path:
    return home


def test_a_place_is_found_by_its_names_and_loosely(home: Path) -> None:
    dump = Dump(write(home / "KZ.txt", [GOOD]))
    assert dump.problems == ()
    assert dump.countries == {"KZ"}
    [place] = dump.named("село актобе", ("KZ",), loosely=False)
    assert dump.named("aktobe auyly", (), loosely=False) == [place]
    assert dump.named("aktobe auyly", ("RU",), loosely=False) == []
    assert dump.named(loose_key("Актобе-ауыли"), ("KZ",), loosely=True) == [place]
    assert (place.name, place.population, place.precision) == ("Aktobe Auyly", 300, "city")
    assert "KZ.txt" in place.source


@pytest.mark.parametrize(
    ("kind", "precision"),
    [("P PPL", "city"), ("P PPLX", "locality"), ("S RSTN", "locality"), ("S SQR", "locality"), ("L PRK", "locality"),
     ("A ADM3", "city"), ("A ADM1", ""), ("A ADM2", ""), ("P PPLQ", ""), ("H STM", ""), ("T MT", ""), ("S RUIN", "")],
)  # fmt: skip
def test_kinds_of_places_have_their_precision_or_are_not_taken(home: Path, kind: str, precision: str) -> None:
    dump = Dump(write(home / "KZ.txt", [GOOD, row(2, "Zhanatas", kind=kind)]))
    assert [place.precision for place in dump.named("zhanatas", (), loosely=False)] == (
        [precision] if precision else []
    )
    assert dump.problems == ()


def test_a_place_bears_the_name_of_its_region(home: Path) -> None:
    lines = [row(2, "Zhanatas", admin1="05"), row(3, "Zhambyl Oblysy", kind="A ADM1", admin1="05")]
    [place] = Dump(write(home / "KZ.txt", lines)).named("zhanatas", (), loosely=False)
    assert place.admin1 == "Zhambyl Oblysy"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (GOOD[: len(GOOD) // 2].encode(), "not 19 tab-separated columns"),
        (GOOD.encode() + b"\tmore", "not 19 tab-separated columns"),
        (GOOD.replace("Село", "Се\x00ло").encode(), "a NUL in it"),
        (GOOD.encode().replace(b"Auyly", b"Auyl\xff"), "not UTF-8"),
        (GOOD.replace("50.00000", "90.00001").encode(), "no latitude from -90 to 90"),
        (GOOD.replace("57.00000", "-180.5").encode(), "no longitude from -180 to 180"),
        (GOOD.replace("57.00000", "nan").encode(), "no longitude from -180 to 180"),
        (GOOD.replace("50.00000", "").encode(), "no latitude from -90 to 90"),
        (GOOD.replace("\tKZ\t", "\tkz\t").encode(), "no country code"),
        (GOOD.replace("1\tAktobe", "x\tAktobe", 1).encode(), "no geonameid"),
        (GOOD.replace("1\tAktobe", f"{2**63}\tAktobe", 1).encode(), "no geonameid"),
        (GOOD.replace("\t300\t", "\t-1\t").encode(), "no population"),
        (row(5, "").encode(), "no name of 1 to 200 letters"),
        (row(5, "Long", alternates="a," * 250_000).encode(), "longer than 100,000 bytes"),
        (row(7, "Twice").encode() + b"\n" + row(7, "Twice").encode(), "a geonameid that was there before"),
    ],
)  # fmt: skip
def test_a_broken_line_is_counted_and_the_others_are_used(home: Path, line: bytes, problem: str) -> None:
    path = home / "KZ.txt"
    path.write_bytes(row(8, "Before").encode() + b"\n" + line + b"\n" + row(9, "After").encode())
    dump = Dump(path)
    assert dump.problems == (f"{path}: 1 lines: {problem}",)
    assert dump.named("before", (), loosely=False)
    assert dump.named("after", (), loosely=False)
    assert Dump(path).problems == dump.problems


def test_windows_line_ends_a_byte_order_mark_and_blank_lines_do_no_harm(home: Path) -> None:
    path = home / "KZ.txt"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.encode() + b"\r\n\r\n" + row(2, "Zhanatas").encode() + b"\r\n")
    dump = Dump(path)
    assert dump.problems == ()
    assert dump.named("aktobe auyly", (), loosely=False)
    assert dump.named("zhanatas", (), loosely=False)


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"", "no line of it"), (b"name,country\nAbay,KZ\n", "no line of it"), (b"PK\x03\x04rest", "unpack it")],
)
def test_what_is_no_dump_is_refused_and_leaves_nothing(home: Path, content: bytes, message: str) -> None:
    path = home / "KZ.txt"
    path.write_bytes(content)
    with pytest.raises(OverlayRefused, match=message):
        Dump(path)
    assert not list(home.glob("cache/*.sqlite"))
    assert not list(home.glob("cache/*.tmp"))


def test_it_is_compiled_once_for_its_content(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(home / "KZ.txt", list(realistic_rows(200)))
    Dump(path)
    builds = []
    monkeypatch.setattr(dump_index, "build_dump", lambda source, target: builds.append(target.touch()))
    dump_index.ensure_dump(path)
    assert not builds
    write(path, list(realistic_rows(201)))
    dump_index.ensure_dump(path)
    assert len(builds) == 1


cells = st.one_of(st.text(max_size=12), st.sampled_from(["7", "KZ", "43.2", "P", "PPL", "\x00", "-0", "1e999", "٣"]))
lines = st.lists(cells, min_size=17, max_size=20).map("\t".join)
good = st.builds(
    row, st.integers(-5, 2**65), st.text(max_size=8), st.floats(-200, 200), alternates=st.text(max_size=30)
)
texts = st.lists(st.one_of(lines, good), max_size=5).map("\n".join)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.binary(max_size=300), texts.map(lambda text: text.encode(errors="replace"))))
def test_any_bytes_are_read_or_refused(home: Path, content: bytes) -> None:
    path = home / "any.txt"
    path.write_bytes(content)
    compiled = home / "any.sqlite"
    compiled.unlink(missing_ok=True)
    try:
        dump_index.build_dump(path, compiled)
    except OverlayRefused as refused:
        assert "any.txt" in str(refused)
