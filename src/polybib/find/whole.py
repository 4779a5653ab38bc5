"""Is an input a list of references and nothing else?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from polybib.documents import Block, headings
from polybib.find.signs import score


@cache
def _short() -> re.Pattern[str]:
    return re.compile(r"^[^\n]{2,60}$", re.MULTILINE)


FIRST, LOOK = 15, 120  # blocks looked at
ENOUGH = 0.7


def is_list(text: str, found: Sequence[Block]) -> bool:
    """Whether nearly all of the text, by length, looks like references.

    >>> from polybib.documents.layout import blocks
    >>> text = "Hu D. Growth. Trade, 2019, no. 2.\\nLi M. Law. Beijing: Press, 2020."
    >>> is_list(text, blocks(text)), is_list("It was long, and we have said so.", ())
    (True, False)
    """
    held = [block for block in found if block.kind != "heading"]
    if not held or any(block.kind == "footnote" for block in held):
        return False
    short = _short().finditer(text, held[0].start, held[0].start + 200_000)
    if any(match.start() > held[0].start and headings.part(match.group()) == "references" for match in short):
        return False
    return _share(text, held, FIRST) >= ENOUGH / 2 and _share(text, held, LOOK) >= ENOUGH


def _share(text: str, held: Sequence[Block], count: int) -> float:
    """The share of the text, by length and by blocks, that looks like references, in so many blocks spread over it."""
    seen = held[:: max(1, len(held) // count)]
    sizes = [min(block.end - block.start, 1500) for block in seen]
    good = [score(text[b.start : b.start + size]) >= 2.5 for b, size in zip(seen, sizes, strict=True)]
    by_length = sum(size for size, fits in zip(sizes, good, strict=True) if fits) / max(1, sum(sizes))
    return min(by_length, sum(good) / len(good))
