"""Organisations among names: told by words that mark a body (data/words: body), never divided into family and given.

Words that are family names too (House, Bank, Court: body.weak) count only beside another sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from polybib import words

from .name_data import western
from .name_order import cyrillic
from .name_words import WORD, and_pattern, split, titles

_INITIAL = re.compile(r"(?<!\S)[^\W\d_a-zа-я]\.|(?<!\S)[A-ZА-Я](?:\s|$)|(?<!,)\s[A-Z]{2}\.?$")
_DOTTED = re.compile(r"(?<!\S)[^\W\d_]\.")
_ADJECTIVE = ("al", "ic", "ive", "ary")
_MARKED = re.compile("[\ue000-\uf8ff]")  # where a bracket stood (name_clean.py)
_CYRILLIC = re.compile("[\u0400-\u052f]")
_NEAR = 200  # how far from an "and" its sides are looked at


@cache
def _strong() -> frozenset[str]:
    return frozenset(w.casefold() for w in words.get("body") if " " not in w and not _han(w)) - _weak()


@cache
def _weak() -> frozenset[str]:
    return frozenset(w.casefold() for w in words.get("body.weak") if not _han(w))


@cache
def _known() -> frozenset[str]:
    return _strong() | _weak() | frozenset(_phrases())


@cache
def _of() -> re.Pattern[str]:
    return re.compile(r"(?<=\w\s)" + words.alternatives("body.of") + r"(?=\s)")


@cache
def _prefix() -> re.Pattern[str]:
    return re.compile(words.alternatives("body.prefix") + r"\s")


@cache
def _units(category: str) -> frozenset[str]:
    return frozenset(words.get(category))


@cache
def _stems() -> frozenset[str]:
    """Cyrillic body words without their endings, so that every case of them is known."""
    stems = (word.rstrip("аеёийоуъыьэюяіїє") for word in _strong() if cyrillic(word))
    return frozenset(stem for stem in stems if len(stem) > 4)


@cache
def _phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases of bodies by their first word."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in (split(w) for w in words.get("body") if " " in w):
        found[phrase[0]] = (*found.get(phrase[0], ()), phrase)
    return found


@cache
def _places() -> frozenset[str]:
    return frozenset(w.casefold() for w in words.get("place")) | {"united states", "united kingdom"}


def _han(word: str) -> bool:
    return word[0] >= "\u2e80"


@lru_cache(maxsize=256)
def weight(text: str) -> tuple[int, int]:
    """How many strong and weak words of bodies a text has.

    >>> weight("Stanford University. Department of Civil Engineering"), weight("Министерства образования")
    ((2, 0), (1, 0))
    """
    parts = WORD.findall(text.casefold())
    if _known().isdisjoint(parts) and (text.isascii() or not _CYRILLIC.search(text)):
        return 0, 0
    strong = weak = 0
    for i, part in enumerate(parts):
        if (part,) in titles():
            continue
        if part in _strong() or _is_case(part) or _begins_phrase(parts, i):
            strong += 1
        elif part in _weak():
            weak += 1
    return strong, weak


def _is_case(part: str) -> bool:
    """A case of a Cyrillic word: министерства, институтом."""
    return part[0] >= "\u0400" and cyrillic(part) and any(part[:-cut] in _stems() for cut in (1, 2, 3, 4))


def _begins_phrase(parts: list[str], i: int) -> bool:
    return any(tuple(parts[i : i + len(phrase)]) == phrase for phrase in _phrases().get(parts[i], ()))


def may_hold_body(text: str) -> bool:
    """Has a list any sign of a body?"""
    return any(weight(text)) or _of().search(text) is not None


def is_place(text: str) -> bool:
    """A country or town alone, as the laws of a state are entered (BRASIL)."""
    return text.casefold().rstrip(".") in _places()


def is_body(text: str) -> bool:
    """Is this part of a list an organisation?

    >>> is_body("China Ministry of Industry and Information Technology"), is_body("Humphry House"), is_body("Bank J")
    (True, False, False)
    """
    strong, weak = weight(text)
    linked = _of().search(text) is not None
    prefix = _prefix().match(text)
    pattern = _DOTTED if text.isupper() else _INITIAL
    if pattern.search(text, prefix.end() if prefix else 0) and not (strong > 1 or (strong and linked)):
        return False
    if strong:
        return True
    size = text.count(" ") + 1
    if weak:
        named = text.split(" ", 1)[0].casefold() in western().given
        return linked or weak > 1 or (size > 2 and not named)
    return linked and size > 2


def divide(text: str) -> Iterator[str]:
    """The bodies of a list: parted at commas and "and" only where each side is whole.

    >>> list(divide("American Water Works Association, American Public Health Association"))
    ['American Water Works Association', 'American Public Health Association']
    >>> list(divide("China Ministry of Industry and Information Technology"))
    ['China Ministry of Industry and Information Technology']
    """
    held: list[str] = []
    for part in filter(None, map(str.strip, text.split(","))):
        if held and _continues(held[0], part):
            held.append(part)
        else:
            if held:
                yield from _at_and(", ".join(held))
            held = [part]
    if held:
        yield from _at_and(", ".join(held))


def _continues(held: str, part: str) -> bool:
    """Does a part after a comma belong to the body before it: a place, a higher body, the end of a list with "and"?"""
    joined = and_pattern().match(part)
    if joined:
        return not is_body(part[joined.end() :])
    if part.split(" ", 1)[0].casefold().rstrip(".") in _units("body.form"):
        return _INITIAL.search(held) is None  # "Waste Management, Inc."
    if not is_body(held):
        return False
    if and_pattern().search(part) and held.endswith(_ADJECTIVE) and is_body(part):
        return True  # "Educational, Scientific and Cultural Organization"
    first, start = (text.split(" ", 1)[0].casefold() for text in (held, part))
    if start in _units("body.subunit") or first in _units("body.unit") or is_place(_MARKED.sub("", part).strip()):
        return True
    return not is_body(part) and not (part.isupper() and " " not in part) and not _INITIAL.search(part)


def _at_and(text: str) -> Iterator[str]:
    start = 0
    for match in and_pattern().finditer(text):
        left = text[max(start, match.start() - _NEAR) : match.start()].strip(" ,")
        right = text[match.end() : match.end() + _NEAR].strip()
        whole = " " in left and weight(left)[0] > 0 and " " in right and is_body(right)
        if whole and (_marks(right.split(" ", 1)[0]) or _marks(left.rpartition(" ")[2])):
            yield left if start + _NEAR > match.start() else text[start : match.start()].strip(" ,")
            start = match.end()
    rest = text[start:].strip(" ,")
    if rest:
        yield rest


def _marks(word: str) -> bool:
    return weight(word)[0] > 0
