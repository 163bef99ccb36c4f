"""What is new in a view, as feed readers and calendars take it. All text of records is text there, never HTML.

Sources: RFC 4287 (Atom), JSON Feed 1.1, RFC 5545 (iCalendar), RFC 4151 (tag URIs).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from xml.etree import ElementTree as ET

_ATOM = "http://www.w3.org/2005/Atom"
FEEDS = {
    "api/feed.atom": "application/atom+xml",
    "api/feed.json": "application/feed+json",
    "api/calendar.ics": "text/calendar",
}
"""Where each is, seen from the page, and its kind."""

_SPOTS = ("exact", "locality", "city")
"""Precisions whose coordinates a calendar may show as a point."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One incident."""

    incident: str = field(metadata={"doc": "Its id."})
    title: str
    text: str = field(metadata={"doc": "What happened, how many, who says so."})
    link: str
    changed: datetime = field(metadata={"doc": "When this content of it was first published, UTC."})
    start: date
    end: date
    place: str
    point: tuple[float, float] | None = field(metadata={"doc": "Latitude, longitude in degrees of a spot or a city."})
    tags: tuple[str, ...]

    @property
    def id(self) -> str:
        """The same on every server: an incident is the same there."""
        return f"tag:sheru,2021:incident/{self.incident}"


@dataclass(frozen=True, slots=True)
class Feed:
    """A view and its incidents."""

    title: str
    link: str = field(metadata={"doc": "The page that shows the view."})
    itself: str = field(metadata={"doc": "Address of the feed."})
    publisher: str
    rights: str
    language: str
    updated: datetime
    entries: Sequence[Entry]


def is_spot(precision: str) -> bool:
    """Whether coordinates of this precision may be shown as a point."""
    return precision in _SPOTS


def atom(feed: Feed) -> bytes:
    """As Atom."""
    ET.register_namespace("", _ATOM)
    root = ET.Element(f"{{{_ATOM}}}feed", {"xml:lang": feed.language})
    _add(root, "title", feed.title)
    _add(root, "id", feed.itself)
    _add(root, "updated", feed.updated.isoformat())
    _add(root, "link", rel="alternate", type="text/html", href=feed.link)
    _add(root, "link", rel="self", type="application/atom+xml", href=feed.itself)
    _add(root, "rights", feed.rights)
    _add(_add(root, "author"), "name", feed.publisher)
    for entry in feed.entries:
        item = _add(root, "entry")
        _add(item, "title", entry.title)
        _add(item, "id", entry.id)
        _add(item, "updated", entry.changed.isoformat())
        _add(item, "link", rel="alternate", type="text/html", href=entry.link)
        _add(item, "content", entry.text, type="text")
        for tag in entry.tags:
            _add(item, "category", term=tag)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def json_feed(feed: Feed) -> bytes:
    """As JSON Feed 1.1."""
    items = [
        {
            "id": entry.id,
            "url": entry.link,
            "title": entry.title,
            "content_text": entry.text,
            "date_modified": entry.changed.isoformat(),
            "tags": list(entry.tags),
        }
        for entry in feed.entries
    ]
    about = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.link,
        "feed_url": feed.itself,
        "description": feed.rights,
        "language": feed.language,
        "authors": [{"name": feed.publisher}],
    }
    return json.dumps(about | {"items": items}, ensure_ascii=False).encode()


def calendar(feed: Feed) -> bytes:
    """As iCalendar: an event of whole days each, which takes up nobody's time."""
    import icalendar

    made = icalendar.Calendar()
    made.add("prodid", "-//Sheru//Sheru//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", feed.title)
    for entry in feed.entries:
        event = icalendar.Event()
        event.add("uid", entry.id)
        event.add("dtstamp", entry.changed)
        event.add("last-modified", entry.changed)
        event.add("dtstart", entry.start)
        event.add("dtend", entry.end + timedelta(days=1))  # the day after the last
        event.add("summary", entry.title)
        event.add("description", entry.text)
        event.add("url", entry.link)
        event.add("transp", "TRANSPARENT")
        if entry.place:
            event.add("location", entry.place)
        if entry.point:
            event.add("geo", entry.point)
        if entry.tags:
            event.add("categories", list(entry.tags))
        made.add_component(event)
    return bytes(made.to_ical())


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    child.text = text or None
    return child
