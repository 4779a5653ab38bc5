"""The words of the GOST family as look-up tables: what a word may announce, and phrases of several words.

The standards set these words in the language of the description (GOST 7.0.100-2018, 5.1.5; DSTU 8302:2015, 5.5), and
authors mix languages and scripts; so all languages of the family are read at once, and letters that look alike in
Cyrillic and Latin are one ("C. 5" in either script).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

import regex

from polybib import words
from polybib.styles._scan import compiled

LANGUAGES = ("ru", "uk", "be", "kk", "bg", "sr", "mk", "ky", "tg", "mn", "en", "de", "fr")
TOKEN = r"[\p{L}\p{M}]+(?:['’ʹ-][\p{L}\p{M}]+)*+|\d+|№"
ALIKE = str.maketrans("aceokmtpxybh", "асеокмтрхувн")
LABELS = (
    "volume",
    "issue",
    "page",
    "part",
    "extent",
    "edition",
    "year-word",
    "edition-note",
    "date-filler",
    "copyright",
    "circa",
)


NOTHING: frozenset[str] = frozenset()


class Token(NamedTuple):
    """A word, a number or "№", with its key: folded case, look-alike letters as Cyrillic ones where it is short."""

    start: int
    end: int
    key: str


@lru_cache(8192)
def key_of(word: str) -> str:
    """The key of a word; a short one is the same in Latin and in Cyrillic letters.

    >>> key_of("C") == key_of("С"), key_of("Press")
    (True, 'press')
    """
    word = word.casefold()
    return word.translate(ALIKE) if len(word) <= 2 else word


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words and numbers of a text."""
    found = compiled(TOKEN).finditer(text, start, len(text) if end is None else end)
    return [Token(m.start(), m.end(), key_of(m.group())) for m in found]


@cache
def kinds() -> dict[str, frozenset[str]]:
    """What each single word may announce: "volume", "issue", "page" ..., "month", "ordinal"."""
    table: dict[str, set[str]] = {}
    for kind in LABELS:
        for word in words.get(kind, *LANGUAGES):
            if " " not in word and "." not in word:
                table.setdefault(key_of(word), set()).add(kind)
    for kind, name in (("month", "month"), ("ordinal", "ordinal-word")):
        for word in words.numbered(name):
            table.setdefault(key_of(word), set()).add(kind)
    return {word: frozenset(found) for word, found in table.items()}


@cache
def single(*categories: str) -> frozenset[str]:
    """The one-word entries of categories, as keys."""
    return frozenset(
        key_of(w) for c in categories for w in words.get(c, *LANGUAGES) if len(compiled(TOKEN).findall(w)) == 1
    )


Table = dict[str, Any]  # a tree: the key of each next word, and under "" the category of a phrase that ends there


@cache
def phrases(*categories: str, languages: tuple[str, ...] = LANGUAGES) -> Table:
    """The entries of categories as a tree of keys."""
    table: Table = {}
    for category in categories:
        for word in words.get(category, *languages):
            node = table
            for key in compiled(TOKEN).findall(word):
                node = node.setdefault(key_of(key), {})
            if node is not table:
                node.setdefault("", category)
    return table


def phrase_at(text: str, found: Sequence[Token], i: int, table: Table) -> tuple[str, int] | None:
    """The longest phrase of a table that begins at a token: its category, and the index of the token after it."""
    node, best = table.get(found[i].key), None
    while node is not None:
        if "" in node:
            best = node[""], i + 1
        i += 1
        if i >= len(found) or not near(text, found[i - 1].end, found[i].start):
            break
        node = node.get(found[i].key)
    return best


@cache
def one_of(*categories: str) -> str:
    """A pattern of the words of categories in the family's languages, the longest first; case does not matter."""
    found = {regex.escape(w).replace(r"\ ", r"\s?") for c in categories for w in words.get(c, *LANGUAGES)}
    return "(?i:" + "|".join(sorted(found, key=lambda w: (-len(w), w))) + ")"


@cache
def endings(category: str) -> str:
    """A pattern of the endings of words in a category, at the end of a word."""
    return rf"{one_of(category)}(?!\p{{L}})"


def near(text: str, start: int, end: int) -> bool:
    """Do only a full stop, a hyphen, a comma or spaces stand between two words?"""
    return end - start <= 4 and not text[start:end].strip(" .,-\u2010\u2011\t")


def any_of(found: Iterable[Token], keys: frozenset[str]) -> bool:
    return any(token.key in keys for token in found)


@cache
def places() -> tuple[frozenset[str], frozenset[str]]:
    """Names of places, each as its keys joined by spaces, and their first keys."""
    names = set()
    for word in (*words.get("place", *LANGUAGES), *words.get("place.abbreviated", *LANGUAGES)):
        names.add(" ".join(key_of(k) for k in compiled(TOKEN).findall(word)))
    return frozenset(names), frozenset(n.split(" ")[0] for n in names)
