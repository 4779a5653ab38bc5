"""Family name or given name first, in a name of whole words without a comma.

`lean` weighs what the words themselves show: capitals, lists of names, pinyin, patronymics, endings. What the list or
the document shows is added by the caller.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from polybib import words as data

from . import pinyin
from .name_data import eastern, western
from .name_words import particles

SURE = 8.0
_NO_PARTICLE = frozenset("an as at ad ash az ar un ul ben ap su".split())


@cache
def _endings(category: str) -> tuple[str, ...]:
    return data.get(category)


@cache
def _family_endings() -> tuple[str, ...]:
    """Endings of family names, case-folded (σ for a Greek ς)."""
    return tuple(ending.casefold() for ending in _endings("name.family-ending"))


def is_patronymic(word: str) -> bool:
    """A Slavic or Turkic patronymic, in the nominative or genitive.

    >>> is_patronymic("Валентинович"), is_patronymic("Михайлівни"), is_patronymic("Иванов")
    (True, True, False)
    """
    low = word.casefold()
    return low in _endings("name.patronymic-word") or (len(low) > 5 and low.endswith(_endings("name.patronymic")))


def cyrillic(word: str) -> bool:
    return any("\u0400" <= c <= "\u052f" for c in word[:3])


def is_particle(word: str) -> bool:
    """A particle with a capital, which belongs to the family name (Van Spall, De Man)."""
    low = word.casefold()
    return len(low) > 1 and low in particles() and low not in _NO_PARTICLE


def is_given(word: str) -> bool:
    """In the lists of given names; the genitive of a Slavic one counts (Ивана, Адама)."""
    return rank(word) > 0


@lru_cache(maxsize=8192)
def rank(word: str) -> int:
    """3 a double given name, 2 a given name, 1 given and family name alike, 0 unknown, -1 a family name.

    >>> rank("Jean-Paul"), rank("Celia"), rank("Wilson"), rank("Zzyzx"), rank("Andersson")
    (3, 2, 1, 0, -1)
    """
    names, low = western(), word.casefold().rstrip(".").replace("i\u0307", "i")
    if is_particle(word):
        return 0
    if "-" in low and all(part in names.given for part in low.split("-")):
        return 3
    if low in names.given:
        return 2
    if low in names.either:
        return 1
    if low in names.family:
        return -1
    if low[-1:] in ("а", "a") and low[:-1] in names.given:
        return 2
    if low[-1:] == "я" and (low[:-1] + "й" in names.given or low[:-1] + "ь" in names.given):
        return 2
    return -1 if (len(low) > 5 or cyrillic(word)) and low.endswith(_family_endings()) else 0


def is_family(word: str) -> bool:
    return rank(word) in (-1, 1)


def lean(words: Sequence[str]) -> tuple[float, bool]:
    """How far the words show the family name first (above 0) or last (below 0); and whether the name is East Asian.

    >>> lean(["Sartre", "Jean-Paul"])[0] > 0 > lean(["Manya", "Koetse"])[0]
    True
    >>> lean(["Белозеров", "Иван", "Валентинович"])[0] > 0, lean(["Ван", "Сюнь"])[0] > 0
    (True, True)
    """
    if cyrillic(words[0]):
        return _slavic(words)
    if len(words) > 4:
        return (0.0 if words[0].isascii() else -2.0), False
    east = pinyin.lean(words)
    if east is not None:
        return east, True
    if words[0][0] > "\u058f":  # no capitals: Hebrew, Arabic, Georgian, Indic
        return -3.0, False
    return _listed(words), False


def _listed(words: Sequence[str]) -> float:
    first, last = rank(words[0]), rank(words[-1])
    hungarian = western().hungarian
    if words[-1].casefold() in hungarian and (first < 1 or len(words) > 2 or words[0].casefold() in hungarian):
        return SURE if first < 1 else 4.0
    japanese = eastern().japanese
    if words[0].casefold() in japanese or words[-1].casefold() in japanese:
        if words[-1].casefold() not in japanese and first < 1:
            return SURE if last > 1 else 4.0
        if words[0].casefold() not in japanese:
            return -5.0
    if len(words) > 2 and last > 1 and all(rank(word) < 2 for word in words[:-1]):
        return 6.0
    return _ODDS[max(first, -1)][max(last, -1)]


# how far a pair of ranks (see `rank`) shows the family name first; an unknown name before a given one shows little, for
# the lists know few names of Africa and Asia
_ODDS = {
    2: {3: 2.0, 2: -2.0, 1: -3.0, 0: -SURE, -1: -SURE},
    1: {3: 6.0, 2: -1.0, 1: -1.5, 0: -4.0, -1: -4.0},
    0: {3: 6.0, 2: 1.5, 1: -1.0, 0: -2.0, -1: -3.0},
    -1: {3: SURE, 2: SURE, 1: 3.0, 0: 1.0, -1: -1.0},
}
_ODDS[3] = {3: -1.0, 2: -2.0, 1: -SURE, 0: -SURE, -1: -SURE}


def _slavic(words: Sequence[str]) -> tuple[float, bool]:
    if len(words) > 2 and is_patronymic(words[-1]):
        return SURE, False
    if len(words) > 2 and any(is_patronymic(word) for word in words[1:-1]):
        return -SURE, False
    if words[0] in eastern().cyrillic and len(words) < 4 and not is_given(words[-1]) and not is_family(words[-1]):
        return SURE, False
    first, last = rank(words[0]) > 1, rank(words[-1]) > 1
    if first != last:
        return (-SURE if first else SURE), False
    families = is_family(words[0]) - is_family(words[-1])
    return 4.0 * families - 1.0, False


def given_start(words: Sequence[str]) -> int:
    """In a name with the family name first: where the given names begin.

    >>> given_start(["Nyékyné", "Gaizler", "Judit"]), given_start(["Wang", "Xiao", "Ming"])
    (2, 1)
    """
    start = len(words)
    while start > 1 and is_given(words[start - 1]):
        start -= 1
    return start if start < len(words) else 1


def family_start(words: Sequence[str]) -> int:
    """In a name with the given name first: where the family name begins; Spanish and Portuguese have two.

    >>> family_start(["Luis", "Montaño", "Hirose"]), family_start(["Daniel", "Berkeley", "Updike"])
    (1, 2)
    """
    last = len(words) - 1
    if words[0][0] > "\u058f":
        return 1
    iberian = western().iberian
    double = last >= 2 and words[last - 1].casefold() in iberian and not is_given(words[last - 1])
    if double and (words[last].casefold() in iberian or (is_given(words[0]) and not words[last - 1].isascii())):
        return last - 1
    while last > 1 and is_particle(words[last - 1]):
        last -= 1
    return last
