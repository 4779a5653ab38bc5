"""What was published about a work after it: retractions, corrections, expressions of concern; and its other versions.

Source: Crossref, "Crossmark: types of updates" (`update-to`, `updated-by`), with the data of Retraction Watch that it
holds; Crossref, "Relationships between resources" (`relation`).
"""

from __future__ import annotations

from polybib import words
from polybib.check.model import Difference
from polybib.crossref.model import Notice, Record
from polybib.formats import _values
from polybib.model import Reference

GRAVE = {
    "retraction": "retracted", "withdrawal": "withdrawn", "removal": "removed",
    "partial-retraction": "retracted in part"
}  # fmt: skip
SOURCES = {"retraction-watch": "Retraction Watch", "publisher": "the publisher"}
RELATIONS = {
    "is-preprint-of": "published as", "has-preprint": "preprint", "is-replaced-by": "replaced by",
    "is-translation-of": "translation of", "has-translation": "translation", "is-version-of": "version of",
}  # fmt: skip


def of(record: Record) -> tuple[Notice, ...]:
    """The notices about a work, the gravest first; a new version of itself (a DOI that updates itself) is none.

    >>> from polybib.model import Reference
    >>> numbered = (("new-version", "10.5555/1"), ("correction", "10.5555/2"), ("retraction", "10.5555/3"))
    >>> every = tuple(Notice(*one) for one in numbered)
    >>> [one.kind for one in of(Record("10.5555/1", Reference("book", {}), every))]
    ['retraction', 'correction']
    """
    kept = [one for one in record.notices if not (one.kind == "new-version" and one.doi.lower() == record.doi.lower())]
    once: dict[tuple[str, str], Notice] = {}
    for one in kept:  # the publisher and Retraction Watch may both tell
        once.setdefault((one.kind, one.doi.lower()), one)
    return tuple(sorted(once.values(), key=lambda one: one.kind not in GRAVE))


def blocking(reference: Reference, record: Record, *, sure: bool = True) -> Difference | None:
    """The retraction of a work as a difference; None where there is none, or where the reference says so itself.

    >>> record = Record("10.5555/1", Reference("book", {}), (Notice("retraction", "10.5555/3"),))
    >>> blocking(Reference("book", {}), record).what
    'the work was retracted: https://doi.org/10.5555/3'
    >>> blocking(Reference("book", {}, raw="Hu D. RETRACTED: Trust. 2019"), record) is None
    True
    """
    grave = next((one for one in of(record) if one.kind in GRAVE), None)
    if grave is None or _said(reference):
        return None
    when = f" on {_values.date_text(grave.date)}" if grave.date else ""
    by = f" (source: {SOURCES.get(grave.source, grave.source)})" if grave.source else ""
    link = f": https://doi.org/{grave.doi}" if grave.doi else ""
    work = "the work" if sure else "the work that this probably is"
    what = f"{work} was {GRAVE[grave.kind]}{when}{by}{link}"
    return Difference("status", "", GRAVE[grave.kind], "blocking", what)


def _said(reference: Reference) -> bool:
    """Does the printed reference say that the work was retracted?"""
    text = f"{reference.raw} {reference.text('title')} {reference.text('note')} {reference.text('status')}".lower()
    marks = ("title.retraction-mark", "title.withdrawal-mark", "title.removal-mark")
    return any(one in text for mark in marks for one in words.get(mark) if mark != marks[2] or f"[{one}]" in text)


def related(record: Record) -> tuple[tuple[str, str], ...]:
    """Other versions of a work, and what it is itself a notice of.

    >>> from polybib.model import Reference
    >>> related(Record("10.5555/1", Reference("article", {}), relations={"is-preprint-of": ("10.5555/2",)}))
    (('published as', '10.5555/2'),)
    """
    found = [(told, doi) for kind, told in RELATIONS.items() for doi in record.relations.get(kind, ())]
    found += [(f"{one.kind.replace('-', ' ')} of", one.doi) for one in record.updates if one.doi]
    own = record.doi.lower()
    return tuple(dict.fromkeys((what, doi) for what, doi in found if doi.lower() != own))
