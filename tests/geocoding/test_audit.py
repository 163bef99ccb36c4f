"""Given coordinates against what their row says: what is seen, what is offered, and what is left in peace."""

import csv
import math
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geocoding import OfflineGeocoder, Place
from geocoding.audit import GRAVE_KINDS, KINDS, Finding
from geocoding.audit.auditor import Auditor
from geocoding.audit.nearest import NearestPlaces
from geocoding.model import Answer, Location

ALMATY = Place("Almaty", country="Kazakhstan")
SANTIAGO = Place("Santiago", country="Chile")


def kinds(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.kind for finding in findings]


@pytest.mark.parametrize(
    ("place", "lat", "lon", "kind", "mend"),
    [
        (ALMATY, 43.25, 76.95, None, None),
        (ALMATY, 76.95, 43.25, "swapped", (43.25, 76.95)),
        (ALMATY, 43.25, -76.95, "sign lost", (43.25, 76.95)),
        (ALMATY, -43.25, 76.95, "sign lost", (43.25, 76.95)),
        (ALMATY, -43.25, -76.95, "sign lost", (43.25, 76.95)),
        (ALMATY, 0.0, 0.0, "null island", None),
        (ALMATY, 99.0, 99.0, "null island", None),
        (ALMATY, -1.0, -1.0, "null island", None),
        (ALMATY, 43.25, 0.0, "null island", None),
        (ALMATY, 55.7558, 37.6173, "outside the country", None),
        (ALMATY, 51.1801, 71.446, "far from the place", None),
        (ALMATY, 432.5, 76.95, "out of range", None),
        (ALMATY, -90.0001, 0.0, "out of range", None),
        (ALMATY, math.nan, 76.95, "out of range", None),
        (ALMATY, math.inf, -math.inf, "out of range", None),
        (Place("Kuala Lumpur", country="Malaysia"), 101.6869, 3.139, "swapped", (3.139, 101.6869)),
        (SANTIAGO, -33.4489, -70.6693, None, None),
        (SANTIAGO, 33.4489, -70.6693, "sign lost", (-33.4489, -70.6693)),
        (SANTIAGO, 33.4489, 70.6693, "sign lost", (-33.4489, -70.6693)),
        (Place("", country="Kazakhstan"), 76.95, 43.25, "swapped", (43.25, 76.95)),
        (Place("Sivas", country="Turkey"), 37.0179, 39.7477, "swapped", (39.7477, 37.0179)),
        (Place("Accra", country="Ghana"), 5.556, 0.0, None, None),
        (Place("Tema", country="Ghana"), 5.67, -0.02, None, None),
        (Place("Xyzzyville"), 43.25, 76.95, None, None),
        (Place("Xyzzyville", country="Freedonia"), 43.25, 76.95, None, None),
        (Place("Saint-Denis", country="France"), -20.8789, 55.4481, None, None),
        (Place("Aktau", country="USSR"), 43.65, 51.16, None, None),
    ],
)
def test_a_point_that_does_not_fit_is_named_with_what_would_fit(
    geocoder: OfflineGeocoder, place: Place, lat: float, lon: float, kind: str | None, mend: tuple[float, float] | None
) -> None:
    grave = [finding for finding in geocoder.audit(place, lat, lon) if finding.is_grave]
    assert [(f.kind, f.mend) for f in grave] == ([] if kind is None else [(kind, mend)])


def test_the_words_name_what_an_editor_looks_at(geocoder: OfflineGeocoder) -> None:
    (abroad,) = geocoder.audit(ALMATY, 52.5201, 13.4049)
    assert "not in Kazakhstan" in abroad.words
    assert "in Germany" in abroad.words
    (far,) = geocoder.audit(ALMATY, 51.1801, 71.446)
    assert "km from Almaty" in far.words
    (swapped,) = geocoder.audit(ALMATY, 76.95, 43.25)
    assert "look swapped: 43.25, 76.95 fits" in swapped.words


@pytest.mark.parametrize(
    ("lat", "lon", "expected"),
    [
        (43.0, 77.0, ["whole degrees"]),
        (43.25, 77.0, []),
        (43.2500001, 76.95, []),
        (43.25000001, 76.95, ["over-precise"]),
        (43.25, 76.950000000000003, []),
        (43.252008123456, 76.954954987654, ["over-precise"]),
    ],
)
def test_how_finely_a_point_is_written_is_a_note_only(
    geocoder: OfflineGeocoder, lat: float, lon: float, expected: list[str]
) -> None:
    found = geocoder.audit(ALMATY, lat, lon)
    assert kinds(found) == expected
    assert not any(finding.is_grave for finding in found)


@pytest.mark.parametrize(
    ("place", "lat", "lon"),
    [
        (Place("", country="Kazakhstan"), 46.6, 61.0),  # the dry Aral Sea, 100 km from any village
        (Place("", country="Australia"), -24.5, 129.0),
        (Place("", country="Algeria"), 24.0, -1.0),
        (Place("", country="Kyrgyzstan"), 40.53, 72.80),  # Osh, at the border
        (Place("", country="Uzbekistan"), 40.46, 71.22),
        (Place("", country="Fiji"), -17.0, 179.99),
        (Place("", country="Vatican"), 41.9022, 12.4533),
        (Place("", country="Kosovo"), 42.66, 21.16),
        (Place("", country="Serbia"), 42.66, 21.16),
    ],
)
def test_empty_land_borders_and_territories_are_left_in_peace(
    geocoder: OfflineGeocoder, place: Place, lat: float, lon: float
) -> None:
    assert [finding for finding in geocoder.audit(place, lat, lon) if finding.is_grave] == []


def few_places() -> NearestPlaces:
    return NearestPlaces([("AA", "A-town", 10.0, 20.0), ("AA", "A-ville", 11.0, 20.0), ("BB", "B-town", 20.0, 10.0)])


def no_such_place(place: Place) -> Answer:
    return Answer("not_found", None)


def test_the_nearest_places_are_by_country() -> None:
    nearest = few_places()
    here, further = nearest.within(["AA"], 10.0, 20.0), nearest.within(["AA"], 12.0, 20.0)
    assert here is not None
    assert further is not None
    assert (here.name, here.km) == ("A-town", pytest.approx(0.0, abs=0.01))
    assert (further.name, further.km) == ("A-ville", pytest.approx(111.2, abs=0.1))
    assert nearest.within(["ZZ"], 12.0, 20.0) is None
    other = nearest.outside(["AA"], 20.0, 10.0)
    assert other is not None
    assert (other.name, other.country) == ("B-town", "BB")
    assert nearest.outside(["AA", "BB"], 0, 0) is None
    assert NearestPlaces([]).outside([], 0, 0) is None


def test_of_two_slips_that_fit_the_one_nearest_to_the_place_is_offered() -> None:
    places = [("AA", "North", 10.0, 20.0), ("AA", "South", -10.0, -20.0), ("BB", "East", -10.0, 20.0)]
    there = Location(10.0, 20.0, "admin1", 9000.0, "All", "AA", "admin1")
    auditor = Auditor(NearestPlaces(places), lambda place: Answer("found", there), lambda text: ("AA",))
    found = auditor.audit(Place("All", country="AA"), -10.0, 20.0)[0]
    assert (found.kind, found.mend) == ("sign lost", (10.0, 20.0))


AUDITOR = Auditor(few_places(), no_such_place, lambda text: ("AA",) if text else ())


@given(st.floats(), st.floats(), st.sampled_from(["", "AA"]))
def test_any_numbers_are_answered_and_a_mend_never_needs_mending(lat: float, lon: float, country: str) -> None:
    place = Place("x", country=country)
    for finding in AUDITOR.audit(place, lat, lon):
        assert finding.kind in KINDS
        assert finding.words
        if finding.mend:
            assert finding.is_grave
            assert not any(f.is_grave for f in AUDITOR.audit(place, *finding.mend) if f.kind != "null island")


def test_kinds_are_grave_or_notes() -> None:
    assert set(KINDS) - set(GRAVE_KINDS) == {"whole degrees", "over-precise"}


@pytest.fixture
def hostile_coordinates(
    hostile: Callable[[str], Path],
) -> Iterator[Callable[[str], list[tuple[str, Place, float, float]]]]:
    def read(name: str) -> list[tuple[str, Place, float, float]]:
        with hostile(name).open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if _is_number(row["lat"]) and _is_number(row["lon"])]
        return [(r["id"], Place(r["city"], country=r["country"]), float(r["lat"]), float(r["lon"])) for r in rows]

    yield read


def _is_number(text: str | None) -> bool:
    try:
        float(text or "")
    except ValueError:
        return False
    return True


def test_hostile_coordinates_are_named(
    geocoder: OfflineGeocoder,
    hostile_coordinates: Callable[[str], list[tuple[str, Place, float, float]]],
) -> None:
    found = {name: kinds(geocoder.audit(*row)) for name, *row in hostile_coordinates("coord_edge_cases.csv")}
    assert found["e1"] == ["swapped"]
    assert {name for name, said in found.items() if said == ["out of range"]} >= {"e2", "e3", "e4", "e5", "e6", "e7"}
    assert found["e8"] == ["null island"]
    assert found["e22"] == []
    assert found["e23"] == ["far from the place"]  # 5.2e1 is 52, 58 km south of Berlin
    islands = [kinds(geocoder.audit(*row)) for _, *row in hostile_coordinates("coord_null_island.csv")]
    assert islands == [["null island"], ["null island"]]
