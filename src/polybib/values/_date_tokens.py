"""The tokens of a text as far as dates are concerned, each with a one-letter code."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from polybib import words
from polybib.values import eras
from polybib.values.folding import DASHES, HAN, HYPHENS, width
from polybib.values.numerals import han, roman

_HAN_NUMBER = "〇零一二三四五六七八九十百千廿卅"


class Row(NamedTuple):
    """A row of tokens: their codes as one string, the number, month or season of each, and where each stands.

    Codes: Y a year from 1450 to 2100, z another number of four digits, n 1 to 12, d 13 to 31, t another one of at most
    two digits, x a longer one, R a Roman numeral up to twelve, m a month, s a season, g "г." and its like, q circa,
    f "of", b "to", u an ordinal's ending (21st), a a letter after a year (2007b), e an era, y o i 年月日, c Han, w a
    word, - and – hyphens and dashes; other signs are themselves, k where they would be a code; white space is a blank.
    """

    codes: str
    values: dict[int, int]
    spans: list[tuple[int, int]]
    text: str

    def word(self, at: int) -> str:
        """A token as it stands."""
        start, end = self.spans[at]
        return self.text[start:end]


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<s>\s+)|(?P<w>[^\W\d_{HAN}\u0900-\u0d7f년월일]+|[\u0900-\u0d7f]+)|(?P<n>\d+)|(?P<p>[^\w{HAN}])"
        rf"|(?P<u>[年月日号號년월일])|(?P<h>(?:初(?=[{_HAN_NUMBER}]))?[{_HAN_NUMBER}]+|元(?=年)|[正冬腊臘](?=月))"
        rf"|(?P<c>(?:(?![{_HAN_NUMBER}年月日号號])[{HAN}])+)|(?P<o>.)",
        re.DOTALL,
    )


_ENDINGS = frozenset(("st", "nd", "rd", "th", "er", "re", "ª", "º", "de", "го", "е", "я", "й", "ое", "ый", "ste"))
_SIGNS = {c: c for c in ".,-/:;'?()"} | {"[": "(", "]": ")", "’": "'", "ʼ": "'", "~": "-", "&": "b", "©": "©"}
_SIGNS |= dict.fromkeys(DASHES, "–") | dict.fromkeys(HYPHENS, "-")
_SIGNS |= {"年": "y", "月": "o", "日": "i", "号": "i", "號": "i", "년": "y", "월": "o", "일": "i"}
_NUMBERS = "Yzndtx"


@cache
def _word_table() -> dict[str, tuple[str, int]]:
    """Words of every language with their code and value; what comes later in this list gives way."""
    table: dict[str, tuple[str, int]] = {}
    for code, numbered in (("m", words.numbered("month")), ("s", words.numbered("season"))):
        for word, number in numbered.items():
            table.setdefault(word.casefold(), (code, number))
    for code, category in (("g", "year-word"), ("q", "circa"), ("b", "range-word"), ("f", "date-filler")):
        for word in words.get(category):
            table.setdefault(word.casefold(), (code, 0))
    return table


def tokens(text: str, *, strict: bool, start: int = 0, end: int | None = None, folded: str = "") -> Row:
    """The tokens of text[start:end]; where not `strict`, every number of four digits from 1000 to 2999 may be a year.

    `folded` is the text after folding.width, where the caller has it already.

    >>> tokens("12 янв. 2001 г., 2018年六月", strict=True).codes
    'n m. Y g., Yyno'
    """
    folded = folded or width(text)
    codes: list[str] = []
    values: dict[int, int] = {}
    spans: list[tuple[int, int]] = []
    for match in _pattern().finditer(folded, start, len(folded) if end is None else end):
        kind, piece = match.lastgroup, match.group()
        if kind == "s":
            code = " "
        elif kind == "w":
            code, value = _word(piece)
            if codes and codes[-1] in _NUMBERS:
                code = _after_number(piece, codes[-1]) or code
            if value:
                values[len(codes)] = value
        elif kind == "p" or kind == "u":
            code = _SIGNS.get(piece, "k")
        elif kind == "n" or kind == "h":
            arabic = "\u0660" <= text[match.start()] <= "\u06f9"
            code, values[len(codes)] = _number(piece, strict=strict, arabic=arabic)
        else:
            code, values[len(codes)] = _han_word(piece)
        codes.append(code)
        spans.append(match.span())
    row = Row("".join(codes), values, spans, text)
    return row if "m" not in row.codes else row._replace(codes=_no_month_in_rio(row.codes, row))


def _number(piece: str, *, strict: bool, arabic: bool) -> tuple[str, int]:
    if piece[0].isdigit():
        value, digits = (int(piece) if len(piece) < 10 else 0), len(piece)
    else:
        value = han(piece) or 0
        digits = len(str(value))
    if digits == 4 and 1000 <= value <= 2999:
        return ("Y" if not strict or 1450 <= value <= 2100 or arabic else "z"), value
    if digits <= 2:
        return ("n" if 1 <= value <= 12 else "d" if 13 <= value <= 31 else "t"), value
    return "x", value


def _han_word(piece: str) -> tuple[str, int]:
    season = _word_table().get(piece)
    if season and season[0] == "s":
        return season
    return ("e" if eras.ending(piece) else "c"), 0


@lru_cache(maxsize=4096)
def _word(piece: str) -> tuple[str, int]:
    found = _word_table().get(piece.casefold())
    if found and found[0] in "ms":
        return found
    if len(piece) < 5 and piece.isupper() and 1 <= (number := roman(piece)) <= 12:
        return "R", number
    return found or ("w", 0)


def _after_number(piece: str, before: str) -> str:
    """The letter of a year (2007b) or the ending of an ordinal (21st), "" where it is neither."""
    word = piece.casefold()
    if before in "Yz":
        return "a" if len(word) == 1 and (word <= "r" or "а" <= word <= "о") and word not in "гж" else ""
    return "u" if word in _ENDINGS else ""


def _no_month_in_rio(codes: str, row: Row) -> str:
    """Rio de Janeiro is no January."""
    at = codes.find("m")
    while at >= 0:
        if at > 3 and row.word(at).casefold() == "janeiro" and row.word(at - 4).casefold() == "rio":
            codes = codes[:at] + "w" + codes[at + 1 :]
        at = codes.find("m", at + 1)
    return codes
