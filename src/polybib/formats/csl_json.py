"""CSL-JSON (csl-data.json of CSL 1.0.2): the items of a document's full references, for citeproc, pandoc and Zotero.

An item's id is the citation key that the BibTeX output gives the same reference. What CSL has no variable for is held
in `custom`, which the schema provides for this.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO

from polybib.formats import full
from polybib.formats._keys import keyed
from polybib.formats._text import json_safe
from polybib.model import Reference
from polybib.vocabulary import TYPES

NAME = "csl-json"
MEDIA = "application/vnd.citationstyles.csl+json"
SUFFIXES = (".json",)
# Variables of CSL 1.0.2 that its csl-data.json forgot (it says "part"): kept in `custom`, so that the file is valid.
NOT_IN_SCHEMA = frozenset(("part-number", "supplement-number", "printing-number"))


def write(references: Iterable[Reference], out: TextIO, *, every: bool = False) -> None:
    """A JSON array with one item a line."""
    opened = False
    for key, reference in keyed(full(references, every)):
        out.write(",\n" if opened else "[\n")
        opened = True
        out.write(json_safe(json.dumps(item(reference, key), ensure_ascii=False)))
    out.write("\n]\n" if opened else "[]\n")


def item(reference: Reference, key: str) -> dict[str, Any]:
    """One item, valid by the schema.

    >>> from polybib.model import Field, Reference
    >>> item(Reference("book", {"title": Field("Smart cities"), "part-number": Field("2")}), "smart")
    {'id': 'smart', 'type': 'book', 'title': 'Smart cities', 'custom': {'part-number': '2'}}
    """
    csl = reference.csl()
    csl["id"] = key
    if csl["type"] not in TYPES:
        csl["type"] = "document"
    custom = csl.pop("custom", {})
    for name in NOT_IN_SCHEMA & csl.keys():
        custom[name] = csl.pop(name)
    if custom:
        csl["custom"] = custom
    return csl
