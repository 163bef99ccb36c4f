"""The letters of a picture: how wide a text is, where it is broken, and its node.

Source Sans 3 (SIL Open Font License) comes as a package, so that a server without fonts writes Cyrillic and Kazakh too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from dashboard.picture.nodes import Node, node

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

FAMILY = "'Source Sans 3', 'Source Sans Pro', 'Noto Sans', 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
"""A program that opens the SVG takes the first that it has."""

_LONGEST = 600  # characters of a text that are looked at: more fit into no picture
_OURS = 0x0530  # the font has what comes before: Latin, Greek, Cyrillic
_SIGNS = range(0x2000, 0x2300)  # and signs between


def font_file() -> str:
    """Where the font is."""
    return str(files("fontpkg_source_sans_3") / "files" / "SourceSans3[wght].ttf")


def has_letters(text: str) -> bool:
    """Whether our font has every letter; for other scripts the server's own fonts are needed."""
    return all(ord(char) < _OURS or ord(char) in _SIGNS for char in text)


def width_of(text: str, size: float, weight: int = 400) -> float:
    """Width of a line in pixels."""
    return float(_font(weight).getlength(text)) * size / 100


def line(
    text: str,
    x: float,
    y: float,
    size: float,
    colour: str,
    *,
    weight: int = 400,
    anchor: str = "start",
    halo: str = "",
    spacing: float = 0,
) -> Node:
    """A text that stands on `y`."""
    more: dict[str, str | float] = {"font_weight": weight} if weight != 400 else {}
    if anchor != "start":
        more["text_anchor"] = anchor
    if spacing:
        more["letter_spacing"] = spacing
    if halo:
        more |= {"stroke": halo, "stroke_width": 3, "stroke_linejoin": "round", "paint_order": "stroke"}
    return node("text", text=text, x=x, y=y, font_size=size, fill=colour, **more)


def lines(text: str, size: float, width: float, weight: int = 400, most: int = 3) -> list[str]:
    """`text` broken into at most so many lines of `width` pixels; what does not fit is cut and shown to be."""
    made = [""]
    for word in _pieces(text[:_LONGEST], size, width, weight):
        longer = f"{made[-1]} {word}".strip()
        if not made[-1] or width_of(longer, size, weight) <= width:
            made[-1] = longer
        else:
            made.append(word)
        if len(made) > most:
            break
    cut = len(made) > most or len(text) > _LONGEST
    made = made[:most]
    return [*made[:-1], cut_to(made[-1], size, width, weight, more=cut)]


def cut_to(text: str, size: float, width: float, weight: int = 400, *, more: bool = False) -> str:
    """`text` on one line of `width` pixels; with `more`, something follows that is left out."""
    said = f"{text}…" if more else text
    while len(text) > 1 and width_of(said, size, weight) > width:
        text = text[:-1].rstrip()
        said = f"{text}…"
    return said


def _pieces(text: str, size: float, width: float, weight: int) -> Iterator[str]:
    """Words; one that is longer than a line is broken. A number with spaces that hold it together is one."""
    for word in re.split(r"[ \t\n]+", text.strip()):
        rest = word
        while width_of(rest, size, weight) > width:
            fits = next((n for n in range(len(rest) - 1, 1, -1) if width_of(rest[:n], size, weight) <= width), 1)
            yield rest[:fits]
            rest = rest[fits:]
        yield rest


@cache
def _font(weight: int) -> FreeTypeFont:
    from PIL import ImageFont

    font = ImageFont.truetype(font_file(), 100, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([weight])
    return font
