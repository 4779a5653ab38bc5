"""What Crossref and the other agencies answer, as records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from polybib.model import Date, Reference


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that was published about a work after it.

    kind    retraction, withdrawal, correction, expression-of-concern ... (Crossref's `type`)
    doi     of the notice
    source  who says so: "publisher" or "retraction-watch"
    """

    kind: str
    doi: str = ""
    date: Date | None = None
    source: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A work as an agency has it.

    reference  its metadata; each field's origin is the name of the source ("crossref", "datacite")
    notices    published about this work (Crossref's `updated-by`)
    updates    what this work is itself a notice of (Crossref's `update-to`)
    relations  kind ("is-preprint-of", "has-preprint", "is-version-of" ...) -> DOIs
    retrieved  when it was fetched, ISO 8601 with a time zone
    years      all in which it may be said to have appeared (online, in print); any of them is right in a reference
    """

    doi: str
    reference: Reference
    notices: tuple[Notice, ...] = ()
    updates: tuple[Notice, ...] = ()
    relations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    source: str = "crossref"
    retrieved: str = ""
    score: float = 0.0  # the relevance of a search; never a probability
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Lookup:
    """What is known of a DOI.

    found      an agency has the record
    elsewhere  the DOI is registered by `agency`, which gives us no metadata
    absent     no agency knows it
    unknown    it could not be asked: `reason` says why; `lacks` names the agency that has no record of it all the same
    """

    state: Literal["found", "elsewhere", "absent", "unknown"]
    record: Record | None = None
    agency: str = ""
    reason: str = ""
    lacks: str = ""


@dataclass(frozen=True, slots=True)
class Search:
    """What a search found, best first; `reason` says why where it could not be asked (then `asked` is False)."""

    records: tuple[Record, ...] = ()
    asked: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of a source in one run, for reports."""

    name: str
    url: str
    requests: int = 0
    cached: int = 0
    failed: int = 0
    first: str = ""
    last: str = ""
