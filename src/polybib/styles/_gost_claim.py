"""Labelling the text of a title: without outer quotation marks, its area's full stop, and what was struck out in it."""

from __future__ import annotations

from polybib.styles import _gost_words as lex
from polybib.styles._gost_page import Page
from polybib.styles._scan import compiled, trim
from polybib.styles._sheet import GONE

EDGE = " \t\u3000\u00a0,;:–—-/_^=" + GONE
QUOTES = {"«": "»", "“": "”", "„": "“”", '"': '"', "`": "`'’", "‘": "’"}


def pieces(page: Page, low: int, high: int) -> list[tuple[int, int]]:
    """The stretches between what was struck out ("Title [Текст] : учеб. пособие"), those that hold letters."""
    found = [m.span() for m in compiled(rf"[^{GONE}]++").finditer(page.work, low, high)]
    two = compiled(r"[\p{L}\d][^\p{L}\d]*+[\p{L}\d]")
    return [s for s in found if two.search(page.work, *s)] or found[:1]


def claim_title(page: Page, low: int, high: int, label: str) -> None:
    """Label a title, in several pieces where something was struck out between them."""
    if not page.sheet.has(label):
        for start, end in pieces(page, low, high):
            claim_text(page, start, end, label)


def claim_text(page: Page, low: int, high: int, label: str) -> None:
    """Label a stretch without the full stop of its area, and without quotation marks that hold all of it."""
    low, high = trim(page.work, low, high, EDGE)
    if high > low and page.work[high - 1] == "." and not _abbreviated(page, low, high):
        high -= 1
    low, high = quoted(page.work, low, high) or (low, high)
    page.sheet.claim(label, low, high, EDGE)


def _abbreviated(page: Page, low: int, high: int) -> bool:
    """Does the full stop at the end belong to an abbreviation ("XIII–XIV вв.", "Физ. науки и др.")?"""
    word = compiled(r"(?:^|[\s.,(])([\p{L}]{1,5})\.$").search(page.work, max(low, high - 8), high)
    return page.work[low:high].endswith("..") or bool(word and lex.key_of(word[1]) in lex.single("abbreviation"))


def quoted(work: str, low: int, high: int) -> tuple[int, int] | None:
    """The inner stretch of a text that one pair of quotation marks holds.

    >>> quoted("«a «b» c»", 0, 9), quoted("«a» b «c»", 0, 9)
    ((1, 8), None)
    """
    closers = QUOTES.get(work[low : low + 1], "")
    if not closers or high - low < 3 or work[high - 1] not in closers:
        return None
    depth = 0
    for i in range(low, high):
        if work[i] == work[low] and (work[low] not in closers or i == low):
            depth += 1
        elif work[i] in closers:
            depth -= 1
            if depth == 0:
                return (low + 1, high - 1) if i == high - 1 else None
    return None


def quoted_end(page: Page, low: int, high: int) -> int:
    """The end of a title that stands in quotation marks and is followed by a comma or full stop ("«Основы …», изд. …");
    0 where it is not so."""
    closers = QUOTES.get(page.work[low : low + 1], "")
    shut = page.shut(low)
    if not closers or not shut or shut.start != low or shut.end - low < 8:
        return 0
    match = compiled(r"\s*+[.,]\s++(?=\S)").match(page.work, shut.end, high)
    return match.end() if match else 0
