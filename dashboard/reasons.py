"""What `data` and `geocoding` say of a table, in the reader's language.

They say it in English, with the particulars in place: in files, on the command line and in the API that stays so. Here
such a sentence is found again by the template that it was made from, `{1}` standing for its particulars, and said with
the template's translation. A sentence of no template stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from babel.messages.pofile import read_po

from dashboard.translations import CATALOGUES, Words
from data.import_report import without_particulars

_GAP = re.compile(r"\{\d\}")
_MOST = 500
"""Characters of a sentence that is looked up; a longer one is somebody's text."""


@dataclass(frozen=True, slots=True)
class Template:
    """One sentence with gaps, and what it is in another language."""

    pattern: re.Pattern[str]
    gaps: tuple[str, ...]
    translation: str


def reason(text: str, words: Words) -> str:
    """`text`, a sentence of `data` or `geocoding`, in the language of `words`; likewise each part of a joined one."""
    if words.language == "en" or not text or len(text) > _MOST:
        return text
    return _translated(text, words.language)


def reasons(texts: tuple[str, ...], words: Words) -> str:
    """Several of them, in one line."""
    return "; ".join(reason(text, words) for text in texts)


@lru_cache(maxsize=4096)
def _translated(text: str, language: str) -> str:
    for template in templates(language):
        if found := template.pattern.fullmatch(text):
            said = template.translation
            for gap, part in zip(template.gaps, found.groups(), strict=True):
                said = said.replace(gap, _translated(part, language) if part != text else part)
            return said
    return text


@cache
def templates(language: str) -> tuple[Template, ...]:
    """Every template, the one with most text of its own first; each also as the totals of a report have it."""
    path = CATALOGUES / f"reasons.{language}.po"
    with path.open("rb") as source:
        said = {str(message.id): str(message.string) for message in read_po(source) if message.id}
    made = [_template(text, translation) for text, translation in said.items()]
    made += [_counted(text, translation) for text, translation in said.items() if without_particulars(text) != text]
    return tuple(sorted(made, key=lambda each: -len(each.pattern.pattern)))


def _template(text: str, translation: str) -> Template:
    gaps = tuple(_GAP.findall(text))
    return Template(_pattern(_GAP.split(text)), gaps, translation)


def _counted(text: str, translation: str) -> Template:
    """As it is counted: quotes and numbers are left out, so that those of many rows are one reason."""
    bare = without_particulars(text).replace("{…}", "{1}")
    gaps = bare.count("{1}")
    filled = without_particulars(translation).replace("{…}", "…")
    return Template(_pattern(bare.split("{1}")), ("\0",) * gaps, filled)


def _pattern(parts: Sequence[str]) -> re.Pattern[str]:
    """What has any text between `parts`; between quotes, one without quotes."""
    made = re.escape(parts[0])
    for before, part in pairwise(parts):
        made += ("([^“”]*?)" if before.endswith("“") and part.startswith("”") else "(.+?)") + re.escape(part)
    return re.compile(made, re.DOTALL)
