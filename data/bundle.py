"""`python -m data.bundle`: makes the geocoded copy of the bundled incidents with our own loader.

The dashboard reads the copy, so that it needs no gazetteer to start.
"""

from __future__ import annotations

import csv
import io
import sys
from functools import partial
from pathlib import Path

from data.importer import BUNDLED, read_reports
from data.placing import Locate, locate_reports
from data.sources.own import OWN_COLUMNS, to_cells

WRITTEN = BUNDLED.with_name("incidents.csv")
"""The bundled reports as editors write them, without coordinates."""


def located_copy(locate: Locate, source: Path = WRITTEN) -> str:
    """The reports of `source` with their locations, as CSV. Raises ValueError where a row cannot be read."""
    read = read_reports([source])
    if read.rejected or read.files_rejected:
        raise ValueError("\n".join([*read.files_rejected, *map(str, read.rejected)]))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, OWN_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(to_cells(item.report) for item in locate_reports(read.reports, locate).reports)
    return out.getvalue()


def main() -> None:
    """Write the geocoded copy beside the original."""
    from geocoding import OfflineGeocoder, locate_all

    BUNDLED.write_text(located_copy(partial(locate_all, geocoder=OfflineGeocoder())), encoding="utf-8", newline="")
    print(f"written: {BUNDLED}", file=sys.stderr)


if __name__ == "__main__":
    main()
