"""The order of a list: as cited, or by the sort keys of the style, scripts apart.

GOST R 7.0.100 and Russian practice put Cyrillic before Latin, GB/T 7714-2015, 9.3.2 Chinese first, then Japanese,
Western, Russian and other scripts. So the script of the list's own language leads, the others follow in the order of
Unicode. Within a script names stand as its readers look them up: Han by pinyin, the rest by the Unicode Collation
Algorithm (PyICU, where it is installed, with the rules of the language; else pyuca).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from polybib.bibliography import _sort_keys, languages
from polybib.bibliography.items import Item
from polybib.values.languages import scripts

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

UNICODE = ("Latn", "Grek", "Cyrl", "Armn", "Geor", "Hebr", "Arab", "Deva", "Thai", "Hang", "Kana", "Hani")
CHINESE = ("Hani", "Kana", "Hang", "Latn", "Cyrl")
OWN = {"zh": "Hani", "ja": "Kana", "ko": "Hang", "el": "Grek", "he": "Hebr", "ar": "Arab", "fa": "Arab"}


def sorted_items(
    items: Sequence[Item],
    root: Element | None,
    locale: str,
    how: str = "style",
    heading: Callable[[Any], str] | None = None,
) -> list[Item]:
    """The items in order. `how`: "style" as the style says, "cited" as they came, "name" by name, title and date.
    `heading` tells what an entry begins with, where that is neither its first author nor what the style's keys say."""
    keys = _sort_keys.keys(root) if root is not None and how == "style" else []
    if how == "name" or (keys and heading):
        keys = [_sort_keys.Key(heading or _by_name), _sort_keys.Key(lambda csl: _sort_keys.variable(csl, "issued"))]
    if not keys:
        return list(items)
    texts = [[key.text(one.csl) for key in keys] for one in items]
    rank = _ranks(locale)
    collate = collation(locale)
    at = list(range(len(items)))
    for n, key in reversed(list(enumerate(keys))):
        made = [_key(row[n], collate) for row in texts]
        if key.down:  # empty values last all the same
            at.sort(key=lambda i: made[i], reverse=True)
            at.sort(key=lambda i: texts[i][n] == "")
        else:
            at.sort(key=lambda i: made[i])
    at.sort(key=lambda i: rank((heading or _by_name)(items[i].csl)))
    return [items[i] for i in at]


def _by_name(csl: Any) -> str:
    """The text under which an item is looked up, whatever the style: names and title."""
    people = next((text for name in ("author", "editor") if (text := _sort_keys.variable(csl, name))), "")
    return f"{people} {csl.get('title', '')}".strip()


def _key(text: str, collate: Callable[[str], Any]) -> Any:
    """The key of a text; an item without a value stands last (CSL 1.0.2, "Sorting")."""
    return (False, collate(text)) if text else (True, ())


def _ranks(locale: str) -> Callable[[str], int]:
    """The place of a text's script."""
    short = locale[:2].lower()
    own = "Cyrl" if short in languages.CYRILLIC else OWN.get(short, "Latn")
    order = CHINESE if own == "Hani" else (own, *(name for name in UNICODE if name != own))
    places = {name: n for n, name in enumerate(order)}

    def rank(text: str) -> int:
        letters = next((char for char in text if scripts(char)), "")
        found = next(iter(scripts(letters)), "")
        found = "Kana" if found == "Hani" and languages.script(text) == "Kana" else found
        return places.get(found, len(places))

    return rank


def collation(locale: str) -> Callable[[str], Any]:
    """The key of a text in the order of a locale.

    >>> sorted(["Ярцев", "Ёлкин", "Елагин", "Ефимов"], key=collation("ru-RU"))
    ['Елагин', 'Ёлкин', 'Ефимов', 'Ярцев']
    >>> sorted(["张伟", "李明", "王芳", "曾国藩"], key=collation("zh-CN"))
    ['李明', '王芳', '曾国藩', '张伟']
    """
    plain = _icu(locale) or _uca()

    def key(text: str) -> Any:
        if not any(char >= "\u2e80" for char in text):
            return ((0, plain(_bare(text))),)
        return tuple(_han(char) if _is_han(char) else (0, plain(char)) for char in _read_names(text))

    return key


def _bare(text: str) -> str:
    """A text without the punctuation that stands before its first letter."""
    return text.lstrip("\"'«»“”‘’„([{-–— ") or text


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or "\U00020000" <= char <= "\U0003ffff"


def _read_names(text: str) -> str:
    return unicodedata.normalize("NFKC", _bare(text))


@cache
def _han(char: str) -> tuple[int, Any]:
    """A character by its reading; a surname by the reading that it has as one."""
    from polybib.bibliography.romanize import reading

    return (1, (*reading(char), char))


@cache
def _uca() -> Callable[[str], Any]:
    if find_spec("pyuca") is None:
        return lambda text: unicodedata.normalize("NFKD", text).casefold()
    made: Callable[[str], Any] = import_module("pyuca").Collator().sort_key
    return made


@cache
def _icu(locale: str) -> Callable[[str], Any] | None:
    """PyICU's keys, if it is installed."""
    if find_spec("icu") is None:
        return None
    icu = import_module("icu")
    made: Callable[[str], Any] = icu.Collator.createInstance(icu.Locale(locale)).getSortKey
    return made
