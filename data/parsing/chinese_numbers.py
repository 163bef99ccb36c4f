"""Numbers that Chinese and Japanese write with characters: 三百, 一千二百, 两万. Unicode knows what each is worth."""

from __future__ import annotations

import re
import unicodedata

_BELOW_MYRIAD = "〇零一二两兩三四五六七八九十百千"
_NUMBER = re.compile(rf"(?<![数數几幾成\d])(?<!\d )[{_BELOW_MYRIAD}][{_BELOW_MYRIAD}万萬亿億]*(?![几幾数數])")
"""数百 (some hundreds), 十几 (ten and some) and 2万 are no such numbers."""
_MYRIAD = 10_000
_TWO = str.maketrans("两兩", "二二")


def in_digits(text: str) -> str:
    """`text` with such numbers in digits; what may be two numbers (三五, three to five) stays as it is."""
    return _NUMBER.sub(lambda match: _digits(match[0]), text)


def _digits(number: str) -> str:
    total = myriad = 0
    digit: int | None = None
    for char in number.translate(_TWO):
        worth = int(unicodedata.numeric(char))
        if worth < 10:
            if digit:
                return number
            digit = worth
        elif worth < _MYRIAD:
            myriad, digit = myriad + (1 if digit is None else digit) * worth, None
        else:
            total, myriad, digit = total + (myriad + (digit or 0) or 1) * worth, 0, None
    return str(total + myriad + (digit or 0))
