"""Numbers that are not written with digits: Roman and Chinese numerals, and ordinal words."""

from __future__ import annotations

from functools import cache

from polybib import words

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ROMAN_PAIRS = tuple(
    zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), "M CM D CD C XC L XL X IX V IV I".split(), strict=True)
)
_LOOKALIKES = str.maketrans("ІХСМⅠⅤⅩⅬⅭⅮⅯ", "IXCMIVXLCDM")
_HAN_DIGITS = {
    c: n
    for n, group in enumerate(
        ("〇零○Ｏ", "一壹元正", "二贰貳两兩弍", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
    )
    for c in group
}
_HAN_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_HAN_TENS = {"廿": 20, "卅": 30, "卌": 40}
_HAN_MONTHS = {"正": 1, "冬": 11, "腊": 12, "臘": 12}


def roman(text: str) -> int:
    """A Roman numeral as a number, 0 where the text is none; Cyrillic letters of the same look count.

    >>> roman("XIV"), roman("ХІІ"), roman("iii"), roman("IIX"), roman("MIX"), roman("")
    (14, 12, 3, 0, 1009, 0)
    """
    letters = text.upper().translate(_LOOKALIKES)
    if not letters or len(letters) > 15 or any(c not in _ROMAN for c in letters):
        return 0
    total = 0
    for here, after in zip(letters, letters[1:] + letters[-1], strict=True):
        total += -_ROMAN[here] if _ROMAN[here] < _ROMAN[after] else _ROMAN[here]
    return total if to_roman(total) == letters else 0


def to_roman(number: int) -> str:
    """A number from 1 to 3999 in Roman numerals.

    >>> to_roman(1994)
    'MCMXCIV'
    """
    out = []
    for value, sign in _ROMAN_PAIRS:
        out.append(sign * (number // value))
        number %= value
    return "".join(out)


def han(text: str) -> int | None:
    """A Chinese numeral as a number: by place (二〇一八) or by units (三十六, 廿一), 元 as 1; None where it is none.

    >>> han("二〇一八"), han("三十六"), han("一千九百零五"), han("廿一"), han("元"), han("初五"), han("三国")
    (2018, 36, 1905, 21, 1, 5, None)
    """
    text = text.removeprefix("初") if len(text) > 1 else text
    if not text:
        return None
    if text in _HAN_MONTHS:
        return _HAN_MONTHS[text]
    if len(text) > 1 and all(c in _HAN_DIGITS for c in text):
        return int("".join(str(_HAN_DIGITS[c]) for c in text[:12]))
    total, digit = 0, 0
    for c in text:
        if c in _HAN_DIGITS:
            digit = _HAN_DIGITS[c]
        elif c in _HAN_TENS:
            total += _HAN_TENS[c]
        elif c in _HAN_UNITS:
            total += (digit or 1) * _HAN_UNITS[c]
            digit = 0
        else:
            return None
    return total + digit


@cache
def _ordinals() -> dict[str, int]:
    return {word.casefold(): number for word, number in words.numbered("ordinal-word").items()}


def ordinal(word: str) -> int:
    """An ordinal word of any language as a number, 0 where it is none.

    >>> ordinal("Zweite"), ordinal("третье"), ordinal("Auflage")
    (2, 3, 0)
    """
    return _ordinals().get(word.casefold(), 0)
