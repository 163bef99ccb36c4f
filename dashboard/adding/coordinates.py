"""Coordinates of rows that look wrong. Nothing is moved but by the editor, row by row or all that have an offer."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

import streamlit as st

from dashboard.assets_urls import asset_text
from dashboard.reasons import reason
from dashboard.translations import Words
from data.drafts.folder import Draft
from data.import_report import CoordinateDoubt, ImportReport

_KEY: Final = "coordinate_doubts"
_SHOWN: Final = 300

Chosen = dict[str, tuple[float, float] | None]


def coordinates(draft: Draft, report: ImportReport, words: Words) -> None:
    """Draw what is doubted, and what was decided about it."""
    _ = words.gettext
    doubts = _once_a_row(report.coordinates.first)
    chosen = draft.recipe.coordinates
    if not doubts and not chosen:
        return
    label = _("Coordinates that look wrong: {n}").format(n=words.number(len(doubts)))
    with st.expander(label, key="coordinates", expanded=bool(doubts)):
        st.text(_("They are kept as they are unless you say otherwise."))
        settled = len(set(chosen) - {doubt.read_id for doubt in doubts})
        if settled:
            st.text(words.ngettext("{n} row was mended as you chose.", "{n} rows were mended as you chose.", settled))
        component = st.components.v2.component(
            "sheru_coordinates",
            js=asset_text("adding/coordinates.js"),
            css=asset_text("adding/coordinates.css"),
            html="<section></section>",
        )
        component(
            data={
                "doubts": [_shown(doubt, chosen, words) for doubt in doubts[:_SHOWN]],
                "offers": sum(doubt.mend is not None for doubt in doubts),
                "chosen": len(chosen),
                "strings": {
                    "all": _("Use every offer"),
                    "none": _("Take all choices back"),
                    "drop": _("Drop them; place by name"),
                    "dropped": _("dropped"),
                    "undo": _("Take it back"),
                },
            },
            key=_KEY,
            on_decided_change=partial(_decide, draft, doubts),
        )


def _once_a_row(doubts: Sequence[CoordinateDoubt]) -> list[CoordinateDoubt]:
    """One doubt a row: where there are several, the first that has an offer."""
    first: dict[str, CoordinateDoubt] = {}
    for doubt in doubts:
        known = first.get(doubt.read_id)
        if known is None or (known.mend is None and doubt.mend is not None):
            first[doubt.read_id] = doubt
    return list(first.values())


def _shown(doubt: CoordinateDoubt, chosen: Mapping[str, object], words: Words) -> dict[str, Any]:
    _ = words.gettext
    point = chosen.get(doubt.read_id, "")
    return {
        "row": _("Row {n}").format(n=words.number(doubt.line)),
        "words": reason(doubt.words, words),
        "offer": _("Use {point}").format(point=_written(doubt.mend)) if doubt.mend else "",
        "decided": _("dropped") if point is None else _written(point) if isinstance(point, tuple) else "",
    }


def _written(point: Sequence[float]) -> str:
    return ", ".join(f"{degrees:.5f}".rstrip("0").rstrip(".") for degrees in point)


def _decide(draft: Draft, doubts: Sequence[CoordinateDoubt]) -> None:
    """Keep what was chosen. What comes from the browser is looked at before it is used."""
    said = st.session_state[_KEY].get("decided") or {}
    made = decided(draft.recipe.coordinates, doubts, said)
    draft.decide(dataclasses.replace(draft.recipe, coordinates=made))


def decided(before: Mapping[str, tuple[float, float] | None], doubts: Sequence[CoordinateDoubt], said: Any) -> Chosen:
    """The choices after `said`: all offers used, all taken back, or one row mended, dropped or taken back."""
    chosen: Chosen = dict(before)
    number = said.get("row")
    if said.get("none"):
        return {}
    if said.get("all"):
        return chosen | {doubt.read_id: doubt.mend for doubt in doubts if doubt.mend}
    if not isinstance(number, int) or not 0 <= number < len(doubts):
        return chosen
    doubt = doubts[number]
    if said.get("undo"):
        chosen.pop(doubt.read_id, None)
    elif said.get("drop"):
        chosen[doubt.read_id] = None
    elif doubt.mend:
        chosen[doubt.read_id] = doubt.mend
    return chosen
