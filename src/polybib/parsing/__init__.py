"""Reading: which style a reference is in, and what its pieces are.

Every style scores the text by its own cues; the best one reads it. In a document, the styles of the other references
count too (`prior`): a list is seldom in two styles. The trained tagger will be a second producer of the same Parse.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from polybib import registry
from polybib.segments import Parse, Text
from polybib.values.folding import HAN

STYLES = "polybib.styles"
PRIOR_WEIGHT = 0.4  # how much the other references of the document count beside a reference's own cues


def scores(text: Text) -> dict[str, float]:
    """How much a text looks like each style (0 to 1), by the style's name."""
    styles = (registry.load(STYLES, name) for name in registry.names(STYLES))
    return {style.NAME: style.cues(text) for style in styles}


def choose(own: Mapping[str, float], prior: Mapping[str, float] | None = None, text: str = "") -> str:
    """The style to read with: its own score and the document's share of it; the first by name where some are equal.

    A text without any cue, in a document that shows no style either, is read as `ieee`, which makes the most of plain
    sentences (docs/accuracy.md has the figures), or as `gbt7714` where it has Han characters.

    >>> choose({"gost": 0.4, "ieee": 0.5}, {"gost": 0.9, "ieee": 0.1})
    'gost'
    >>> choose({"gbt7714": 0.0, "gost": 0.0, "ieee": 0.0}, text="Hobbes T. Leviathan. 1651")
    'ieee'
    """
    prior = prior or {}
    total = {name: score + PRIOR_WEIGHT * prior.get(name, 0.0) for name, score in sorted(own.items())}
    plain = "gbt7714" if _han().search(text) else "ieee"
    if plain in total and not any(total.values()):
        return plain
    return max(total, key=lambda name: total[name])


@cache
def _han() -> re.Pattern[str]:
    return re.compile(f"[{HAN}]")


def read(text: Text, style: str) -> Parse:
    """The reading of a text in one style, which is named as in `scores`."""
    for name in registry.names(STYLES):
        module = registry.load(STYLES, name)
        if style == module.NAME:
            parsed: Parse = module.read(text)
            return parsed
    raise KeyError(style)
