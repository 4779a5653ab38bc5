"""Crossref and the other agencies of DOIs: asking them, and matching references to their records.

    with crossref.client(mailto="me@example.org") as asking:
        for doi, found in crossref.lookup(asking, dois): ...
        for found in crossref.searches(asking, texts): ...

Nothing is loaded before it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from polybib.crossref.asking import Client as Client
    from polybib.crossref.asking import asked as asked
    from polybib.crossref.asking import eta as eta
    from polybib.crossref.asking import lookup as lookup
    from polybib.crossref.asking import search as search
    from polybib.crossref.asking import searches as searches
    from polybib.crossref.opening import client as client

VERBS = dict.fromkeys(("Client", "asked", "eta", "lookup", "search", "searches"), "asking") | {"client": "opening"}


def __getattr__(name: str) -> Any:
    if name in VERBS:
        return getattr(import_module(f"polybib.crossref.{VERBS[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
