"""What differs between two values, piece by piece.

Words are compared; two words that are nearly the same are compared letter by letter. A piece is never part of a
grapheme, of a number, or of a word of a script whose letters join.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import regex

LONG = 600  # words; longer values are not compared by pieces
LEAST = 0.35  # so much must be the same; else the whole value is another one
SAME = str.maketrans("‐‑‒–—−－’‘“”", "-------''" + '""')  # signs that differ only in shape


class Piece(NamedTuple):
    """A stretch of a value; `changed` where the other value has something else."""

    text: str
    changed: bool


@cache
def _tokens() -> regex.Pattern[str]:
    return regex.compile(r"\p{N}++|[\p{Han}\p{Hiragana}\p{Katakana}]\p{M}*+|(?:\p{L}\p{M}*+)++|\s++|\X")


@cache
def _joined() -> regex.Pattern[str]:
    return regex.compile(r"[\p{Arabic}\p{Syriac}\p{Mongolian}\p{N}]|[\p{Devanagari}\p{Bengali}\p{Tamil}\p{Thai}]")


def pieces(printed: str, found: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both values in pieces.

    >>> old, new = pieces("Digital transfomation in 2016", "Digital transformation in 2015")
    >>> [piece.text for piece in old if piece.changed], [piece.text for piece in new if piece.changed]
    (['2016'], ['r', '2015'])
    """
    old, new = _tokens().findall(printed), _tokens().findall(found)
    if max(len(old), len(new)) > LONG:
        return (Piece(printed, True),), (Piece(found, True),)
    left: list[Piece] = []
    right: list[Piece] = []
    codes = _codes([one.translate(SAME) for one in old], [one.translate(SAME) for one in new])
    alike = _codes([one.casefold() for one in old], [one.casefold() for one in new])
    kept = sum(len("".join(old[a:b])) for tag, a, b, _, _ in alike if tag == "equal")
    if kept < LEAST * max(len(printed), len(found)) and len(old) > 1 < len(new):
        codes = [("replace", 0, len(old), 0, len(new))]
    for n, (tag, a, b, c, d) in enumerate(codes):
        if tag == "equal" and 0 < n < len(codes) - 1 and len(mark := "".join(old[a:b])) == 1 and not mark.isspace():
            tag = "island"  # one sign that two changes share by chance
        one, two = "".join(old[a:b]), "".join(new[c:d])
        if tag == "replace" and b - a == d - c == 1 and (inner := _letters(one, two)):
            left += inner[0]
            right += inner[1]
        else:
            left.append(Piece(one, tag != "equal"))
            right.append(Piece(two, tag != "equal"))
    return _merged(left), _merged(right)


def _codes(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    from rapidfuzz.distance import Levenshtein

    return [tuple(code) for code in Levenshtein.opcodes(old, new)]  # type: ignore[misc]


def _letters(one: str, two: str) -> tuple[list[Piece], list[Piece]] | None:
    """Two words letter by letter, where little of them differs."""
    from rapidfuzz.distance import Levenshtein

    if _joined().search(one) or _joined().search(two):
        return None
    old, new = regex.findall(r"\X", one), regex.findall(r"\X", two)
    if Levenshtein.distance(old, new) > max(1, max(len(old), len(new)) // 4):
        return None
    codes = _codes(old, new)
    left = [Piece("".join(old[a:b]), tag != "equal") for tag, a, b, _, _ in codes]
    return left, [Piece("".join(new[c:d]), tag != "equal") for tag, _, _, c, d in codes]


def _merged(parts: list[Piece]) -> tuple[Piece, ...]:
    """Neighbours of one kind as one piece, so that a row of changed words is marked once; a space between, too."""
    out: list[Piece] = []
    kept = [part for part in parts if part.text]
    for n, part in enumerate(kept):
        between = 0 < n < len(kept) - 1 and part.text.isspace() and kept[n - 1].changed and kept[n + 1].changed
        changed = part.changed or between
        if out and out[-1].changed == changed:
            out[-1] = Piece(out[-1].text + part.text, changed)
        else:
            out.append(Piece(part.text, changed))
    return tuple(out)
