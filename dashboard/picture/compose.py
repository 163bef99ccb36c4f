"""The whole picture: the sentence above, the map, what it means beside or below it, the source at the foot.

It is laid out on a sheet of always the same area and then made as large as asked for: letters and marks are never lost.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from dashboard.picture.basemap import base_map, hatching
from dashboard.picture.colours import Colours, colours
from dashboard.picture.drawn import Drawn
from dashboard.picture.frame import Frame
from dashboard.picture.legend import LOW_ROW, Block, facts_block, legend_block, notes_block
from dashboard.picture.letters import FAMILY, cut_to, line, lines
from dashboard.picture.nodes import Box, Node, moved, node, said, written
from dashboard.picture.placenames import place_names
from dashboard.picture.subject import Subject, drawn_of, frame_of, subject_of
from dashboard.translations import Words
from dashboard.view import View
from data.citation import apa
from data.export.about import licence
from data.settings import settings
from data.store import Snapshot

_AREA = 640_000  # square pixels of the sheet
_EDGE, _GAP = 24, 16  # pixels
_BESIDE = 1.2  # a sheet so much wider than high has its legend beside the map
_COLUMNS, _FLAT = (244, 360), 500  # pixels: the legend's width, and the second of them on a sheet that is so low
_BETWEEN = 10  # pixels between blocks
_SMALL = 11.5  # pixels: letters of the source line


@dataclass(frozen=True, slots=True)
class Asked:
    """What a picture is to show and how."""

    view: View
    width: int = field(metadata={"doc": "Pixels."})
    height: int = field(metadata={"doc": "Pixels."})
    theme: str = field(metadata={"doc": "light or dark."})
    link: str = field(metadata={"doc": "Where the page shows the view."})


def compose(connection: Connection, asked: Asked, current: Snapshot, words: Words) -> bytes | None:
    """The picture as SVG; None where its incident is not in the data."""
    view, ink = asked.view, colours(asked.theme)
    subject = subject_of(connection, view, current, words, asked.link)
    if subject is None:
        return None
    enlarged = math.sqrt(asked.width * asked.height / _AREA)
    width, height = asked.width / enlarged, asked.height / enlarged
    room = width - 2 * _EDGE
    head = _head(subject.title, room, ink)
    foot = _foot(subject, view, room, ink, words)
    top, bottom = _EDGE + head.height + _GAP, height - _EDGE - foot.height - _GAP * 0.75
    if width / height >= _BESIDE:
        column = _COLUMNS[height < _FLAT]
        size = (room - column - _GAP, bottom - top)
        frame, drawn = _map(connection, subject, view, size, ink, words)
        beside = _told(subject, drawn, (column, bottom - top), ink, words)
        place = (_EDGE + size[0] + _GAP, top)
    else:
        # the legend needs to know what is drawn, and how high the map may be follows from the legend
        _, guessed = _map(connection, subject, view, (room, (bottom - top) * 0.6), ink, words)
        most = (bottom - top) * 0.5
        needs = min(_told(subject, guessed, (room, most), ink, words).height, most)
        size = (room, bottom - top - needs - _GAP)
        frame, drawn = _map(connection, subject, view, size, ink, words)
        beside = _told(subject, drawn, (room, needs), ink, words)
        place = (_EDGE, top + size[1] + _GAP)
    root = node(
        "svg",
        node("title", text=subject.title),
        node("desc", text=f"{apa(subject.citation)} {licence(view.filters.dataset)}"),
        node("defs", hatching(ink)),
        moved(_EDGE, top, _mapped(frame, drawn, ink, words.language)),
        _around((_EDGE, top, _EDGE + size[0], top + size[1]), (width, height), ink),
        moved(_EDGE, _EDGE, *head.nodes),
        moved(*place, *beside.nodes),
        moved(_EDGE, height - _EDGE - foot.height, *foot.nodes),
        xmlns="http://www.w3.org/2000/svg",
        width=asked.width,
        height=asked.height,
        viewBox=f"0 0 {width:.2f} {height:.2f}",
        font_family=FAMILY,
        role="img",
    )
    root.set("xml:lang", words.language)
    return written(root)


def _map(
    connection: Connection, subject: Subject, view: View, size: tuple[float, float], ink: Colours, words: Words
) -> tuple[Frame, Drawn]:
    frame = frame_of(subject, view, *size)
    return frame, drawn_of(connection, subject, view, frame, ink, words)


def _mapped(frame: Frame, drawn: Drawn, ink: Colours, language: str) -> Node:
    """The map, whose lines and marks may reach beyond its edges."""
    made = node("g", node("rect", width=frame.width, height=frame.height, fill=ink.land["sea"]))
    made.extend(base_map(frame, ink, drawn.shades))
    made.extend(place_names(frame, ink, language, drawn.taken))
    made.extend(drawn.marks)
    return made


def _around(window: Box, size: tuple[float, float], ink: Colours) -> Node:
    """Paper with a window in it: quicker to draw than a clip path, which takes as long as all else together."""
    left, top, right, bottom = window
    far = 1000  # pixels beyond the sheet: what lies there is not seen, but some programs show it
    sheet = f"M{-far},{-far}H{said(size[0] + far)}V{said(size[1] + far)}H{-far}Z"
    hole = f"M{said(left)},{said(top)}H{said(right)}V{said(bottom)}H{said(left)}Z"
    paper = node("path", d=sheet + hole, fill=ink.ground, fill_rule="evenodd")
    rim = node("rect", x=left, y=top, width=right - left, height=bottom - top, fill="none", stroke=ink.line)
    return node("g", paper, rim)


def _head(title: str, width: float, ink: Colours) -> Block:
    """The sentence, as large as it can be; its lines are of about the same length."""
    tries = ((27, 1), (24, 1), (27, 2), (22, 2))
    size, most = next(((size, most) for size, most in tries if _fits(title, size, width, most)), (19, 3))
    said = lines(title, size, width, 600, most)
    narrow = width
    while len(said) > 1 and _fits(title, size, narrow - 20, len(said)):
        narrow -= 20
        said = lines(title, size, narrow, 600, len(said))
    leading = size * 1.22
    nodes = [line(text, 0, size * 0.8 + place * leading, size, ink.ink, weight=600) for place, text in enumerate(said)]
    return Block(tuple(nodes), len(said) * leading - size * 0.22)


def _fits(text: str, size: float, width: float, most: int) -> bool:
    return not lines(text, size, width, 600, most)[-1].endswith("…")


def _foot(subject: Subject, view: View, width: float, ink: Colours, words: Words) -> Block:
    """Whose data of which day, where it is seen, and the terms."""
    _ = words.gettext
    cited = subject.citation
    data = _("Data of {day}, version {version}.").format(day=words.day(cited.published), version=cited.version)
    source = f"{settings().publisher}. {data} {cited.link if cited.link.startswith('http') else ''}"
    terms = [
        licence(view.filters.dataset),
        _("Map: Natural Earth. Places: GeoNames (CC BY 4.0)."),
        _("Borders as in Natural Earth, which draws who holds the ground; some are disputed."),
    ]
    said = [cut_to(source, _SMALL, width), *lines(" ".join(terms), _SMALL, width, most=3)]
    leading = _SMALL * 1.3
    return Block(
        tuple(line(text, 0, _SMALL * 0.8 + place * leading, _SMALL, ink.muted) for place, text in enumerate(said)),
        len(said) * leading - _SMALL * 0.3,
    )


def _told(subject: Subject, drawn: Drawn, size: tuple[float, float], ink: Colours, words: Words) -> Block:
    """Numbers, legend, and what of the rest is to be said and has room."""
    width, room = size
    first = list(subject.notes)
    if drawn.shown is not None and drawn.shown < _size(subject):
        shown = words.ngettext("{n} incident", "{n} incidents", drawn.shown)
        first.insert(0, words.gettext("On this part of the map: {incidents}.").format(incidents=shown))
    above = _stacked([facts_block(subject.facts, width, ink), notes_block(first, width, ink, room / 2)])
    made = _stacked([above, legend_block(drawn, width, ink)])
    if made.height > room:
        made = _stacked([above, legend_block(drawn, width, ink, LOW_ROW)])
    return _stacked([made, notes_block(drawn.notes, width, ink, room - made.height - _BETWEEN)])


def _size(subject: Subject) -> int:
    """How many of its incidents a map can show."""
    about = subject.about
    return about.incidents - about.not_on_map if hasattr(about, "not_on_map") else 0


def _stacked(blocks: Sequence[Block]) -> Block:
    """One below the other, with a gap between."""
    made: list[Node] = []
    y = 0.0
    for block in blocks:
        if block.nodes:
            made.append(moved(0, y, *block.nodes))
            y += block.height + _BETWEEN
    return Block(tuple(made), max(0.0, y - _BETWEEN))
