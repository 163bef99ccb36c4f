"""Reports that may tell of one event, in pairs with reasons. Only the editor merges, and can take it back."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from functools import partial
from typing import Any, Final

import streamlit as st

from dashboard.adding.listing import step
from dashboard.assets_urls import asset_text
from dashboard.translations import Words
from data.drafts.folder import Draft
from data.drafts.results import pairs
from data.duplicates import Pair, Told
from data.recipe import merged, parted, together

_KEY: Final = "doubles"


def doubles(draft: Draft, words: Words) -> None:
    """Draw the step."""
    _ = words.gettext
    step(6, words)
    found = pairs(draft)
    if not found:
        st.text(_("No two reports look as if they told of one event."))
        return
    st.text(
        words.ngettext(
            "{n} pair of reports may tell of one event. Merged reports become one incident with all its sources.",
            "{n} pairs of reports may tell of one event. Merged reports become one incident with all its sources.",
            len(found),
        )
    )
    component = st.components.v2.component(
        "sheru_doubles",
        js=asset_text("adding/doubles.js"),
        css=asset_text("adding/doubles.css"),
        html="<section></section>",
    )
    component(
        data={
            "pairs": [_shown(draft, pair, words) for pair in found],
            "strings": {
                "merge": _("This is one event"),
                "merged": _("Merged"),
                "undo": _("Take it back"),
            },
        },
        key=_KEY,
        on_decided_change=partial(_decide, draft, found),
    )


def _shown(draft: Draft, pair: Pair, words: Words) -> dict[str, Any]:
    _ = words.gettext
    names = {
        "date": _("same day"),
        "place": _("same place"),
        "text": _("texts alike"),
        "source": _("same source"),
        "link": _("same link"),
    }
    return {
        "sides": [_side(pair.one, words), _side(pair.other, words)],
        "reasons": ", ".join(names[reason] for reason in pair.reasons),
        "merged": together(draft.recipe, pair.one.report_id, pair.other.report_id),
    }


def _side(told: Told, words: Words) -> dict[str, str]:
    return {
        "title": " · ".join(filter(None, (words.day(told.day), told.place))),
        "description": told.description[:400],
        "source": told.source_name,
    }


def _decide(draft: Draft, found: Sequence[Pair]) -> None:
    said = st.session_state[_KEY].get("decided") or {}
    number = said.get("pair")
    if not isinstance(number, int) or not 0 <= number < len(found):
        return
    change = merged if said.get("merge") else parted
    pair = found[number]
    groups = change(draft.recipe.merges, pair.one.report_id, pair.other.report_id)
    draft.decide(dataclasses.replace(draft.recipe, merges=groups))
