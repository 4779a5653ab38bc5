"""What a reference lacks, filled in from the record of its work; what it has otherwise than the record is proposed.

Only what is missing is filled, and only where the reference is surely the work; everything else is a proposal. Each
value tells its source: its origin is the agency's name, an issue of the reference tells the DOI and the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import unified_diff
from typing import Any

from polybib.check import _people
from polybib.check._texts import source
from polybib.check.corrected import HEAVY, SIBLINGS
from polybib.check.differences import ARTICLES, WHOLE
from polybib.check.model import Checked
from polybib.crossref.model import Record
from polybib.duplicates.facts import CONTAINERS, TITLES
from polybib.model import Field, Issue, Reference, Value, as_json

APPLY = ("missing", "all", "none")
# What is filled, each with the variables that hold it already, in whatever form.
FILLED: Mapping[str, tuple[str, ...]] = {
    "author": ("custom.author-original", "editor"), "editor": ("custom.editor-original", "author"), "title": TITLES,
    "container-title": CONTAINERS, "collection-title": (), "event-title": ("container-title",), "volume": (),
    "issue": (),
    "page": ("number",), "number": ("page",), "issued": ("custom.date-literal",),
    "publisher": ("custom.publisher-original",),
    "DOI": (), "ISBN": (), "ISSN": (),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """A value of a record for a reference: `done`: it was taken, else proposed. `old` is None where none was."""

    field: str
    old: Value | None
    new: Value
    done: bool
    source: str
    doi: str
    retrieved: str


@dataclass(frozen=True, slots=True)
class Enriched:
    """A reference, what was changed in it or proposed, and what was found of it (None for a short citation)."""

    reference: Reference
    changes: tuple[Change, ...] = ()
    checked: Checked | None = None


def enrich(checked: Checked, apply: str = "missing") -> Enriched:
    """The reference of a work with what it lacks. `apply`: "missing" fills only that, "all" replaces what is to be
    mended as well, "none" proposes everything.

    >>> own = Reference("article-journal", {"volume": Field("3")}, id="a")
    >>> work = Reference("article-journal", {"issue": Field("1", "crossref")})
    >>> record = Record("10.5555/1", work, retrieved="2026-03-04")
    >>> found = enrich(Checked(own, "same", record=record))
    >>> [(one.field, one.new, one.done) for one in found.changes], found.reference.fields["issue"].origin
    ([('issue', '1', True)], 'crossref')
    >>> found.reference.issues[0].message
    'issue is from Crossref, DOI 10.5555/1, 2026-03-04'
    """
    record = checked.record
    matched = checked.identity in ("same", "probable") or (checked.identity == "other" and bool(checked.found_doi))
    if record is None or not matched or record.reference.type == "periodical":
        return Enriched(checked.reference, (), checked)
    sure = checked.identity == "same"
    changes = [*_missing(checked, record, sure and apply != "none"), *_others(checked, record, sure and apply == "all")]
    fields, issues = dict(checked.reference.fields), list(checked.reference.issues)
    for one in changes:
        if not one.done:
            continue
        fields[one.field] = Field(one.new, record.source)
        for name in SIBLINGS.get(one.field, ()):
            fields.pop(name, None)
        issues.append(Issue("enriched", _told(one)))
    if not any(one.done for one in changes):
        return Enriched(checked.reference, tuple(changes), checked)
    made = replace(checked.reference, fields=fields, issues=tuple(issues))
    return Enriched(made, tuple(changes), checked)


def _told(one: Change) -> str:
    when = f", {one.retrieved}" if one.retrieved else ""
    replaced = f" and replaces {_text(one.old)!r}" if one.old is not None else ""
    return f"{one.field} is from {source(one.source)}, DOI {one.doi}{when}{replaced}"


def _missing(checked: Checked, record: Record, done: bool) -> Iterator[Change]:
    """What the reference has in no form."""
    own, found = checked.reference, record.reference
    for name, forms in FILLED.items():
        held = found.fields.get(name)
        if held is None or not found.text(name) or any(own.text(one) for one in (name, *forms)):
            continue
        if not _fits(name, own, found):
            continue
        yield _change(name, None, held.value, record, done)


def _fits(name: str, own: Reference, found: Reference) -> bool:
    """Is a value of use to a reference of this kind?"""
    if name == "publisher":
        return found.type in (*WHOLE, "chapter") or own.type in WHOLE
    if name == "ISSN":
        return found.type in ARTICLES
    if name == "ISBN":
        return found.type in (*WHOLE, "chapter", "paper-conference")
    if name in ("container-title", "page", "volume", "issue", "event-title", "number"):
        return own.type not in WHOLE and found.type not in WHOLE
    return True


def _others(checked: Checked, record: Record, done: bool) -> Iterator[Change]:
    """What the reference has otherwise, and a list of authors that it cuts short."""
    own, found = checked.reference, record.reference
    named: set[str] = set()
    for one in checked.differences:
        held = found.fields.get(one.field)
        if one.weight in HEAVY and own.text(one.field) and held is not None and one.field not in named | {"DOI"}:
            named.add(one.field)
            yield _change(one.field, own.fields[one.field].value, held.value, record, done)
    if own.text("DOI") and own.text("DOI").lower() != record.doi.lower():
        yield _change("DOI", own.fields["DOI"].value, record.doi, record, done)
    short, whole = (one.fields.get("author") for one in (own, found))
    if "author" not in named and short and whole and _people.truncated(own) and len(_many(whole)) > len(_many(short)):
        yield _change("author", short.value, whole.value, record, done)


def _many(held: Field) -> tuple[object, ...]:
    return held.value if isinstance(held.value, tuple) else (held.value,)


def _change(name: str, old: Value | None, new: Value, record: Record, done: bool) -> Change:
    return Change(name, old, new, done, record.source, record.doi, record.retrieved)


def every(found: Iterable[Checked], references: Iterable[Reference], apply: str = "missing") -> Iterator[Enriched]:
    """All references of a list in their order, enriched where they were checked; notes and short citations as they are.

    >>> [one.reference.id for one in every([], [Reference("book", {}, id="a")])]
    ['a']
    """
    checked = iter(found)
    for one in references:
        held = next(checked, None) if one.kind == "reference" else None
        yield enrich(held, apply) if held is not None else Enriched(one)


def provenance(one: Enriched) -> Iterator[dict[str, Any]]:
    """Where each value of a reference came from, as objects of JSON.

    >>> change = Change("issue", None, "1", True, "crossref", "10.5555/1", "2026-03-04")
    >>> [*provenance(Enriched(Reference("book", {}, id="a"), (change,)))][0]["source"]
    'crossref'
    """
    for change in one.changes:
        yield {
            "id": one.reference.id,
            "field": change.field,
            "old": None if change.old is None else as_json(change.old),
            "new": as_json(change.new),
            "applied": change.done,
            "source": change.source,
            "doi": change.doi,
            "retrieved": change.retrieved,
        }


def diff(one: Enriched, own: Reference) -> Iterator[str]:
    """What was changed in a reference as a unified diff, and what is only proposed as lines that begin with "?".

    >>> change = Change("issue", None, "1", True, "crossref", "10.5555/1", "2026-03-04")
    >>> new = Reference("book", {"issue": Field("1")}, id="a")
    >>> [*diff(Enriched(new, (change,)), Reference("book", {}, id="a"))]
    ['--- a', '+++ a with 10.5555/1 of Crossref, 2026-03-04', '@@ -0,0 +1 @@', '+issue: 1']
    """
    if not one.changes:
        return
    first = one.changes[0]
    label = f"[{own.source.label}]" if own.source.label else ""
    name = " ".join(filter(None, (own.id, label)))
    when = f", {first.retrieved}" if first.retrieved else ""
    head = f"{name} with {first.doi} of {source(first.source)}{when}"
    changed = [*unified_diff(_fields(own), _fields(one.reference), name, head, n=1, lineterm="")]
    yield from changed or (f"--- {name}", f"+++ {head}")
    for change in one.changes:
        if not change.done:
            old = f"{_text(change.old)} -> " if change.old is not None else ""
            yield f"? {change.field}: {old}{_text(change.new)}"


def _fields(reference: Reference) -> list[str]:
    from polybib.formats._text import one_line

    return [f"{name}: {one_line(reference.text(name))}" for name in reference.fields]


def _text(value: Value | None) -> str:
    from polybib.formats._text import one_line

    return one_line("; ".join(map(str, value)) if isinstance(value, tuple) else str(value or ""))
