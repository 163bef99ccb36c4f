"""The incidents that come with the dashboard."""

from __future__ import annotations

from datetime import date
from functools import partial
from urllib.parse import urlsplit

import pytest

from data.bundle import WRITTEN, located_copy
from data.identity import report_id
from data.importer import BUNDLED, ReadFiles, read_reports
from data.incidents import conflicting_ids, group
from geocoding import OfflineGeocoder, locate_all


@pytest.fixture(scope="module")
def bundled() -> ReadFiles:
    return read_reports([BUNDLED])


def test_every_row_is_read_without_a_remark(bundled: ReadFiles) -> None:
    assert not bundled.rejected
    assert not bundled.files_rejected
    assert not bundled.notices
    assert len(bundled.reports) > 100


def test_every_report_names_its_source_and_its_address(bundled: ReadFiles) -> None:
    for item in bundled.reports:
        address = urlsplit(item.report.source_url)
        assert item.report.source_name, item.line
        assert address.scheme in ("http", "https"), item.line
        assert "." in address.netloc, item.line


def test_no_report_is_there_twice_and_no_id_stands_for_two_events(bundled: ReadFiles) -> None:
    reports = [item.report for item in bundled.reports]
    assert len({report_id(report) for report in reports}) == len(reports)
    assert conflicting_ids(group(reports)) == ()
    assert all(report.incident_ref for report in reports)


def test_the_detentions_of_almaty_are_there_with_both_accounts(bundled: ReadFiles) -> None:
    found = [i for i in group(item.report for item in bundled.reports) if i.incident_id == "kz-almaty-2021-02-28"]
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


def test_the_written_and_the_located_file_state_the_same_reports(bundled: ReadFiles) -> None:
    written = read_reports([WRITTEN])
    assert [report_id(item.report) for item in written.reports] == [report_id(i.report) for i in bundled.reports]
