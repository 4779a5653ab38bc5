"""The type marks of GB/T 7714 ([J], [M/OL], [A] ... [C]) and the CSL types that they stand for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from polybib.segments import FILL
from polybib.styles._zh_patterns import pattern

# GB/T 7714-2015 annex B, 7714-2025 annex B (PP, DS), CAJ-CD B/T 1-1998 (K, Z, O); `alone`, and as a part of a host.
TYPES = {
    "M": ("book", "chapter"),
    "C": ("book", "paper-conference"),
    "G": ("book", "chapter"),
    "N": ("article-newspaper", "article-newspaper"),
    "J": ("article-journal", "article-journal"),
    "D": ("thesis", "thesis"),
    "R": ("report", "report"),
    "S": ("standard", "standard"),
    "P": ("patent", "patent"),
    "DB": ("dataset", "dataset"),
    "DS": ("dataset", "dataset"),
    "CP": ("software", "software"),
    "EB": ("webpage", "webpage"),
    "OL": ("webpage", "webpage"),
    "A": ("document", "chapter"),
    "CM": ("map", "map"),
    "PP": ("article", "article"),
    "K": ("book", "entry-encyclopedia"),
    "Z": ("document", "document"),
    "O": ("document", "document"),
}
CARRIERS = "OL|CD|DK|MT|MM"
PATTERN = (
    r"\[\s?(?<mark>EB|DB|DS|CP|CM|PP|OL|[MCGNJDRSPAKZO]|[jmndcrspg](?=\s?[\]/]))\s?\.?"
    rf"(?:\s?[/|\-]\s?(?<carrier>(?i:{CARRIERS}|O L)))?\s?[\])}}]"
    r"|\[\s?(?i:@{thesis})\s?\]"
    r"|(?<=[\p{L}\p{N}?!”\"》)])\s?\((?<mark>EB|[MNJDRSP])(?:/(?<carrier>OL|CD))?\)(?=\s?[.,]|//)"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A type mark: where it stands, its letters, its carrier."""

    start: int
    end: int
    letters: str
    carrier: str = ""


def marks(masked: str, start: int, end: int) -> Iterator[Mark]:
    """The type marks of a stretch, left to right.

    >>> [(m.letters, m.carrier) for m in marks("题名[J/OL]. 刊名; 题名[ C ]//", 0, 24)]
    [('J', 'OL'), ('C', '')]
    """
    if "[" in masked or "(" in masked:
        yield from _marks(masked, start, end)


@lru_cache(maxsize=4)  # several styles ask, one after the other
def _marks(masked: str, start: int, end: int) -> tuple[Mark, ...]:
    return tuple(
        Mark(m.start(), m.end(), (m["mark"] or "D").upper(), (m["carrier"] or "").upper().replace(" ", ""))
        for m in pattern(PATTERN).finditer(masked, start, end)
    )


def csl_type(letters: str, hosted: bool) -> str:
    """The CSL type of a mark.

    >>> csl_type("M", hosted=True)
    'chapter'
    """
    return TYPES.get(letters, ("document", "chapter"))[hosted]


def blank(masked: str, spans: list[tuple[int, int]]) -> str:
    """The text with some stretches as spaces that begin with a full stop, so that they part what stands around them."""
    if not spans:
        return masked
    out, at = [], 0
    for start, end in sorted(spans):
        if start >= at:
            out += [masked[at:start], ".", " " * (end - start - 1)]
        elif end > at:
            out.append(" " * (end - at))
        at = max(at, end)
    out.append(masked[at:])
    return "".join(out).replace(FILL, " ")
