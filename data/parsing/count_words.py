"""The words that sources count with, each with what it is taken to mean and why. The one place for such rules.

All words are in lower case, in Unicode NFKC. The languages are those of the sources: English, Russian, Ukrainian,
Kazakh, Kyrgyz, Spanish, French, German, Lithuanian, Chinese and Japanese; of Arabic the plainest.
"""

from __future__ import annotations

from typing import Final

NUMBERS: Final[dict[str, int]] = {
    # English
    **{
        "one": 1,
        "two": 2,
        "three": 3,
        "four": 4,
        "five": 5,
        "six": 6,
        "seven": 7,
        "eight": 8,
        "nine": 9,
        "ten": 10,
    },
    **{"eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50},
    **{"sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90},
    # German
    **{"zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10},
    # Russian and Ukrainian, with the cases that follow "about" and "at least"
    **{
        "десять": 10,
        "десяти": 10,
        "двадцать": 20,
        "двадцати": 20,
        "тридцать": 30,
        "тридцати": 30,
        "сорок": 40,
    },
    **{
        "сорока": 40,
        "пятьдесят": 50,
        "пятидесяти": 50,
        "полсотни": 50,
        "сто": 100,
        "ста": 100,
        "двести": 200,
    },
    **{"двухсот": 200, "триста": 300, "трехсот": 300, "трёхсот": 300, "пятьсот": 500, "пятисот": 500},
    # Kazakh and Kyrgyz, with the cases that follow "close to"
    **{"он": 10, "жиырма": 20, "жыйырма": 20, "отыз": 30, "отуз": 30, "отузга": 30, "қырық": 40, "елу": 50},
    **{"элүү": 50, "жүз": 100},
    **{"екі": 2, "үш": 3, "төрт": 4, "бес": 5, "алты": 6, "жеті": 7, "сегіз": 8, "тоғыз": 9},
}
"""Numbers as words: exact, so low and high are both the number."""

MULTIPLIERS: Final[dict[str, int]] = {
    "dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000, "mil": 1000, "k": 1000,
    "сотня": 100, "сотни": 100, "тыс": 1000, "тысяча": 1000, "тысячи": 1000, "тысяч": 1000, "тысячу": 1000,
    "тысячі": 1000, "млн": 1_000_000, "миллион": 1_000_000, "миллиона": 1_000_000, "миллионов": 1_000_000,
    "mln": 1_000_000, "mio": 1_000_000, "millionen": 1_000_000, "millones": 1_000_000, "millions": 1_000_000,
    "жүз": 100, "жүзге": 100, "жүзден": 100, "мың": 1000, "мыңға": 1000, "мыңнан": 1000, "миң": 1000,
    "tausend": 1000, "mille": 1000,
    "百": 100, "千": 1000, "万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000,
}  # fmt: skip
"""Words that multiply the number before them; alone, one of them ("a dozen", "не менее сотни")."""

VAGUE: Final[dict[str, tuple[int, int | None, str]]] = {
    "couple": (2, 3, "two, in loose speech three"),
    "handful": (3, 9, "more than a couple, fewer than ten"),
    "few": (3, 9, "more than a couple, fewer than ten"),
    "several": (3, 9, "more than a couple, fewer than ten"),
    "dozens": (24, 99, "the plural says at least two dozen; from a hundred on one says hundreds"),
    "hundreds": (200, 999, "the plural says at least two; from a thousand on one says thousands"),
    "thousands": (2000, 9999, "the plural says at least two; then one says tens of thousands"),
    "tens of thousands": (
        20_000,
        99_999,
        "the plural says at least two; then one says hundreds of thousands",
    ),
    "hundreds of thousands": (200_000, 999_999, "the plural says at least two; then one says a million"),
}
"""Words for a size: low, high, and why. Every other wording of the same idea stands in `SAME_AS`."""

SAME_AS: Final[dict[str, str]] = {
    "a couple": "couple", "a handful": "handful", "a few": "few",
    "several dozen": "dozens", "several dozens": "dozens", "a few dozen": "dozens",
    "several hundred": "hundreds", "several hundreds": "hundreds", "a few hundred": "hundreds",
    "several thousand": "thousands", "several thousands": "thousands", "a few thousand": "thousands",
    "10s": "dozens", "100s": "hundreds", "1000s": "thousands", "10000s": "tens of thousands",
    "десятки": "dozens", "десятків": "dozens", "десятков": "dozens", "ондаған": "dozens", "ондогон": "dozens",
    "несколько десятков": "dozens", "кілька десятків": "dozens", "бірнеше ондаған": "dozens",
    "сотни": "hundreds", "сотен": "hundreds", "сотні": "hundreds", "жүздеген": "hundreds", "жүздөгөн": "hundreds",
    "несколько сотен": "hundreds", "кілька сотень": "hundreds",
    "тысячи": "thousands", "тысяч": "thousands", "тисячі": "thousands", "мыңдаған": "thousands",
    "несколько тысяч": "thousands", "десятки тысяч": "tens of thousands", "несколько": "several",
    "бірнеше": "several", "decenas": "dozens", "cientos": "hundreds", "miles": "thousands",
    "decenas de miles": "tens of thousands", "dizaines": "dozens", "des dizaines": "dozens",
    "centaines": "hundreds", "des centaines": "hundreds", "milliers": "thousands", "des milliers": "thousands",
    "عشرات": "dozens", "العشرات": "dozens", "مئات": "hundreds", "المئات": "hundreds", "آلاف": "thousands",
    "الآلاف": "thousands", "бірнеше жүз": "hundreds", "бірнеше мың": "thousands",
    **{
        some + unit: size
        for some in ("数", "數", "几", "幾", "好几", "好幾")
        for unit, size in (("十", "dozens"), ("百", "hundreds"), ("千", "thousands"), ("万", "tens of thousands"),
                           ("萬", "tens of thousands"))
    },
    "dutzende": "dozens", "hunderte": "hundreds", "tausende": "thousands",
}  # fmt: skip

ABOUT: Final[tuple[str, ...]] = (
    "about", "around", "roughly", "approximately", "approx.", "approx", "some", "nearly", "near", "almost", "close to",
    "estimated", "an estimated", "circa", "ca.", "~", "≈", "about as many as",
    "около", "примерно", "порядка", "почти", "приблизительно", "близько", "майже", "приблизно",
    "шамамен", "unos", "unas", "cerca de", "alrededor de", "casi", "environ", "près de", "quelque",
    "etwa", "rund", "fast", "apie", "حوالي", "نحو", "человек",
    "约", "約", "大约", "大約", "近", "将近", "將近", "接近", "およそ", "ほぼ",
)  # fmt: skip
"""The source rounds: low and high are the number, marked approximate."""

ABOUT_AFTER: Final[tuple[str, ...]] = (
    "ге жуық", "ға жуық", "жуық", "жакын", "чакты", "шақты", "左右", "上下", "ほど", "程度", "近く", "前後",
)  # fmt: skip
"""The same, behind the number."""

AT_LEAST: Final[tuple[str, ...]] = (
    "at least", "no fewer than", "not less than", "no less than", "minimum", "more than", "over", "upwards of",
    "not fewer than", ">", ">=", "≥",
    "не менее", "как минимум", "минимум", "по крайней мере", "больше", "более", "свыше", "не меньше",
    "принаймні", "щонайменше", "понад", "більше", "кемінде", "кеминде", "al menos", "por lo menos", "más de",
    "plus de", "au moins", "mindestens", "mehr als", "über", "daugiau kaip", "daugiau nei",
    "至少", "最少", "不少于", "不少於", "不下", "超过", "超過", "逾", "上", "少なくとも",
)  # fmt: skip
"""Low is the number that the source names, high stays open. "More than 300" is read as 300 and more: 301 would look
counted, and nobody counted it."""

AT_LEAST_AFTER: Final[tuple[str, ...]] = (
    "+", "or more", "and more", "астам", "аса", "кем емес", "ашык", "ашуун", "с лишним", "以上", "余", "餘", "多", "超",
)  # fmt: skip

AT_MOST: Final[tuple[str, ...]] = (
    "up to", "at most", "no more than", "not more than", "fewer than", "less than", "under", "below",
    "groups of up to", "as many as", "maximum", "<", "<=", "≤",
    "до", "не более", "не больше", "менее", "меньше", "hasta", "menos de", "jusqu'à", "moins de", "bis zu", "höchstens",
    "不到", "不足", "不超过", "不超過", "最多", "至多",
)  # fmt: skip
"""High is the number; the source gives no lower bound, and unknown is not 0."""

AT_MOST_AFTER: Final[tuple[str, ...]] = ("以下", "未満", "以内")

NONE: Final[tuple[str, ...]] = ("0", "none", "no", "nobody", "no one", "zero", "none reported", "no injuries",
                                "no arrests", "no deaths", "нет", "никто", "никого", "жоқ", "ninguno", "aucun",
                                "keine")  # fmt: skip
"""The source says that there was nobody: low and high are 0."""

ASIDES: Final[tuple[str, ...]] = (
    "including", "of whom", "among them", "among whom", "dont", "incluidas", "incluidos", "entre ellos",
    "darunter", "в том числе", "из них",
)  # fmt: skip
"""What follows is a part of the number before it and is left out of the reading (the wording is kept whole)."""

PEOPLE: Final[tuple[str, ...]] = (
    "people", "persons", "person", "protester", "demonstrator", "activist", "journalist", "worker", "police",
    "protesters", "demonstrators", "participants", "activists", "journalists", "arrests",
    "detained", "detainees", "injured", "police officers", "officers", "men", "women", "workers", "students",
    "civilians", "citizens", "human beings", "members", "marchers", "strong",
    "law enforcement officers", "administrative arrests", "suspected attackers",
    "человек", "человека", "людей", "чел.", "чел", "участников", "осіб", "активистов", "протестующих", "демонстрантов",
    "митингующих", "задержанных", "адам", "адамға", "адамнан", "киши", "кишиге", "кишиден", "кісі", "кісіге", "кісіден",
    "personas", "personnes", "personen", "menschen", "شخص",
)  # fmt: skip
"""Nouns behind a number that say no more than that people were counted."""

PEOPLE_JOINED: Final[tuple[str, ...]] = (
    "人", "名", "名の", "位", "示威者", "抗议者", "抗議者", "民众", "民眾", "群众", "群眾",
    "学生", "學生", "工人", "参加者", "市民",
)  # fmt: skip
"""The same where no space parts words, alone or one behind the other: 200名学生."""
