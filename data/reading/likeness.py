"""How likely a text is as writing of some language: what tells the right decoding from mojibake.

Each script has a small model: the share of its letters, how capitals stand in words, what common characters there are.
The logarithm of the likelihood of the whole text is comparable between decodings of the same bytes, however many
characters they make of them.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from math import log

_ASCII = log(1 / 30)
_NEVER = -16.0
_CYRILLIC = "оеаинтсрвлкмдпуяыьіїзбчгйхжєшюцщэфъёґәғқңөұһўј"
_ARABIC = "ايلمنوترسبهدعفكحقجشصطخضزثذغظةىأإئءآؤپچژگکیہںے"
_LATIN = "éäöüßèàçñáíóúêôâîãõøåæœëïìòùýąćęłńśźżčďěňřšťůžőűășțğışİ¿¡"
_RARE = "үћђњљџѓќѕ"  # of Kazakh, Serbian, Macedonian: what other letters turn into under a wrong code page
_MARKS = "“”‘’„«»–—…•№°€،؛؟\xa0"
_GREEK = "αοιετσνηυρπκμλςωάίόέύδγήθχφβώξζψϊϋ"
_HEBREW = "יוהלאמתרבשנעדקפחםטגצכזסךןץף"
_THAI = "านรกองีมลยเทัวส่ิตะคด้ปพแจบหไขชุใโ์ซูถผึฟธฉษณ็ศญฏฐฎฑฒฆฌฬฤๆํ๊๋"
_HAN = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所"
    "民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日"
    "那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想"
    "已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指"
    "市京海广州港抗议示威警察罢工游街被捕被拘拒西北东南区县村镇省市民众"
)
_KANJI = "日一国人年大十二本中長出三時行見月後前生五間上東四今金九入学高円子外八六下来気小七山話女北午百書先名川千水半男西電校語土木聞食車何南万毎白天母火右読友左休父雨都市府県区町村京抗議参加者集会警察逮捕東京大阪"  # noqa: E501
_HANGUL = "이다는에의가을를고하지로은기서사한도자시리인대어나그해정아부수일들장전제보스과동있주상라원조선국위성비구여안거진모으만었러화경공관마신우계면게회유민생무소용세연오개방영학적것원서울부산집회시위경찰"  # noqa: E501


_ALPHABETS = ((_CYRILLIC, 0.9), (_ARABIC, 0.9), (_LATIN, 0.25), (_GREEK, 0.6), (_HEBREW, 0.6), (_THAI, 0.6))
"""Letters, the commonest first, with the share that an alphabet has in the text of a language that uses it."""


def likelihood(text: str) -> float:
    """The logarithm of how likely `text` is; greater is likelier."""
    total, before = 0.0, " "
    for char in text:
        total += _ASCII if char < "\x80" else _of(char)
        if char > "\x7f" or before > "\x7f":
            total += _after(before, char)
        before = char
    return total


@cache
def _of(char: str) -> float:  # noqa: PLR0911  (a table of scripts reads best as one)
    """The likelihood of a character that is not ASCII, wherever it stands."""
    lower = char.lower() if len(char.lower()) == 1 else char  # İ becomes two
    capital = -1.5 if lower != char else 0.0
    for letters, share in _ALPHABETS:
        if lower in letters:
            return _zipf(letters.index(lower), share) + capital
    if lower in _RARE:
        return _zipf(100, 0.2) + capital
    if char in _MARKS:
        return log(0.004)
    if "\u3041" <= char <= "\u309f":
        return log(0.5 / 80)
    if "\u30a1" <= char <= "\u30ff":
        return log(0.2 / 80)
    if char in "、。「」・（）《》，：；？！":
        return log(0.02)
    return _ideograph(char)


def _ideograph(char: str) -> float:
    if char in _HAN or char in _KANJI:
        return log(0.5 / 400)
    if "\uac00" <= char <= "\ud7a3":
        return log(0.7 / 150) if char in _HANGUL else log(0.3 / 2200)
    for codec, first, last, share in (
        ("gb2312", 0xB0, 0xD7, 0.45 / 3755),
        ("euc_jp", 0xB0, 0xCF, 0.25 / 2965),
        ("big5", 0xA4, 0xC6, 0.35 / 5401),
    ):
        try:
            coded = char.encode(codec)
        except UnicodeEncodeError:
            continue
        if len(coded) == 2 and first <= coded[0] <= last:
            return log(share)
    return log(1e-6) if "\u4e00" <= char <= "\u9fff" else _NEVER


@cache
def _after(before: str, char: str) -> float:
    """What it costs that `char` follows `before`: capitals inside words, accents in a row, scripts that change."""
    if not (before.isalpha() and char.isalpha()):
        return 0.0
    if _script(before) != _script(char):
        return -5.0
    cost = -7.0 if char.isupper() and before.islower() else 0.0
    return cost - 3.5 if _script(char) == "latin" and not before.isascii() and not char.isascii() else cost


@cache
def _script(letter: str) -> str:
    if letter.isascii() or letter.lower() in _LATIN:
        return "latin"
    if letter.lower() in _CYRILLIC:
        return "cyrillic"
    return "ideographs" if letter > "\u2e80" else unicodedata.name(letter, "").split(" ")[0]


def _zipf(rank: int, share: float) -> float:
    return log(share / (rank + 4) / 2.5)
