"""Works with forms of their own: patents, standards, laws, archival documents, deposited manuscripts, repeats."""

from __future__ import annotations

from polybib.styles._gost_hits import Page


def read(page: Page) -> str:
    """The type of a work that was read whole here, "" where the general grammar is to read it."""
    return ""


def finish(page: Page) -> None:
    """Notes that stand after the areas."""
