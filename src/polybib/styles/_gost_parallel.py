"""Titles in two forms: a romanised or Cyrillic one with a translation in brackets, as the "References" of Russian
journals have it ("Opisaniye investitsiy … [Description of investments …]"), and journals with two names.

The rule of the gold (formats.md, 5.1): where a translation is printed, it is the title, and the other form stands beside it.
"""

from __future__ import annotations

from polybib.styles._gost_hits import Page
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
        tail = compiled(r"\s*+(?:[.,:;/]|$|[-–—]\s|\(in\s)").match(page.work, match.end(), high)
        if tail and not compiled(r"(?i)et al|S\. ?[ln]\.|electronic|online|text").match(text.strip()):
            return (*match.span("t"), match.end())
    return None


def claim_title(page: Page, low: int, found: tuple[int, int, int], edge: str) -> None:
    """Label the translation as the title, and what stands before it as its other form."""
    start, end, _ = found
    before = page.work[low:start]
    other = "custom.title-original" if compiled(r"\p{Cyrillic}").search(before) else "custom.title-romanized"
    stop = page.work.rfind("[", low, start)
    page.sheet.claim(other, low, stop, edge + ".")
    page.sheet.claim("title", start, end, edge + ".")


def container(page: Page, low: int, high: int) -> tuple[int, int, str] | None:
    """The second name of a journal, after "=", " - " or in brackets: its stretch and its label; the first name stands
    before it."""
    work = page.work
    bracket = compiled(BRACKET + r"\s*+\.?\s*+$").search(work, low, high)
    if bracket and bracket.start() > low:
        return bracket.start(), bracket.end(), "bracket"
    equal = compiled(r"\s++=\s++").search(work, low, high)
    if equal and equal.start() > low:
        return equal.start(), equal.end(), "equal"
    dash = compiled(r"\s++[-–—]\s++(?=\p{Lu})").search(work, low, high)
    if (
        dash
        and dash.start() > low
        and is_romanised_russian(work[low : dash.start()])
        and not is_romanised_russian(work[dash.end() : high])
    ):
        return dash.start(), dash.end(), "dash"
    return None


def is_romanised_russian(text: str) -> bool:
    """Has a Latin text endings that only romanised Slavic words have?

    >>> is_romanised_russian("Vestnik Tomskogo gosudarstvennogo universiteta"), is_romanised_russian("TSPU Bulletin")
    (True, False)
    """
    return bool(
        compiled(
            r"\b[A-Za-z']{2,}(?:ogo|skii|skiy|skij|skaya|skaia|oye|oie|nykh|nyh|iya|iia|ija|teta|nauki|ennye|eskie|eskiye|nauk|vestnik|vedomosti|stvo)\b|\b(?:Vestnik|Izvestiya|Voprosy|Trudy|Zhurnal|Nauka|Problemy)\b|\b[iv]\b"
        ).search(text)
    ) and not compiled(r"\p{Cyrillic}|\b(?:the|of|and|for)\b").search(text)
