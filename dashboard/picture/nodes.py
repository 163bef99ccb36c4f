"""Nodes of an SVG. Text is put in as text and escaped by ElementTree, whoever wrote it."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from data.parsing.text import clean_text

Node = ET.Element
Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""


def node(name: str, *children: Node | None, text: str = "", **attributes: str | float) -> Node:
    """A node; `stroke_width` is written `stroke-width`."""
    made = Node(name, {key.replace("_", "-"): said(value) for key, value in attributes.items()})
    made.text = clean_text(text) or None
    made.extend(child for child in children if child is not None)
    return made


def said(value: str | float) -> str:
    """A number with at most two decimals."""
    return value if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")


def moved(x: float, y: float, *children: Node | None) -> Node:
    """A group whose own middle is at `x`, `y`."""
    return node("g", *children, transform=f"translate({said(x)} {said(y)})")


def written(root: Node) -> bytes:
    """The document."""
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def touch(one: Box, other: Box) -> bool:
    """Whether two boxes share a part."""
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]
