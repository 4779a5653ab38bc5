"""Duplicates: entries of one work, found across scripts, styles and formats, and made one.

skeleton   one form of a text for all scripts and romanisations
facts      what two entries are compared by
keys       which pairs are compared at all
weights    what each field says, `compare` what all say together
group      from pairs to groups; `merge` one entry of several
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from polybib.duplicates import group
from polybib.duplicates.compare import Comparison, compare
from polybib.duplicates.merge import Choice, merge
from polybib.model import Reference, ReferenceList

__all__ = ["Comparison", "Deduplicated", "Match", "Merged", "compare", "dedupe", "merge"]
Ask = Callable[[Reference, Reference, Comparison], bool]


@dataclass(frozen=True, slots=True)
class Merged:
    """One work: the entry that was made, the entries that it was made of, and where each field came from."""

    reference: Reference
    entries: tuple[Reference, ...]
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Two entries that were left as they are, and what they are to each other."""

    a: Reference
    b: Reference
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Deduplicated:
    """What `dedupe` gives: all entries, each work once; what was merged; pairs that are related; pairs left open."""

    references: ReferenceList
    merged: tuple[Merged, ...]
    related: tuple[Match, ...]
    unsure: tuple[Match, ...]


def dedupe(references: Iterable[Reference], *, ask: Ask | None = None) -> Deduplicated:
    """Finds the entries of one work and makes one of them, at the place of the first. `ask` is called for each pair
    that is not certain; without it such pairs are left alone. Short citations stay, and lead to the entry that is kept.

    >>> from polybib.model import Field
    >>> one = Reference("book", {"ISBN": Field("978-0-306-40615-7"), "title": Field("Smart Cities of Asia")}, id="a")
    >>> two = Reference("book", {"ISBN": Field("0306406152"), "title": Field("Smart cities of Asia")}, id="b")
    >>> [entry.id for entry in dedupe([one, two]).references]
    ['a']
    """
    entries = list(references)
    decide = None if ask is None else lambda a, b, comparison: ask(entries[a], entries[b], comparison)
    found = group.find(entries, decide)
    merged = {members[0]: _merged([entries[at] for at in members]) for members in found.groups}
    gone = {at for members in found.groups for at in members[1:]}
    renamed = {one.id: kept.reference.id for kept in merged.values() for one in kept.entries if one.id}
    kept = ReferenceList()
    for at, one in enumerate(entries):
        if at in merged:
            one = merged[at].reference
        elif at in gone:
            continue
        target = renamed.get(one.refers_to or "", one.refers_to)
        kept.append(one if target == one.refers_to else replace(one, refers_to=target))
    return Deduplicated(kept, tuple(merged.values()), _matches(entries, found.related), _matches(entries, found.unsure))


def _merged(entries: list[Reference]) -> Merged:
    reference, choices = merge(entries)
    return Merged(reference, tuple(entries), choices)


def _matches(entries: list[Reference], pairs: Iterable[group.Pair]) -> tuple[Match, ...]:
    return tuple(Match(entries[pair.a], entries[pair.b], pair.comparison) for pair in pairs)
