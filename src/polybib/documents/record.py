"""What a document is once it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from polybib.model import Issue

Form = Literal["text", "markdown", "list", "lines"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text, by code points of Document.text; a heading has a level, an item and a footnote a label."""

    kind: Literal["heading", "paragraph", "item", "footnote"]
    start: int
    end: int
    level: int = 0
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A decoded input. `text` is as decoded, nothing changed; line ends too stay as they are."""

    text: str
    name: str = ""
    form: Form = "text"
    encoding: str = "utf-8"
    blocks: tuple[Block, ...] = ()
    issues: tuple[Issue, ...] = ()
