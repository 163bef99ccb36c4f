"""An import while the page is open shows on the page without a restart."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, serve
from tests.browser.editor import knowing_the_gazetteer
from tests.browser.reader import PATIENCE, incident_mark, open_page, sentence
from tests.environment import with_home

NEW = "incident_id,date,place,lat,lon,detained,source_name,source_url\nnew-one-2026,2026-11-01,Taraz,42.9,71.37,7,A,https://a.example/\n"


def test_an_import_shows_on_the_open_page(page: Page, tmp_path: Path) -> None:
    table = tmp_path / "new.csv"
    table.write_text(NEW, encoding="utf-8")
    home = knowing_the_gazetteer(tmp_path / "home")
    with serve(home) as address:
        open_page(page, f"{address}/?at=42.9,71.37,9")
        expect(sentence(page)).to_contain_text("131 incidents")
        expect(incident_mark(page, "new-one-2026")).to_have_count(0)
        command = [sys.executable, "-m", "data", "import", str(table)]
        done = subprocess.run(command, cwd=ROOT, env=with_home(home), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert "stored 1 + duplicates 0 + rejected 0" in done.stdout
        expect(sentence(page)).to_contain_text("132 incidents", timeout=PATIENCE)
        expect(incident_mark(page, "new-one-2026")).to_be_visible(timeout=PATIENCE)


def test_the_first_import_shows_on_a_page_that_had_no_data(page: Page, tmp_path: Path) -> None:
    table = tmp_path / "new.csv"
    table.write_text(NEW, encoding="utf-8")
    home = knowing_the_gazetteer(tmp_path / "home")
    with serve(home, SHERU_BUNDLED="0") as address:
        page.goto(address)
        expect(page.get_by_text("There is no data yet")).to_be_visible(timeout=PATIENCE)
        command = [sys.executable, "-m", "data", "import", str(table)]
        subprocess.run(command, cwd=ROOT, env=with_home(home, SHERU_BUNDLED="0"), check=True)
        expect(sentence(page)).to_contain_text("1 incident", timeout=PATIENCE)
