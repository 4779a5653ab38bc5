"""Are two references one work? A probability, with the evidence of each field, and what else they may be to each other.

The weights add up to log-odds. What cannot be true of one work (other DOIs, another edition, another part) is a
contradiction, whatever else agrees: two such entries are related where the rest agrees, else different.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from polybib.duplicates import facts, weights
from polybib.duplicates.facts import Facts
from polybib.duplicates.weights import PRIOR, Evidence, Likeness
from polybib.model import Reference

SURE, POSSIBLE = 0.97, 0.5
OWN = ("DOI", "PMID", "PMCID", "arXiv")  # one work, one identifier
MIRRORS = ("10.2307/", "10.5281/zenodo", "10.13140/rg", "10.6084/")  # JSTOR and archives number works of others again


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two references are to each other.

    probability    that they are one work
    relation       "same", "unsure" (worth asking), "related" or "different"
    kind           of a related pair: preprint, part, edition, notice, review, conference, thesis, identifier ...
    """

    probability: float
    relation: str
    kind: str = ""
    evidence: tuple[Evidence, ...] = ()


DIFFERENT = Comparison(0.0, "different")


def compare(a: Reference, b: Reference) -> Comparison:
    """Compares two references, of any type, language and style.

    >>> from polybib.model import Date, Field, Name
    >>> when = Field(Date(((1965,),)))
    >>> who, name = Field((Name("Мальцев", "А. И."),)), Field((Name("Mal'tsev", "A."),))
    >>> title, same = Field("Алгоритмы и рекурсивные функции"), Field("Algoritmy i rekursivnye funktsii")
    >>> found = compare(Reference("book", {"author": who, "title": title, "issued": when}),
    ...                 Reference("book", {"author": name, "title": same, "issued": when}))
    >>> found.relation, [one.field for one in found.evidence]
    ('same', ['title', 'author', 'issued'])
    """
    return compared(facts.of(a), facts.of(b))


def compared(a: Facts, b: Facts) -> Comparison:
    """Compares the facts of two references."""
    likeness = weights.titles(a.titles, b.titles)
    shared = {name for name, _ in {*a.ids} & {*b.ids} if name != "ISSN"}
    if likeness.comparable and likeness.ratio < 0.45 and not shared and not _same_place(a, b) and not _hosted(a, b):
        return DIFFERENT
    evidence = [*_evidence(a, b, likeness, shared)]
    probability = 1 / (1 + math.exp(-max(-30.0, min(30.0, PRIOR + sum(one.weight for one in evidence)))))
    author = next((one.weight for one in evidence if one.field == "author"), 0.0)
    kind = _contradiction(a, b, likeness, shared)
    if kind:
        about = _about(a, b, kind, likeness, author) or bool(shared)
        relation, probability = "related" if about else "different", min(probability, 0.3)
    else:
        if _lost_part(a, b, likeness) and not shared:
            probability = min(probability, 0.9)
        relation = "same" if probability >= SURE else "unsure" if probability >= POSSIBLE else "different"
        if relation == "different" and likeness.ratio >= 0.97 and likeness.size > 16 and author >= 2.5:
            relation, kind = "related", "version"  # printed again elsewhere
    return Comparison(probability, relation, kind if relation == "related" else "", tuple(evidence))


def _lost_part(a: Facts, b: Facts, likeness: Likeness) -> bool:
    """Has only one of two titles a number, of a part perhaps, that the other does not have as its volume either?"""
    numbers = {number for number in likeness.lost if len(number) < 4}
    return bool(numbers) and not numbers & {a.volume, b.volume, a.number, b.number}


def _about(a: Facts, b: Facts, kind: str, likeness: Likeness, author: float) -> bool:
    """Have two entries that are not one work to do with each other all the same?"""
    if kind == "translation" or (kind in ("part", "notice", "review") and _hosted(a, b)):
        return True
    if kind == "identifier":
        return likeness.ratio >= 0.85 and (author > 0.7 or (likeness.ratio >= 0.93 and likeness.size > 25))
    if kind == "part" and likeness.numbers_differ and author > 0:
        return True
    return likeness.ratio >= 0.85 and (author > -1 or kind in ("notice", "review"))


def _same_place(a: Facts, b: Facts) -> bool:
    """Do two entries stand on the same page of the same volume or year?"""
    return bool(a.pages[0]) and a.pages == b.pages and (a.year == b.year or a.volume == b.volume)


def _hosted(a: Facts, b: Facts) -> bool:
    """Is one entry a part of the other: does its book have the other's title? Or is it about the other?"""
    for one, other in ((a, b), (b, a)):
        runs = {title.run for title in other.titles} | {title.main for title in other.titles if len(title.main) > 8}
        if one.group in ("chapter", "conference") and other.group in ("book", "conference", ""):
            names = {name.replace(" ", "") for name in one.containers}
            if names & runs or any(len(name) > 15 and weights.ratio(n, name) > 0.95 for n in names for name in runs):
                return True
        if runs.intersection(one.originals):
            return True
        if (
            one.notice
            and not other.notice
            and any(len(run) > 12 and any(run in title.run for title in one.titles) for run in runs)
        ):
            return True
    return False


def _evidence(a: Facts, b: Facts, likeness: Likeness, shared: set[str]) -> list[Evidence]:
    """What each field says."""
    found = [_ids(a, b, shared), _title(a, b, likeness, shared), _people(a, b)]
    found += [weights.year(a, b), *weights.numbers(a, b), _host(a, b), *_rest(a, b)]
    return [one for one in found if one is not None and one.what != "not in both"]


def _ids(a: Facts, b: Facts, shared: set[str]) -> Evidence | None:
    if shared:
        name = next((name for name in OWN if name in shared), "ISBN" if "ISBN" in shared else "URL")
        return Evidence(name, 9.0 if name in OWN else 4.0 if name == "ISBN" else 2.5, "the same")
    left, right = dict(a.ids), dict(b.ids)
    for name in OWN:
        if name in left and name in right:
            return Evidence(name, -2.0, f"{left[name]} and {right[name]}")
    return Evidence("ISBN", -1.0, "different") if "ISBN" in left and "ISBN" in right else None


def _title(a: Facts, b: Facts, likeness: Likeness, shared: set[str]) -> Evidence | None:
    if not a.titles or not b.titles:
        return None
    found = weights.title(likeness)
    if found.weight < -2 and (_same_place(a, b) or shared) and a.language and b.language and a.language != b.language:
        return Evidence("title", 0.0, "in different languages")
    return found


def _people(a: Facts, b: Facts) -> Evidence:
    left, right = (a.people or a.others), (b.people or b.others)
    if a.people and b.people and a.others and b.others and not weights.people(a.people, b.people).weight > 0:
        return max(weights.people(a.people, b.people), weights.people(a.others, b.others), key=lambda e: e.weight)
    if bool(a.people) != bool(b.people) and a.others and b.others:
        return weights.people(a.others, b.others)
    return weights.people(left, right)


def _host(a: Facts, b: Facts) -> Evidence | None:
    if set(a.ids) & set(b.ids) & {one for one in a.ids if one[0] == "ISSN"}:
        return Evidence("ISSN", 1.2, "the same")
    alike = weights.container(a.containers, b.containers)
    if alike is None:
        return None
    if alike >= 0.85:
        return Evidence("container-title", 1.5, "the same")
    return (
        Evidence("container-title", 0.3, "alike") if alike >= 0.65 else Evidence("container-title", -2.0, "different")
    )


def _rest(a: Facts, b: Facts) -> list[Evidence]:
    found = []
    if a.publisher and b.publisher:
        alike = weights._container(a.publisher, b.publisher)
        found.append(Evidence("publisher", 1.0 if alike >= 0.8 else -0.3, "the same" if alike >= 0.8 else "different"))
    if a.group and b.group and a.group != b.group and "web" not in (a.group, b.group):
        found.append(Evidence("type", -0.7, f"{a.group} and {b.group}"))
    return found


def _contradiction(a: Facts, b: Facts, likeness: Likeness, shared: set[str]) -> str:
    """What keeps two entries from being one work, empty for nothing."""
    one_id = bool(shared.intersection(OWN))
    if a.notice != b.notice and not (one_id and likeness.ratio >= 0.9):
        return "review" if "review" in (a.notice, b.notice) and "erratum" not in (a.notice, b.notice) else "notice"
    groups = {a.group, b.group}
    apart = likeness.ratio < 0.85 and likeness.comparable
    if groups in ({"chapter", "book"}, {"conference", "book"}) and (apart or _hosted(a, b)):
        return "part"
    if likeness.numbers_differ and not one_id:
        return "identifier" if a.group == "standard" == b.group else "part"
    if one_id and (likeness.ratio >= 0.8 or not likeness.comparable):
        return ""
    return _versions(a, b, likeness) or _other_ids(a, b, likeness) or _editions(a, b, shared)


def _versions(a: Facts, b: Facts, likeness: Likeness) -> str:
    """Works that tell the same in another form: a preprint, a talk, a thesis, a data set."""
    groups = {a.group, b.group}
    if a.preprint != b.preprint and groups & {"article", "conference", "chapter", "book"}:
        paper = b if a.preprint else a
        if paper.containers or paper.volume or paper.pages[0] or paper.group == "book":
            return "preprint"
    named = any({t.run for t in one.titles}.intersection(other.originals) for one, other in ((a, b), (b, a)))
    if named and likeness.ratio < 0.9:
        return "translation"
    alike = weights.container(a.containers, b.containers)
    if groups == {"conference", "article"} and alike is not None and alike < 0.75:
        return "conference"
    if "thesis" in groups and len(groups - {"", "web"}) > 1:
        return "thesis"
    if "data" in groups and len(groups - {"", "web"}) > 1:
        return "data"
    if groups == {"report", "article"} and (a.containers or b.containers) and not (a.containers and b.containers):
        return "report"
    return ""


def _other_ids(a: Facts, b: Facts, likeness: Likeness) -> str:
    """Do identifiers differ of which a work has one?"""
    left, right = dict(a.ids), dict(b.ids)
    for name in OWN:
        if name in left and name in right and (name, left[name]) not in b.ids:
            one, other = left[name], right[name]
            if name == "DOI" and (one.startswith(MIRRORS) or other.startswith(MIRRORS)):
                continue
            if name == "DOI" and weights.ratio(one, other) > 0.9 and _same_place(a, b) and likeness.ratio > 0.95:
                continue  # a misprint
            return "identifier"
    if a.number and b.number and a.number != b.number and a.group == b.group:
        return "identifier"
    return "part" if a.day and b.day and a.day != b.day and "article" in (a.group, b.group) else ""


def _editions(a: Facts, b: Facts, shared: set[str]) -> str:
    """Other volumes and editions of books; of articles another volume may be a misprint."""
    if a.group == b.group == "book" or {a.group, b.group} == {"book", ""}:
        if a.volume and b.volume and a.volume != b.volume:
            return "part"
        if a.edition != b.edition and not ({a.edition, b.edition} & {""} and a.year == b.year and a.year):
            return "edition"
        if a.year and b.year and not {*a.years} & {*b.years} and "ISBN" not in shared:
            return "edition"
    return ""
