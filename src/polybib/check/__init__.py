"""Checking a bibliography: is each reference the work that its DOI names, and is it cited right?

dois         the printed DOI, its syntax mended
identity     which work a reference is, by its DOI or by a search
coverage     why a work that was not found may be right all the same
differences  what is printed otherwise than the record has it (`_texts`: titles; `_people`: names)
notices      retractions, corrections, other versions
corrected    the reference with its faults put right
run          a whole list as a report, whatever breaks in the middle
enrich       what is missing, filled in from the record
report       the report in several formats
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from polybib.check.model import Checked, Difference, Report
from polybib.errors import RemoteError
from polybib.model import Reference

if TYPE_CHECKING:
    from polybib.check.dois import Mended
    from polybib.check.identity import State
    from polybib.crossref import Client
    from polybib.crossref.model import Lookup, Search

__all__ = ["Answer", "Checked", "Difference", "Progress", "Report", "answers", "each"]
LOT, ENOUGH = 50, 3  # DOIs of one request; requests after which the pace is known
CHUNK = 500  # references whose DOIs are asked for together, in a few requests
Progress = Callable[[int, int, float], None]  # done, total, seconds left
T = TypeVar("T")


class Answer(NamedTuple):
    """A checked reference, and whether all that was asked for it was answered."""

    checked: Checked
    answered: bool


@dataclass(slots=True)
class _Watch:
    """Counts what is done, and says how long the rest takes: by the limits, or by the pace so far."""

    client: Client
    progress: Progress | None
    total: int
    lookups: int
    searches: int
    done: int = 0
    began: float = 0.0
    before: float = 0.0  # the requests that were to be made then

    def tell(self) -> None:
        if self.progress is None:
            return
        from polybib import crossref

        lookups, searches = max(0, self.lookups), max(0, self.searches)
        left, now = lookups / LOT + searches, time.monotonic()
        if not self.began:
            self.began, self.before = now, left
        made = self.before - left
        pace = (now - self.began) / made if made >= ENOUGH else 0.0
        self.progress(self.done, self.total, max(crossref.eta(self.client, lookups, searches), pace * left))


def each(references: Iterable[Reference], client: Client, *, progress: Progress | None = None) -> Iterator[Checked]:
    """Checks full references, one by one in their order; short citations and notes are passed over. Duplicates are
    told of each. `progress` is called with what is done, the total, and the seconds that the rest will take.

    >>> from polybib import crossref
    >>> with crossref.client(offline=True, cache=False) as client:
    ...     [one.identity for one in each([Reference("legislation", {}, id="a")], client)]
    ['not-checked']
    """
    listed = [one for one in references if one.kind == "reference"]
    doubles = twins(listed)
    for n, answer in enumerate(answers(listed, client, progress=progress)):
        yield replace(answer.checked, duplicates=doubles.get(n, ()))


def answers(listed: Sequence[Reference], client: Client, *, progress: Progress | None = None) -> Iterator[Answer]:
    """As `each`, for a list that holds full references only; each with whether it was answered."""
    from polybib.check import coverage, dois

    given = [dois.of(one) for one in listed]
    lookups = sum(one is not None for one in given)
    searches = sum(m is None and coverage.searched(one) for one, m in zip(listed, given, strict=True))
    watch = _Watch(client, progress, len(listed), lookups, searches)
    watch.tell()
    for start in range(0, len(listed), CHUNK):
        yield from _chunk(listed[start : start + CHUNK], given[start : start + CHUNK], watch)


def _chunk(listed: Sequence[Reference], given: Sequence[Mended | None], watch: _Watch) -> Iterator[Answer]:
    """Some references: all DOIs first, then search after search as they are wanted."""
    from polybib import crossref
    from polybib.check import identity
    from polybib.crossref import matching

    states = _states(listed, given, watch)
    texts = [matching.query(state.reference) if identity.open_(state) else "" for state in states]
    watch.searches += sum(bool(text) and state.mended is not None for text, state in zip(texts, states, strict=True))
    found = _kept_up(crossref.searches(watch.client, filter(None, texts)), _no_search)
    for state, text in zip(states, texts, strict=True):
        search = next(found) if text else None
        watch.searches -= bool(text)
        checked, answered = identity.decide(state, search)
        watch.done += 1
        yield Answer(checked, answered)
        watch.tell()


def _states(listed: Sequence[Reference], given: Sequence[Mended | None], watch: _Watch) -> list[State]:
    """The references with what their DOIs lead to; a DOI that nobody knows is asked for in its other readings too."""
    from polybib.check import dois, identity

    numbers = [dois.arxiv(one) if mended is None else "" for one, mended in zip(listed, given, strict=True)]
    meant = [
        dois.Mended(number, number.rpartition("arXiv.")[2]) if number else mended
        for number, mended in zip(numbers, given, strict=True)
    ]
    known = _looked_up([one.doi for one in meant if one is not None], watch)
    states = []
    absent = [one for one in meant if one and known[one.doi.lower()].state == "absent"]
    more = _looked_up([doi for one in absent for doi, _ in one.others], watch) if absent else {}
    for reference, mended, number in zip(listed, meant, numbers, strict=True):
        lookup = known[mended.doi.lower()] if mended is not None else None
        state = identity.of(reference, mended, lookup, number=bool(number))
        if mended is not None and lookup is not None and lookup.state == "absent":
            state = _another(state, mended, more) or state
        states.append(state)
    return states


def _another(state: State, mended: Mended, known: dict[str, Lookup]) -> State | None:
    """The state by another reading of a DOI that nobody knows, where that one is the work of the reference."""
    from polybib.check import identity

    for doi, repair in mended.others:
        lookup = known[doi.lower()]
        if lookup.state != "found":
            continue
        left = (
            [one for one in mended.repairs if one not in ("stop", "bracket", "percent")]
            if not repair
            else mended.repairs
        )
        other = replace(mended, doi=doi, repairs=(*left, *([repair] if repair else [])), others=())
        found = identity.of(state.reference, other, lookup)
        if found.judgement is not None and (not repair or identity.given(found.judgement) == "same"):
            return found
    return None


def _looked_up(dois: Iterable[str], watch: _Watch) -> dict[str, Lookup]:
    """What is known of each DOI, by its small letters; what breaks the work costs only what was not yet answered."""
    from polybib import crossref
    from polybib.crossref.model import Lookup

    wanted = {doi.lower(): doi for doi in dois}
    found: dict[str, Lookup] = {}
    reason = "no answer"
    try:
        for doi, lookup in crossref.lookup(watch.client, list(wanted.values())):
            found[doi.lower()] = lookup
            watch.lookups -= 1
            watch.tell()
    except RemoteError as error:
        reason = error.what
    return {doi: found.get(doi) or Lookup("unknown", reason=reason) for doi in wanted}


def _no_search(reason: str) -> Search:
    from polybib.crossref.model import Search

    return Search(asked=False, reason=reason)


def _kept_up(found: Iterator[T], without: Callable[[str], T]) -> Iterator[T]:
    """The answers; when they end before their time, what stands for an answer that is missing."""
    reason = "no answer"
    try:
        yield from found
    except RemoteError as error:
        reason = error.what
    while True:
        yield without(reason)


def twins(listed: Sequence[Reference]) -> dict[int, tuple[str, ...]]:
    """For each place of the list the ids of the other references that are the same work.

    >>> from polybib.model import Field
    >>> one = {"DOI": Field("10.5555/1"), "title": Field("Smart Cities of Asia")}
    >>> twins([Reference("book", one, id="a"), Reference("book", one, id="b")])
    {0: ('b',), 1: ('a',)}
    """
    from polybib.duplicates import group

    groups = group.find(listed).groups
    return {at: tuple(listed[other].id for other in members if other != at) for members in groups for at in members}


class _Module(ModuleType):
    """This package, which can be called: `polybib.check` is a verb, whose name an import of the package takes."""

    def __call__(
        self, source: str | Path | Iterable[Reference], *, mailto: str | None = None, offline: bool = False
    ) -> Report:
        import polybib
        from polybib.check import run

        return run.report(polybib._listed(source), mailto=mailto, offline=offline)


sys.modules[__name__].__class__ = _Module
