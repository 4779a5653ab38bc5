"""Titles in two forms: a romanised or Cyrillic one with a translation in brackets, as the "References" of Russian
journals have it ("Opisaniye investitsiy … [Description of investments …]"), and journals with two names.

The rule of the gold (formats.md, 5.1): where a translation is printed, it is the title, and the other form stands
beside it.
"""

from __future__ import annotations

from polybib.styles import _gost_words as lex
from polybib.styles._gost_page import Page
from polybib.styles._scan import compiled
from polybib.styles._sheet import GONE

BRACKET = r"\s*+\[\s*+(?P<t>[^\[\]]{4,400})\]"


def translation(page: Page, low: int, high: int) -> tuple[int, int, int] | None:
    """The stretch of a translated title in brackets after a title, and the position after it."""
    for match in compiled(BRACKET).finditer(page.work, low, high):
        text = match["t"]
        words = [w for w in text.split() if any(c.isalpha() for c in w)]
        if match.start() <= low or GONE in text or len(words) < 2 or not compiled(r"\p{Latin}").search(text):
            continue
        tail = compiled(r"\s*+(?:[.,:;/]|$|[-–—]\s|\(\p{L})").match(page.work, match.end(), high)
        i = page.index(match.start("t"))
        mark = lex.phrase_at(page.work, page.tokens, i, lex.phrases("et-al", "medium-mark", "no-place", "no-publisher"))
        if tail and not mark:
            return (*match.span("t"), match.end())
    return None


def equal(page: Page, low: int, high: int) -> tuple[int, int] | None:
    """The sign before a parallel title ("Оценка рисков = Risk assessment", GOST 7.1-2003, 5.2.4), none of a formula."""
    match = compiled(r"(?<=\p{L}{3}[»”\"?!]?)\s++=\s++(?=[«“\"„]?\p{Lu}\p{L}*+[\s,.:]|[«“\"„]?\p{Lu}\p{L}{2})").search(
        page.work, low, high
    )
    return match.span() if match and not page.shut(match.start()) else None


def claim_title(page: Page, low: int, found: tuple[int, int, int], edge: str) -> None:
    """Label the translation as the title, and what stands before it as its other form."""
    start, end, _ = found
    other = "custom.title-original" if is_cyrillic(page.work[low:start]) else "custom.title-romanized"
    page.sheet.claim(other, low, page.work.rfind("[", low, start), edge + ".")
    page.sheet.claim("title", start, end, edge + ".")


def container(page: Page, low: int, high: int) -> tuple[int, str, int, int] | None:
    """The second name of a journal, after "=", " - " or in brackets: where the first ends, the signs at the second's
    edges, and the second's stretch."""
    work = page.work
    bracket = compiled(BRACKET + r"\s*+\.?\s*+$").search(work, low, high)
    if bracket and bracket.start() > low:
        return bracket.start(), "", *bracket.span("t")
    equal = compiled(r"\s++=\s++").search(work, low, high)
    if equal and equal.start() > low:
        return equal.start(), ".", equal.end(), high
    dash = compiled(r"\s++[-–—]\s++(?=\p{Lu})").search(work, low, high)
    if dash and dash.start() > low and is_romanised_russian(work[low : dash.start()]):
        return None if is_romanised_russian(work[dash.end() : high]) else (dash.start(), ".", dash.end(), high)
    return None


def is_cyrillic(text: str) -> bool:
    return bool(compiled(r"\p{Cyrillic}").search(text))


def is_romanised_russian(text: str) -> bool:
    """Has a Latin text words or endings that only romanised Slavic words have?

    >>> is_romanised_russian("Vestnik Tomskogo gosudarstvennogo universiteta"), is_romanised_russian("TSPU Bulletin")
    (True, False)
    """
    ending = rf"\p{{L}}{{2,}}{lex.endings('romanised.ending')}"
    known = rf"\b{lex.one_of('romanised.word')}\b"
    return not is_cyrillic(text) and bool(compiled(known).search(text) or compiled(ending).search(text))
