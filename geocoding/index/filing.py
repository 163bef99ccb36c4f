"""The keys under which a place is filed in the index."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from geocoding.index import kinds
from geocoding.index.schema import TYPO_END, TYPO_MIN_LENGTH, TYPO_START
from geocoding.reading.names import exact_key, exact_keys, is_code, is_transliteration, loosen_all
from geocoding.reading.type_words import split_type

_ABSENT = 99
"""Less sure than any kind of name."""


Named = tuple[int, str, str, Sequence[str]]
"""Number, country, main name and other names of a place."""


_ForLoose = tuple[str, int, str, str]
"""Country, number, exact key, and the loose key that need not be filed, for the exact one is the same. The first of a
place is its main name's."""


@dataclass
class Filed:
    """Rows for the tables name, loose and typo, as they are gathered."""

    name: list[tuple[str, str, int, int]] = field(default_factory=list)
    loose: list[tuple[str, str, int]] = field(default_factory=list)
    typo: list[tuple[str, str, int, str]] = field(default_factory=list)

    def add(self, places: Sequence[Named]) -> None:
        """File places under their names; of those of a place that share a key, the surest kind stands."""
        keys = iter(exact_keys([name for _, _, main, others in places for name in (main, *others)]))
        for_loose: list[_ForLoose] = []
        for number, country, name, others in places:
            main = next(keys)
            kind_of = {main: kinds.MAIN}
            for_loose.append((country, number, main, ""))
            core = _without_type(name, country)
            if core:
                for_loose.append((country, number, exact_key(core), ""))
            for other, key in zip(others, keys, strict=False):  # the others come first: none of the next place is taken
                kind = kinds.ALTERNATE
                if other.isascii():
                    if is_code(other):
                        continue
                    if is_transliteration(other):
                        kind = kinds.ROMANISED
                known = kind_of.get(key, _ABSENT)
                if key and known > kind:
                    kind_of[key] = kind
                    if kind == kinds.ALTERNATE and known == _ABSENT:
                        for_loose.append((country, number, key, key))
            self.name.extend([(key, country, number, kind) for key, kind in kind_of.items()])
        self._add_loosely(for_loose)

    def _add_loosely(self, rows: Sequence[_ForLoose]) -> None:
        loose: dict[tuple[str, str, int], None] = {}
        last = 0
        for (country, number, _, filed), key in zip(rows, loosen_all([row[2] for row in rows]), strict=True):
            if number != last and len(key) >= TYPO_MIN_LENGTH:
                self.typo.append((country, "<" + key[:TYPO_START], number, key))
                self.typo.append((country, ">" + key[-TYPO_END:], number, key))
            if key != filed:
                loose[key, country, number] = None
            last = number
        self.loose.extend(loose)

    def add_exactly(self, number: int, country: str, name: str) -> None:
        """File a place under one more main name, as it is written."""
        self.name.append((exact_key(name), country, number, kinds.MAIN))


def _without_type(name: str, country: str) -> str:
    """ "Shofirkon Shahri" is Shofirkon; but in the USA "Iowa City" is not Iowa."""
    if " " not in name or country == "US":
        return ""
    core, kind_of_place = split_type(name)
    return core if kind_of_place in ("city", "admin2") else ""
