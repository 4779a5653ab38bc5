"""The words of the languages we read, as data: `data/words/<language>.json`, one object of lists by category.

A category holds the words of one meaning ("month.1", "et-al", "role.editor", "volume", "issue", "page", "edition",
"accessed", "heading.references", ...); `docs/formats.md` lists the categories. Words stand as printed, in lower case
where case does not matter; a full stop that may be missing is left out ("вып", not "вып.").
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from itertools import pairwise

import regex


@cache
def _all() -> dict[str, dict[str, tuple[str, ...]]]:
    folder = files("polybib") / "data" / "words"
    tables = {}
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".json"):
            table = json.loads(entry.read_text(encoding="utf-8"))
            tables[entry.name.removesuffix(".json")] = {name: tuple(words) for name, words in table.items()}
    return tables


@cache
def get(category: str, *languages: str) -> tuple[str, ...]:
    """The words of a category in the languages named (in all, when none is), longest first.

    >>> "et al" in get("et-al")
    True
    """
    tables = [table for lang, table in _all().items() if not languages or lang in languages]
    found = {word for table in tables for word in table.get(category, ())}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def held(text: str, *categories: str) -> tuple[str, ...]:
    """The words of categories that a text holds, letter case aside, in whatever surroundings: a pattern of these alone
    finds in the text what a pattern of all words finds, and takes far less time to compile.

    >>> held("Smith et al.", "et-al")
    ('et al',)
    """
    lower, table = text.lower(), _by_beginning(*categories)
    if len(table) < len(lower):
        near = [same for pair, same in table.items() if pair in lower]
    else:
        near = [table[pair] for pair in {*map("".join, pairwise(lower)), *lower} & table.keys()]
    return tuple(sorted([word for same in near for word, low in same if low in lower]))


def begun(lower: str, at: int, category: str) -> list[str]:
    """The words of a category with which a text, in lower case, goes on at a position.

    >>> begun("et al.", 0, "et-al")
    ['et al']
    """
    table = _by_beginning(category)
    near = (*table.get(lower[at : at + 2], ()), *table.get(lower[at : at + 1], ()))
    return [word for word, low in near if lower.startswith(low, at)]


@cache
def _by_beginning(*categories: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """The words of categories, each with its lower case, by their first two letters."""
    found: dict[str, list[tuple[str, str]]] = {}
    for word in {w for c in categories for w in get(c)}:
        found.setdefault(word.lower()[:2], []).append((word, word.lower()))
    return {pair: tuple(same) for pair, same in found.items()}


@cache
def languages_of(category: str) -> dict[str, str]:
    """Each word of a category, with the first language that has it."""
    found: dict[str, str] = {}
    for lang, table in _all().items():
        for word in table.get(category, ()):
            found.setdefault(word, lang)
    return found


@cache
def numbered(prefix: str) -> dict[str, int]:
    """Words of numbered categories: numbered("month") gives {"january": 1, "января": 1, ...}."""
    found: dict[str, int] = {}
    for table in _all().values():
        for category, words in table.items():
            head, _, number = category.rpartition(".")
            if head == prefix and number.isdigit():
                for word in words:
                    found.setdefault(word, int(number))
    return found


@cache
def alternatives(*categories: str) -> str:
    """A regex group of all words of the categories, longest first; a space in a word matches any white space.

    >>> alternatives("et-al").startswith("(?:")
    True
    """
    words = sorted({w for c in categories for w in get(c)}, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(regex.escape(word).replace("\\ ", r"\s+") for word in words) + ")" if words else r"(?!)"
