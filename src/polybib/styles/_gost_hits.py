"""The numbered and dated pieces of a GOST reference: year, volume, issue, pages, extent, edition.

Each is recognised where it stands between two signs of the form ("... . – Т. 34. – № 5. – С. 151–156"), whatever the
signs are: authors leave them out, double them or use others (GOST R 7.0.5-2008, 4.9 and 4.10, lets a full stop stand
for the area's dash).
"""

from __future__ import annotations

from collections.abc import Callable

from polybib.styles import _gost_dates as dates
from polybib.styles import _gost_numbers as numbers
from polybib.styles import _gost_words as lex
from polybib.styles._gost_page import SIGNS, Hit, Page, after
from polybib.styles._sheet import GONE

Reader = Callable[[Page, int, int], Hit | None]
ANNOUNCED: tuple[tuple[str, Reader], ...] = (
    ("volume", numbers.volume),
    ("part", numbers.part),
    ("issue", numbers.issue),
    ("page", numbers.pages),
    ("edition", dates.edition),
    ("edition-note", dates.edition),
    ("ordinal", dates.edition),
    ("month", dates.month),
)
BARE: tuple[Reader, ...] = (dates.date, dates.edition, dates.year, numbers.extent, numbers.bare)
NEXT = frozenset(("volume", "issue", "page", "part", "year-word"))


def find(page: Page, low: int, high: int) -> list[Hit]:
    """All pieces between two positions, in order; none within brackets or quotations unless it fills them."""
    hits: list[Hit] = []
    done, kinds = low, lex.kinds()
    for i in range(page.index(low), len(page.tokens)):
        token = page.tokens[i]
        if token.start >= high:
            break
        if token.start < done:
            continue
        hit = _bare(page, i, high) if token.key[0].isdigit() else _announced(page, i, high, kinds.get(token.key))
        if hit and hit.end <= high and _allowed(page, hit, high):
            hits.append(hit)
            done = hit.end
    return hits


def _announced(page: Page, i: int, high: int, kinds: frozenset[str] | None) -> Hit | None:
    for kind, reader in ANNOUNCED if kinds else ():
        if kind in kinds:  # type: ignore[operator]
            hit = reader(page, i, high)
            if hit:
                return hit
    return None


def _bare(page: Page, i: int, high: int) -> Hit | None:
    for reader in BARE:
        hit = reader(page, i, high)
        if hit:
            return hit
    return None


def _allowed(page: Page, hit: Hit, high: int) -> bool:
    """Is the piece ended by a sign or by the next announcing word, and not part of something in brackets?"""
    shut = page.shut(hit.start)
    if shut and shut.start < hit.start and page.work[shut.start] != GONE:
        fills = not page.work[shut.start + 1 : hit.start].strip()
        return fills and hit.kind in ("page", "issue", "extent")
    follows = after(page.work, hit.end, high)
    if not follows or follows in SIGNS or follows in "«“„№" or page.work[hit.end - 1] == ".":
        return True
    return hit.kind not in ("range", "number") and bool(page.kinds(page.index(hit.end)) & NEXT)
