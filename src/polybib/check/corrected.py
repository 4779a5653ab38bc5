"""A reference with its faults put right: what is to be mended gets the record's value, the rest stays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from polybib.check.model import Difference
from polybib.crossref.model import Record
from polybib.model import Field, Reference

HEAVY = ("blocking", "mend")
SIBLINGS = {"author": ("custom.author-original", "custom.et-al"), "issued": ("custom.date-literal",)}


def correct(reference: Reference, record: Record, differences: Iterable[Difference], doi: str) -> Reference | None:
    """The reference with its differences of weight put right and its DOI; None where nothing is to be put right.

    >>> own = Reference("article-journal", {"volume": Field("3"), "issue": Field("1")})
    >>> record = Record("10.5555/1", Reference("article-journal", {"volume": Field("4", "crossref")}))
    >>> fault = Difference("volume", "3", "4", "mend")
    >>> {name: (held.value, held.origin) for name, held in correct(own, record, [fault], "10.5555/1").fields.items()}
    {'volume': ('4', 'crossref'), 'issue': ('1', 'printed'), 'DOI': ('10.5555/1', 'crossref')}
    """
    fields = dict(reference.fields)
    changed = False
    for one in differences:
        held = record.reference.fields.get(one.field)
        if one.weight in HEAVY and one.field not in ("DOI", "status") and held is not None and one.found:
            fields[one.field] = Field(held.value, record.source)
            for name in SIBLINGS.get(one.field, ()):
                fields.pop(name, None)
            changed = True
    if doi and reference.text("DOI").lower() != doi.lower():
        fields["DOI"] = Field(doi, record.source)
        changed = True
    return replace(reference, fields=fields, unclaimed=()) if changed else None
