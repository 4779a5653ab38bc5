"""A whole list as a report, whatever breaks in the middle: what was found so far is kept, the rest is not checked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from polybib.check import Progress, answers, twins
from polybib.check.model import Checked, Report
from polybib.model import Reference

if TYPE_CHECKING:
    from polybib.crossref import Client

LEVELS = ("blocking", "mend", "unverified")
STOPPED = "not checked: the work was stopped before it came to this reference"


@dataclass(frozen=True, slots=True)
class Done:
    """A report; how many references were left unanswered because a source failed; was the work stopped (Ctrl-C)?"""

    report: Report
    unanswered: int = 0
    stopped: bool = False


def whole(
    references: Iterable[Reference], client: Client, *, title: str = "", progress: Progress | None = None
) -> Done:
    """Checks a list. Ctrl-C ends the work, not the report: the references that are left are not checked.

    >>> from polybib import crossref
    >>> with crossref.client(offline=True, cache=False) as client:
    ...     done = whole([Reference("legislation", {}, id="a")], client)
    >>> done.report.complete, done.stopped, done.unanswered
    (True, False, 0)
    """
    from polybib import crossref

    listed = [one for one in references if one.kind == "reference"]
    found: list[Checked] = []
    unanswered, stopped = 0, False
    doubles: dict[int, tuple[str, ...]] = {}
    try:
        doubles = twins(listed)
        for checked, answered in answers(listed, client, progress=progress):
            found.append(checked)
            unanswered += not answered and not client.offline
    except KeyboardInterrupt:
        stopped = True
    found += [Checked(one, "not-checked", doi=one.text("DOI"), reason=STOPPED) for one in listed[len(found) :]]
    every = _doubled(found, doubles)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    sources = tuple(crossref.asked(client))
    return Done(Report(every, sources, now, title, not (stopped or unanswered)), unanswered, stopped)


def report(references: Iterable[Reference], *, mailto: str | None = None, offline: bool = False) -> Report:
    """The report of a list, with a client of its own.

    >>> report([Reference("legislation", {}, id="a")], offline=True).checked[0].identity
    'not-checked'
    """
    from polybib import crossref

    with crossref.client(mailto=mailto, offline=offline) as client:
        return whole(references, client).report


def _doubled(found: Sequence[Checked], doubles: dict[int, tuple[str, ...]]) -> tuple[Checked, ...]:
    """The references with their duplicates: by comparison, and by the work to which they surely belong."""
    works: dict[str, list[str]] = defaultdict(list)
    for one in found:
        if one.identity == "same":
            works[one.found_doi.lower()].append(one.reference.id)
    out = []
    for n, one in enumerate(found):
        others = works[one.found_doi.lower()] if one.identity == "same" else []
        ids = [*doubles.get(n, ()), *(other for other in others if other != one.reference.id)]
        out.append(replace(one, duplicates=tuple(dict.fromkeys(ids))))
    return tuple(out)


def failing(report: Report, level: str) -> int:
    """How many references are as bad as a level of `LEVELS`, or worse. Unverified are all that are not the same work
    as a record, or probably so.

    >>> failing(Report((Checked(Reference("book", {}), "not-found"),)), "mend")
    0
    >>> failing(Report((Checked(Reference("book", {}), "not-found"),)), "unverified")
    1
    """
    weights = ("blocking",) if level == "blocking" else ("blocking", "mend")
    return sum(
        any(difference.weight in weights for difference in one.differences)
        or (level == "unverified" and one.identity not in ("same", "probable"))
        for one in report.checked
    )


def corrected(report: Report, references: Iterable[Reference]) -> list[Reference]:
    """The list with its faults put right; what has none, or was not surely found, stays as it is, and so do notes.

    >>> corrected(Report(()), [Reference("book", {}, id="a")])[0].id
    'a'
    """
    known = {one.reference.id: one.corrected for one in report.checked if one.corrected is not None}
    return [known.get(one.id) or one if one.kind == "reference" else one for one in references]
