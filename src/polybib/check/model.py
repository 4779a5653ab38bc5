"""What checking a bibliography finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from polybib.crossref.model import Asked, Notice, Record
from polybib.model import Reference

Identity = Literal["same", "probable", "other", "not-found", "not-checked"]
Weight = Literal["blocking", "mend", "style"]


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that is printed otherwise than it is found; `found` is empty where nothing is known in its place.

    `what` is one plain sentence: "the year is 2015, not 2016".
    """

    field: str
    printed: str
    found: str
    weight: Weight
    what: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """One reference, checked.

    identity     same, probable, other (the DOI is another work's), not-found (in what was asked), not-checked
    doi          as printed, its syntax mended; found_doi: that of the work that the reference was matched to
    probability  that the reference is the work of `record`
    reason       one plain sentence: why it was not checked or not found, or what the identity rests on
    corrected    the reference with its differences of weight blocking and mend put right; every value tells its source
    duplicates   ids of other references of the list that are the same work
    related      (what, DOI): "published as" for a preprint, "preprint" ...
    """

    reference: Reference
    identity: Identity
    probability: float | None = None
    doi: str = ""
    found_doi: str = ""
    differences: tuple[Difference, ...] = ()
    notices: tuple[Notice, ...] = ()
    reason: str = ""
    record: Record | None = None
    corrected: Reference | None = None
    duplicates: tuple[str, ...] = ()
    related: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A whole list, checked: what was asked, when (ISO 8601), of which input."""

    checked: tuple[Checked, ...]
    sources: tuple[Asked, ...] = ()
    made: str = ""
    title: str = ""
    complete: bool = True
