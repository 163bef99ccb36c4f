"""The layers of the map on a picture: groups, incidents one by one, countries shaded, regions.

Heat is the work of a browser: in its place stand groups, and the picture says so.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Sequence

from sqlalchemy import Connection

from dashboard.labels import count_kind_label
from dashboard.picture.colours import Colours
from dashboard.picture.drawn import Drawn, box, diameter, is_area, least, marks_legend
from dashboard.picture.frame import Frame
from dashboard.picture.marks import LEAST, ONE, disc, highlight, region, several, single
from dashboard.picture.nodes import Box, Node, moved
from dashboard.picture.shading import countries
from dashboard.translations import Words
from dashboard.view import View
from data.by_region import Region, by_region
from data.clusters import Cell, clusters
from data.points import Point, points

_OF_A_CELL = 0.8  # is the widest mark wide
_HOLDS_A_NUMBER = (30, 44)  # pixels: a ring around two digits, around more
_APART = 10  # pixels between marks around one place
_LARGEST, _SMALLEST = 72, 1 / 9  # pixels across a region, and the part of the widest that can still be seen
_ROOM = 100  # regions for which the largest circle has room on a map of the world at zoom 2

Layer = Callable[[Connection, View, Frame, Colours, Words], Drawn]


def layer_of(view: View) -> Layer:
    """How the layer of a view is drawn."""
    known: dict[str, Layer] = {"incidents": _one_by_one, "countries": countries, "regions": _regions, "heat": _no_heat}
    return known.get(view.layer, _groups)


def place_of(row: Point, frame: Frame, colours: Colours, words: Words) -> Drawn:
    """The one incident that a picture is about."""
    x, y = frame.at(row.latitude, row.longitude)
    around = _around(row.precision, row.event_type, row.latitude, row.radius_km, frame, colours)
    body = moved(x, y, around, highlight(22, colours), single(row.precision, row.event_type, colours))
    rows = marks_legend([row.event_type], [row.precision], colours, words, grouped=False)
    return Drawn((body,), (box(x, y, 36),), rows=rows)


def _groups(connection: Connection, view: View, frame: Frame, colours: Colours, words: Words) -> Drawn:
    size = view.size
    cells = clusters(connection, view.filters, frame.viewport(), size)
    smaller = _smaller(cells, size, frame)
    seen = [(cell, x, y) for cell in cells for x, y in [frame.at(cell.latitude, cell.longitude)] if frame.shows(x, y)]
    marks: list[Node] = []
    taken: list[Box] = []
    for cell, x, y in reversed(seen):  # the largest on top
        value = _shown(cell, size)
        needs = LEAST if cell.count == 1 else _HOLDS_A_NUMBER[len(_written(value, words)) > 2]
        width = max(needs, diameter(value, size) * smaller)
        marks.append(moved(x, y, *_group(cell, value, width, size, frame, colours, words)))
        taken.append(box(x, y, width + 4))
    title, notes = "", []
    if size != "incidents":
        title = count_kind_label(size, words)
        notes = [words.gettext("At least so many, as far as it is known.")]
        if any(least(cell.people) is None for cell, _, _ in seen):
            notes.append(words.gettext("A question mark or a broken ring: unknown."))
    types = {name for cell, _, _ in seen for name in cell.types}
    precisions = [cell.precision for cell, _, _ in seen]
    grouped = any(cell.count > 1 for cell, _, _ in seen)
    rows = marks_legend(types, precisions, colours, words, grouped=grouped)
    shown = sum(cell.count for cell, _, _ in seen)
    return Drawn(tuple(marks), tuple(taken), title=title, rows=rows, notes=tuple(notes), shown=shown)


def _shown(cell: Cell, size: str) -> int | None:
    return cell.count if size == "incidents" else least(cell.people)


def _smaller(cells: Sequence[Cell], size: str, frame: Frame) -> float:
    """How much smaller marks are than on the page, so that the largest hide no other: nobody zooms into a picture."""
    widest = max((diameter(_shown(cell, size), size) for cell in cells), default=LEAST)
    return min(1.0, _OF_A_CELL * frame.cell / widest)


def _written(value: int | None, words: Words) -> str:
    if value is None:
        return "?"
    return words.number(value) if value < 10_000 else words.short(value)


def _group(
    cell: Cell, value: int | None, width: float, size: str, frame: Frame, colours: Colours, words: Words
) -> list[Node | None]:
    area = is_area(cell.precision)
    around = None
    if area and cell.one_place:
        around = _around(cell.precision, cell.event_type, cell.latitude, cell.radius_km, frame, colours)
    if cell.count == 1:
        drawn = 22 if size == "incidents" else width
        return [around, single(cell.precision, cell.event_type, colours, drawn, known=value is not None)]
    return [around, several(cell.types, _written(value, words), width, colours, area=area, known=value is not None)]


def _around(
    precision: str, event_type: str, latitude: float, radius_km: float, frame: Frame, colours: Colours
) -> Node | None:
    if not is_area(precision):
        return None
    return disc(event_type, frame.kilometres(radius_km, latitude), colours)


def _one_by_one(connection: Connection, view: View, frame: Frame, colours: Colours, words: Words) -> Drawn:
    found = points(connection, view.filters, frame.viewport())
    places: dict[tuple[float, float], list[Point]] = {}
    for point in found.points:
        if frame.shows(*frame.at(point.latitude, point.longitude)):
            places.setdefault((point.latitude, point.longitude), []).append(point)
    marks, taken, listed = [], [], []
    for (latitude, longitude), held in places.items():
        x, y = frame.at(latitude, longitude)
        for number, point in enumerate(held):
            across, down = _seed(number, len(held))
            around = None
            if not number:
                around = _around(point.precision, point.event_type, latitude, point.radius_km, frame, colours)
            marks.append(moved(x + across, y + down, around, single(point.precision, point.event_type, colours, ONE)))
        taken.append(box(x, y, ONE + 2 * _APART * math.sqrt(len(held) - 1)))
        listed += held
    rows = marks_legend(
        {point.event_type for point in listed}, {point.precision for point in listed}, colours, words, grouped=False
    )
    notes = []
    if found.total > len(found.points):
        some, all_of_them = words.number(len(found.points)), words.number(found.total)
        notes.append(words.gettext("The newest {n} of {total} are shown.").format(n=some, total=all_of_them))
    return Drawn(tuple(marks), tuple(taken), rows=rows, notes=tuple(notes), shown=len(listed))


def _seed(number: int, among: int) -> tuple[float, float]:
    """Marks around one place, each beside the last as the seeds of a sunflower (H. Vogel, 1979)."""
    if among == 1:
        return 0, 0
    turn, away = number * math.pi * (3 - math.sqrt(5)), _APART * math.sqrt(number + 0.5)
    return away * math.cos(turn), away * math.sin(turn)


def _regions(connection: Connection, view: View, frame: Frame, colours: Colours, words: Words) -> Drawn:
    _ = words.gettext
    found = by_region(connection, view.filters, view.size)
    most = max((_value(each) or 0 for each in found.regions), default=0)
    widest = _widest(len(found.regions), frame.zoom)
    marks, taken = [], []
    for each in found.regions:
        x, y = frame.at(each.latitude, each.longitude)
        if not frame.shows(x, y):
            continue
        value = _value(each)
        look = "unknown" if value is None else "" if value else "zero"
        width = _across(value or 0, most, widest)
        marks.append(moved(x, y, region(width, colours, look)))
        taken.append(box(x, y, width))
    rows = [(region(_across(value, most, widest), colours), words.number(value)) for value in _steps(most)]
    if any(_value(each) is None for each in found.regions):
        rows.append((region(0, colours, "unknown"), _("unknown")))
    notes = [_("The region is that of the nearest known place.")]
    if view.size != "incidents":
        notes.insert(0, _("At least so many, as far as it is known."))
    if number := found.unknown:
        said = words.ngettext("Of {n} incident no region is known.", "Of {n} incidents no region is known.", number)
        notes.insert(0, said)
    title = _("incidents") if view.size == "incidents" else count_kind_label(view.size, words)
    return Drawn(tuple(marks), tuple(taken), title=title, rows=tuple(rows), ordered=True, notes=tuple(notes))


def _value(each: Region) -> int | None:
    return each.incidents if each.people is None else least(each.people)


def _widest(regions: int, zoom: float) -> float:
    """As on the page: the more circles and the less closely one looks, the smaller they are."""
    room = math.sqrt(_ROOM / max(1, regions)) * 2 ** ((round(zoom) - 2) / 2)
    return float(max(_LARGEST / 3, min(_LARGEST, _LARGEST * room)))


def _across(value: float, most: float, widest: float) -> float:
    return widest * max(_SMALLEST, math.sqrt(value / (most or 1)))


def _steps(most: float) -> list[int]:
    """The largest number and two smaller ones that are easy to say."""
    chosen = []
    for value in (most, most / 4, most / 20):
        if value >= 1:
            unit = 10 ** math.floor(math.log10(value))
            chosen.append(next(each * unit for each in (5, 2, 1) if each * unit <= value))
    return list(dict.fromkeys(chosen))


def _no_heat(connection: Connection, view: View, frame: Frame, colours: Colours, words: Words) -> Drawn:
    drawn = _groups(connection, dataclasses.replace(view, size="incidents"), frame, colours, words)
    note = words.gettext("Heat is shown on the page alone; here are groups.")
    return dataclasses.replace(drawn, notes=(note, *drawn.notes))
