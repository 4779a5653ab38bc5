"""An entry of a list, and the references in it: nearly always one."""

from __future__ import annotations

from functools import cache
from itertools import islice
from typing import NamedTuple

import regex

from polybib import words
from polybib.finding.depth import inside, outside
from polybib.finding.signs import REFERENCE, score
from polybib.finding.starts import reference, shape

LONGEST = 20_000  # a longer text is neither a note nor an entry
SHORT = 500
MOST = 300  # places looked at in one of them


class Part(NamedTuple):
    """A stretch of a note: prose, or (with or without its lead words) a citation."""

    start: int
    end: int
    prose: bool = False


@cache
def _sub() -> regex.Pattern[str]:
    return regex.compile(r"[;；]\s*(?=\S)")


def item(text: str) -> list[Part]:
    """The parts of an entry of a list: more than one only where two whole references stand side by side.

    >>> text = "E. Li and C. Wu, Phys. Rev. D 49, 5845 (1994); W. Kwong, Phys. Rev. D 44, 212 (1991)"
    >>> len(item(text)), len(item("Ли Э. Право ; пер. с кит. М. : Наука, 2001. 250 с."))
    (2, 1)
    """
    end = _remark(text)
    tail = [Part(end, len(text), prose=True)] if end < len(text) else []
    if len(text) > LONGEST or (";" not in text and "；" not in text):
        return [*_halves(text, end), *tail]
    stretches = inside(text)
    parts: list[Part] = []
    start = 0
    letter = "a" if _lettered().match(text) else ""
    for match in islice(_sub().finditer(text), MOST):
        at = match.end()
        if letter and (sub := _lettered().match(text, at)) and sub[1] == chr(ord(letter) + 1):
            letter = sub[1]
            parts.append(Part(start, match.start()))
            start = at
            continue
        if not outside(stretches, match.start()):
            continue
        if _journal().match(text, at) and _cited().search(text, start, match.start()):
            parts.append(Part(start, match.start()))
            start = at
            continue
        if reference(text, at, len(text)) < 1.5:
            continue
        left, right = text[start : match.start()], text[at : at + SHORT]
        if whole(left) and whole(right.partition(";")[0]):
            parts.append(Part(start, match.start()))
            start = at
    return [half for part in [*parts, Part(start, end)] for half in _halves(text, part.end, part.start)] + tail


@cache
def _journal() -> regex.Pattern[str]:
    """Another paper of the same authors: "Phys. Rev. D 70 (2004) 054508", "Phys. Lett. B 435, 389 (1998)"."""
    return regex.compile(r"(?:\p{Lu}\p{L}*+\.\s?){1,5}+(?:\p{Lu}\s?)?\d{1,4}(?:,\s?\d{1,6})?\s\((?:1[5-9]|20)\d\d\)")


@cache
def _cited() -> regex.Pattern[str]:
    """The end of a paper so cited."""
    return regex.compile(r"\d\s\((?:1[5-9]|20)\d\d\)(?:[^;()]{0,40})$")


@cache
def _stops() -> regex.Pattern[str]:
    """The end of a reference: "(2001). ", "12-15. ", "[hep-lat]. ", "2001. "."""
    return regex.compile(r"[\d)\]]\.\s+(?=\p{L})")


def _halves(text: str, end: int, start: int = 0) -> list[Part]:
    """References with a full stop between them: names follow a finished one, in the same script (a twin stays)."""
    parts: list[Part] = []
    for match in islice(_stops().finditer(text, start, end), MOST // 10):
        at = match.end()
        left, right = text[start:at], text[at : min(end, at + SHORT)]
        names = shape(text, at, end)
        if not 0 <= names <= 2 or names != shape(left, 0, len(left)) or script(left) != script(right):
            continue
        if whole(left) and whole(right) and score(right) >= REFERENCE + 1:
            parts.append(Part(start, at))
            start = at
    return [*parts, Part(start, end)]


def script(text: str) -> int:
    """Latin, Cyrillic, or other, by the first letter."""
    first = next((char for char in text[:60] if char.isalpha()), "a")
    return 0 if first < "\u0370" else 1 if "\u0400" <= first < "\u0530" else 2


def _remark(text: str) -> int:
    """Where an editor's remark in brackets begins, after the last reference of a paper: "（责任编辑：李华）"."""
    match = _bracket().search(text, max(0, len(text) - 50))
    inner = match[1].replace(" ", "") if match else ""
    remark = match and any(inner.startswith(word) for word in words.get("heading.other", "zh"))
    return match.start() if match and remark else len(text)


@cache
def _bracket() -> regex.Pattern[str]:
    return regex.compile(r"\s*[(（\[【]([^()（）\[\]【】]{2,40})[)）\]】]\s*$")


@cache
def _lettered() -> regex.Pattern[str]:
    """a) or (a): references under one number, as chemists print them."""
    return regex.compile(r"\(?([a-z])\s?\)\s*\S")


def whole(text: str) -> bool:
    return bool(year().search(text)) and (score(text) >= REFERENCE or bool(_preprint().search(text)))


@cache
def _preprint() -> regex.Pattern[str]:
    return regex.compile(
        r"(?<!\p{L})(?:hep|nucl|astro|cond|gr|quant|math|physics)(?:-\p{Ll}{2,4})?/\d{7}(?!\d)|arXiv:\s?\d"
    )


@cache
def year() -> regex.Pattern[str]:
    return regex.compile(
        r"(?<![\d.,/])(?:1[5-9]|20)\d\d[a-z]?(?!\d)|arXiv|\b(?:hep|nucl|astro|cond|gr|quant|math)-\p{Ll}{2,4}/\d"
    )
