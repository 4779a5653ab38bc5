"""Looking for words of a category (`data/words`) in a stretch of text: whole words, in any language we have."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from polybib import words
from polybib.styles._scan import compiled
from polybib.styles._sheet import cjk


@cache
def _tables(category: str) -> tuple[frozenset[str], tuple[str, ...], int]:
    """Words that stand between spaces, words that do not (Chinese, Japanese, Korean), the longest in words."""
    known = words.get(category)
    spaced = frozenset(" ".join(_split(w)) for w in known if not cjk(w))
    return spaced, tuple(w for w in known if cjk(w)), max((len(w.split()) for w in spaced), default=0)


def _split(text: str) -> list[str]:
    plain = text.casefold().replace("’", "'").replace(".", "")
    return compiled(r"[\p{L}\p{M}\p{N}№§'/-]+").findall(plain)


def phrases(text: str, longest: int) -> Iterator[str]:
    """All runs of 1 to `longest` words."""
    parts = _split(text)
    for n in range(len(parts)):
        for k in range(1, min(longest, len(parts) - n) + 1):
            yield " ".join(parts[n : n + k])


def found(category: str, text: str) -> bool:
    """Does a text hold a word of the category?

    >>> found("kind.journal", "Chinese Journal of Communication"), found("kind.journal", "世界社会主义研究")
    (True, True)
    >>> found("kind.journal", "Xinhua")
    False
    """
    spaced, joined, longest = _tables(category)
    return any(p in spaced for p in phrases(text, longest)) or any(w in text for w in joined)


def begins(category: str, text: str) -> bool:
    """Does a text begin with a word of the category?"""
    spaced, joined, longest = _tables(category)
    parts = _split(text[:120])[:longest]
    return any(" ".join(parts[:k]) in spaced for k in range(1, len(parts) + 1)) or text.startswith(joined or ("\0",))


def ends(category: str, text: str) -> bool:
    """Does a text end with a word of the category?

    >>> ends("kind.legislation", "国务院关于印发新一代人工智能发展规划的通知")
    True
    """
    spaced, joined, longest = _tables(category)
    parts = _split(text[-120:])[-longest:]
    return any(" ".join(parts[k:]) in spaced for k in range(len(parts))) or text.endswith(joined or ("\0",))


@cache
def table(*categories: str) -> dict[str, str]:
    """Each word of the categories, folded, with its category; an earlier category wins."""
    found: dict[str, str] = {}
    for category in categories:
        for word in words.get(category):
            found.setdefault(word.casefold().rstrip("."), category)
    return found


@cache
def pattern(template: str, *categories: str) -> regex.Pattern[str]:
    r"""A pattern, letter case aside, in which \L<words> stands for the words of the categories."""
    known = sorted({w for c in categories for w in words.get(c)})
    return regex.compile(template, regex.IGNORECASE, words=known)


@cache
def ordinals() -> frozenset[str]:
    """Ordinal numbers as words ("second", "zweite")."""
    return frozenset(words.numbered("ordinal-word"))
