"""An editor's way: a messy file she did not make for us, her choices, the private map, and what she takes home."""

from __future__ import annotations

import csv
import io
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import ROOT, serve
from tests.browser.editor import MESSY, SLOW, begin, key_of, knowing_the_gazetteer, make_anew, make_map
from tests.browser.reader import PATIENCE, SHOTS, open_page, sentence
from tests.environment import with_home

HOSTILE = [
    [
        "date",
        'city<img src=x onerror="window.ran=1">',
        "country",
        "{{7*7}}",
        "=cmd|' /C calc'!A0",
        "![x](http://127.0.0.1:9/h.png)",
    ],
    ["2021-01-01", "<script>window.ran=1</script>", "Kazakhstan", "{{ ''.__class__ }}", "=1+1", "javascript:x"],
    [
        "2021-01-02",
        "Almaty",
        "Kazakhstan",
        "![x](http://127.0.0.1:9/x.png) <img src=x onerror=window.ran=1>",
        "@S",
        "$a$",
    ],
]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return knowing_the_gazetteer(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def served(home: Path) -> Iterator[str]:
    with serve(home) as address:
        yield address


def table_of(page: Page, address: str, key: str) -> list[dict[str, str]]:
    text = page.request.get(f"{address}/api/drafts/table.csv?edit={key}").body().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def shot(page: Page, name: str) -> None:
    SHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SHOTS / f"add-data-{name}.png", full_page=True)


def test_from_a_messy_file_to_the_shared_map_and_the_table(
    page: Page, browser: Browser, served: str, home: Path, tmp_path: Path
) -> None:
    file = tmp_path / "протесты.csv"
    file.write_bytes(MESSY.encode("cp1251"))
    begin(page, served, file)
    expect(page).to_have_url(re.compile(r"edit=[\w-]{20,}"), timeout=PATIENCE)
    key = key_of(page)

    # 1. What was read and understood, with what is left out
    expect(page.get_by_role("region", name="The first rows as they were read")).to_contain_text("Алматы")
    expect(page.locator(".st-key-adding")).to_contain_text("Date: Дата · Place: Город · Country: Страна")
    expect(page.locator(".st-key-adding")).to_contain_text("6 rows = 5 reports + 1 left out")
    expect(page.get_by_role("region", name="Dates")).to_contain_text("28 February 2021")
    shot(page, "understood")

    # 2. Places: a candidate, another name, and everything is kept for who comes back
    make_map(page)
    shot(page, "places")
    review = page.locator(".review")
    expect(review.locator(".entry")).to_have_count(2, timeout=PATIENCE)
    review.locator(".entry").filter(has_text="Springfield").click()
    review.locator(".choice").filter(has_text="Illinois").click()
    expect(review.locator(".entry").filter(has_text="Springfield")).to_contain_text("✓ Springfield", timeout=PATIENCE)
    review.locator(".entry").filter(has_text="Несуществующинск").click()
    review.get_by_label("Another name, or latitude, longitude").fill("43.5, 68.5")
    review.get_by_role("button", name="Use this").click()
    expect(review.locator(".entry").filter(has_text="Несуществующинск")).to_contain_text("✓", timeout=PATIENCE)

    # 3. Told twice: merged, and the map made anew
    page.get_by_role("button", name="This is one event").click()
    expect(page.locator(".doubles")).to_contain_text("Merged", timeout=PATIENCE)
    make_anew(page)
    expect(page.locator(".doubles")).to_contain_text("Merged", timeout=PATIENCE)  # it can still be taken back
    expect(page.locator(".st-key-adding")).to_contain_text("5 reports are in your map")
    shot(page, "map-made")

    # 4. Another context comes back by the link and finds everything
    with fresh(browser) as other:
        again = other.new_page()
        again.goto(page.url)
        expect(again.locator("#step-7")).to_be_visible(timeout=PATIENCE)
        expect(again.locator(".review .entry").filter(has_text="Springfield")).to_contain_text("✓", timeout=PATIENCE)

    # 5. Her table untouched, ours beside it
    rows = table_of(page, served, key)
    hers = list(csv.DictReader(io.StringIO(MESSY), delimiter=";"))
    for row, was in zip(rows, hers, strict=True):
        assert {name: row[name].removeprefix("'") for name in was} == was
    assert [row["row_status"] for row in rows] == ["stored", "stored", "stored", "rejected", "stored", "stored"]
    assert rows[0]["incident"] == rows[1]["incident"]
    assert rows[2]["lat"].startswith("39.8")  # of Illinois
    assert {(row["lat"], row["lon"]) for row in rows[4:]} == {("43.5", "68.5")}

    # 6. The same steps again without a screen give the same places and incidents
    recipe = tmp_path / "recipe.json"
    recipe.write_bytes(page.request.get(f"{served}/api/drafts/recipe.json?edit={key}").body())
    annotated = tmp_path / "annotated.csv"
    command = [
        sys.executable,
        "-m",
        "data",
        "import",
        str(file),
        "--recipe",
        str(recipe),
        "--annotated",
        str(annotated),
    ]
    other_home = knowing_the_gazetteer(tmp_path / "other")
    done = subprocess.run(
        command, cwd=ROOT, env=with_home(other_home, SHERU_BUNDLED="0"), capture_output=True, check=False
    )
    assert done.returncode == 1, done.stderr  # one row is rejected
    with annotated.open(encoding="utf-8-sig", newline="") as made:
        replayed = list(csv.DictReader(made))
    same = ("lat", "lon", "precision", "incident", "row_status", "detained_low", "date_start")
    assert [[row[name] for name in same] for row in replayed] == [[row[name] for name in same] for row in rows]

    # 7. Who has the link of the map sees it, and nobody else anything of it
    link = page.get_by_role("link", name="Open the map").get_attribute("href")
    assert link
    with fresh(browser) as reader:
        seen = reader.new_page()
        open_page(seen, f"{served}/{link.removeprefix('./')}")
        expect(seen.locator(".st-key-private")).to_contain_text("A private map: only who has its link sees it")
        expect(sentence(seen)).to_contain_text("4 incidents")
        seen.screenshot(path=SHOTS / "add-data-private-map.png")
    check_that_it_is_private(page, served, link, home, key)


def check_that_it_is_private(page: Page, served: str, link: str, home: Path, key: str) -> None:
    """The public answers are as they were; the id opens nothing else; no log knows the keys."""
    dataset = re.findall(r"dataset=(\w+)", link)[0]
    get = page.request.get
    assert get(f"{served}/api/summary").json()["incidents"] == 131
    assert "etag" not in get(f"{served}/api/summary?dataset={dataset}").headers
    assert get(f"{served}/api/summary?dataset={dataset}").headers["cache-control"] == "no-store"
    assert get(f"{served}/api/drafts/table.csv?edit={dataset}").status == 404  # to see is not to edit
    assert get(f"{served}/api/summary?dataset={key}").status in (404, 422)
    assert get(f"{served}/api/incidents?q=Springfield").json()["total"] == 0
    page.goto(f"{served}/?dataset={dataset[:-1]}{'1' if dataset[-1] == '0' else '0'}")
    expect(page.get_by_text("This private map is not here any more")).to_be_visible(timeout=PATIENCE)
    logs = [home / "server.log", *home.glob("private/*/log.txt")]
    assert len(logs) > 1
    for log in logs:
        text = log.read_text(errors="replace")
        assert key not in text and dataset not in text


@contextmanager
def fresh(browser: Browser) -> Iterator[BrowserContext]:
    """A browser context of somebody else."""
    context = browser.new_context(viewport={"width": 1400, "height": 860}, locale="en-GB")
    yield context
    context.close()


def test_nothing_of_a_hostile_table_runs(page: Page, served: str, tmp_path: Path) -> None:
    file = tmp_path / "<img src=x onerror=alert(1)>.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(HOSTILE)
    dialogs: list[str] = []
    asked: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: asked.append(request.url))
    begin(page, served, file)
    expect(page.get_by_role("region", name="The first rows as they were read")).to_contain_text("{{7*7}}")
    page.get_by_text("Why these were proposed").click()
    page.get_by_role("combobox", name="Date").click()
    expect(page.get_by_role("option", name="![x](http://127.0.0.1:9/h.png)", exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    make_map(page)
    expect(page.locator(".review")).to_contain_text("<script>window.ran=1</script>", timeout=PATIENCE)
    link = page.get_by_role("link", name="Open the map").get_attribute("href")
    open_page(page, f"{served}/{str(link).removeprefix('./')}")
    expect(page.locator(".st-key-sentence")).to_contain_text("2 incidents")
    assert page.evaluate("window.ran") is None
    assert dialogs == []
    assert [url for url in asked if not url.startswith((served, "data:", "blob:"))] == []


def test_a_job_that_is_killed_says_so_and_is_taken_again(page: Page, served: str, home: Path, tmp_path: Path) -> None:
    file = tmp_path / "many.csv"
    rows = "".join(f"2021-02-28,Place {n},Kazakhstan\n" for n in range(3000))
    file.write_text(f"date,place,country\n{rows}", encoding="utf-8")
    begin(page, served, file)
    page.get_by_role("button", name="Look up the places").click()
    expect(page.locator(".st-key-waiting")).to_be_visible(timeout=SLOW)
    os.kill(job_of(key_of(page)), signal.SIGKILL)
    expect(page.get_by_text("The work was interrupted")).to_be_visible(timeout=SLOW)
    shot(page, "killed")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("#step-7")).to_be_visible(timeout=SLOW)


def job_of(key: str) -> int:
    """The process that works on the draft of `key`: told by its environment, as no command line names a key."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            environment = (folder / "environ").read_bytes().split(b"\0")
            command = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if f"SHERU_DRAFT={key}".encode() in environment and b"data.drafts\0import" in command:
            return int(folder.name)
    raise AssertionError("no process works on the draft")


def test_coordinates_that_look_wrong_are_mended_by_the_editor_alone(page: Page, served: str, tmp_path: Path) -> None:
    file = tmp_path / "swapped.csv"
    file.write_text(
        "date,place,country,lat,lon\n2021-01-01,Almaty,Kazakhstan,43.25,76.93\n2021-01-02,Almaty,Kazakhstan,76.93,43.25\n"
        "2021-01-04,Paris,France,43.25,76.93\n",
        encoding="utf-8",
    )
    begin(page, served, file)
    make_map(page)
    key = key_of(page)
    assert [row["lat"] for row in table_of(page, served, key)][1:] == ["76.93", "43.25"]
    listed = page.locator(".coordinates li")
    expect(listed).to_have_count(2, timeout=PATIENCE)
    listed.nth(0).get_by_role("button", name="Use 43.25, 76.93").click()
    expect(listed.nth(0)).to_contain_text("✓ 43.25, 76.93", timeout=PATIENCE)
    listed.nth(1).get_by_role("button", name="Drop them").click()
    expect(listed.nth(1)).to_contain_text("dropped", timeout=PATIENCE)
    shot(page, "coordinates")
    make_anew(page)
    rows = table_of(page, served, key)
    assert (rows[1]["lat"], rows[1]["lon"]) == ("76.93", "43.25")  # her own columns stay as they were
    assert (rows[1]["sheru_lat"], rows[1]["sheru_lon"]) == ("43.25", "76.93")
    assert rows[2]["sheru_lat"].startswith("48.8")
    expect(page.get_by_text("2 rows were mended as you chose")).to_be_visible(timeout=PATIENCE)


def test_pasted_rows_become_a_table(page: Page, served: str) -> None:
    page.goto(f"{served}/?edit=new&lang=en")
    page.get_by_role("tab", name="Paste").click()
    page.get_by_label("Rows copied from a spreadsheet, or CSV").fill("Date\tCity\n28.02.2021\tAlmaty\n")
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Use this text").click()
    expect(page.locator(".st-key-adding")).to_contain_text("1 row = 1 report + 0 left out", timeout=SLOW)


def test_a_link_that_may_not_be_asked_for_says_why(page: Page, served: str) -> None:
    page.goto(f"{served}/?edit=new&lang=en")
    page.get_by_role("tab", name="A link").click()
    page.get_by_label("Address of a file").fill("http://127.0.0.1:1/rows.csv")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Fetch it").click()
    expect(page.locator(".st-key-adding")).to_contain_text("127.0.0.1", timeout=SLOW)
    expect(page.locator(".choose")).to_have_count(1)


def test_the_page_leads_to_adding_data_unless_uploads_are_off(page: Page, served: str, tmp_path: Path) -> None:
    open_page(page, f"{served}/?lang=ru")
    page.locator(".sheru-contents a[href*='edit=new']").click()
    expect(page.locator(".choose")).to_be_visible(timeout=PATIENCE)
    expect(page).to_have_url(re.compile("lang=ru"))
    with serve(tmp_path / "off", SHERU_UPLOADS="0") as off:
        open_page(page, off)
        expect(page.locator(".sheru-contents")).to_be_visible()
        expect(page.locator(".sheru-contents a[href*='edit=new']")).to_have_count(0)
        page.goto(f"{off}/?edit=new&lang=en")
        expect(page.get_by_text("On this server no private maps can be made")).to_be_visible(timeout=PATIENCE)
