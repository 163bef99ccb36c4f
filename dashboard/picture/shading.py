"""Countries shaded by a number. Unknown is hatched; 0 is a class of its own; one without incidents stays as it is."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from dashboard.picture.basemap import width_of_country
from dashboard.picture.colours import Colours
from dashboard.picture.drawn import Drawn, Row, box
from dashboard.picture.frame import Frame
from dashboard.picture.marks import spot
from dashboard.picture.nodes import Node, moved, node
from dashboard.picture.placenames import country_place
from dashboard.translations import Words
from dashboard.view import View
from data.by_country import Country, Shaded, by_country
from data.classes import Class
from data.model import DateRange

_SMALL = 12  # pixels: a shape that is less is marked by a dot as well


def countries(connection: Connection, view: View, frame: Frame, colours: Colours, words: Words) -> Drawn:
    """The layer."""
    shaded = by_country(connection, view.filters)
    title = _titles(words)[view.shade]
    if view.shade == "change" and not shaded.before:
        note = words.gettext(
            "Please choose both dates, From and To: the change is against the period before, of the same length."
        )
        return Drawn(title=title, notes=(note,))
    classes = shaded.classes[view.shade]
    found = {each.country: _class_of(each, view.shade, classes) for each in shaded.countries if each.country}
    shades = {code: _shade(place, len(classes), colours) for code, place in found.items() if place}
    marks, taken = [], []
    for code, shade in shades.items():
        at = country_place(code)
        if at is None or width_of_country(code, frame) >= _SMALL:
            continue
        x, y = frame.at(*at)
        if frame.shows(x, y):
            marks.append(moved(x, y, spot(shade, colours)))
            taken.append(box(x, y, 17))
    rows = _legend(view.shade, classes, {place for place in found.values() if place}, colours, words)
    notes = tuple(_notes(view.shade, shaded, words))
    return Drawn(tuple(marks), tuple(taken), shades, title, tuple(rows), ordered=True, notes=notes)


def _titles(words: Words) -> dict[str, str]:
    _ = words.gettext
    return {
        "incidents": _("incidents"),
        "detained": _("people detained"),
        "per_million": _("incidents per million inhabitants"),
        "change": _("change against the period before"),
    }


def _class_of(country: Country, shade: str, classes: Sequence[Class]) -> tuple[str, int] | None:
    """A list of shades and a place in it, or `unknown`; None for a country without incidents."""
    value = country.values[shade]
    if shade != "change" and not country.incidents:
        return None
    if value is None:
        return "unknown", 0
    if not value:
        return "zero", 0
    place = max((place for place, (low, _) in enumerate(classes) if low <= abs(value) + 1e-9), default=0)
    return ("more" if shade != "change" else "up" if value > 0 else "down"), place


def _shade(found: tuple[str, int], number: int, colours: Colours) -> str:
    """Of three classes of five shades, the lightest, the middle and the darkest; "" of what is unknown."""
    name, place = found
    if name == "unknown":
        return ""
    shades = colours.shades[name]
    if name == "zero":
        return shades[0]
    return shades[int(place * (len(shades) - 1) / (number - 1) + 0.5) if number > 1 else len(shades) - 1]


def _legend(
    shade: str, classes: Sequence[Class], found: set[tuple[str, int]], colours: Colours, words: Words
) -> list[Row]:
    _ = words.gettext

    def row(name: str, place: int, sign: int) -> Row:
        low, high = classes[place]
        ends = (sign * high, sign * low) if sign < 0 else (low, high)
        return swatch(_shade((name, place), len(classes), colours)), _range(*ends, words, signed=bool(sign))

    def swatch(colour: str) -> Node:
        made = node("rect", x=-13, y=-7, width=26, height=14, rx=2, fill=colour or "url(#hatch)")
        made.set("stroke", colours.line)
        return made

    rows: list[Row] = []
    places = range(len(classes))
    if shade == "change":
        rows += [row("up", place, 1) for place in reversed(places)]
        rows.append((swatch(colours.shades["zero"][0]), _("as many as before")))
        rows += [row("down", place, -1) for place in places]
    else:
        rows.append((swatch(colours.land["land"]), _("no incident shown")))
        rows += [(swatch(colours.shades["zero"][0]), "0")] if ("zero", 0) in found else []
        rows += [row("more", place, 0) for place in places]
    return rows + ([(swatch(""), _("unknown"))] if ("unknown", 0) in found else [])


def _range(low: float, high: float, words: Words, *, signed: bool) -> str:
    one, other = (words.measure(value, signed=signed) for value in (low, high))
    return one if one == other else words.gettext("{low} to {high}").format(low=one, high=other)


def _notes(shade: str, shaded: Shaded, words: Words) -> list[str]:
    _ = words.gettext
    notes = []
    unknown = next((each.incidents for each in shaded.countries if not each.country), 0)
    if unknown:
        notes.append(
            words.ngettext("Of {n} incident no country is known.", "Of {n} incidents no country is known.", unknown)
        )
    if shade == "detained":
        notes.append(_("At least so many, as far as it is known."))
    if shade == "per_million":
        notes.append(_("Inhabitants: GeoNames."))
    if shade == "change" and shaded.before and shaded.before.start and shaded.before.end:
        dates = words.date_range(DateRange(shaded.before.start, shaded.before.end, "day"))
        notes.append(_("Compared with {dates}, a period of the same length.").format(dates=dates))
    return notes
