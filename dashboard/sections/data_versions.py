"""What a reader of an older link is told: how the data changed since, and which version she looks at."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from html import escape

import streamlit as st
from sqlalchemy import Connection

from dashboard.translations import Words
from dashboard.view import View, query_string
from data.changes import Changes, changes_since
from data.store import Snapshot


def told_changes(connection: Connection, view: View, current: Snapshot) -> Changes | None:
    """What became of the view since the version in its link; None where nothing is asked or known."""
    asked = view.version and not view.filters.as_of and view.version != current.version
    return changes_since(connection, view.version, view.filters) if asked else None


def data_versions(view: View, current: Snapshot, changes: Changes | None, words: Words, *, is_kept: bool) -> None:
    """Draw the sentence above the map, where the data is not that of the link or not that of today."""
    _ = words.gettext
    now = dataclasses.replace(view, filters=dataclasses.replace(view.filters, as_of=""), version="")
    if view.filters.as_of:
        day = words.day(datetime.fromisoformat(current.published).date())
        said = _("You see the data as it was from {day} on, version {version}.")
        _line(said.format(day=day, version=current.version), now, _("To the data of today"))
    elif changes:
        then = dataclasses.replace(now, filters=dataclasses.replace(view.filters, as_of=view.version))
        _line(changes_sentence(changes, words), *((then, _("See it as it was")) if is_kept else ()))
    elif view.version and view.version != current.version:
        said = _("The link names version {version} of the data, which was not published here.")
        _line(said.format(version=view.version))


def changes_sentence(changes: Changes, words: Words) -> str:
    """How many incidents came, changed and went, in a sentence or two."""
    _ = words.gettext
    day = words.day(changes.day)
    if not (changes.added or changes.changed or changes.removed):
        return _("The data has changed since {day}, the version of this link, but not in what is shown here.").format(
            day=day
        )
    added = words.ngettext("{n} incident added", "{n} incidents added", changes.added)
    changed = words.ngettext("{n} changed", "{n} changed", changes.changed)
    said = _("Since {day}, the version of this link: {added}, {changed}.")
    sentence = said.format(day=day, added=added, changed=changed)
    if not changes.removed:
        return sentence
    removed = words.ngettext(
        "{n} incident was removed from the data as a whole.",
        "{n} incidents were removed from the data as a whole.",
        changes.removed,
    )
    return f"{sentence} {removed}"


def _line(text: str, view: View | None = None, name: str = "") -> None:
    link = (
        f' <a href="{escape(f"./?{query_string(view.to_params())}")}" target="_self">{escape(name)}</a>' if view else ""
    )
    st.html(f'<p class="sheru-private">{escape(text)}{link}</p>')
