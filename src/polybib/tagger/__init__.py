"""The trained tagger: a second producer of the Parse that the grammars give (docs/model-card.md).

problem()                why it cannot be used, in one line; empty where it can
tag(texts)               what the network finds in each text
read(text, tagged)       that as a Parse
weights(name)            what was measured on references kept from training ("choice", "field", "reference")
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from polybib.errors import Error
from polybib.segments import Parse, Text

if TYPE_CHECKING:
    from polybib.tagger.network import Tagged


@cache
def problem() -> str:
    """Why the tagger cannot be used; empty where it can. Warns once where it cannot."""
    from polybib.tagger import network

    try:
        network.session()
    except Error as error:
        told = f"the trained tagger is not used, the grammars read alone: {error}"
        warnings.warn(told, RuntimeWarning, stacklevel=2)
        return told
    return ""


def tag(texts: Sequence[str]) -> list[Tagged]:
    """What the network finds in each text."""
    from polybib.tagger import network

    return network.tag(texts)


def read(text: Text, tagged: Tagged) -> Parse:
    """What the network found in a text, as a Parse."""
    from polybib.tagger import reading

    return reading.read(text, tagged)


@cache
def weights(name: str) -> Mapping[str, float]:
    """The weights of a decision, none where they were not measured."""
    from polybib.tagger import network

    try:
        found: Mapping[str, float] = network.card().get("weights", {}).get(name, {})
    except Error:
        return {}
    return found
