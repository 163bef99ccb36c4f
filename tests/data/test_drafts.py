"""A draft is found only by its key, bounded in size and life, and whole after a kill."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from data.drafts.folder import BrowserFull, Draft, Drafts, DraftsFull, NoSuchDraft, dataset_of
from data.drafts.progress import Progress, Teller, progress_of, working
from data.recipe import Recipe
from data.settings import PrivateLimits


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    return Drafts(tmp_path, PrivateLimits(days=30, bytes_in_all=10_000))


def send(draft: Draft, name: str, *pieces: bytes, limit: int = 1000) -> None:
    with draft.receiving(name, limit) as take:
        for piece in pieces:
            take(piece)


def test_a_draft_is_opened_by_its_key_and_seen_by_its_dataset_only(drafts: Drafts) -> None:
    draft = drafts.create()
    assert drafts.open(draft.key).folder == draft.folder == drafts.home_of(draft.dataset)
    for other in (draft.dataset, draft.key[:-1], draft.key.lower() + "x", "", "../private", draft.folder.name):
        with pytest.raises(NoSuchDraft):
            drafts.open(other)
    assert draft.key not in str(draft.folder) and draft.dataset not in str(draft.folder)
    assert draft.key not in repr(draft)
    assert dataset_of(draft.dataset) != draft.key
    assert draft.folder.stat().st_mode & 0o077 == 0


def test_a_file_arrives_whole_under_a_name_of_ours(drafts: Drafts) -> None:
    draft = drafts.create()
    send(draft, "../../etc/Наблюдения.TSV", b"a\tb\n", b"1\t2\n")
    assert draft.upload == draft.folder / "upload.tsv"
    assert draft.upload.read_bytes() == b"a\tb\n1\t2\n"
    assert draft.name == "../../etc/Наблюдения.TSV"


def test_too_large_a_file_leaves_what_was_there(drafts: Drafts) -> None:
    draft = drafts.create()
    send(draft, "a.csv", b"first")
    with pytest.raises(DraftsFull):
        send(draft, "b.xlsx", b"x" * 600, b"x" * 600)
    assert draft.upload and draft.upload.read_bytes() == b"first"
    assert not list(draft.folder.glob("*.part"))


def test_another_file_forgets_what_was_made_of_the_first(drafts: Drafts) -> None:
    draft = drafts.create()
    send(draft, "a.csv", b"first")
    draft.write("report", "{}")
    (draft.folder / "store").mkdir()
    draft.decide(Recipe(date_order="dmy"))
    send(draft, "b.json", b"[]")
    assert draft.read("report") is None
    assert not (draft.folder / "store").exists()
    assert draft.recipe == Recipe()
    assert draft.remembered == Recipe(date_order="dmy")
    assert [path.name for path in draft.folder.glob("upload.*")] == ["upload.json"]


def test_what_is_old_is_removed_and_nothing_else(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path, PrivateLimits(days=2, bytes_in_all=10_000))
    ages = {"old": 3 * 86_400, "kept": 86_400, "empty": 7200}
    made = {}
    for name, age in ages.items():
        made[name] = drafts.create()
        if name != "empty":
            send(made[name], "a.csv", b"x")
        os.utime(made[name].folder, (time.time() - age,) * 2)
    drafts.expire()
    assert [name for name, draft in made.items() if draft.folder.exists()] == ["kept"]
    with pytest.raises(NoSuchDraft):
        drafts.home_of(made["old"].dataset)


def test_a_full_server_begins_no_other_draft(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path, PrivateLimits(bytes_in_all=100))
    draft = drafts.create()
    send(draft, "a.csv", b"x" * 200)
    with pytest.raises(DraftsFull):
        drafts.create()
    draft.delete()
    assert drafts.create()


def test_a_job_that_died_is_told_from_one_at_work(drafts: Drafts) -> None:
    draft = drafts.create()
    assert progress_of(draft) == Progress()
    with working(draft):
        teller = Teller(draft, "import")
        teller.tell("place", 10, 40)
        assert progress_of(draft).running
        assert (progress_of(draft).done, progress_of(draft).total) == (10, 40)
    assert not progress_of(draft).running
    assert progress_of(draft).was_interrupted
    teller.tell("done")
    assert not progress_of(draft).was_interrupted


def test_one_browser_begins_only_so_many_drafts_and_others_still_may(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path, PrivateLimits(maps_of_browser=2))
    first, _ = drafts.create("one"), drafts.create("one")
    with pytest.raises(BrowserFull, match="as many private maps as one may have"):
        drafts.create("one")
    assert drafts.create("another") and drafts.create()
    first.delete()
    assert drafts.create("one")


def test_the_drafts_of_one_browser_share_their_room(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path, PrivateLimits(bytes_of_browser=1000))
    first, second, other = drafts.create("one"), drafts.create("one"), drafts.create("another")
    before = drafts.room_for(second)
    send(first, "a.csv", b"x" * 500)
    assert drafts.room_for(second) <= before - 500
    assert drafts.room_for(other) >= before
    send(first, "b.csv", b"x" * 900)  # another file leaves the draft with its browser
    with pytest.raises(BrowserFull, match="as much room as they may"):
        drafts.room_for(second)


def test_what_lies_beside_a_draft_does_not_tell_its_browser(drafts: Drafts) -> None:
    draft = drafts.create("secret-number")
    assert "secret-number" not in " ".join(path.read_text() for path in draft.folder.iterdir())
