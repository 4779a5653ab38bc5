"""Reading: which style a reference is in, and what its pieces are.

Every style scores the text by its own cues; the best one reads it. In a document, the styles of the other references
count too (`prior`): a list is seldom in two styles. The trained tagger will be a second producer of the same Parse.
"""

from __future__ import annotations

from collections.abc import Mapping

from polybib import registry
from polybib.segments import Parse, Text

STYLES = "polybib.styles"
PRIOR_WEIGHT = 0.4  # how much the other references of the document count beside a reference's own cues


def scores(text: Text) -> dict[str, float]:
    """How much a text looks like each style (0 to 1), by the style's name."""
    styles = (registry.load(STYLES, name) for name in registry.names(STYLES))
    return {style.NAME: style.cues(text) for style in styles}


def choose(own: Mapping[str, float], prior: Mapping[str, float] | None = None) -> str:
    """The style to read with: its own score and the document's share of it; the first by name where all are equal.

    >>> choose({"gost": 0.4, "ieee": 0.5}, {"gost": 0.9, "ieee": 0.1})
    'gost'
    """
    prior = prior or {}
    return max(sorted(own), key=lambda name: own[name] + PRIOR_WEIGHT * prior.get(name, 0.0))


def read(text: Text, style: str) -> Parse:
    """The reading of a text in one style, which is named as in `scores`."""
    for name in registry.names(STYLES):
        module = registry.load(STYLES, name)
        if style == module.NAME:
            parsed: Parse = module.read(text)
            return parsed
    raise KeyError(style)
