"""Spaces that OCR and line ends left between Han characters."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache

import regex

from polybib import words
from polybib.repair.draft import Fix, swap
from polybib.repair.lexicon import han_level

_UNKNOWN = 18  # the level of a character that the lexicon lacks
_WINDOW = 6  # characters on each side of the space that are weighed
_CERTAIN = 8  # how much likelier, as a logarithm, the text must be without the space


@cache
def _pattern(name: str) -> regex.Pattern[str]:
    han = "[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]"
    return regex.compile(
        {
            "needed": f"{han}[，。；：、）】》]? |[，。；：、（【《] {han}",
            "gap": f"(?P<left>(?<!{han}){han}{{1,40}}|(?<={han}){han}{{6,40}}) (?={han})",
            "run": f"{han}{{1,40}}",
            "sign": f"(?<={han}) (?=[，。；：、）】》])|(?<=[，；：、（【《]) (?={han})",
            "kana": "[\u3041-\u30ff]",
            "list": r"\s*(?:$|[,，、;；.．(（:：\[［]|[A-Za-z])",
        }[name]
    )


def needs_joining(text: str) -> bool:
    return " " in text and not text.isascii() and _pattern("needed").search(text) is not None


def han_spaces(text: str, known: Collection[str] = ()) -> Iterator[Fix]:
    """A space inside a Chinese word or name, or beside full-width punctuation.

    A space between Han characters often divides two fields, two names or two halves of a title, and then it stays. It
    goes where a word of four characters runs across it (`清 华大学`), where the words of the lexicon, weighed by their
    frequency, are far likelier to run across it than to stop (`理 论`, `出 版社`), where the document has the whole
    word, and after a surname in a list of names (`冯 昭奎,`).

    >>> [edit.start for fix in han_spaces("系统的理 论与实验研究, 科学网 新一轮技术革命") for edit in fix.edits]
    [4]
    """
    for found in _pattern("sign").finditer(text):
        yield swap(found.start(), found.end(), "")
    for found in _pattern("gap").finditer(text):
        gap = found.end() - 1
        right = _pattern("run").match(text, gap + 1)
        if right and _one_word(text, found["left"], right, known):
            yield swap(gap, gap + 1, "")


def _one_word(text: str, left: str, right: regex.Match[str], known: Collection[str]) -> bool:
    """Whether the runs on both sides of a space are one word."""
    begin = right.start() - 1 - len(left)
    surname = left[:1] in words.get("surname.common", "zh") and not text[begin - 1 : begin].isalpha()
    if surname and len(left) == 1 and len(right[0]) <= 2:
        return _pattern("list").match(text, right.end()) is not None and not _pattern("kana").search(text)
    if (left + right[0]) in known:
        return True
    if surname and 2 <= len(left) <= 3:
        return False  # a name, and what it wrote
    across = (left[-size:] + right[0][: 4 - size] for size in (1, 2, 3))
    if any(len(word) == 4 and han_level(word) for word in across):
        return True
    return _gain(left[-_WINDOW:], right[0][:_WINDOW]) >= _CERTAIN


def _gain(left: str, right: str) -> int:
    """How much likelier, as a logarithm, two pieces are as one text than as two."""
    return _level(left) + _level(right) - _level(left + right)


def _level(text: str) -> int:
    """Minus the logarithm of the likeliest division of a text into words."""
    best = [0]
    for end in range(1, len(text) + 1):
        costs = [best[end - 1] + (han_level(text[end - 1 : end]) or _UNKNOWN)]
        for size in range(2, min(4, end) + 1):
            level = han_level(text[end - size : end])
            if level:
                costs.append(best[end - size] + level)
        best.append(min(costs))
    return best[-1]
