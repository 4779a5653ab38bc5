"""Organisations among names: told by words that mark a body (data/words: body), never divided into family and given.

Words that are family names too (House, Bank, Court: body.weak) count only beside another sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from polybib import words

from .name_data import western
from .name_order import cyrillic
from .name_words import WORD, split, titles

_LINK = re.compile(r"(?<=\s)(?:of|for|the|in|on|by|für|des|der|del|della|dell|per|pour|sur|для|по|при|на|о|об|та|з|de|do|da|do|dos|das|du|di|e|y|et|и|und|and)(?=\s)")
_OF = re.compile(r"(?<=\w\s)(?:of|for|für|pour|для|по|при)(?=\s)")
_AND = re.compile(r"\s(?:and|und|et|y|e|и|та|і|&)\s")
_INITIAL = re.compile(r"(?<!\S)[^\W\d_a-zа-я]\.|(?<!\S)[A-ZА-Я](?:\s|$)|(?<!,)\s[A-Z]{2}\.?$")
_DOTTED = re.compile(r"(?<!\S)[^\W\d_]\.")
_PREFIX = re.compile(r"(?:U\.\s?S\.(?:\s?A\.)?|U\.\s?K\.|U\.\s?N\.|US|UK|UN|EU|R|St\.)\s")
_MARKED = re.compile("[\ue000-\uf8ff]")  # where a bracket stood (name_clean.py)
_UNIT = ("department", "faculty", "school", "division", "section", "laboratory", "dept", "college", "institute", "centre", "center", "office", "bureau", "кафедра", "факультет", "departamento", "faculdade", "facultad", "département", "institut")


@cache
def _strong() -> frozenset[str]:
    return frozenset(w.casefold() for w in words.get("body") if " " not in w and not _han(w)) - _weak()


@cache
def _weak() -> frozenset[str]:
    return frozenset(w.casefold() for w in words.get("body.weak") if not _han(w))


@cache
def _stems() -> frozenset[str]:
    """Cyrillic body words without their endings, so that every case of them is known."""
    return frozenset(stem for word in _strong() if cyrillic(word) and len(stem := word.rstrip("аеёийоуъыьэюяіїє")) > 4)


@cache
def _phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases of bodies by their first word."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in (split(w) for w in words.get("body") if " " in w):
        found[phrase[0]] = (*found.get(phrase[0], ()), phrase)
    return found


def _han(word: str) -> bool:
    return word[0] >= "\u2e80"


def weight(text: str) -> tuple[int, int]:
    """How many strong and weak words of bodies a text has.

    >>> weight("Stanford University. Department of Civil Engineering"), weight("Министерства образования")
    ((2, 0), (1, 0))
    """
    parts = [match[0].casefold() for match in WORD.finditer(text)]
    strong = weak = 0
    for i, part in enumerate(parts):
        if (part,) in titles():
            continue
        if part in _strong():
            strong += 1
        elif part in _weak():
            weak += 1
        elif part[0] >= "\u0400" and cyrillic(part) and any(part[:-cut] in _stems() for cut in (1, 2, 3, 4)):
            strong += 1
        elif part in _phrases() and any(tuple(parts[i : i + len(phrase)]) == phrase for phrase in _phrases()[part]):
            strong += 1
    return strong, weak


def is_body(text: str) -> bool:
    """Is this part of a list an organisation?

    >>> is_body("China Ministry of Industry and Information Technology"), is_body("Humphry House"), is_body("Bank J")
    (True, False, False)
    """
    size = text.count(" ") + 1
    strong, weak = weight(text)
    linked = _OF.search(text) is not None
    prefix = _PREFIX.match(text)
    pattern = _DOTTED if text.isupper() else _INITIAL
    if pattern.search(text, prefix.end() if prefix else 0) and not (strong > 1 or (strong and linked)):
        return False
    if strong:
        return size > 1 or weight(text)[0] > 0
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
    if part.casefold().startswith(("and ", "et ", "und ", "и ", "inc", "ltd", "llc", "gmbh", "co.", "corp")):
        return not is_body(part.split(" ", 1)[-1])
    first = held.split(" ", 1)[0].casefold()
    if not is_body(held):
        return False
    if " and " in part and held.endswith(("al", "ic", "ive", "ary")) and is_body(part):
        return True  # "Educational, Scientific and Cultural Organization"
    start = part.split(" ", 1)[0].casefold()
    if start in _UNIT[:6] or first in _UNIT or is_place(_MARKED.sub("", part).strip()):
        return True
    return not is_body(part) and not (part.isupper() and " " not in part) and not _INITIAL.search(part)


@cache
def _places() -> frozenset[str]:
    return frozenset(w.casefold() for w in words.get("place")) | {"united states", "united kingdom"}


def is_place(text: str) -> bool:
    """A country or town alone, as the laws of a state are entered (BRASIL; São Paulo)."""
    return text.casefold().rstrip(".") in _places()


def _at_and(text: str) -> Iterator[str]:
    start = 0
    for match in _AND.finditer(text):
        left, right = text[max(start, match.start() - 200) : match.start()], text[match.end() : match.end() + 200]
        if _whole(left) and right.count(" ") and is_body(right) and (_begins(right) or _ends(left)) and not _half(left, right):
            yield left.strip(" ,")
            start = match.end()
    rest = text[start:].strip(" ,")
    if rest:
        yield rest


def _whole(text: str) -> bool:
    return text.count(" ") > 0 and weight(text)[0] > 0


def _begins(text: str) -> bool:
    first = WORD.search(text)
    return first is not None and first[0].casefold() in _strong()


def _ends(text: str) -> bool:
    last = text.rstrip(" ,.").rpartition(" ")[2]
    return weight(last)[0] > 0


def _half(left: str, right: str) -> bool:
    """ "Council of Science and Technology Institutes": one body whose parts share a word."""
    return _LINK.search(left) is not None and not _ends(left) and not _begins(right)
