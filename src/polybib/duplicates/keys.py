"""Which entries are worth comparing: those that share a key. Never every entry with every other.

An entry has keys of several kinds, so that a mistake in one field, or another script, still leaves one in common. Of a
block that is too large, sorted, only neighbours are compared; so the work grows with the number of entries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from polybib.duplicates.facts import Facts, Title, generic
from polybib.duplicates.skeleton import skeleton

LARGE, WINDOW = 24, 6
START = 18  # letters of a title that make a key


def of(facts: Facts) -> set[str]:
    """The keys of one entry.

    >>> from polybib.model import Date, Field, Reference
    >>> from polybib.duplicates import facts
    >>> one = {"title": Field("Доверие"), "page": Field("5-9"), "issued": Field(Date(((2003,),)))}
    >>> sorted(of(facts.of(Reference("article-journal", one))))
    ['page:2003:5-9', 'title:dovere', 'words:dovere']
    """
    found = {f"{name}:{value}" for name, value in facts.ids if name != "ISSN"}
    for title in facts.titles:
        found.update(_title_keys(title, facts))
    for run in facts.originals:
        found.add(f"title:{run[:START]}")
    if facts.group in ("chapter", "conference"):
        found.update(f"title:{name.replace(' ', '')[:START]}" for name in facts.containers)
    first, last = facts.pages
    if first:
        found.add(f"page:{facts.year}:{first}-{last}")
        if facts.volume:
            found.add(f"place:{facts.volume}:{facts.issue}:{first}")
            found.add(f"vol:{facts.volume}:{facts.year}:{first}")
        if facts.people:
            found.add(f"by:{facts.people[0].family}:{first}-{last}")
    families = sorted(person.family for person in (facts.people or facts.others)[:3])
    if len(families) > 1 and facts.year:
        found.add(f"people:{facts.year}:{','.join(families)}")
    if families and facts.titles and facts.year:
        longest = sorted(skeleton(facts.titles[0].text).split(), key=len)[-1:]
        found.add(f"name:{families[0]}:{facts.year}:{longest[0][:5] if longest else ''}")
    return found


def _title_keys(title: Title, facts: Facts) -> Iterator[str]:
    """A title's beginning, its main title, its end, and its longest words in order of the alphabet."""
    if not title.run:
        return
    if generic(title.run, title.text):
        yield f"generic:{title.run}:{facts.year}:{facts.volume}:{facts.people[0].family if facts.people else ''}"
        return
    yield f"title:{title.run[:START]}"
    yield f"title:{title.main[:START]}"
    if len(title.run) > 2 * START:
        yield f"end:{title.run[-START:]}"
    words = sorted(set(skeleton(title.text).split()), key=lambda word: (-len(word), word))[:4]
    yield f"words:{' '.join(sorted(word[:8] for word in words))}"
    for run in _notice_runs(title, facts):
        yield f"title:{run[:START]}"


def _notice_runs(title: Title, facts: Facts) -> Iterator[str]:
    """The titles of what a correction or a review is about: what stands after its first words."""
    if facts.notice and title.main != title.run:
        yield title.run[len(title.main) :]
    if facts.notice:
        for word in ("to", "tu", "on", "of"):
            before, _, after = title.run[:24].partition(word)
            if after and len(before) < 14:
                yield title.run[len(before) + len(word) :]


def pairs(all_facts: Sequence[Facts], among: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The pairs that share a key, each once, the earlier entry first.

    >>> from polybib.model import Field, Reference
    >>> from polybib.duplicates import facts
    >>> same = facts.of(Reference("book", {"title": Field("Smart Cities")}))
    >>> list(pairs([same, facts.of(Reference("book", {"title": Field("Trust")})), same], range(3)))
    [(0, 2)]
    """
    blocks: dict[str, list[int]] = defaultdict(list)
    for at in among:
        for key in of(all_facts[at]):
            blocks[key].append(at)
    size = len(all_facts)
    seen: set[int] = set()
    for members in blocks.values():
        if len(members) > 1:
            for a, b in _within(members, all_facts):
                code = a * size + b
                if code not in seen:
                    seen.add(code)
                    yield a, b


def _within(members: list[int], all_facts: Sequence[Facts]) -> Iterator[tuple[int, int]]:
    window = len(members)
    if len(members) > LARGE:
        members = sorted(members, key=lambda at: _order(all_facts[at]))
        window = WINDOW
    for n, a in enumerate(members):
        for b in members[n + 1 : n + 1 + window]:
            yield min(a, b), max(a, b)


def _order(facts: Facts) -> tuple[str, int, str]:
    """The order in which neighbours in a large block are most alike."""
    return facts.titles[0].run if facts.titles else "", facts.year, facts.people[0].family if facts.people else ""
