"""Where a draft lives: one folder for each, found only by an unguessable key, bounded in size and life.

A draft has two addresses. Its key opens it for editing. The id of its dataset is a digest of the key: it shows the
map and gives nobody the right to change it. The folder is named by a digest of the id: no list of folders opens a map.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data.errors import SheruError
from data.parsing.text import clean_text
from data.reading.limits import limits
from data.recipe import Recipe, read_recipe, to_json
from data.settings import PrivateLimits

_KEPT_SUFFIXES = (".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xls", ".xlsm", ".ods", ".json", ".jsonl", ".ndjson",
                  ".geojson", ".parquet", ".gz", ".zip")  # fmt: skip
"""Endings that help to tell what a file is; of a name that somebody chose nothing else reaches a path."""

_OUTLIVES_FILE = ("earlier.json", "browser.json")

_EMPTY_LIFE = 3600.0  # seconds that a draft without a file is kept


class DraftsFull(SheruError):
    """There is no room for another draft, or for this much of it."""


class BrowserFull(DraftsFull):
    """There is none for this browser; others may have it."""


class NoSuchDraft(SheruError):
    """No draft has this key: it never was, or its life is over."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One draft. Its files are written whole and then moved into place, so a kill leaves the old one."""

    key: str = field(metadata={"doc": "Opens it for editing; known to its editor alone."}, repr=False)
    folder: Path = field(metadata={"doc": "Where everything of it is."}, repr=False)

    @property
    def dataset(self) -> str:
        """The id by which its map is seen."""
        return dataset_of(self.key)

    @property
    def upload(self) -> Path | None:
        """The file as it was sent, if it was."""
        return next(iter(sorted(self.folder.glob("upload.*"))), None)

    @property
    def annotated(self) -> Path:
        """Her table with our columns beside it, once it was imported."""
        return self.folder / "annotated.csv"

    @property
    def files(self) -> int:
        """How many files it has taken so far."""
        return int((self.read("sent") or {}).get("files", 0))

    def check_files(self, limits: PrivateLimits) -> None:
        """Raise DraftsFull where it has taken as many files as it may."""
        if self.files >= limits.files:
            raise DraftsFull("this draft has taken as many files as it may; begin another one")

    @property
    def name(self) -> str:
        """The name of her file, cleaned."""
        return str((self.read("sent") or {}).get("name", ""))

    def read(self, what: str) -> Any:
        """What was written as `what`; None where nothing was."""
        try:
            return json.loads((self.folder / f"{what}.json").read_text("utf-8"))
        except (FileNotFoundError, json.JSONDecodeError):
            return None

    def write(self, what: str, content: str) -> None:
        """Write JSON text as `what`, whole or not at all. Keeps the draft alive."""
        draft = self.folder / f"{what}.{uuid.uuid4().hex[:8]}.part"
        draft.write_text(content, "utf-8")
        draft.replace(self.folder / f"{what}.json")

    @property
    def recipe(self) -> Recipe:
        """What its editor decided so far."""
        path = self.folder / "recipe.json"
        return read_recipe(path) if path.exists() else Recipe()

    @property
    def used_recipe(self) -> Recipe:
        """The recipe by which its map was made."""
        path = self.folder / "used_recipe.json"
        return read_recipe(path) if path.exists() else Recipe()

    @property
    def remembered(self) -> Recipe:
        """What was decided about an earlier file: the next one may be like it."""
        path = self.folder / "earlier.json"
        return read_recipe(path) if path.exists() else Recipe()

    def remember(self, recipe: Recipe) -> None:
        """Keep what was decided about an earlier file."""
        self.write("earlier", to_json(recipe))

    def used(self, recipe: Recipe) -> None:
        """Keep the recipe by which the map was made."""
        self.write("used_recipe", to_json(recipe))

    def forget(self, *names: str) -> None:
        """Remove what was written under `names`."""
        for name in names:
            (self.folder / f"{name}.json").unlink(missing_ok=True)

    def decide(self, recipe: Recipe) -> None:
        """Keep what the editor decided."""
        self.write("recipe", to_json(recipe))

    @contextmanager
    def receiving(self, name: str, limit: int) -> Iterator[Callable[[bytes], None]]:
        """Take a file in pieces, in place of the one that was there.

        Yields a function that takes a piece. It raises DraftsFull beyond `limit` bytes; then nothing has changed.
        """
        part = self.folder / f"{uuid.uuid4().hex[:8]}.part"
        size = 0

        def take(piece: bytes) -> None:
            nonlocal size
            size += len(piece)
            if size > limit:
                raise DraftsFull(f"the file is larger than {limit:,} bytes")
            out.write(piece)

        try:
            with part.open("wb") as out:
                yield take
            before, files = self.recipe, self.files
            self._start_over(keep=part)
            if before != Recipe():
                self.remember(before)
            part.replace(self.folder / f"upload{_suffix(name)}")
            self.write("sent", json.dumps({"name": clean_text(name)[:200], "bytes": size, "files": files + 1}))
        finally:
            part.unlink(missing_ok=True)

    def delete(self) -> None:
        """Forget the draft and all that was made of it; its links lead nowhere."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _start_over(self, keep: Path) -> None:
        for path in self.folder.iterdir():
            if path.suffix != ".lock" and path.name not in _OUTLIVES_FILE and path != keep:
                shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


class Drafts:
    """Every draft of one SHERU_HOME."""

    def __init__(self, home: Path, limits: PrivateLimits) -> None:
        self._root = home / "private"
        self._limits = limits

    @property
    def turn(self) -> Path:
        """The lock that lets one slow job work at a time."""
        return self._root / "turn.lock"

    def create(self, browser: str = "") -> Draft:
        """A new, empty draft. Raises DraftsFull where the quota of all drafts, or of this browser, is used up.

        `browser` is a text that tells it from others and that nobody can guess; without one only that of all holds.
        """
        self.expire()
        if self.room <= 0:
            raise DraftsFull("the place for private maps on this server is used up; come back later")
        owner = hashlib.sha256(f"browser {browser}".encode()).hexdigest()[:32] if browser else ""
        if browser and len(self._of_browser(owner)) >= self._limits.maps_of_browser:
            raise BrowserFull("you have as many private maps as one may have; delete one of them first")
        key = secrets.token_urlsafe(18)
        draft = Draft(key, self._folder(dataset_of(key)))
        draft.folder.mkdir(parents=True, mode=0o700)
        draft.write("browser", json.dumps(owner))
        return draft

    def open(self, key: str) -> Draft:
        """The draft of `key`. Raises NoSuchDraft."""
        draft = Draft(key, self._folder(dataset_of(key)))
        if not self._is_alive(draft.folder):
            raise NoSuchDraft("this draft is not here any more")
        return draft

    def home_of(self, dataset: str) -> Path:
        """The folder whose store is the private dataset `dataset`. Raises NoSuchDraft."""
        folder = self._folder(dataset)
        if not self._is_alive(folder):
            raise NoSuchDraft("this private map is not here any more")
        return folder

    @property
    def room(self) -> int:
        """Bytes that all drafts together may still grow by."""
        return self._limits.bytes_in_all - _size(self._root)

    def room_for(self, draft: Draft) -> int:
        """Bytes that the next file of `draft` may have. Raises DraftsFull where there is no room for any."""
        if (room := self.room) <= 0:
            raise DraftsFull("the place for private maps on this server is used up; come back later")
        if owner := draft.read("browser"):
            own = self._limits.bytes_of_browser - sum(map(_size, self._of_browser(owner)))
            if own <= 0:
                raise BrowserFull("your private maps take as much room as they may; delete one of them first")
            room = min(room, own)
        return min(room, limits().bytes)

    def _of_browser(self, owner: str) -> list[Path]:
        """The folders of the drafts that one browser began."""
        return [folder for folder in self._root.glob("*/") if Draft("", folder).read("browser") == owner]

    def expire(self) -> None:
        """Remove every draft whose life is over."""
        for folder in self._root.glob("*/"):
            if not self._is_alive(folder):
                shutil.rmtree(folder, ignore_errors=True)

    def _folder(self, dataset: str) -> Path:
        return self._root / hashlib.sha256(f"folder {dataset}".encode()).hexdigest()[:32]

    def _is_alive(self, folder: Path) -> bool:
        try:
            age = time.time() - folder.stat().st_mtime  # a folder's time is that of the last file put into it
        except OSError:
            return False
        has_file = any(folder.glob("upload.*"))
        return age < (self._limits.days * 86_400 if has_file else _EMPTY_LIFE)


def dataset_of(key: str) -> str:
    """The id of the private dataset of a draft; the key does not follow from it."""
    return hashlib.sha256(f"dataset {key}".encode()).hexdigest()[:32]


def _size(folder: Path) -> int:
    """Bytes of all files below `folder`."""
    return sum(path.stat().st_size for path in folder.glob("**/*") if path.is_file())


def _suffix(name: str) -> str:
    return next((end for end in _KEPT_SUFFIXES if name.lower().endswith(end)), ".bin")
