"""Keys under which names are filed and looked up.

The exact key makes spellings equal that nobody tells apart (case, width, hyphens, apostrophes). The loose key
also forgets marks, alphabet, articles and doubled letters; it is used only when the exact key finds nothing.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence

MAX_LENGTH = 256
"""Longer texts are cut: no place name is longer, and the work stays bounded."""

_APOSTROPHES = "'’‘ʻʼʹʽ`´ʿʾ′"
_SPACES = "()[]-‐‑‒–—―_.,·・"
_HIDDEN = "\u00ad\u0307\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufe0f"
_EXACT = str.maketrans(
    {
        **dict.fromkeys(_APOSTROPHES + _HIDDEN, ""),
        **dict.fromkeys(_SPACES, " "),
    }
)
_ALPHABETS = ((0xC0, 0x250), (0x250, 0x2B0), (0x370, 0x590), (0x10A0, 0x1100), (0x1E00, 0x2000))
"""Latin, Greek, Cyrillic, Armenian, Georgian: alphabets whose letters have Latin counterparts. Scripts that leave
vowels out, or where one reading has many signs, are not transliterated: it makes different places equal."""

_NOT_LATIN = re.compile("[^\\W\\d_\u0000-\u036f\u1e00-\u1eff]")

_ARABIC = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ی", "ي": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه", "ـ": "", "ؤ": "و"}
_ARTICLES = frozenset(["the", "al", "el", "as", "ash", "at", "ad", "ar", "an", "az", "le", "la", "les", "los", "las"])
_SHORT = {
    "saint": "st",
    "sainte": "st",
    "sankt": "st",
    "santa": "sta",
    "santo": "sto",
    "mount": "mt",
    "mountain": "mtn",
    "fort": "ft",
    "heights": "hts",
}
_LONG = {short: long for long, short in reversed(_SHORT.items())}
_LINKS = frozenset(
    {"a", "am", "an", "and", "de", "del", "der", "di", "do", "du", "i", "im", "in", "la", "le", "of", "on", "the"}
    | {"und", "upon", "y"}
)
"""Small words that one writer sets and another leaves out: Frankfurt an der Oder, Frankfurt Oder."""
_SOUNDS_WITH_H = (("kh", "h"), ("gh", "g"), ("dzh", "j"), ("zh", "j"), ("ph", "f"))
_SOUNDS = (
    *(("dj", "j"), ("ou", "u"), ("oo", "u"), ("ee", "i")),
    *(("y", "i"), ("w", "v"), ("q", "k"), ("x", "h"), ("o", "a")),
    *(("au", "av"), ("eu", "ev")),
)
"""Spellings of one sound in the romanisations of Slavic, Turkic, Persian and Arabic names, applied in this order. That
of o is for Belarusian and Uzbek: their o and a stand for each other in Russian and in Cyrillic. The last two are for
Belarusian ў, Kazakh у and Uzbek v after a vowel, which are written u, w or v in Latin letters."""


class _LatinLetters(dict[int, str]):
    """Letter -> its Latin counterpart, or itself without its marks; worked out when first met."""

    def __missing__(self, code: int) -> str:
        from anyascii import anyascii

        letter = chr(code)
        if letter.isalpha() and any(start <= code < end for start, end in _ALPHABETS):
            self[code] = anyascii(letter).casefold().replace("'", "")
        else:
            parts = unicodedata.normalize("NFKD", letter)
            self[code] = "".join(part for part in parts if not unicodedata.combining(part))
        return self[code]


_LATIN_LETTERS = _LatinLetters(str.maketrans(_ARABIC | {"ъ": "", "ь": ""}))
_MISREAD = re.compile("[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0192\u2013-\u2122]")
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")
"""NUL and halves of surrogate pairs, which are no text and which SQLite does not take."""
_DOUBLED = re.compile(r"(.)\1+")


def clean(text: str) -> str:
    """The text in NFKC, on one line, without surrounding punctuation, cut to MAX_LENGTH characters."""
    text = unicodedata.normalize("NFKC", _NO_TEXT.sub(" ", _mended(text[: 4 * MAX_LENGTH])))
    return " ".join(text[:MAX_LENGTH].split()).strip(" ,;:/|-–—\"'«»“”„*?!")


def _mended(text: str) -> str:
    """UTF-8 that was read as Latin-1 or Windows-1252 ("CaÃ±on City"), read rightly; other text as it is."""
    if not _MISREAD.search(text):
        return text
    for encoding in ("cp1252", "latin-1"):
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return text


def exact_key(text: str) -> str:
    """The key of equal spellings: NFKC, casefold, apostrophes dropped, hyphens and dots as spaces."""
    return text.lower() if text.isascii() and text.isalnum() else _spaced(_folded(text))


def exact_keys(texts: Sequence[str]) -> list[str]:
    """The exact keys of many texts: the same as one by one, three times as fast."""
    keys = ["" for _ in texts]
    for is_ascii in (True, False):  # Python folds ASCII much faster when nothing else is among it
        places = [number for number, text in enumerate(texts) if text.isascii() is is_ascii]
        folded = _folded("\n".join([texts[number] for number in places]), _replaced).split("\n")
        if len(folded) != len(places):  # a text has more lines than one
            return [exact_key(text) for text in texts]
        for number, key in zip(places, folded, strict=True):
            keys[number] = _spaced(key)
    return keys


def _translated(text: str) -> str:
    return text.translate(_EXACT)


def _replaced(text: str) -> str:
    """The same for a long text, where few signs are met often."""
    for code, instead in _EXACT.items():
        text = text.replace(chr(code), instead)
    return text


def _folded(text: str, change: Callable[[str], str] = _translated) -> str:
    if not text.isascii() and not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    return change(text.casefold())


def _spaced(key: str) -> str:
    return key if key.isalnum() else " ".join(key.split())


def loose_key(text: str) -> str:
    """The key of similar spellings, in Latin letters for alphabets that have them; without spaces."""
    return loosen(exact_key(text))


def loosen(key: str) -> str:
    """The loose key of an exact key."""
    return _as_heard(_in_latin(key))


def loosen_all(keys: Sequence[str]) -> list[str]:
    """The loose keys of many exact keys: the same as one by one, twice as fast."""
    return _as_heard("\n".join([_in_latin(key) for key in keys])).split("\n") if keys else []


def _in_latin(key: str) -> str:
    """In Latin letters for alphabets that have them, without articles and small words, in one word."""
    if not key.isascii():
        key = key.replace("оу", "ов").translate(_LATIN_LETTERS)  # Cyrillic: no French "ou"
    if " " not in key:
        return key
    words = key.split()
    if len(words) > 1:
        if words[0] in _ARTICLES:
            del words[0]
        words = [_SHORT.get(word, word) for word in words if word not in _LINKS] or words
    return "".join(words)


def _as_heard(text: str) -> str:
    """One spelling for each sound; each line on its own."""
    if "h" in text:
        for written, heard in _SOUNDS_WITH_H:
            text = text.replace(written, heard)
    for written, heard in _SOUNDS:
        text = text.replace(written, heard)
    return _DOUBLED.sub(r"\1", text) if _DOUBLED.search(text) else text


def plain_key(text: str) -> str:
    """The exact key without accents and spaces, in its own alphabet: what a slip of the pen is measured on."""
    key = unicodedata.normalize("NFKD", exact_key(text).replace(" ", ""))
    return "".join(char for char in key if not unicodedata.combining(char))


def spelt_out(text: str) -> str:
    """The plain key with the usual short forms written out: Saint for St, Fort for Ft."""
    return plain_key(" ".join(_LONG.get(word, word) for word in exact_key(text).split()))


def is_transliteration(name: str) -> bool:
    """Whether a GeoNames alternate is a machine's romanisation of another script ("a la mu tu", "bkyn")."""
    return name.isascii() and name == name.lower()


def is_code(name: str) -> bool:
    """Whether a name looks like an airport's or other code ("ALA"), which no text about places uses."""
    return len(name) <= 4 and name.isascii() and name.isupper()


def is_latin(name: str) -> bool:
    """Whether a name is written in Latin letters; a name without letters is."""
    return name.isascii() or not _NOT_LATIN.search(name)
