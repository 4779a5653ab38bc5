"""What a reader of references gets and gives: a prepared Text in, a Parse of labelled segments out.

Both producers of a Parse, the grammars in `styles/` and the tagger, work on the same Text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from polybib.model import Issue, Span
from polybib.repair import Repaired
from polybib.values import identifiers

FILL = "\ue000"  # stands for each character of a masked identifier


@dataclass(frozen=True, slots=True)
class Text:
    """A repaired reference, prepared for reading; all four forms have the same length and the same positions.

    text      the repaired text: values are cut from it
    folded    full-width letters, digits and punctuation as their half-width twins: for matching
    masked    folded, with every identifier (DOI, URL, ISBN ...) as FILL: for splitting at punctuation
    found     the identifiers, in order
    """

    text: str
    folded: str
    masked: str
    found: tuple[identifiers.Found, ...] = ()
    emphasis: tuple[Span, ...] = ()
    links: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text that holds one value.

    label   a CSL variable, "custom.<ours>" or one of vocabulary.EXTRA_LABELS
    order   for names: what the grammar knows of their order
    value   the value, where it is not the text itself (then it was inferred); normally empty
    """

    label: str
    start: int
    end: int
    order: Literal["", "family-first", "given-first"] = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Parse:
    """One reading of a reference: its style, its CSL type, its segments in the order of the text (they may touch but
    not overlap), how sure the reader is (0 to 1) and what it doubts."""

    style: str
    type: str
    segments: tuple[Segment, ...]
    confidence: float = 0.0
    origin: Literal["grammar", "tagger"] = "grammar"
    doubts: tuple[Issue, ...] = ()


def prepare(repaired: Repaired) -> Text:
    """The Text of a repaired reference."""
    from polybib.repair import fold_width

    folded = fold_width(repaired.text)
    found = tuple(identifiers.find(folded))
    masked = identifiers.mask(folded, found, FILL)
    return Text(repaired.text, folded, masked, found, repaired.emphasis, repaired.links)
