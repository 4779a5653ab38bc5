"""Place and publisher within an imprint (GOST 7.1-2003, 5.5.2 and 5.5.3): "М. : Наука", "Москва, Наука", "Наука"."""

from __future__ import annotations

from functools import cache

from polybib import words
from polybib.styles import _gost_words as lex
from polybib.styles._gost_imprint import EDGE, Imprint
from polybib.styles._gost_page import Page
from polybib.styles._gost_places import joined, like_place, named
from polybib.styles._scan import compiled, trim


def claim(page: Page, found: Imprint) -> None:
    """Label place and publisher."""
    sheet, start, end = page.sheet, found.start, found.end
    opening = sheet.work[start : start + 1]
    start = trim(sheet.work, start, end, EDGE + ". ").start if opening in (":", ",", ".", " ") else start
    colon = compiled(r"\s*+:\s*+").search(sheet.work, start, end)
    if opening == ":":
        _publisher(page, start, end)
    elif colon:
        _place(page, start, colon.start())
        _publisher(page, colon.end(), end)
    else:
        _undivided(page, start, end)
    sheet.strike(found.start, found.end)


def _undivided(page: Page, start: int, end: int) -> None:
    """Without a colon, what is a known place is the place, at the beginning or after the last comma."""
    known = [p for p in named(page, start, end) if p[2] in (",", ";") or not page.work[p[1] : end].strip(EDGE + ".")]
    if known and known[0][0] == start:
        stop = known[0][1]
        for begin, finish, _ in known[1:]:
            stop = finish if joined(page, stop, begin) else stop
        _place(page, start, stop)
        return _publisher(page, stop, end)
    city = compiled(rf",\s*+(?:{lex.one_of('town')}\.\s*+)?(?=\p{{Lu}}[^,]*+$)").search(page.work, start, end)
    last = page.work[city.end() : end].strip(EDGE + ". ") if city else ""
    if city and (any(k[0] == city.end() for k in known) or like_place(last)) and lex.key_of(last) not in _countries():
        _publisher(page, start, city.start())
        return _place(page, city.end(), end)
    return (_place if like_place(page.work[start:end].strip(EDGE + ". ")) else _publisher)(page, start, end)


def _place(page: Page, start: int, end: int) -> None:
    ahead = compiled(rf"\s*+{lex.one_of('town')}\.\s++(?=\p{{Lu}})").match(page.work, start, end)
    start = ahead.end() if ahead else start
    if not _missing(page.work[start:end], "no-place"):
        page.sheet.claim("publisher-place", start, end, EDGE + "[]")


def _publisher(page: Page, start: int, end: int) -> None:
    if not _missing(page.work[start:end], "no-publisher"):
        page.sheet.claim("publisher", start, end, EDGE)


def _missing(text: str, category: str) -> bool:
    """ "[Б. м.]", "[s. n.]": the standards' words for what is not known."""
    plain = text.strip(" []().,;:").casefold().replace(" ", "")
    return not plain or plain in _unknown(category)


@cache
def _unknown(category: str) -> frozenset[str]:
    return frozenset(w.replace(" ", "") for w in words.get(category))


@cache
def _countries() -> frozenset[str]:
    return frozenset(words.get("country"))
