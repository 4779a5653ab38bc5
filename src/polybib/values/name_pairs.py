"""Which parts of a list, divided at its commas, belong together: "Family, Given" or two names.

Every part has a shape; each way to read it has a cost, and so has a change of manner inside one list. The cheapest
reading of the whole list is taken (a Viterbi pass, linear in the parts), so that "Perrow, Charles, and Kenneth
Thompson", "Kato, M., Lin, S. J." and "Golovin V., Ivanov P." are all read by what the list as a whole shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from . import name_order as order
from .name_tokens import Piece
from .pinyin import given_weight, is_surname, syllables


class Unit(NamedTuple):
    """One name: the index of its family part, of its given part and of its suffix part (-1: none)."""

    family: int
    given: int = -1
    suffix: int = -1


def shape(part: Piece) -> str:
    """S suffix, I initials, 1 one word, N words, F family and initials, G initials and family, M between, X other."""
    return _shape(part.kinds)


@lru_cache(maxsize=1024)
def _shape(kinds: str) -> str:
    kinds = kinds.rstrip("S")
    if not kinds:
        return "S"
    if "I" in kinds:
        if not kinds.strip("Ip"):
            return "I"
        if kinds[0] == "I":
            return "G" if kinds[-1] in "WU" else "M"
        return "F" if kinds[-1] in "Ip" else "M"
    if kinds == "x":
        return "1"
    if "x" in kinds or not kinds.strip("p"):
        return "X"
    return "1" if len(kinds.lstrip("p")) == 1 else "N"


def units(parts: Sequence[Piece], groups: Sequence[int], bodies: Sequence[bool], *, pairs: float = 0.0) -> list[Unit]:
    """The names of a list. groups: parts of different groups (parted by "and" or ";") never make one name; bodies:
    the parts that are organisations; pairs: added to the cost of "Family, Given" in whole words.

    >>> from .name_tokens import piece
    >>> units([piece(t) for t in ("Cook", "S. J.", "D. R. Norris")], [0, 0, 0], [False] * 3)
    [Unit(family=0, given=1, suffix=-1), Unit(family=2, given=-1, suffix=-1)]
    """
    shapes = ["B" if body else shape(part) for part, body in zip(parts, bodies, strict=True)]
    for i, kind in enumerate(shapes):
        if kind == "N" and _with_particle(parts[i]):
            shapes[i] = "1"
    count = len(parts)
    if count == 1 or not set(shapes) - {"F", "G"}:
        return [Unit(i) for i in range(count)]
    if set(shapes) == {"1"} and count > 2 and len(set(groups)) < count and pairs >= 0:
        settled = _single_words(parts, groups)
        if settled:
            return settled
    return _cheapest(parts, groups, shapes, pairs)


def _with_particle(part: Piece) -> bool:
    """Des Marais, VAN STEEN: one family name; not Ван Сюнь or LI Junhui, whose family name looks like a particle."""
    if not order.is_particle(part.word(0)):
        return False
    if part.kinds[0] == "W" and part.kinds[1:].strip("p") == "W" and "p" in part.kinds:  # Van der Ween
        return True
    if part.kinds not in ("WW", "UU"):
        return False
    return abs(order.lean([part.word(0), part.word(1)])[0]) < 5


def _single_words(parts: Sequence[Piece], groups: Sequence[int]) -> list[Unit]:
    """A list of single words: "Shelhamer, Evan, Long, Jonathan" against "Eilenberg, Harrison, MacLane"."""
    count = len(parts)
    words = [part.word(len(part.words) - 1) for part in parts]
    paired = count % 2 == 0 and all(groups[i] == groups[i + 1] for i in range(0, count, 2))
    if paired and len(set(groups)) > 1:
        return [Unit(i, i + 1) for i in range(0, count, 2)]
    if not paired:
        return [Unit(i) for i in range(count)] if len(set(groups)) == 1 or not any(map(order.is_given, words)) else []
    odd, even = words[1::2], words[0::2]
    shown = sum(order.is_given(w) or given_weight((w,)) >= 4 for w in odd)
    given = sum(syllables(w) == 2 and not is_surname(w) for w in even)
    if all(map(is_surname, odd)) and given * 2 > len(even):  # "Lixin, Qin, Zeguo, Xu"
        return [Unit(i + 1, i) for i in range(0, count, 2)]
    if shown * 2 >= len(odd) and shown >= sum(order.is_given(w) for w in even):
        return [Unit(i, i + 1) for i in range(0, count, 2)]
    return [Unit(i) for i in range(count)]


def _cheapest(parts: Sequence[Piece], groups: Sequence[int], shapes: list[str], pairs: float) -> list[Unit]:
    count = len(parts)
    mono = 0.5 if set(shapes) == {"1"} and count > 2 else 1.0
    # the best reading up to part i that ends with a single name (0) or a pair (1): cost, unit, where it began, and the
    # manner before it
    best: list[list[tuple[float, Unit, int, int] | None]] = [[None, None] for _ in range(count + 1)]
    for i in range(count):
        before = [(row[0], manner) for manner, row in enumerate(best[i]) if row] if i else [(0.0, -1)]
        for size, manner, unit, cost in _readings(parts, groups, shapes, i, mono, pairs):
            for total, last in before:
                change = 0.0 if last in (-1, manner) else 0.1 if last and _first(best[i], 1) else 0.6
                value = total + cost + change
                held = best[i + size][manner]
                if held is None or value < held[0]:
                    best[i + size][manner] = (value, unit, i, last)
    return _trace(best, count)


def _first(rows: list[tuple[float, Unit, int, int] | None], manner: int) -> bool:
    """Did the reading so far begin the list?"""
    row = rows[manner]
    return row is not None and row[2] == 0


def _trace(best: list[list[tuple[float, Unit, int, int] | None]], count: int) -> list[Unit]:
    out: list[Unit] = []
    manner = min((m for m in (0, 1) if best[count][m]), key=lambda m: (best[count][m] or (0.0,))[0])
    at = count
    while at > 0:
        row = best[at][manner]
        assert row is not None
        out.append(row[1])
        at, manner = row[2], row[3]
    return out[::-1]


def _readings(
    parts: Sequence[Piece], groups: Sequence[int], shapes: list[str], i: int, mono: float, pairs: float
) -> list[tuple[int, int, Unit, float]]:
    """(how many parts, manner, unit, cost) for each way to read what begins at part i."""
    a = shapes[i]
    alone = {"F": 0.0, "G": 0.0, "B": 0.0, "M": 0.1, "1": mono, "I": 3.0, "S": 4.0, "X": 0.5}
    out = [(1, 0, Unit(i), alone[a] if a != "N" else _whole(parts[i]))]
    same = [j < len(parts) and groups[j] == groups[i] for j in (i + 1, i + 2)]
    if not same[0]:
        return out
    b = shapes[i + 1]
    if b == "S":
        out.append((2, 0, Unit(i, -1, i + 1), out[0][3] + 0.1))
        if same[1] and a in "1N":
            cost = _pair(parts[i], parts[i + 2], a, shapes[i + 2]) + pairs * (shapes[i + 2] != "I")
            out.append((3, 1, Unit(i, i + 2, i + 1), cost))
        return out
    cost = _pair(parts[i], parts[i + 1], a, b) + pairs * (b != "I") + 0.4 * (a == b == "N" and len(parts) > 2)
    if cost < 9:
        out.append((2, 1, Unit(i, i + 1), cost))
        if same[1] and shapes[i + 2] == "S":
            out.append((3, 1, Unit(i, i + 1, i + 2), cost + 0.1))
    return out


def _whole(part: Piece) -> float:
    words = [part.word(i) for i in range(len(part.words))]
    if "p" in part.kinds and part.kinds[0] != "p":
        return 0.1
    if all(order.rank(word) > 1 for word in words):
        return 0.5
    if order.is_given(words[0]) or order.is_given(words[-1]) or abs(order.lean(words)[0]) > 3:
        return 0.1
    return 0.3


def _pair(a: Piece, b: Piece, left: str, right: str) -> float:
    """The cost of "a, b" as family and given name."""
    if right == "G" and left == "1" and b.kinds.strip("I") == "W" and order.rank(b.word(len(b.words) - 1)) > 1:
        return 0.9  # "VanTubergen, G. Norman"
    if left not in "1NF" or right in "BSGX":
        return 9.0
    words = len(a.kinds.replace("S", ""))
    if right == "I":
        if left == "F":
            return 2.0
        return 0.0 if left == "1" else 0.1 + 0.2 * (words - 2) + 0.3 * (a.kinds[0] == "W" and order.is_given(a.word(0)))
    if left == "F":
        return 9.0
    known = order.is_given(b.word(0)) or given_weight(tuple(b.word(i) for i in range(len(b.words)))) >= 4
    if right == "1":
        return _pair_of_words(a, b, left, known)
    if right == "N":
        if left == "1":
            return 0.3 if known else 0.7
        if all(order.rank(b.word(i)) > 1 for i in range(len(b.words))) and order.rank(a.word(words - 1)) < 2:
            return 0.5 if order.rank(a.word(0)) < 2 or len(b.words) == 1 else 0.9
        return 0.9 if known and not order.is_given(a.word(0)) and not order.is_given(a.word(words - 1)) else 2.0
    if right == "F":  # "Sadock, Benjamin J."
        if left != "1":
            return 0.5 if known else 2.0
        return 0.25 if known else 0.6 if "." in b.text else 0.9
    return 2.5


def _pair_of_words(a: Piece, b: Piece, left: str, known: bool) -> float:
    if left == "N":
        return (0.3 if not order.is_given(a.word(0)) else 0.6) if known else 1.2
    if known:
        return 0.15
    if order.is_family(b.word(0)) and order.is_family(a.word(len(a.words) - 1)) and order.cyrillic(b.word(0)):
        return 2.5
    return 0.9 if order.is_family(b.word(0)) else 0.4
