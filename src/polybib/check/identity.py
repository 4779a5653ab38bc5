"""Which work a reference is: by the DOI that it gives, by the record found for it, or why that cannot be said.

The DOI is believed only when its record is the work of the reference (crossref.matching.judge). One that is unknown or
another work's is told, and the right work is searched for.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from polybib.check import corrected, coverage, differences, notices
from polybib.check._texts import source
from polybib.check.dois import Mended
from polybib.check.model import Checked, Difference, Identity
from polybib.crossref import matching
from polybib.crossref.matching import Judgement
from polybib.crossref.model import Lookup, Record, Search
from polybib.model import Date, Reference

AGREES, LEANS = (
    6.0,
    2.0,
)  # log-odds of the record of a printed DOI: few DOIs are wrong, so less must agree than in a search
AGAINST = -1.0  # evidence below speaks for two works
SAME_TITLE = 3.0  # evidence from here on is a title that is the same, or nearly so
LOOSE = frozenset(("edition", "data"))  # kinds that a record seldom tells well: years of books, software
LEADS = {
    "preprint": "another version of this work, a preprint or the published article",
    "part": "the whole volume, or to another part of it",
    "review": "a review of this work",
    "notice": "a correction or another notice of this work",
    "reply": "a reply to this work, or to a work that this one answers",
    "supplement": "a supplement of this work",
    "thesis": "a thesis with this title",
    "conference": "another version of this work, in a journal or at a conference",
    "data": "data that belong to this work",
}
FIELDS = {
    "title": "title", "author": "authors", "issued": "year", "volume": "volume", "issue": "issue", "page": "pages",
    "container-title": "journal or book", "ISSN": "journal", "ISBN": "ISBN", "publisher": "publisher",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class State:
    """A reference with what is known by its DOI. `number`: the DOI follows from a printed arXiv number."""

    reference: Reference
    mended: Mended | None = None
    lookup: Lookup | None = None
    judgement: Judgement | None = None
    number: bool = False

    @property
    def doi(self) -> str:
        return self.mended.doi if self.mended and not self.number else ""


def of(reference: Reference, mended: Mended | None, lookup: Lookup | None, *, number: bool = False) -> State:
    """The state of a reference when its DOI has been asked for."""
    record = lookup.record if lookup is not None and lookup.state == "found" else None
    if record is not None and number:  # what has an arXiv number is a preprint
        known = replace(reference, raw=f"{reference.raw} arXiv preprint")
        return State(reference, mended, lookup, matching.judge(known, record), number)
    judged = matching.judge(reference, record) if record is not None else None
    return State(reference, mended, lookup, judged, number)


def given(judgement: Judgement) -> Identity:
    """The identity that the record of a printed DOI gives.

    >>> from polybib.model import Reference
    >>> record = Record("10.5555/1", Reference("book", {}))
    >>> given(Judgement(record, 0.99, "same")), given(Judgement(record, 0.1, "different", "", (("title", -8.0, ""),)))
    ('same', 'other')
    """
    weights = {one[0]: one[1] for one in judgement.evidence}
    title, page = weights.get("title", 0.0), weights.get("page", 0.0)
    total = 0.0 if title < 0 > page else sum(weights.values())  # another title on other pages is another work
    here = (title >= SAME_TITLE and page > 0) or (title >= 2 and page >= 2 and weights.get("volume", 0.0) >= 0.8)
    if judgement.relation == "same" or here or (not judgement.kind and total >= AGREES):
        return "same"
    if judgement.relation == "probable" or judgement.kind in LOOSE or (not judgement.kind and total >= LEANS):
        return "probable"
    if not judgement.kind and all(weight > AGAINST for weight in weights.values()):
        return "probable"  # the record says too little to tell
    return "other"


def _likely(judgement: Judgement, identity: Identity) -> Judgement:
    """The probability that the work of a printed DOI is meant: that it is printed weighs as much as that it would be
    found by chance (duplicates.weights.PRIOR)."""
    total = sum(one.weight for one in judgement.evidence)
    printed = 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
    most = 1.0 if identity == "same" else 0.9
    return replace(judgement, probability=max(judgement.probability, min(printed, most)))


def open_(state: State) -> bool:
    """Is a search to be made: the DOI is missing, unknown or another work's?"""
    if state.lookup is not None and state.lookup.state in ("elsewhere", "unknown"):
        return bool(state.lookup.lacks) and not state.number
    if state.judgement is not None and given(state.judgement) != "other":
        return False
    return bool(state.doi) or coverage.searched(state.reference)


def decide(state: State, search: Search | None) -> tuple[Checked, bool]:
    """What is found of a reference, and whether all that was to be asked was answered. `search` is None where none was
    to be made."""
    syntax = [] if state.mended is None or state.number else [*differences.syntax(state.mended)]
    lookup = state.lookup
    if lookup is not None and lookup.state == "unknown":
        return _unasked(state, lookup, search, syntax), False
    if lookup is not None and lookup.state == "elsewhere":
        return _elsewhere(state, lookup, syntax), True
    if state.judgement is not None and (identity := given(state.judgement)) != "other":
        return _matched(state, _likely(state.judgement, identity), identity, syntax), True
    fault = _fault(state)
    if search is not None and not search.asked:
        reason = f"Crossref could not be searched: {search.reason or 'no answer'}"
        known: Identity = "other" if state.judgement is not None else "not-checked"
        every = (*fault, *syntax)
        return Checked(state.reference, known, doi=state.doi, differences=every, reason=reason), False
    best = matching.best(state.reference, search.records) if search is not None else None
    if best is None:
        return _unmatched(state, search is not None, [*fault, *syntax]), True
    found: Identity = "same" if best.relation == "same" else "probable"
    return _matched(state, best, "other" if state.judgement is not None else found, [*fault, *syntax], sure=found), True


def _unasked(state: State, lookup: Lookup, search: Search | None, syntax: Sequence[Difference]) -> Checked:
    """A DOI that Crossref does not have, or nobody was asked of; the work may have been found by its text."""
    why = lookup.reason or "no answer"
    best = matching.best(state.reference, search.records) if search is not None else None
    if best is None or best.relation != "same":
        reason = f"the DOI could not be asked for: {why}"
        return Checked(state.reference, "not-checked", doi=state.doi, differences=tuple(syntax), reason=reason)
    what = f"Crossref has the work under another DOI, {best.record.doi}; whether the printed one exists is open: {why}"
    printed = state.mended.printed if state.mended is not None else ""
    other = Difference("DOI", printed, best.record.doi, "mend", what)
    return replace(_matched(state, best, "same", [other, *syntax]), corrected=None)


def _elsewhere(state: State, lookup: Lookup, syntax: Sequence[Difference]) -> Checked:
    agency = lookup.agency or "another agency"
    reason = f"the DOI is registered with {agency}, whose records are not read here; it exists, but was not compared"
    return Checked(state.reference, "not-checked", doi=state.doi, differences=tuple(syntax), reason=reason)


def _fault(state: State) -> list[Difference]:
    """A DOI that leads nowhere or to another work."""
    if state.mended is None or state.lookup is None:
        return []
    name = "arXiv number" if state.number else "DOI"
    if state.judgement is not None:
        what = _leading(name, _leads(state.judgement), state.judgement.record)
    elif state.number:
        return []
    else:
        what = f"the DOI leads nowhere: neither Crossref nor another agency knows {state.doi}"
    return [Difference("arXiv" if state.number else "DOI", state.mended.printed, "", "blocking", what)]


def _leading(name: str, where: str, record: Record) -> str:
    return f"the {name} leads to {where}: {cite(record)}"


def _leads(judgement: Judgement) -> str:
    return LEADS.get(judgement.kind, "another work" if not judgement.kind else f"another work ({judgement.kind})")


def _matched(
    state: State, judged: Judgement, identity: Identity, told: Sequence[Difference], sure: str = ""
) -> Checked:
    """A reference whose work is known, surely or probably."""
    reference, record = state.reference, judged.record
    certain = (sure or identity) == "same"
    own = record.doi
    told = [one for one in told if one.weight != "blocking" or own.lower() != state.doi.lower()]
    named = [_with_doi(one, state, record, certain) if one.weight == "blocking" else one for one in told]
    grave = notices.blocking(reference, record, sure=certain)
    every = [*named, *([grave] if grave else []), *differences.compare(reference, record)]
    mended = corrected.correct(reference, record, every, _kept(state, record)) if certain and grave is None else None
    wrong = state.judgement is not None and identity == "other"
    return Checked(
        reference,
        identity,
        probability=judged.probability,
        doi=state.doi,
        found_doi=own,
        differences=differences.in_order(every),
        notices=notices.of(record),
        reason=_reason(state, judged, identity, certain, wrong),
        record=record,
        corrected=mended,
        related=notices.related(record),
    )


def _with_doi(one: Difference, state: State, record: Record, certain: bool) -> Difference:
    """A wrong DOI with the right one, and what the wrong one is to it."""
    what, wrong = one.what, state.judgement.record if state.judgement is not None else None
    if wrong is not None and wrong.doi.lower() in map(str.lower, record.relations.get("has-preprint", ())):
        what = _leading("DOI", "the preprint of this work", wrong)
    told = f"{what}; the work has the DOI {record.doi}" if certain else what
    return Difference(one.field, one.printed, record.doi, one.weight, told)


def _kept(state: State, record: Record) -> str:
    """The DOI of the corrected reference: as it is printed where it is right, the letters in their case."""
    return state.doi if state.doi.lower() == record.doi.lower() else record.doi


def _reason(state: State, judged: Judgement, identity: Identity, certain: bool, wrong: bool) -> str:
    """What the identity rests on."""
    agree = list(dict.fromkeys(FIELDS[e[0]] for e in judged.evidence if e[1] > 0 and e[0] in FIELDS))
    rests = f"{_list(agree)} agree{'s' if len(agree) == 1 else ''}" if agree else "little can be compared"
    rests = f"{rests} with the record of {source(judged.record.source)}"
    if wrong:
        return f"the work of the reference was found by its text: {rests}" if certain else f"perhaps meant: {rests}"
    if judged.kind == "edition":
        return f"the record may be of another edition; {rests}"
    if identity == "probable":
        return f"please look at it: {rests}, but not enough to be sure"
    if not state.doi and not state.number:
        return f"a DOI exists that is not printed: {judged.record.doi}; {rests}"
    return rests


def _list(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def _unmatched(state: State, searched: bool, told: Sequence[Difference]) -> Checked:
    """A reference for which no record was found."""
    why = coverage.outside(state.reference)
    if state.judgement is not None:
        reason = "no other record was found for the text of the reference" + (f"; {why}" if why else "")
        record, likely = state.judgement.record, state.judgement.probability
        return Checked(state.reference, "other", likely, state.doi, "", tuple(told), reason=reason, record=record)
    if searched and not why:
        reason = "Crossref was searched and has no work that matches; that does not mean that there is none"
        return Checked(state.reference, "not-found", doi=state.doi, differences=tuple(told), reason=reason)
    done = "Crossref was searched and has no work that matches" if searched else "not searched for"
    return Checked(
        state.reference, "not-checked", doi=state.doi, differences=tuple(told), reason=f"{done}: {why}" if why else done
    )


def cite(record: Record) -> str:
    """A record in a few words.

    >>> from polybib.model import Field, Name
    >>> cite(Record("10.5555/1", Reference("book", {"title": Field("Trust"), "author": Field((Name("Hu", "D."),))})))
    'Hu, “Trust”'
    """
    reference = record.reference
    held = reference.fields.get("author") or reference.fields.get("editor")
    people = held.value if held is not None and isinstance(held.value, tuple) else ()
    first = next((str(getattr(one, "family", "") or one) for one in people), "")
    issued = reference.fields.get("issued")
    year = issued.value.year if issued is not None and isinstance(issued.value, Date) else None
    more = " and others" if len(people) > 1 else ""
    title = f"“{reference.text('title')}”" if reference.text("title") else record.doi
    return ", ".join(filter(None, (first + more, title, reference.text("container-title"), str(year or ""))))
