"""The incidents that come with the dashboard."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest

from data.bundle import WRITTEN, located_copy
from data.identity import report_id
from data.import_report import ImportReport
from data.importer import BUNDLED, import_files
from data.incidents import group
from data.model import Report
from data.store import Store
from geocoding import OfflineGeocoder, locate_all
from tests.data.builders import locate, stored_reports


class Read(NamedTuple):
    """What an import tells of a bundled file, and the reports that it stores."""

    told: ImportReport
    reports: list[Report]


def read(path: Path, folder: Path) -> Read:
    store = Store(folder)
    return Read(import_files([path], store, locate), stored_reports(store))


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Read:
    return read(BUNDLED, tmp_path_factory.mktemp("bundled"))


def test_every_row_is_read_without_a_remark(bundled: Read) -> None:
    told = bundled.told
    assert (told.rejected.total, told.notices.total, told.duplicates.total, told.files_rejected) == (0, 0, 0, ())
    assert told.rows == told.stored == len(bundled.reports) > 100


def test_every_report_names_its_source_and_its_address(bundled: Read) -> None:
    for report in bundled.reports:
        address = urlsplit(report.source_url)
        assert report.source_name, report
        assert address.scheme in ("http", "https"), report
        assert "." in address.netloc, report


def test_no_id_stands_for_two_events(bundled: Read) -> None:
    assert bundled.told.conflicting_ids.total == 0
    assert all(report.incident_ref for report in bundled.reports)


def test_the_detentions_of_almaty_are_there_with_both_accounts(bundled: Read) -> None:
    found = [i for i in group(bundled.reports) if i.incident_id == "kz-almaty-2021-02-28"]
    assert len(found) == 1
    (incident,) = found
    assert (incident.date.start, incident.date.end) == (date(2021, 2, 28), date(2021, 2, 28))
    assert (incident.place_name, incident.country_code) == ("Almaty", "KZ")
    by_host = {urlsplit(report.source_url).netloc.removeprefix("www."): report for report in incident.reports}
    assert by_host["dw.com"].source_name.startswith("Deutsche Welle")
    assert by_host["rferl.org"].source_name.startswith("RFE/RL")
    roughly, at_least = by_host["dw.com"].detained, by_host["rferl.org"].detained
    assert (roughly.low, roughly.high, roughly.approximate) == (50, 50, True)
    assert (at_least.low, at_least.high) == (50, None)
    assert (incident.detained.low, incident.detained.high) == (50, None)


def test_our_loader_still_gives_the_bundled_locations(geocoder: OfflineGeocoder) -> None:
    assert located_copy(partial(locate_all, geocoder=geocoder)) == BUNDLED.read_text(encoding="utf-8")


def test_the_written_and_the_located_file_state_the_same_reports(bundled: Read, tmp_path: Path) -> None:
    assert [*map(report_id, read(WRITTEN, tmp_path).reports)] == [*map(report_id, bundled.reports)]
