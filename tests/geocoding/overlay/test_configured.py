"""The command line, the import and a program get the same geocoder: with the files that the operator named."""

import json
from pathlib import Path

import pytest

from data.__main__ import main as data_main
from data.bundle import located_copy
from data.store import Store
from geocoding import OfflineGeocoder, OverlayRefused, Place, default_geocoder
from geocoding.__main__ import main
from geocoding.index.file import ensure_index
from tests.data.builders import stored_reports
from tests.geocoding.overlay.dumps import row, write

LIST = "name,country,lat,lon,precision\nZhuldyz Market,KZ,43.25,76.95,locality\n"
ASKED = Place("Zhuldyz Market", country="KZ")


@pytest.fixture
def home(home: Path) -> Path:
    """A home of its own, with the gazetteer of this machine."""
    with pytest.MonkeyPatch.context() as without_home:
        without_home.delenv("SHERU_HOME")
        index = ensure_index(progress=False)
    (home / "cache").mkdir()
    (home / "cache" / index.name).symlink_to(index)
    return home


def shown(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, object]]:
    assert main(arguments) == 0
    answer: dict[str, dict[str, object]] = json.loads(capsys.readouterr().out)
    return answer


def test_without_files_it_is_the_gazetteer(home: Path) -> None:
    assert isinstance(default_geocoder(), OfflineGeocoder)


@pytest.mark.parametrize("way", ["home", "variable", "option"])
def test_the_command_line_uses_the_list(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], way: str
) -> None:
    path = home / ("places.csv" if way == "home" else "mine.csv")
    path.write_text(LIST)
    if way == "variable":
        monkeypatch.setenv("SHERU_PLACES", str(path))
    options = ["--places", str(path)] if way == "option" else []
    answer = shown(["Zhuldyz Market", "--country", "KZ", *options], capsys)
    assert answer["location"]["method"] == "editor's list"


def test_the_import_uses_the_list_of_its_home(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "places.csv").write_text(LIST + "Bad,KZ,x,1,\n")
    (home / "rows.csv").write_text("date,place,country\n2021-02-28,Zhuldyz Market,Kazakhstan\n")
    assert data_main(["import", str(home / "rows.csv")]) == 0
    [stored] = stored_reports(Store(home))
    assert stored.location is not None
    assert stored.location.method == "editor's list"
    assert "places.csv: row 3, lat: “x” is not a number" in capsys.readouterr().err


def test_the_bundled_copy_does_not_depend_on_the_operators_files() -> None:
    source = Path(located_copy.__code__.co_filename).read_text(encoding="utf-8")
    assert "default_geocoder" not in source


@pytest.mark.parametrize("command", [main, data_main])
def test_a_named_file_that_is_not_there_ends_the_command(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: object
) -> None:
    monkeypatch.setenv("SHERU_PLACES", str(home / "none.csv"))
    (home / "rows.csv").write_text("date,place,country\n2021-02-28,Almaty,Kazakhstan\n")
    assert (main(["Almaty"]) if command is main else data_main(["import", str(home / "rows.csv")])) == 2
    assert "SHERU_PLACES: there is no file" in capsys.readouterr().err


def test_only_so_many_bad_rows_are_named(home: Path) -> None:
    (home / "places.csv").write_text(LIST + "Bad,KZ,x,1,\n" * 30)
    told: list[str] = []
    answer = default_geocoder(tell=told.append).locate(ASKED)
    assert answer.status == "found"
    assert len(told) == 21
    assert told[-1] == "left out: 10 more rows"


def test_a_list_that_is_none_is_refused(home: Path) -> None:
    (home / "places.csv").write_bytes(b"\xff\xfe")
    with pytest.raises(OverlayRefused, match=r"places\.csv: line 1 is not UTF-8"):
        default_geocoder()


def test_dumps_that_are_named_are_used_and_their_broken_lines_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [write(home / "KZ.txt", [row(1, "Qqorlan"), "broken"]), write(home / "UZ.txt", [row(2, "U", country="UZ")])]
    monkeypatch.setenv("SHERU_GEONAMES", ":".join(map(str, files)))
    told: list[str] = []
    answer = default_geocoder(tell=told.append).locate(Place("Qqorlan", country="KZ"))
    assert answer.location is not None
    assert answer.location.method == "country dump"
    assert told == [f"left out: {files[0]}: 1 lines: not 19 tab-separated columns"]


def test_a_dump_that_is_not_there_is_refused(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHERU_GEONAMES", str(home / "none.txt"))
    with pytest.raises(OverlayRefused, match="SHERU_GEONAMES: there is no file"):
        default_geocoder()
