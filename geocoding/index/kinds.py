"""How a key belongs to a place: the smaller, the surer."""

MAIN, ALTERNATE, CODE, ROMANISED, LOOSE, LONGER, TYPO = range(7)

METHODS = {
    MAIN: "exact name",
    ALTERNATE: "alternate name",
    CODE: "code",
    ROMANISED: "transliteration",
    LOOSE: "loose key",
    LONGER: "longer name",
    TYPO: "typo",
}
"""The words of `Location.method`."""
