"""Is a record the work of a reference? A decision with a probability and its evidence, never the score of a search.

The manner is that of Crossref's search-based matching with validation (D. Tkaczyk, Crossref blog, 2018-2023): search
with the whole string, then compare the candidates field by field. The weights add up to log-odds (Fellegi and Sunter,
1969).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from polybib.crossref import _evidence, _seen, _titles, _versions
from polybib.crossref._seen import Seen
from polybib.crossref._titles import Titled
from polybib.crossref.model import Record
from polybib.crossref.records import years
from polybib.duplicates import facts
from polybib.duplicates.facts import TITLES, Facts
from polybib.duplicates.skeleton import script
from polybib.duplicates.weights import Evidence
from polybib.model import Reference

Relation = Literal["same", "probable", "related", "different"]
SURE, POSSIBLE = 0.97, 0.5
WEAK = 0.6  # of a given DOI that nothing contradicts; too little to choose a record by
LONGEST_QUERY = 500  # characters


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a record is to a reference.

    probability  that it is the work of the reference
    relation     same, probable (worth asking), related (another form or part of the work), different
    kind         of a related record: preprint, part, edition, notice, reply, review, supplement, thesis ...
    evidence     what each field says: its weight is above 0 for one work and below 0 for two
    """

    record: Record
    probability: float
    relation: Relation
    kind: str = ""
    evidence: tuple[Evidence, ...] = ()


def query(reference: Reference) -> str:
    """What is searched for a reference: the whole text without label, URL and DOI, with what the context gave.

    >>> query(Reference("book", {}, raw="[12] Hu, D. On Trust. Berlin, 2020. https://doi.org/10.5555/7"))
    'Hu, D. On Trust. Berlin, 2020.'
    """
    text = _seen.printed(reference)
    known = [reference.text(name) for name, held in reference.fields.items() if held.origin == "context"]
    text = " ".join([*(one for one in known if one and one not in text), _unlabelled(text)])
    return text[:LONGEST_QUERY].rsplit(" ", 1)[0] if len(text) > LONGEST_QUERY else text


def _unlabelled(text: str) -> str:
    """A text without the number before it."""
    head, _, rest = text.partition(" ")
    bare = head.strip("[]().．、*•-")
    return rest.lstrip() if rest and (not bare or (bare.isdigit() and len(bare) < 4 and bare != head)) else text


def judge(reference: Reference, record: Record) -> Judgement:
    """Whether a record, found by a search or by the DOI that a reference gives, is the work of the reference.

    >>> from polybib.crossref.records import read
    >>> record = read({"DOI": "10.5555/1", "type": "journal-article", "title": ["On Trust in Machines"],
    ...                "volume": "3", "author": [{"family": "Hu", "given": "Di"}], "page": "12-19",
    ...                "issued": {"date-parts": [[2019]]}})
    >>> found = judge(Reference("article-journal", {}, raw="Hu D. On trust in machines. J Ways 2020; 3: 12-19"), record)
    >>> found.relation, [one.field for one in found.evidence if one.weight > 0]
    ('same', ['title', 'author', 'volume', 'page'])
    """
    return _judge(_seen.of(reference), record)


def best(reference: Reference, records: Iterable[Record]) -> Judgement | None:
    """Which of the records that a search found is the work of the reference; None where none is.

    Where a second one is as likely, neither is sure, unless one of them is only the other registered again.
    """
    seen = _seen.of(reference)
    found = [one for record in records if (one := _judge(seen, record)).probability > WEAK]
    found.sort(key=_strength, reverse=True)
    if not found:
        return None
    first = found[0]
    rival = next((one for one in found[1:] if one.record.doi.lower() != first.record.doi.lower()), None)
    close = rival is not None and rival.relation == "same" and _strength(first) - _strength(rival) < 1.0
    if first.relation == "same" and rival and close and not _again(first, rival):
        return replace(first, relation="probable", probability=min(first.probability, 0.9))
    return first


def _strength(one: Judgement) -> float:
    """The log-odds, which tell more than probabilities near 1."""
    return sum(evidence.weight for evidence in one.evidence)


def _again(a: Judgement, b: Judgement) -> bool:
    """Is one work registered twice? All that the reference shows agrees with both."""
    return all(one.weight > 0 for one in (*a.evidence, *b.evidence))


def _judge(seen: Seen, record: Record) -> Judgement:
    known, variants, page = _known(record)
    found = _titles.titled(seen, known, variants)
    evidence = [*_all(seen, known, record, found, page)]
    by_field = {one.field: one.weight for one in evidence}
    total = _evidence.PRIOR + sum(one.weight for one in evidence)
    probability = 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
    near = total > -3 or found.alike >= 0.75
    if near and (kind := _versions.contradiction(seen, known, record, found, by_field)):
        known_people = by_field.get("author", 0.0) > -1.5 or kind in ("notice", "review", "reply")
        relation: Relation = "related" if found.alike >= 0.8 and known_people else "different"
        kind = kind if relation == "related" else ""
        return Judgement(record, min(probability, 0.3), relation, kind, tuple(evidence))
    probability = min(probability, _most(seen, record.reference.type, known, found, evidence))
    relation = "same" if probability >= SURE else "probable" if probability >= POSSIBLE else "different"
    return Judgement(record, probability, relation, "", tuple(evidence))


def _most(seen: Seen, kind: str, known: Facts, found: Titled, evidence: list[Evidence]) -> float:
    """The greatest probability that so much, or so little, evidence can give."""
    weight = {one.field: one.weight for one in evidence}
    page, support = weight.get("page", 0.0), sum(one.weight > 0.6 for one in evidence)
    if kind == "periodical" and seen.facts.group != "book":
        return 0.2
    if found.generic and (page < 0 or support < 3):
        return WEAK if weight.get("issue", 0.0) > 0 and weight.get("author", 0.0) > 1 else 0.4
    if support < 3:
        return 0.9 if support == 2 else 0.4
    if (found.generic and support < 5 and page < 2) or (weight.get("title", 0.0) <= 0 and page < 0):
        return WEAK
    if "title" not in weight:
        return 0.95
    other_year = known.group == "book" and weight.get("issued", 0.0) < 0 and "ISBN" not in weight
    return 0.9 if other_year else 1.0  # it may be another edition


def _all(seen: Seen, known: Facts, record: Record, found: Titled, page: tuple[str, ...]) -> list[Evidence]:
    """What each field says."""
    numbers = [*_evidence.numbers(seen, known, page)]
    host = _evidence.host(seen, known, script(record.reference.text("container-title")))
    title, when = _titles.title(found), _evidence.year(seen, years(record))
    people = _evidence.people(seen, known)
    placed = sum(one.weight for one in (*numbers, *((host,) if host else ())))
    if title and title.weight < -3:
        agree = {one.field for one in (*numbers, people, when) if one and one.weight >= (2 if one is people else 0.8)}
        ends = _evidence.other_end(seen, page)  # another work may begin there
        if placed >= 4.5 and agree >= {"author", "volume", "page", "issued"} and not ends:
            title = Evidence("title", -1.0, "different, in the same place")  # in another language, or misread
        elif _evidence.untitled(seen, known):
            title = Evidence("title", 0.0, "none is printed")
        elif not seen.facts.titles:
            title = Evidence("title", -2.5, "not in the text")
    elif title and any(one.field == "page" and one.weight < 0 for one in numbers):
        if found.shorter:
            title = Evidence("title", title.weight - 2.5, "another subtitle, and another page")
        elif found.alike < 0.85 and not found.generic:
            title = Evidence("title", min(title.weight, -2.0), f"only alike ({found.alike:.2f}), and another page")
    rest = [*_evidence.rest(seen, known)]
    if any(one.field == "page" and one.weight >= 2.5 for one in numbers) and placed >= 4:
        rest.append(Evidence("place", 1.0, "the same pages of the same volume or book"))
    return [one for one in (title, people, when, *numbers, host, *rest) if one is not None]


def _known(record: Record) -> tuple[Facts, tuple[str, ...], tuple[str, ...]]:
    """The facts of a record, the forms of its title, and the pages or numbers by which it may be cited."""
    reference = record.reference
    own = _seen.compared(reference)
    known = facts.of(Reference(reference.type, own))
    variants = [
        str(own[name].value) for name in TITLES if name in own and name not in ("original-title", "reviewed-title")
    ]
    pages = () if known.group in facts.WHOLE else (reference.text("page"), reference.text("number"))
    return known, tuple(filter(None, variants)), tuple(filter(None, pages))


__all__ = ["Evidence", "Judgement", "best", "judge", "query"]
