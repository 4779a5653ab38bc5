"""One reference to learn from: its text and the places of the values in it."""

from __future__ import annotations

from dataclasses import dataclass

LABELS = (
    "author", "editor", "translator", "title", "container-title", "collection-title", "issued", "volume", "issue",
    "page", "number-of-pages", "publisher", "publisher-place", "edition", "genre", "DOI", "URL", "ISBN", "number",
    "accessed", "note", "label",
)  # fmt: skip

MADE = "made"  # the source of an example that the generator made


@dataclass(frozen=True, slots=True)
class Example:
    """A reference, its labelled values, the set it comes from and its CSL type.

    Each span is a label with the start and the end of a value: no words before it, no quotes, no signs at its edges.

    >>> e = Example("Smith J. Cats. 2010.", (("author", 0, 7), ("title", 9, 13), ("issued", 15, 19)), MADE, "book")
    >>> [e.text[start:end] for _, start, end in e.spans]
    ['Smith J', 'Cats', '2010']
    """

    text: str
    spans: tuple[tuple[str, int, int], ...]
    source: str
    type: str
