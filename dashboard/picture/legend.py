"""Blocks of a picture that are read: numbers, legend, notes. Each flows into as many columns as its width holds."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from dashboard.picture.colours import Colours
from dashboard.picture.drawn import Drawn
from dashboard.picture.letters import cut_to, line, lines, width_of
from dashboard.picture.nodes import Node, moved
from dashboard.picture.subject import Fact

_TEXT = 12.5  # pixels
_SMALL = 11.5  # pixels
_ROW, LOW_ROW = 24, 20  # pixels
_SIGN = 31  # pixels for the sign before a text
_FACT = 170  # pixels of a column of numbers


@dataclass(frozen=True, slots=True)
class Block:
    """Something with a height; its corner is at 0, 0."""

    nodes: tuple[Node, ...]
    height: float = field(metadata={"doc": "Pixels."})


def facts_block(facts: Sequence[Fact], width: float, ink: Colours) -> Block:
    """Numbers of people, large; beside each in how many incidents it is unknown."""
    if not facts:
        return Block((), 0)
    needs = max(_long(fact, 12) for fact in facts) + 8
    columns = next((number for number in (4, 2) if width / number >= max(needs, _FACT)), 1)
    across, tall = width / columns, 37
    size = next((size for size in (16, 14, 12) if all(_long(fact, size) <= across - 8 for fact in facts)), 11)
    nodes = []
    for place, fact in enumerate(facts):
        x, y = place % columns * across, place // columns * tall
        nodes.append(line(fact.label, x, y + 10, _SMALL, ink.muted))
        nodes.append(line(cut_to(fact.value, size, across - 8, 600), x, y + 27, size, ink.ink, weight=600))
        if fact.beside:
            before = width_of(fact.value, size, 600) + 5
            beside = cut_to(fact.beside, _SMALL, across - before)
            nodes.append(line(beside, x + before, y + 27, _SMALL, ink.muted))
    return Block(tuple(nodes), math.ceil(len(facts) / columns) * tall - 6)


def legend_block(drawn: Drawn, width: float, ink: Colours, tall: float = _ROW) -> Block:
    """Signs and what they mean, beside each other where they fit; in a narrow column at most two, of an order one.

    A row is so many pixels high, or as high as its sign where that shows a size.
    """
    nodes = []
    y = 0.0
    if drawn.title:
        nodes.append(line(drawn.title[0].upper() + drawn.title[1:], 0, 10, _TEXT, ink.ink, weight=600))
        y = 20
    sign_width = max([_SIGN, *(_height(sign) + 6 for sign, _ in drawn.rows if drawn.ordered)])
    narrow = width < 2 * _FACT
    half = 1.0 if not narrow else width if drawn.ordered else width / 2
    x, high = 0.0, 0.0
    for sign, text in drawn.rows:
        needs = math.ceil((sign_width + width_of(text, _TEXT) + 6) / half) * half
        if x and x + needs > width + 10:
            x, y, high = 0.0, y + high, 0.0
        high = max(high, tall, _height(sign) if drawn.ordered else 0)
        nodes.append(moved(x + (sign_width - 6) / 2, y + high / 2, sign))
        said = cut_to(text, _TEXT, width - sign_width)
        nodes.append(line(said, x + sign_width, y + high / 2 + _TEXT * 0.34, _TEXT, ink.ink))
        x += needs + (0 if narrow else 12)
    return Block(tuple(nodes), y + high)


def notes_block(notes: Sequence[str], width: float, ink: Colours, room: float = math.inf) -> Block:
    """Sentences in small letters, as many as there is room for."""
    leading = _SMALL * 1.28
    nodes = []
    y = 0.0
    for note in notes:
        most = int(min(7, (room - y) / leading))
        for part in lines(note, _SMALL, width, most=most) if most > 0 else []:
            nodes.append(line(part, 0, y + _SMALL * 0.8, _SMALL, ink.muted))
            y += leading
        y += 4
    return Block(tuple(nodes), max(0.0, y - 4))


def _long(fact: Fact, size: float) -> float:
    return width_of(fact.value, size, 600) + (width_of(fact.beside, _SMALL) + 5 if fact.beside else 0)


def _height(sign: Node) -> float:
    """Of a row: a circle that shows a size may be larger than a letter."""
    radii = [float(each.get("r", 0)) for each in sign.iter("circle")]
    return 2 * max(radii, default=9) + 4
