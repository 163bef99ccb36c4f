"""Places to look at twice: several fit, none fits, only a region fits, or coordinates look wrong. Each once."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

import streamlit as st

from dashboard.adding.coordinates import coordinates
from dashboard.adding.listing import step
from dashboard.assets_urls import LEAFLET, asset, asset_text
from dashboard.labels import precision_label
from dashboard.reasons import reasons
from dashboard.translations import Words
from data.drafts.folder import Draft
from data.import_report import ImportReport, PlaceAnswer
from data.recipe import PlaceDecision
from geocoding import Location, Place

_KEY: Final = "places_review"
_DOUBTFUL: Final = ("ambiguous", "not_found", "coarse")
_MOST_SHOWN: Final = 300
_CHOSEN_RADIUS_KM: Final = 5.0
"""What a city that an editor chose from the list stands for, where the gazetteer says no radius."""


def places(draft: Draft, report: ImportReport, words: Words) -> None:
    """Draw the step."""
    _ = words.gettext
    step(5, words)
    decided = {decision.place for decision in draft.recipe.places}
    doubtful = [outcome for outcome in report.places if outcome.status in _DOUBTFUL]
    doubtful.sort(key=lambda outcome: (_DOUBTFUL.index(outcome.status), -outcome.rows))
    settled = [outcome for outcome in report.places if outcome.status == "found" and outcome.place in decided]
    st.text(_summary(report, len(doubtful), words))
    if doubtful or settled:
        _review(draft, [*doubtful[:_MOST_SHOWN], *settled], words)
    if len(doubtful) > _MOST_SHOWN:
        most = words.number(_MOST_SHOWN)
        st.caption(_("The first {n} are shown; others follow when the map is made anew.").format(n=most))
    coordinates(draft, report, words)


def _summary(report: ImportReport, doubtful: int, words: Words) -> str:
    _ = words.gettext
    placed = ", ".join(
        f"{precision_label(precision, words)}: {words.number(number)}" for precision, number in report.placed.items()
    )
    lines = [_("Reports placed by: {placed}.").format(placed=placed or words.number(0))]
    if report.not_placed.total:
        lines.append(_("Not placed: {n}.").format(n=words.number(report.not_placed.total)))
    if doubtful:
        lines.append(
            words.ngettext("{n} place is open to doubt.", "{n} places are open to doubt.", doubtful)
            + " "
            + _("What you choose holds for all rows of the place.")
        )
    else:
        lines.append(_("No place is open to doubt."))
    return " ".join(lines)


def _review(draft: Draft, doubtful: Sequence[PlaceAnswer], words: Words) -> None:
    review = st.components.v2.component(
        "sheru_places",
        js=asset_text("adding/places.js"),
        css=(LEAFLET / "leaflet.css").read_text(encoding="utf-8") + asset_text("adding/places.css"),
        html="<section></section>",
    )
    decided = {decision.place: decision for decision in draft.recipe.places}
    review(
        data={
            "places": [_shown(number, each, decided, words) for number, each in enumerate(doubtful)],
            "strings": _strings(words),
            "map": asset("map.js"),
            "theme": st.context.theme.type or "light",
            "language": words.language,
        },
        key=_KEY,
        on_decided_change=partial(_decide, draft, tuple(doubtful)),
    )


def _shown(number: int, outcome: PlaceAnswer, decided: Mapping[Place, PlaceDecision], words: Words) -> dict[str, Any]:
    """One place as the browser shows it."""
    place, location = outcome.place, outcome.location
    made = decided.get(place)
    return {
        "id": number,
        "text": place.text,
        "where": ", ".join(filter(None, (place.admin2, place.admin1, place.country))),
        "rows": words.ngettext("{n} row", "{n} rows", outcome.rows),
        "status": _status(outcome.status, words),
        "reasons": reasons(outcome.reasons, words),
        "candidates": [
            {
                "name": each.name,
                "where": ", ".join(filter(None, (each.admin1, words.country(each.country_code)))),
                "lat": each.latitude,
                "lon": each.longitude,
            }
            for each in outcome.candidates[:8]
        ],
        "placed": f"{location.name} ({precision_label(location.precision, words)})" if location else "",
        "at": {"lat": location.latitude, "lon": location.longitude} if location else None,
        "decided": _said(made, words) if made else "",
    }


def _status(status: str, words: Words) -> str:
    _ = words.gettext
    names = {
        "ambiguous": _("several fit"),
        "not_found": _("not found"),
        "coarse": _("only what is around it"),
        "found": "",
    }
    return names[status]


def _said(decision: PlaceDecision, words: Words) -> str:
    if decision.location:
        return f"✓ {decision.location.name}"
    return f"→ {decision.instead.text}" if decision.instead else words.gettext("left off the map")


def _strings(words: Words) -> dict[str, str]:
    _ = words.gettext
    return {
        "previous": _("Previous"),
        "next": _("Next"),
        "type": _("Another name, or latitude, longitude"),
        "use": _("Use this"),
        "keep": _("Leave it at"),
        "off": _("Leave it off the map"),
        "undo": _("Take the choice back"),
    }


def _decide(draft: Draft, doubtful: Sequence[PlaceAnswer]) -> None:
    """Keep what was chosen for a place. What comes from the browser is looked at before it is used."""
    said = st.session_state[_KEY].get("decided") or {}
    number = said.get("id")
    if not isinstance(number, int) or not 0 <= number < len(doubtful):
        return
    outcome = doubtful[number]
    others = tuple(decision for decision in draft.recipe.places if decision.place != outcome.place)
    made = None if said.get("undo") else _decision(outcome, said)
    kept = (*others, made) if made else others
    draft.decide(dataclasses.replace(draft.recipe, places=kept))


def _decision(outcome: PlaceAnswer, said: Mapping[str, Any]) -> PlaceDecision | None:
    place, number = outcome.place, said.get("candidate")
    if isinstance(number, int) and 0 <= number < len(outcome.candidates):
        chosen = outcome.candidates[number]
        location = Location(
            chosen.latitude, chosen.longitude, "city", _CHOSEN_RADIUS_KM, chosen.name, chosen.country_code, "editor"
        )
        return PlaceDecision(place, location=location)
    if said.get("off"):
        return PlaceDecision(place)
    if said.get("keep") and outcome.location:
        return PlaceDecision(place, location=outcome.location)
    typed = said.get("typed")
    return typed_decision(place, typed) if isinstance(typed, str) and typed.strip() else None


def typed_decision(place: Place, typed: str) -> PlaceDecision:
    """Coordinates, or another text to look up, as an editor typed it."""
    from data.parsing.coordinates import parse_coordinates
    from geocoding.countries import country_code

    try:
        latitude, longitude = parse_coordinates(typed)
    except ValueError:
        return PlaceDecision(place, instead=dataclasses.replace(place, text=typed.strip()[:300]))
    code = country_code(place.country) or ""
    name = place.text or typed.strip()
    return PlaceDecision(place, location=Location(latitude, longitude, "locality", 1.0, name, code, "editor"))
