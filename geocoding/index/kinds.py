"""How a key belongs to a place: the smaller, the surer."""

MAIN, TRANSCRIBED, ALTERNATE, CODE, ROMANISED, LOOSE, LONGER, TYPO = range(8)

# TRANSCRIBED: an alternate name in another alphabet that sounds like the main one; told when it is asked for.

METHODS = {
    MAIN: "exact name",
    TRANSCRIBED: "alternate name",
    ALTERNATE: "alternate name",
    CODE: "code",
    ROMANISED: "transliteration",
    LOOSE: "loose key",
    LONGER: "longer name",
    TYPO: "typo",
}
"""The words of `Location.method`."""
