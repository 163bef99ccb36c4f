"""`python -m data`, from the words of the command line to what is printed and stored."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from data.__main__ import main
from data.importer import BUNDLED
from data.store import Store
from geocoding.index.file import ensure_index
from tests.data.builders import stored_reports, write_table

ALMATY = {"date": "2021-02-28", "place": "Almaty", "country": "Kazakhstan", "detained": "about 50"}


@pytest.fixture(scope="session")
def gazetteer_folder() -> Path:
    """Where this machine keeps the gazetteer: built once, not once for each home."""
    return ensure_index(progress=False).parent


@pytest.fixture
def home(gazetteer_folder: Path, home: Path) -> Path:
    (home / "cache").symlink_to(gazetteer_folder)
    return home


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
