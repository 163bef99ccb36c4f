"""Small pieces that tests put together: tables, reports, stores and a geocoder of a few places."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from sqlalchemy import select

from data.import_report import ImportReport
from data.importer import import_files
from data.model import Report
from data.reading.here import table_here
from data.reading.table import Row
from data.schema import incidents, reports
from data.sources.own import OWN_COLUMNS, to_report
from data.store import Store
from geocoding import Answer, Location, Place

PLACES = {
    "Almaty": Location(43.25, 76.95, "city", 12.0, "Almaty", "KZ", "exact name"),
    "Astana": Location(51.1801, 71.446, "city", 10.0, "Astana", "KZ", "exact name"),
    "Mangystau": Location(44.0, 53.5, "admin1", 160.0, "Mangystau", "KZ", "admin1"),
    "Kazakhstan": Location(48.0, 68.0, "country", 1000.0, "Kazakhstan", "KZ", "country"),
    "Minsk": Location(53.9, 27.5667, "city", 12.0, "Minsk", "BY", "exact name"),
    "Suva": Location(-18.1416, 178.4419, "city", 6.0, "Suva", "FJ", "exact name"),
    "Apia": Location(-13.8333, -171.7667, "city", 4.0, "Apia", "WS", "exact name"),
}


def locate(places: Iterable[Place]) -> dict[Place, Answer]:
    """A geocoder of a few places: every other one is not found."""
    return {place: answer(place) for place in places}


def answer(place: Place) -> Answer:
    location = PLACES.get(place.text or place.country)
    return Answer("found", location) if location else Answer("not_found", None, reasons=("no such place",))


def report(**cells: str) -> Report:
    """The report of one row of our own table; date and place are filled in."""
    return to_report(Row(2, {"date": "2021-02-28", "place": "Almaty", "country": "Kazakhstan"} | cells))


def located(**cells: str) -> Report:
    """The same, with the coordinates of Almaty."""
    return report(**{"lat": "43.25", "lon": "76.95", "precision": "city", "country_code": "KZ"} | cells)


def table_text(rows: Sequence[dict[str, str]], delimiter: str = ",") -> str:
    """The rows as a table with every column that one of them names."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="", delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def write_table(path: Path, rows: Sequence[dict[str, str]]) -> Path:
    path.write_text(table_text(rows), encoding="utf-8", newline="")
    return path


def bring(store: Store, path: Path, rows: Sequence[dict[str, str]], *, dry_run: bool = False) -> ImportReport:
    """Import the rows into the store, by way of a file at `path`."""
    return import_files([write_table(path, rows)], store, locate, dry_run=dry_run, read=table_here)


def filled_store(folder: Path, rows: Sequence[dict[str, str]], *, kept_versions: int = 0) -> Store:
    """A store in `folder` that holds these rows."""
    store = Store(folder, kept_versions=kept_versions)
    imported = bring(store, folder / "rows.csv", rows)
    assert imported.stored == len(rows), imported
    return store


def stored_reports(store: Store) -> list[Report]:
    """Every stored report, in the order of the incidents."""
    if store.is_empty:
        return []
    with store.snapshot().engine.connect() as connection:
        of_incident = reports.c.incident == incidents.c.incident_id
        query = select(reports).join(incidents, of_incident).order_by(incidents.c.position, reports.c.position)
        rows = connection.execute(query).mappings().all()
    return [to_report(Row(0, {name: row[name] for name in OWN_COLUMNS})) for row in rows]
