"""Chinese, Korean and Vietnamese names in Latin letters: which word is the family name.

A word can be a family name when it is in the lists, a given name when it is one or two syllables (pinyin, or any
romanisation with a hyphen). Where both orders are possible, the odds of the two readings are weighed: the shares of
the family names in the population against how often the syllables stand as given names (Zhang Wei, Mei Li).
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from .name_data import eastern, western

CERTAIN = 8.0
_LOOSE = re.compile(
    r"(?:[bcdfghjklmnpqrstwxyz]|ch|sh|zh|ts|tz|hs|ng|kw|gw|kh|ph|th)?['’]?[yw]?"
    r"[aeiouüăơưâêô]{1,3}(?:ng|ck|[nhktpmrwlyg])?"
)
_HYPHEN = re.compile(r"[-‐–]")


def plain(word: str) -> str:
    """A word in lower case, without tones, ü as v; only letters.

    >>> plain("Lǚ"), plain("Yong’ai")
    ('lv', 'yongai')
    """
    if word.isascii() and word.isalpha():
        return word.lower()
    text = word.casefold().replace("ü", "v").replace("ǚ", "v").replace("ǜ", "v").replace("ǘ", "v").replace("ǖ", "v")
    return "".join(c for c in unicodedata.normalize("NFD", text) if c.isalpha())


@lru_cache(maxsize=8192)
def syllables(word: str) -> int:
    """How many pinyin syllables a word has, 0 where it is not pinyin; at most three are looked for.

    >>> syllables("Yong’ai"), syllables("Guoping"), syllables("Zhi-yang"), syllables("Smith")
    (2, 2, 2, 0)
    """
    parts = [plain(part) for part in re.split(r"[-‐–'’]", word) if part]
    if not parts or len(parts) > 3 or not all(part.isascii() for part in parts):
        return 0
    total = 0
    for part in parts:
        count = _count(part)
        if not count or (len(parts) > 1 and count > 2):
            return 0
        total += count
    return total if total <= 3 else 0


def _count(word: str) -> int:
    known = eastern().syllables
    if len(word) > 12:
        return 0
    best = {0: 0}
    for end in range(1, len(word) + 1):
        sizes = [best[start] + 1 for start in range(max(0, end - 6), end) if start in best and word[start:end] in known]
        if sizes:
            best[end] = min(sizes)
    return best.get(len(word), 0)


@lru_cache(maxsize=8192)
def family_weight(word: str) -> float:
    """The share of a family name, in per cent of the people; 0 where the lists lack it."""
    data, key = eastern(), plain(word)
    return data.surnames.get(key) or (0.3 if key in data.romanised or key in data.korean else 0.0)


def is_surname(word: str) -> bool:
    """Is this a Chinese family name in pinyin, a compound one too?"""
    return plain(word) in eastern().surnames


@lru_cache(maxsize=8192)
def given_weight(words: tuple[str, ...]) -> float:
    """How likely the words are a given name; 0 where they cannot be one.

    >>> given_weight(("Guoping",)) > given_weight(("Zhang",)) > 0 == given_weight(("Smith",))
    True
    """
    if len(words) > 2:
        return 0.0
    counts = [syllables(word) for word in words]
    if all(counts) and sum(counts) <= 2:
        if counts == [2] and is_surname(words[0]):  # Ouyang, Sima
            return 0.05
        return 6.0 if sum(counts) == 2 else eastern().given.get(plain(words[0]), 0.1)
    if len(words) == 1 and counts[0] == 3 and not _western(words[0]):
        return 0.3
    parts = [part for word in words for part in _HYPHEN.split(word)]
    loose = len(parts) == 2 and all(len(p) <= 6 and _LOOSE.fullmatch(plain(p)) for p in parts)
    if loose and not any(map(_western, parts)):
        return 4.0
    return 0.0


def _western(word: str) -> bool:
    return word.casefold() in western().given


def lean(words: Sequence[str]) -> float | None:
    """The log-odds of family name first for the words of one name, None where it is not East Asian.

    >>> lean(["Yang", "Guoping"]) == CERTAIN == -lean(["Guoping", "Yang"])
    True
    >>> lean(["Zhang", "Wei"]) > 5, lean(["Mei", "Li"]) < -2, lean(["Celia", "Chan"]) is None
    (True, True, True)
    """
    if not 2 <= len(words) <= 4:
        return None
    vietnamese = _vietnamese(words)
    if vietnamese is not None:
        return vietnamese
    if len(words) > 3:
        return None
    first = family_weight(words[0]) * given_weight(tuple(words[1:]))
    last = family_weight(words[-1]) * given_weight(tuple(words[:-1]))
    if (not first and not last) or any(len(w) > 3 and _western(w) and not is_surname(w) for w in words):
        return None
    if not last:
        return CERTAIN
    if not first:
        return -CERTAIN
    return max(-CERTAIN, min(CERTAIN, math.log(first / last)))


def _vietnamese(words: Sequence[str]) -> float | None:
    """Nguyễn Văn Hùng, Hung Nguyen: a family name of the short list, and more than two words or its diacritics."""
    data = eastern()
    first, last = (word.casefold() in data.vietnamese for word in (words[0], words[-1]))
    sure_first, sure_last = (plain(word) in data.vietnamese_sure for word in (words[0], words[-1]))
    if first and last:
        return CERTAIN if sure_first and len(words) > 2 else None
    if first and (sure_first or not words[0].isascii()):
        return CERTAIN
    return -CERTAIN if last and (sure_last or not words[-1].isascii()) else None
