"""`python -m data.bundle`: makes the geocoded copy of the bundled incidents with our own loader.

The dashboard reads the copy, so that it needs no gazetteer to start.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from data.importer import BUNDLED, import_files
from data.placing import Locate
from data.publishing.results import RowResult
from data.reading.table import Table
from data.sources.own import OWN_COLUMNS
from data.store import Store

WRITTEN = BUNDLED.with_name("incidents.csv")
"""The bundled reports as editors write them, without coordinates."""


def located_copy(locate: Locate, source: Path = WRITTEN) -> str:
    """The reports of `source` with their locations, as CSV. Raises ValueError where a row cannot be read."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, OWN_COLUMNS, lineterminator="\n")
    writer.writeheader()

    def keep(_: Table, results: Iterator[RowResult]) -> None:
        writer.writerows(result.cells for result in results)

    with TemporaryDirectory() as folder:
        report = import_files([source], Store(Path(folder)), locate, dry_run=True, each=keep)
    if report.rejected.total or report.files_rejected:
        raise ValueError("\n".join([*report.files_rejected, *map(str, report.rejected.first)]))
    return out.getvalue()


def main() -> None:
    """Write the geocoded copy beside the original."""
    from geocoding import OfflineGeocoder, locate_all

    BUNDLED.write_text(located_copy(partial(locate_all, geocoder=OfflineGeocoder())), encoding="utf-8", newline="")
    print(f"written: {BUNDLED}", file=sys.stderr)


if __name__ == "__main__":
    main()
