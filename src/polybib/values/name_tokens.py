"""The words of one name and their kinds.

Kinds: I initials ("J.", "J.-P.", "Дж.", "JP" after a family name), W word, U word in capitals, p particle,
S suffix ("Jr"), x another word in small letters.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from .name_data import eastern, western
from .name_words import particles, suffixes
from .pinyin import family_weight, given_weight, is_surname

_TOKEN = re.compile(r"[^\s.]+\.?(?:(?<=\.)[-‐–][^\s.]+\.?)*")
_PARTS = re.compile(r"[-‐–.]")
_VOWELS = frozenset("AEIOUYÁÀÂÃÄÅÆÉÈÊËÍÎÏÓÔÕÖØÚÛÜАЕЁИОУЫЭЮЯІЇЄЎ")
_DOTTED_ONLY = frozenset({"jun", "sen", "мл", "ст", "v", "i"})


class Piece(NamedTuple):
    """A part of a list between two separators: its text, where its words stand in it, and their kinds."""

    text: str
    words: tuple[tuple[int, int], ...]
    kinds: str

    def cut(self, start: int, end: int) -> str:
        """The words from `start` to before `end`, as printed."""
        return self.text[self.words[start][0] : self.words[end - 1][1]] if end > start else ""

    def word(self, i: int) -> str:
        return self.text[self.words[i][0] : self.words[i][1]]


def piece(text: str) -> Piece:
    """The words of a text.

    >>> piece("J.-P. van der Berg").kinds, piece("Smith JP").kinds, piece("LI Junhui").kinds
    ('IppW', 'WI', 'UW')
    """
    found = [(m.start(), m.end(), m[0]) for m in _TOKEN.finditer(text)]
    if len(found) > 40:  # no name
        return Piece(text, tuple([(start, end) for start, end, _ in found]), "x" * len(found))
    kinds = "".join([_kind(token) for _, _, token in found])
    if "C" in kinds:
        kinds = _capitals([token for _, _, token in found], kinds)
    if len(kinds) > 1 and not kinds.strip("I") and len(found[-1][2]) > 3:
        kinds = kinds[:-1] + "W"  # "M. S. Kim."
    return Piece(text, tuple([(start, end) for start, end, _ in found]), kinds)


@lru_cache(maxsize=8192)
def _kind(token: str) -> str:
    core = token.rstrip(".")
    if core != token:
        return _dotted(core)
    first = core[0]
    if len(core) == 1:
        return "I" if first.isupper() else "p" if core in particles() else "x"
    low = core.casefold()
    if low in suffixes() and low not in _DOTTED_ONLY and core not in ("JR", "SR"):
        return "S"
    if core.isupper():
        parts = _PARTS.split(core)
        if len(parts) > 1 and len(parts[0]) == 1 and all(len(part) <= 3 for part in parts):
            return "I"
        return "C" if len(core) <= 4 and "'" not in core and "’" not in core else "U"
    if first.islower():
        return "p" if low in particles() else "W" if any(c.isupper() for c in core) else "x"
    if not first.isalpha() and not any(c.isalpha() for c in core):
        return "p" if low in particles() else "x"
    return "W"


def _dotted(core: str) -> str:
    """The kind of a word with a stop after it."""
    low = core.casefold()
    if low in suffixes() and len(low) > 1:
        return "S"
    if core == "3":  # an O with the shape of a figure: З. (from OCR)
        return "I"
    parts = [part for part in _PARTS.split(core) if part]
    if all(len(part) <= 2 for part in parts) and core[0].isupper() and not (len(core) == 2 and core.isupper()):
        return "I"
    if len(core) == 3 and core[0].isupper() and core[1:].islower():
        return "I"
    if core.isupper():
        return "C" if len(core) <= 4 else "U"
    if core[0].islower():
        return "p" if low in particles() or low in ("v", "d", "z") else "x"
    return "W"


def given_like(words: list[str]) -> bool:
    """Could all the words be given names, and not family names of China?"""
    known = western().given
    if not words:
        return False
    if all(w.casefold().rstrip(".") in known for w in words):
        return True
    return _unlisted(words[0]) and given_weight(tuple(words)) >= 4.0


def _unlisted(word: str) -> bool:
    names, low = western(), word.casefold()
    return low not in names.given and low not in names.family and low not in names.either


def _capitals(words: list[str], kinds: str) -> str:
    """Settle the short words in capitals (C): initials written together, or a name in capitals."""
    out = list(kinds)
    last = max((i for i, kind in enumerate(kinds) if kind not in "Sp"), default=-1)
    for i, kind in enumerate(kinds):
        if kind != "C":
            continue
        others = [words[j] for j in range(len(words)) if j != i and kinds[j] in "WU"]
        if len(words) == 1:
            out[i] = "U"
        elif i == 0:
            out[i] = _first_capitals(words, kinds, others)
        elif i == last:
            out[i] = _last_capitals(words[i].rstrip("."), words[0], kinds, others)
        else:
            initials = "W" in kinds or _VOWELS.isdisjoint(words[i])
            out[i] = "I" if initials and len(words[i]) <= 2 and words[i].casefold() not in particles() else "U"
    return "".join(out)


def _first_capitals(words: list[str], kinds: str, others: list[str]) -> str:
    """WU A, XU Yuzhe, DE CARVALHO: a family name; JP Smith: initials."""
    word = words[0].rstrip(".")
    rest = kinds[1:].replace("p", "").replace("S", "")
    if not rest.strip("IC") or ("W" not in kinds and word.casefold() in particles()):
        return "U"
    if family_weight(word) and given_weight(tuple(words[1:])):
        return "U"
    return "U" if len(word) > 2 and not _VOWELS.isdisjoint(word) else "I"


def _last_capitals(word: str, first: str, kinds: str, others: list[str]) -> str:
    """Smith JP: initials; Guoping LI: a family name."""
    vowels = not _VOWELS.isdisjoint(word)
    if "W" not in kinds:
        if len(word) > 2:
            return "U" if vowels else "I"
        return "U" if given_weight((word,)) and family_weight(first) else "I"
    low = word.casefold()
    listed = len(word) > 2 and (low in western().family or low in eastern().japanese)
    known = listed or (is_surname(word) and family_weight(word) > 0.1)
    sure = len(word) > 2 or (given_weight(tuple(others)) >= 4 and _unlisted(others[0]))
    if known and sure and others and (given_like(others) or (len(others) > 1 and len(word) == 4)):
        return "U"
    return "U" if len(word) == 4 and vowels and not _consonants(word) and others and given_like(others) else "I"


def _consonants(word: str) -> bool:
    """Three consonants together, as initials have them."""
    run = 0
    for c in word:
        run = 0 if c in _VOWELS else run + 1
        if run == 3:
            return True
    return False
