"""Document to the references in it.  (interface; being written)"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from polybib.documents import Document
from polybib.model import Kind, Span


@dataclass(frozen=True, slots=True)
class RawReference:
    """A reference as found.

    raw       its text without label, bullet or line breaks: the text of `spans`, one space where a line broke
    offsets   for each character of raw its code point in Document.text
    part      1, 2, ... where one note or item holds several references
    """

    raw: str
    offsets: Sequence[int]
    spans: tuple[Span, ...]
    label: str | None = None
    section: str | None = None
    part: int = 1
    kind: Kind = "reference"


def references(document: Document) -> Iterator[RawReference]:
    """All references of a document in the order in which they stand; for the form "lines" one for each line."""
    raise NotImplementedError
