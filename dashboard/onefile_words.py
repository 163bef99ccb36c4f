"""The words of the one-file map, as files that `data.export` reads: `python -m dashboard.onefile_words` writes them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from babel import Locale

from dashboard.assets_urls import ASSETS
from dashboard.labels import (
    count_kind_label,
    event_type_label,
    precision_label,
    precision_sentence,
    response_label,
)
from dashboard.translations import LANGUAGES, LOCALES, Words, words
from data.vocabulary import COUNT_KINDS, EVENT_TYPES, LOCATION_PRECISIONS, PLACING, STATE_RESPONSES

FOLDER: Final = ASSETS / "onefile" / "words"


def main() -> None:
    """Write a file for each language."""
    for language in LANGUAGES:
        path_of(language).write_text(written(language), encoding="utf-8")


def path_of(language: str) -> Path:
    """Where the words of a language are."""
    return FOLDER / f"{language}.json"


def written(language: str) -> str:
    """The words of a language as JSON."""
    return json.dumps(onefile_words(words(language)), ensure_ascii=False, indent=1) + "\n"


def onefile_words(words: Words) -> dict[str, Any]:
    """Every word that the one-file map shows."""
    from dashboard.sections.map_section import map_strings
    from dashboard.sections.table_section import strings_of_part, table_strings
    from dashboard.sections.timeline_section import timeline_strings

    return {
        "map": map_strings(words),
        "timeline": timeline_strings(words),
        "table": table_strings(words) | strings_of_part(None, words),
        "not_on_map": table_strings(words) | strings_of_part(False, words),
        "countries": _countries(words),
        "responses": {name: response_label(name, words) for name in STATE_RESPONSES},
        "precisions": {name: precision_label(name, words) for name in LOCATION_PRECISIONS},
        "sentence": _sentence(words),
        "story": _story(words),
        "filters": _filters(words),
        "page": _page(words),
        "about": _about(words),
    }


def _countries(words: Words) -> dict[str, str]:
    territories = Locale.parse(LOCALES[words.language]).territories
    return {code: str(name) for code, name in sorted(territories.items()) if len(code) == 2}


def _sentence(words: Words) -> dict[str, Any]:
    """What `dashboard.sentence` puts together on the server."""
    _, forms = words.gettext, words.forms
    return {
        "list": dict(Locale.parse(LOCALES[words.language]).list_patterns["standard"]),
        "none": _("no incidents"),
        **forms("incidents", "{n} incident", "{n} incidents"),
        **forms("in_countries", "{incidents} in {n} country", "{incidents} in {n} countries"),
        "where_when": _("{incidents} in {where}, {when}"),
        "where": _("{incidents} in {where}"),
        "when": _("{incidents}, {when}"),
        "from": _("from {day} on"),
        "until": _("until {day}"),
        "text": _("with the words “{text}”"),
        "precision": _("place known as: {precisions}"),
        "source": _("reported by {sources}"),
        **forms("participants", "each with at least {n} participant", "each with at least {n} participants"),
        **forms("detained", "each with at least {n} detained", "each with at least {n} detained"),
        **forms("injured", "each with at least {n} injured", "each with at least {n} injured"),
        **forms("killed", "each with at least {n} killed", "each with at least {n} killed"),
        "people_unknown": _("number of detained unknown"),
        **forms("people_at_most", "at most {n} person detained", "at most {n} people detained"),
        **forms("people_at_least", "at least {n} person detained", "at least {n} people detained"),
        **forms("people_about", "about {n} person detained", "about {n} people detained"),
        **forms("people", "{n} person detained", "{n} people detained"),
        **forms("people_range", "{low} to {n} person detained", "{low} to {n} people detained"),
        **forms("unknown_in", "(unknown in {n})", "(unknown in {n})"),
    }


def _story(words: Words) -> dict[str, Any]:
    """What `dashboard.incident_view` puts together on the server."""
    _ = words.gettext
    return {
        "how_many": _("How many people"),
        "lowest": _("lowest"),
        "highest": _("highest"),
        "response": _("State response"),
        "not_reported": _("not reported"),
        "known": {name: precision_sentence(name, "", words) for name in ("", *LOCATION_PRECISIONS)},
        "found": {name: precision_sentence("-", name, words) for name in PLACING},
        "within": _("Somewhere within about {n} km of these coordinates."),
        "place": _("How this place was found"),
        "coordinates": _("Latitude, longitude"),
        "reports": _("Who says so"),
        **words.forms("report", "{n} report", "{n} reports"),
        "unnamed": _("Source not named"),
        "published": _("published {day}"),
        "quoted": _("“{text}”"),
        "date": _("Date"),
        "type": _("Type"),
        "near": _("Nearby"),
        "near_within": _("Within {n} km, at any date."),
        "others_hold": _("The other filters hold."),
        "same_place": _("same place"),
        "less_than_one": _("less than 1 km"),
        "about_km": _("about {n} km"),
        "strings": {"close": _("Close"), "earlier": _("Earlier"), "later": _("Later")},
    }


def _filters(words: Words) -> dict[str, Any]:
    _ = words.gettext
    return {
        "title": _("Filters"),
        "country": _("Country"),
        "from": _("From"),
        "to": _("To"),
        "type": _("Event type"),
        "q": _("Search"),
        "placeholder": _("place, description, source"),
        "more": _("More filters"),
        "at_least": {kind: _("{kind}, at least").format(kind=count_kind_label(kind, words)) for kind in COUNT_KINDS},
        "any": _("any number"),
        "clear": _("Clear all filters"),
        "types": {name: event_type_label(name, words) for name in EVENT_TYPES},
    }


def _page(words: Words) -> dict[str, Any]:
    _ = words.gettext
    return {
        "tagline": _("Protest map"),
        "people": _("People in the incidents shown"),
        "table": _("Table"),
        "not_on_map": _("Not on the map"),
        "not_on_map_note": _("Their place is not known, or only their country is."),
        **words.forms("not_on_map_n", "Not on the map: {n}", "Not on the map: {n}"),
        "about": _("About"),
        "version": _("Data of {day}, version {version}."),
        "noscript": _("This map is drawn by a script in this file, and scripts are switched off here."),
        "too_old": _("This browser cannot unpack the map. Please open the file in one of 2024 or later."),
    }


def _about(words: Words) -> dict[str, Any]:
    from dashboard.sections.about import told

    _ = words.gettext
    return {
        "parts": told(words),
        "file": _("This file"),
        "file_text": _("Made on {day}. It holds everything that it shows, and asks nobody for anything."),
        "held": _("It holds: {sentence}."),
        "online": _("The same view, as it is now:"),
        "licence": _("Licence"),
        "cite": _("How to cite"),
        "dictionary": _("Data dictionary"),
        "column": _("Column"),
        "meaning": _("Meaning"),
    }


if __name__ == "__main__":
    main()
