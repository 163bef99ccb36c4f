"""`python -m data`, from the words of the command line to what is printed and stored."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import pytest

from data import parts
from data.__main__ import main
from data.drafts.folder import Drafts
from data.drafts.job import make_map
from data.importer import BUNDLED
from data.publishing import work
from data.recipe import PlaceDecision, Recipe, to_json
from data.settings import PrivateLimits
from data.store import Store
from geocoding import Place
from tests.data.builders import stored_reports, write_table

ALMATY = {"date": "2021-02-28", "place": "Almaty", "country": "Kazakhstan", "detained": "about 50"}


@pytest.fixture
def home(home_with_gazetteer: Path) -> Path:
    return home_with_gazetteer


@pytest.fixture
def rows(home: Path) -> Path:
    return write_table(home / "rows.csv", [ALMATY, ALMATY, ALMATY | {"place": "Xyzzyqq"}, ALMATY | {"date": "May"}])


def test_an_import_prints_its_accounts_and_says_by_its_code_that_a_row_was_rejected(
    home: Path, rows: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(rows)]) == 1
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == "rows read 4 = stored 2 + duplicates 1 + rejected 1"
    assert printed[1] == "placed: 1 city, 1 country; not placed: 0"
    assert any(line.startswith("rejected: rows.csv, row 5, column date: “May”") for line in printed)
    assert len(stored_reports(Store(home))) == 2


def test_an_import_of_good_rows_ends_with_0_and_again_changes_nothing(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write_table(home / "good.csv", [ALMATY])
    assert main(["import", str(file)]) == 0
    version = Store(home).snapshot().version
    assert main(["import", str(file)]) == 0
    assert "rows read 1 = stored 0 + duplicates 1 + rejected 0" in capsys.readouterr().out
    assert Store(home).snapshot().version == version


def ended(*_: object) -> None:
    """What a process does that the system takes the memory from."""
    os._exit(9)


def out_of_memory(*_: object) -> None:
    raise MemoryError


@pytest.mark.parametrize("happens", [ended, out_of_memory])
def test_a_process_that_breaks_down_is_told_in_a_sentence_with_a_way_out(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, happens: object
) -> None:
    monkeypatch.setattr(parts, "_LARGE", 0)
    monkeypatch.setattr(parts, "_understand", happens)
    assert main(["import", str(write_table(home / "rows.csv", [ALMATY]))]) == 2
    (said,) = capsys.readouterr().err.splitlines()
    assert said.startswith("error: rows.csv: a process that read its rows was ended")
    assert said.endswith("or split the table and import the parts one after the other")
    assert Store(home).is_empty


def test_a_writer_without_room_says_so_and_leaves_the_old_data(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["import", str(write_table(home / "rows.csv", [ALMATY]))]) == 0
    before = Store(home).snapshot().version
    monkeypatch.setitem(work._WRITER, "memory_limit", "4MB")
    monkeypatch.setitem(work._WRITER, "max_temp_directory_size", "0KiB")
    many = write_table(home / "many.csv", [ALMATY | {"description": f"{n} {n * 7919}" * 20} for n in range(3000)])
    assert main(["import", str(many)]) == 2
    (said,) = capsys.readouterr().err.splitlines()
    assert "needs more memory or more of the disk than there is; nothing was changed. Make room" in said
    assert Store(home).snapshot().version == before


def test_a_file_that_is_rejected_as_a_whole_leaves_no_annotated_file(home: Path) -> None:
    out = home / "annotated.csv"
    unusable = write_table(home / "unusable.csv", [{"colour": "red"}])
    assert main(["import", str(unusable), "--annotated", str(out)]) == 1
    assert not out.exists()
    out.write_text("of an earlier import", "utf-8")
    assert main(["import", str(unusable), "--annotated", str(out)]) == 1
    assert out.read_text("utf-8") == "of an earlier import"
    assert sorted(path.name for path in home.glob("annotated*")) == ["annotated.csv"]


def test_a_dry_run_changes_nothing(home: Path, rows: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(rows), "--dry-run"]) == 1
    assert capsys.readouterr().out.startswith("rows read 4 = to store 2 + duplicates 1 + rejected 1")
    assert Store(home).is_empty


def test_the_whole_report_is_written_as_json(home: Path, rows: Path) -> None:
    missing = home / "none.csv"
    assert main(["import", str(rows), str(missing), "--report", str(home / "report.json")]) == 1
    report = json.loads((home / "report.json").read_text("utf-8"))
    assert (report["rows"], report["stored"], report["duplicates"]["totals"]) == (
        4,
        2,
        {"says exactly what another row says": 1},
    )
    assert [(entry["file"], entry["row"], entry["column"]) for entry in report["rejected"]["first"]] == [
        ("rows.csv", 5, "date")
    ]
    assert report["files_rejected"] == ["none.csv: cannot be read (No such file or directory)"]


def test_a_long_list_of_rejections_is_cut_and_says_so(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(["import", str(write_table(home / "bad.csv", [ALMATY | {"date": f"day {n} of it"} for n in range(30)]))])
        == 1
    )
    printed = capsys.readouterr().out.splitlines()
    assert sum(line.startswith("rejected: bad.csv") for line in printed) == 20
    assert "rejected: 10 more (--report FILE.json has them)" in printed


def test_a_file_name_that_is_no_text_is_printed_all_the_same(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(home / "\udcff.csv"), "--report", str(home / "report.json")]) == 1
    assert "file rejected: \ufffd.csv" in capsys.readouterr().out


@pytest.fixture
def bundled(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SHERU_BUNDLED", "1")
    return home


def test_an_export_writes_what_the_filters_let_through(bundled: Path) -> None:
    out = bundled / "out.csv"
    options = ["--country", "KZ", "--from", "2021-02-28", "--to", "2021-02-28", "--detained-min", "1"]
    assert main(["export", str(out), *options, "--q", "almaty"]) == 0
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["incident"] for row in rows} == {"kz-almaty-2021-02-28"}
    assert {row["source_name"] for row in rows} >= {"Deutsche Welle"}


@pytest.mark.parametrize("suffix", ["csv", "geojson"])
def test_without_filters_everything_is_written(bundled: Path, suffix: str) -> None:
    out = bundled / f"out.{suffix}"
    assert main(["export", str(out)]) == 0
    with BUNDLED.open(encoding="utf-8", newline="") as file:
        refs = {row["incident_id"] for row in csv.DictReader(file)}
    if suffix == "csv":
        with out.open(encoding="utf-8", newline="") as file:
            assert {row["incident"] for row in csv.DictReader(file)} == refs
    else:
        assert {feature["id"] for feature in json.loads(out.read_text("utf-8"))["features"]} == refs


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["out.doc"], "write to one of .csv, .xlsx"),
        (["out.csv", "--country", "Kazakhstan"], "country='Kazakhstan': is not an ISO"),
        (["out.csv", "--from", "2021-02-30", "--type", "picnic"], "type='picnic'"),
        (["none/out.csv"], "No such file or directory"),
    ],
)
def test_an_export_that_cannot_be_is_refused_with_a_sentence(
    bundled: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], complaint: str
) -> None:
    assert main(["export", str(bundled / arguments[0]), *arguments[1:]]) == 2
    printed = capsys.readouterr()
    assert printed.err.startswith("error: ")
    assert complaint in printed.err
    assert not list(bundled.glob("out.*"))


def test_an_export_of_an_empty_store_says_what_to_do(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(home / "out.csv")]) == 2
    assert "import a file first" in capsys.readouterr().err


def test_an_unknown_command_or_option_is_refused() -> None:
    for arguments in ([], ["fetch"], ["import"], ["export", "out.csv", "--planet", "Mars"]):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == 2


def test_a_private_map_is_published_by_the_recipe_that_made_it_and_only_by_its_key(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = Drafts(home, PrivateLimits()).create()
    file = write_table(home / "hers.csv", [{"When": "2021-02-28", "Where": "Verny", "Land": "Kazakhstan"}])
    with draft.receiving("hers.csv", 1000) as take:
        take(file.read_bytes())
    columns = {"date": "when", "place": "where", "country": "land"}
    almaty = PlaceDecision(Place("Verny", country="Kazakhstan"), instead=Place("Almaty", country="Kazakhstan"))
    draft.decide(Recipe(source="mapped", columns=columns, places=(almaty,)))
    assert main(["publish", draft.key]) == 2
    assert "no map of this draft yet" in capsys.readouterr().err
    make_map(draft, lambda *_: None)
    assert main(["publish", draft.dataset]) == 2
    assert main(["publish", draft.key, "--dry-run"]) == 0
    assert Store(home).is_empty
    assert main(["publish", draft.key]) == 0
    assert draft.key not in "".join(capsys.readouterr())
    (stored,) = stored_reports(Store(home))
    assert stored.location
    assert (stored.place.text, stored.location.name) == ("Verny", "Almaty")


def test_a_public_place_is_as_coarse_as_the_operator_asks_in_the_store_and_in_the_download(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home_of_a_person = {"lat": "43.2412345678", "lon": "76.9112345678"}
    few = {"lat": "43.3398765", "lon": "76.8898765", "participants": "1", "description": "picket"}
    file = write_table(home / "rows.csv", [ALMATY | home_of_a_person, ALMATY | few])
    monkeypatch.setenv("SHERU_NO_SPOTS", "1")
    monkeypatch.setenv("SHERU_FEWEST", "10")
    assert main(["import", str(file), "--annotated", str(home / "annotated.csv")]) == 0
    precisions = [report.location.precision for report in stored_reports(Store(home)) if report.location]
    assert sorted(precisions) == ["admin2", "city"]
    assert main(["export", str(home / "out.csv")]) == 0
    assert main(["export", str(home / "out.geojson")]) == 0
    for path in (home / "out.csv", home / "out.geojson"):
        for digits in ("43.241", "76.911", "43.339", "76.889"):
            assert digits not in path.read_text("utf-8")


def test_without_rules_a_public_coordinate_is_rounded_to_about_a_metre(home: Path) -> None:
    assert main(["import", str(write_table(home / "r.csv", [ALMATY | {"lat": "43.241234567", "lon": "76.9"}]))]) == 0
    (stored,) = stored_reports(Store(home))
    assert stored.location
    assert stored.location.latitude == 43.24123


def test_her_table_is_written_with_ours_beside_it(home: Path, rows: Path) -> None:
    out = home / "out.csv"
    assert main(["import", str(rows), "--dry-run", "--annotated", str(out)]) == 1
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    with out.open(encoding="utf-8-sig", newline="") as file:
        written = list(csv.DictReader(file))
    assert [row["row_status"] for row in written] == ["stored", "duplicate", "stored", "rejected"]
    assert written[0]["place"] == "Almaty" and float(written[0]["lat"]) > 40


def test_columns_and_decisions_come_from_the_command_line(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = write_table(home / "theirs.csv", [{"When": "2021-02-28", "Town, as told": "Almati"}])
    decision = PlaceDecision(Place("Almati"), instead=Place("Almaty", country="Kazakhstan"))
    (home / "recipe.json").write_text(to_json(Recipe(places=(decision,))), "utf-8")
    options = ["--map", "When=date", "--map", "Town, as told=place", "--recipe", str(home / "recipe.json")]
    assert main(["import", str(table), *options]) == 0
    assert "theirs.csv was read as: mapped" in capsys.readouterr().out
    (stored,) = stored_reports(Store(home))
    assert stored.location and (stored.location.name, stored.location.country_code) == ("Almaty", "KZ")


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["other.csv", "--annotated", "out.csv"], "--annotated takes one FILE"),
        (["--recipe", "none.json"], "none.json: cannot be read"),
        (["--recipe", "rows.csv"], "this is no recipe"),
    ],
)
def test_options_that_cannot_be_followed_change_nothing(
    home: Path,
    rows: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    options: list[str],
    complaint: str,
) -> None:
    monkeypatch.chdir(home)
    assert main(["import", str(rows), *options]) == 2
    assert complaint in capsys.readouterr().err
    assert Store(home).is_empty


@pytest.mark.parametrize("mapping", ["When", "=date", "When=moment"])
def test_a_mapping_that_names_no_field_is_refused(rows: Path, mapping: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["import", str(rows), "--map", mapping])
    assert ended.value.code == 2
