"""The signs between areas: the full stop that ends a sentence of the description, and the area's dash.

GOST 7.1-2003, 4.4 (". – "); R 7.0.5-2008, 4.9 (the full stop alone)."""

from __future__ import annotations

from polybib.styles._gost_page import Page
from polybib.styles._scan import compiled
from polybib.styles._sheet import GONE

SENTENCE = r"[.?!…][»”\")\]]*+\s++(?=[\p{Lu}\d«“\"„\[(:,№])"
DASH = rf"(?:(?<=[\s.,;:)\]»”\"{GONE}])|(?<=\p{{L}})(?=\s)\s)\s*+[-–—−]{{1,3}}(?:\s++|(?=[\p{{Lu}}\d«“\"\[]))"


def sentences(page: Page, low: int, high: int) -> list[int]:
    """Where a new sentence of the description begins: after a full stop that does not end an initial, outside brackets
    and quotations."""
    found = []
    for match in compiled(SENTENCE).finditer(page.work, low, high):
        shut = page.shut(match.start())
        if shut and shut.end > match.end():
            continue
        word = compiled(r"[\p{L}\p{N}’'-]*+$").search(page.work, max(low, match.start() - 12), match.start())
        text = word.group() if word else ""
        if not (len(text) == 1 and text.isupper() and page.work[match.start()] == "."):
            found.append(match.end())
    return found


def dashes(page: Page, low: int, high: int) -> list[tuple[int, int]]:
    """The area signs (". –", " – ", ". -") outside brackets and quotations, each with where it begins and ends."""
    spans = []
    for match in compiled(DASH).finditer(page.work, low, high):
        sign = match.end()
        while sign > match.start() and page.work[sign - 1].isspace():
            sign -= 1
        if not page.shut(sign - 1):
            spans.append(match.span())
    return spans


def full_stop(page: Page, at: int) -> bool:
    """Does a sentence end before a position, and not a short abbreviation ("изд. «…»")?"""
    return not compiled(r"(?<!\p{L})\p{Ll}{1,4}\.\s++$").search(page.work, max(0, at - 7), at)
