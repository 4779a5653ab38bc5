"""From pairs to groups: entries that surely are one work, joined step by step, the surest pairs first; two groups stay
apart when a member of one contradicts a member of the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from polybib.duplicates import facts as facts_of
from polybib.duplicates import keys
from polybib.duplicates.compare import Comparison, compared
from polybib.duplicates.facts import Facts
from polybib.model import Reference

CHECKED = 24  # pairs that are looked at before two groups become one
Decide = Callable[[int, int, Comparison], bool]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries by their places in the list, the earlier first, and what they are to each other."""

    a: int
    b: int
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Found:
    """Groups of one work, as places in the list; the pairs that made them; pairs that are related; pairs left open."""

    groups: tuple[tuple[int, ...], ...]
    same: tuple[Pair, ...]
    related: tuple[Pair, ...]
    unsure: tuple[Pair, ...]


def find(references: Sequence[Reference], decide: Decide | None = None) -> Found:
    """The groups among full references. `decide` is asked about every pair that is not certain.

    >>> from polybib.model import Field
    >>> one = Reference("article-journal", {"DOI": Field("10.1000/A1"), "title": Field("Smart Cities")})
    >>> two = Reference("article-journal", {"DOI": Field("10.1000/a1"), "title": Field("Smart cities.")})
    >>> find([one, two]).groups
    ((0, 1),)
    """
    all_facts = [facts_of.of(one) for one in references]
    first: dict[Facts, int] = {}
    copies: dict[int, list[int]] = defaultdict(list)
    for at, one in enumerate(references):
        if one.kind == "reference" and one.fields:
            leader = first.setdefault(all_facts[at], at)
            if leader != at:
                copies[leader].append(at)
    compared_pairs = [*_copies(all_facts, copies)]
    for a, b in keys.pairs(all_facts, first.values()):
        comparison = compared(all_facts[a], all_facts[b])
        if comparison.relation != "different":
            compared_pairs.append(Pair(a, b, comparison))
    return _grouped(compared_pairs, all_facts, decide)


def _copies(all_facts: Sequence[Facts], copies: dict[int, list[int]]) -> Iterator[Pair]:
    """The entries with the same facts as one before: compared once for all."""
    for leader, others in copies.items():
        comparison = compared(all_facts[leader], all_facts[leader])
        for other in others:
            yield Pair(leader, other, comparison)


class _Groups:
    """Union-find that knows the members of each group."""

    def __init__(self, all_facts: Sequence[Facts]) -> None:
        self.of: dict[int, int] = {}
        self.members: dict[int, list[int]] = {}
        self.facts = all_facts

    def leader(self, at: int) -> int:
        self.members.setdefault(self.of.setdefault(at, at), [at])
        return self.of[at]

    def contradict(self, a: int, b: int, *, others: bool = False) -> Comparison | None:
        """Why two groups cannot be one, if they cannot; `others`: what the members beside these two say."""
        left, right = ({self.facts[at]: at for at in self.members[self.leader(side)][:CHECKED]} for side in (a, b))
        checks = [(one, other) for one in left.values() for other in right.values()][:CHECKED]
        pair = (self.facts[a], self.facts[b])
        for one, other in checks:
            if others and (self.facts[one], self.facts[other]) == pair:
                continue
            found = compared(self.facts[one], self.facts[other])
            if found.kind or found.relation == "different":
                return found
        return None

    def join(self, a: int, b: int) -> None:
        kept, gone = sorted((self.leader(a), self.leader(b)), key=lambda at: (-len(self.members[at]), at))
        for at in self.members.pop(gone):
            self.of[at] = kept
            self.members[kept].append(at)


def _grouped(found: Sequence[Pair], all_facts: Sequence[Facts], decide: Decide | None) -> Found:
    groups = _Groups(all_facts)
    joined, open_ = [], []
    by_certainty = sorted(found, key=lambda pair: (-pair.comparison.probability, pair.a, pair.b))
    for pair in by_certainty:
        if pair.comparison.relation == "same" and groups.leader(pair.a) != groups.leader(pair.b):
            if groups.contradict(pair.a, pair.b):
                open_.append(pair)
                continue
            groups.join(pair.a, pair.b)
            joined.append(pair)
    open_ += [pair for pair in by_certainty if pair.comparison.relation == "unsure"]
    left = []
    for pair in open_:
        if groups.leader(pair.a) == groups.leader(pair.b):
            continue
        if decide is None or groups.contradict(pair.a, pair.b, others=True):
            left.append(pair)
        elif decide(pair.a, pair.b, pair.comparison):
            groups.join(pair.a, pair.b)
            joined.append(pair)
        else:
            left.append(pair)
    related = {
        (groups.leader(pair.a), groups.leader(pair.b)): pair
        for pair in reversed(by_certainty)
        if pair.comparison.relation == "related" and groups.leader(pair.a) != groups.leader(pair.b)
    }
    several = sorted(tuple(sorted(members)) for members in groups.members.values() if len(members) > 1)
    return Found(tuple(several), tuple(joined), _in_order(related.values()), _in_order(left))


def _in_order(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    return tuple(sorted(pairs, key=lambda pair: (pair.a, pair.b)))
