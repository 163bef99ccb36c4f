"""The child process that reads one foreign file: `python -m data.reading.worker`, asked on its standard input.

Whatever the file does to a parser, it does it here: with a bounded memory, time and output, without a network and
without other programs.
"""

from __future__ import annotations

import dataclasses
import json
import os
import resource
import sys
from pathlib import Path
from typing import Any

from data.errors import FileRejected
from data.parsing.text import clean_text
from data.reading.limits import Limits
from data.reading.table import ReadOptions

_DEEP = 5_000  # levels of JSON, so that a deep geometry rejects its feature and not the file
_REFUSED = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system", "pickle.")
_FILES = 64


def main() -> None:
    """Read as the JSON on standard input says; leave `table.arrow` and `rest.json` in its folder."""
    request = json.load(sys.stdin)
    folder = Path(request["folder"])
    limits = Limits(**request["limits"])
    _confine(limits)
    os.chdir(folder)
    answer(Path(request["path"]), request["name"], ReadOptions(**request["options"]), limits, folder)


def answer(path: Path, name: str, options: ReadOptions, limits: Limits, folder: Path) -> None:
    """Leave `table.arrow` and `rest.json` in `folder`, the latter with what went wrong, if anything did."""
    try:
        rest = _read(path, name, options, limits, folder)
    except FileRejected as refused:
        rest = {"refused": str(refused)}
    except (MemoryError, RecursionError) as error:
        rest = {"exhausted": type(error).__name__}
    except Exception as error:  # a parser of foreign files may raise anything; the parent makes a sentence of it
        rest = {"failed": f"{type(error).__name__}: {clean_text(str(error))[:200]}"}
    (folder / "rest.json").write_text(json.dumps(rest), "utf-8")


def _confine(limits: Limits) -> None:
    """No more memory, processor, files than the limits; no network and no programs, as far as Python can tell."""
    for what, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_FSIZE, 4 * limits.unpacked),
        (resource.RLIMIT_NOFILE, _FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (bound, bound))
    sys.setrecursionlimit(_DEEP)
    sys.addaudithook(_forbid)


def _forbid(event: str, _arguments: tuple[Any, ...]) -> None:
    if event.startswith(_REFUSED):
        raise PermissionError(f"a reader of files has no use for {event}")


def _read(path: Path, name: str, options: ReadOptions, limits: Limits, folder: Path) -> dict[str, Any]:
    from data.reading.arrow import ArrowCollector
    from data.reading.parsing import parse

    with ArrowCollector(name, options, limits, folder / "table.arrow") as into:
        parse(path, into, folder)
    return {
        "kind": into.kind,
        "read_as": dataclasses.asdict(into.read_as),
        "sheets": into.sheets,
        "rejected": [dataclasses.astuple(rejection) for rejection in into.rejected],
        "notices": [dataclasses.astuple(notice) for notice in into.notices()],
    }


if __name__ == "__main__":
    main()
