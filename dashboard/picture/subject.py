"""What a picture is about: a view with its totals, or one incident."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from sqlalchemy import Connection, RowMapping

from dashboard.citing import cited_incident, cited_view, incident_title
from dashboard.labels import count_kind_label, count_label, precision_sentence, total_label
from dashboard.picture.colours import Colours
from dashboard.picture.drawn import Drawn
from dashboard.picture.frame import Frame, around, fitted
from dashboard.picture.layers import layer_of, place_of
from dashboard.picture.placenames import country_place
from dashboard.translations import Words
from dashboard.view import View
from data.citation import Citation
from data.listing import one
from data.model import Count
from data.points import Point
from data.store import Snapshot
from data.summary import Summary, summary
from data.vocabulary import COUNT_KINDS

_RIM = 48  # pixels around what is shown
_NEAR = 5  # zoom that shows where in its country a place lies
_WINDOW = 1100  # pixels: about as wide is the map on the page, and what it shows is to be on the picture
_HOME = (30.0, 40.0, 2)
_COUNTRY = 4


@dataclass(frozen=True, slots=True)
class Fact:
    """A number of people."""

    label: str
    value: str
    beside: str = field(default="", metadata={"doc": "In how many incidents it is unknown."})


@dataclass(frozen=True, slots=True)
class Subject:
    """What the picture tells."""

    citation: Citation
    title: str
    facts: tuple[Fact, ...]
    notes: tuple[str, ...]
    about: Summary | RowMapping


def subject_of(connection: Connection, view: View, current: Snapshot, words: Words, link: str) -> Subject | None:
    """The subject of `view`; None where its incident is not in the data."""
    if view.incident:
        row = one(connection, view.incident)
        return None if row is None else _incident(row, current, words, link)
    shown = summary(connection, view.filters)
    citation = cited_view(view.filters, shown, current, words, link=link)
    facts = [
        Fact(count_kind_label(kind, words), total_label(total, words), _beside(total.unknown_in, words))
        if total.known_in
        else Fact(count_kind_label(kind, words), total_label(total, words))
        for kind, total in shown.totals.items()
    ]
    notes = []
    if not shown.incidents:
        notes.append(words.gettext("No incident fits these filters."))
    elif shown.not_on_map and view.layer != "countries":  # which counts them
        notes.append(words.ngettext("Not on the map: {n}", "Not on the map: {n}", shown.not_on_map))
    return Subject(citation, citation.title, tuple(facts) if shown.incidents else (), tuple(notes), shown)


def _incident(row: RowMapping, current: Snapshot, words: Words, link: str) -> Subject:
    counts = {
        kind: Count(row[f"{kind}_low"], row[f"{kind}_high"], "", row[f"{kind}_approximate"]) for kind in COUNT_KINDS
    }
    facts = tuple(Fact(count_kind_label(kind, words), count_label(count, words)) for kind, count in counts.items())
    sources = words.all_of([name for name in row["sources"].split("\n") if name])
    notes = [row["description"], precision_sentence(row["precision"] or "", row["placing"], words)]
    notes += [words.gettext("reported by {sources}").format(sources=sources)] if sources else []
    citation = cited_incident(row, current, words, link=link)
    capital = [note[0].upper() + note[1:] for note in notes if note]
    return Subject(citation, incident_title(row, words), facts, tuple(capital), row)


def _beside(unknown: int, words: Words) -> str:
    return words.ngettext("(unknown in {n})", "(unknown in {n})", unknown) if unknown else ""


def frame_of(subject: Subject, view: View, width: float, height: float) -> Frame:
    """The map that the link asks for, else one that is fit to the subject."""
    if at := view.position:
        return around(at.latitude, at.longitude, at.zoom + min(0.0, math.log2(width / _WINDOW)), width, height)
    about = subject.about
    if isinstance(about, Summary):
        countries = view.filters.countries
        if about.bounds:
            return fitted(about.bounds, width, height, min(_RIM, height / 6))
        place = country_place(countries[0]) if len(countries) == 1 else None
        return around(*(*place, _COUNTRY) if place else _HOME, width, height)
    if on_map(about):
        return around(about["latitude"], about["longitude"], _zoom(about, height), width, height)
    place = country_place(about["country_code"])
    return around(*(*place, _COUNTRY) if place else _HOME, width, height)


def drawn_of(
    connection: Connection, subject: Subject, view: View, frame: Frame, colours: Colours, words: Words
) -> Drawn:
    """What is on the map."""
    about = subject.about
    if isinstance(about, Summary):
        return layer_of(view)(connection, view, frame, colours, words)
    if not on_map(about):
        return Drawn()
    point = Point(**{name: about["place_name" if name == "name" else name] for name in Point.__dataclass_fields__})
    return place_of(point, frame, colours, words)


def on_map(row: RowMapping) -> bool:
    """Whether an incident has a place that a map can show."""
    return row["latitude"] is not None and row["precision"] != "country"


def _zoom(row: RowMapping, height: float) -> float:
    """Near enough to know the place, far enough to hold all of a region."""
    across = Frame(0.5, 0.5, _NEAR, height, height).kilometres(2 * (row["radius_km"] or 0), row["latitude"])
    return _NEAR - max(0.0, math.log2(max(across, 1) / (height * 0.7)))
