"""Dates: from any printed form to a model.Date, and all dates of a text.

A text becomes a row of tokens, each with a one-letter code (D a day, M a month word ...); the forms of dates are short
patterns over these codes (_date_shapes). Sources of the forms: GOST 7.1 and R 7.0.100 (12 янв. 1992 г.; 01.02.2020),
GB/T 7714-2015 8.4.3 (2018-06-12; c1988; 1995印刷; [1936]; 1947(民国三十六年)), ISO 8601, formats.md 3.2, 5.3 and 7.24.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from polybib import words
from polybib.model import Date
from polybib.values import _date_shapes as shapes
from polybib.values._date_tokens import Row, tokens
from polybib.values.folding import fold, width

_YEAR = re.compile(r"[\s(\[{\"'«“]*([12]\d{3})[a-rа-о]?[\s.,:;)\]}\"'»”]*", re.ASCII)
_LONGEST = 400  # of a segment; a date stands before that
_EDGES = " \t\n\r.,;:()[]{}<>\"'«»“”„-–—，。；：（）［］【】、"
_COMPACT = re.compile(r"(?<!\d)((?:1[5-9]|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_SHORT_YEAR = re.compile(r"(?<![\d.,/-])([1-9]\d{2}|[1-9]\d)(?![\d./-])")


def parse(text: str, *, day_first: bool = True) -> Date:
    """The date of a segment, with whatever stands around it; what cannot be read is the literal.

    `day_first` decides only what the text leaves open (12/03/2019). A year with a letter loses the letter (2007b).
    An era year becomes the Gregorian year and keeps the printed form as literal; an impossible day or month is never
    guessed.

    >>> str(parse("21 August 2018,")), str(parse("12.IV.1987")), str(parse("1998–2004")), str(parse("2007б. –"))
    ('2018-08-21', '1987-04-12', '1998/2004', '2007')
    >>> parse("1865（清同治四年）")
    Date(parts=((1865,),), season=0, circa=False, literal='1865（清同治四年）')
    >>> parse("31.02.2020").csl(), parse("in press").csl()
    ({'date-parts': [[2020]], 'literal': '31.02.2020'}, {'literal': 'in press'})
    """
    plain = _YEAR.fullmatch(text)
    if plain:
        return Date(((int(plain[1]),),))
    row = tokens(text, strict=False, end=min(len(text), _LONGEST))
    best: Date | None = None
    for found, _, _ in shapes.scan(row, day_first=day_first, short_years=True):
        if best is None or (found.year == best.year and _detail(found) > _detail(best)):
            best = found
    if best is None:
        return _last_resort(text)
    if not best.literal and "e" in row.codes:
        return Date(best.parts, best.season, best.circa, text.strip(" .,;:，；。"))
    return _before_era(best, text)


def find(text: str, start: int = 0, end: int | None = None, *, day_first: bool = True) -> list[tuple[Date, int, int]]:
    """Every date between two positions, the longest reading of each: (date, start, end).

    Page ranges, standards' and law numbers, extents and labelled numbers are passed over; identifiers are the caller's
    to mask (identifiers.mask). A year alone counts from 1450, a two-digit year only after a word such as "опубл.".

    >>> [(str(d), a, b) for d, a, b in find("М., 2002. – 210 с. – Деп. в ВИНИТИ 15.02.02, № 139876.")]
    [('2002', 4, 8), ('2002-02-15', 35, 43)]
    >>> [str(d) for d, _, _ in find("Xinhua, 21 August 2018; С. 1996-2004; ГОСТ 7.1-2003; 1999年第9期")]
    ['2018-08-21', '1999']
    """
    found: list[tuple[Date, int, int]] = []
    folded = width(text)
    for first, last in _windows(folded, start, len(text) if end is None else end):
        row = tokens(text, strict=True, start=first, end=last, folded=folded)
        found += [
            (date, row.spans[a][0], row.spans[b - 1][1])
            for date, a, b in shapes.scan(row, day_first=day_first)
            if _in_place(row, a, b)
        ]
    return found


_ANCHOR = re.compile(r"\d{4}|[年년]|\d\d?[./]\s?\d\d?[./]\s?\d\d")
_BEFORE, _AFTER = 48, 32  # no form is longer on either side of its year


def _windows(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a text near a year, which alone can hold a date; a window never begins or ends within a word."""
    first = last = -1
    for match in _ANCHOR.finditer(text, start, end):
        if match.start() - _BEFORE > last:
            if last >= 0:
                yield first, last
            first = max(start, match.start() - _BEFORE)
            while first > start and text[first - 1].isalnum() and match.start() - first < 2 * _BEFORE:
                first -= 1
        if match.end() + _AFTER > last:
            last = min(end, match.end() + _AFTER)
            while last < end and text[last].isalnum() and last - match.end() < 2 * _AFTER:
                last += 1
    if last >= 0:
        yield first, last


def is_literal(date: Date) -> bool:
    """Whether nothing of a date could be read.

    >>> is_literal(parse("б. г.")), is_literal(parse("2001"))
    (True, False)
    """
    return not date.parts


def _detail(date: Date) -> int:
    return len(date.parts[0]) + (date.season > 0) if date.parts else 0


def _last_resort(text: str) -> Date:
    """Forms that only a segment known to be a date may have: 20180612, a year of two or three digits."""
    folded = fold(text)
    compact = _COMPACT.search(folded)
    if compact:
        valid = shapes.valid(int(compact[1]), int(compact[2]), int(compact[3]))
        if valid:
            return Date((valid,))
    literal = _literal(text)
    short = _SHORT_YEAR.findall(folded)
    if len(short) == 1 and len(short[0]) == 3 and not any(c.isalpha() for c in folded):
        return Date(((int(short[0]),),))
    if len(short) == 1:
        ancient = _before_era(Date(((int(short[0]),),)), text)
        if ancient.parts[0][0] < 0:
            return ancient
    return Date(literal=literal)


def _literal(text: str) -> str:
    """The text without what surrounds it; the full stop of an abbreviation stays (б. г., but "in press")."""
    literal = text.strip(_EDGES)
    if "." in literal:
        at = text.index(literal) + len(literal)
        literal += "." * text.startswith(".", at)
    return literal or text.strip()


@cache
def _bce() -> tuple[str, ...]:
    return tuple(f" {word}" for word in words.get("before-common-era"))


def _before_era(date: Date, text: str) -> Date:
    """The date with a negative year where the text says "до н. э.", "BC", 公元前."""
    lower = text.casefold().strip(_EDGES)
    if len(date.parts) == 1 and (lower.endswith(_bce()) or lower.startswith("公元前")):
        return Date(((-date.parts[0][0], *date.parts[0][1:]),), date.season, date.circa, date.literal)
    return date


def _in_place(row: Row, first: int, last: int) -> bool:
    """Whether a date found in running text is one: not pages, a number with a label, an extent, part of a code."""
    codes = row.codes
    if not first or codes[first] not in "YndtzxR":
        return True
    before, earlier = codes[first - 1], codes[first - 2] if first > 1 else ""
    bare = (
        not any(code in "myosR" for code in codes[first:last])
        and sum(code in _NUMBERS for code in codes[first:last]) < 3
    )
    if before in "aR" or (before == "w" and row.word(first - 1)[-1:].isascii()):
        return False  # B2019, but 民国日报1925
    if not bare and before == "/":
        return True
    if before in "-–/." and earlier and (earlier in _NUMBERS or (earlier in "wRa" and before != "." and bare)):
        return False
    if not bare:
        return True
    if before == ":" and earlier and earlier in "ndtxYz)":
        return False
    return not (_labelled(row, first, last) or _is_extent(row, last))


_NUMBERS = "Yzndtx"


@cache
def _labels() -> frozenset[str]:
    """Words for pages, volumes and issues that stand before the number; the East Asian ones stand after it."""
    found = {w.casefold() for c in ("page", "issue", "volume") for w in words.get(c)} | {"第"}
    return frozenset(w for w in found if w[0] < "\u3040" or w in "页頁第") - {
        w.casefold() for w in words.get("year-word")
    }


def _labelled(row: Row, first: int, last: int) -> bool:
    """Whether "№", "С.", "vol." or the like stands right before; a capital may be an initial (Guarino B. 2017)."""
    at = first - 1
    while at >= 0 and row.codes[at] in " .":
        at -= 1
    if at < 0 or row.word(at).casefold() not in _labels():
        return False
    initial = len(row.word(at)) == 1 and row.word(at).isupper()
    return not initial or sum(code in _NUMBERS for code in row.codes[first:last]) > 1


@cache
def _extents() -> frozenset[str]:
    return frozenset(w.casefold() for w in words.get("extent"))


def _is_extent(row: Row, last: int) -> bool:
    """Whether "с.", "p." or 页 follows and no number after it: a number of pages."""
    at = last + (row.codes[last : last + 1] == " ")
    if at >= len(row.codes) or row.word(at).casefold() not in _extents() or row.word(at)[:1].isupper():
        return False
    at += 1
    while at < len(row.codes) and row.codes[at] in " .":
        at += 1
    return row.codes[at : at + 1] not in set(_NUMBERS)
