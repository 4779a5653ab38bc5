"""Where the areas after title and statement begin.

The beginning is found from the end: from the imprint or the year, over the pieces that stand directly before it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from polybib.styles import _gost_imprint as imprints
from polybib.styles import _gost_pieces as pieces
from polybib.styles import _gost_publisher as publishers
from polybib.styles import _gost_words as lex
from polybib.styles._gost_hits import find
from polybib.styles._gost_page import Hit, Page, before
from polybib.styles._scan import compiled
from polybib.styles._sheet import GONE

STRONG = frozenset(("volume", "issue", "page", "extent", "year", "edition", "volissue", "part", "date"))
SERIAL = frozenset(("issue", "volissue", "paren"))
SIGNS = " \t.,;:–—−-()" + GONE


@dataclass(slots=True)
class Areas:
    """start    where the areas begin (the end of the stretch where there are none)
    kinds    the kinds of pieces found
    imprint  place and publisher, if they are printed"""

    start: int
    kinds: set[str] = field(default_factory=set)
    imprint: imprints.Imprint | None = None

    @property
    def serial(self) -> bool:
        """Do the pieces look like those of a journal?"""
        return _is_serial(self.kinds)


def _is_serial(kinds: set[str]) -> bool:
    return bool(kinds & SERIAL) or ({"volume", "page"} <= kinds and "extent" not in kinds)


def read(page: Page, low: int, high: int, *, host: bool = False, open_start: bool = False) -> Areas:
    """Find and label the areas between two positions. `host`: what stands before them is the title of a journal or a
    collection; `open_start`: they may begin at `low`."""
    hits = find(page, low, high)
    journal = _is_serial({h.kind for h in hits if h.clean})
    found = imprints.locate(page, low, high, hits, journal=journal, host=host, open_start=open_start)
    anchor = _anchor(page, hits, found, high)
    if anchor < 0:
        return Areas(high)
    dated = [h for h in hits if h.kind != "date" or not found or found.start < h.start]  # "… наук : 12.00.07. Харьков"
    start = _walk_left(page, dated, anchor, low, open_start, host or journal)
    used = [h for h in hits if h.start >= start and not (found and found.start <= h.start < found.end)]
    areas = Areas(start, {h.kind for h in used}, found)
    if found:
        publishers.claim(page, found)
        areas.kinds.add("imprint")
    pieces.claim_all(page, used, found, serial=host or areas.serial)
    pieces.series(page, found.end if found else anchor, high)
    pieces.volume_title(page, used, high)
    if found is None:
        pieces.late_place(page, used)
    return areas


def _anchor(page: Page, hits: list[Hit], found: imprints.Imprint | None, high: int) -> int:
    """Where the areas are sure to have begun: the imprint, the year, or the last of the pieces; -1 where there are
    none."""
    if found:
        return found.start
    years = [h for h in hits if h.kind == "year" and (h.clean or _crowded(page, hits, h, high))]
    if years:
        return years[-1].start
    strong = [h for h in hits if h.kind in STRONG and (h.clean or h.kind in ("issue", "volissue"))]
    if not strong:
        return -1
    last = strong[-1]
    alone = len(strong) == 1 and last.kind in ("volume", "part", "issue")
    return -1 if alone and page.work[last.end : high].strip(" .,;:-–—") else last.start


def _crowded(page: Page, hits: list[Hit], year: Hit, high: int) -> bool:
    """A year with only a space before it counts where nothing, or another piece, follows it ("логика 2012. – № 4")."""
    follows = [h for h in hits if h.start >= year.end and h.kind in STRONG]
    return not page.work[year.end : follows[0].start if follows else high].strip(SIGNS)


def _walk_left(page: Page, hits: list[Hit], anchor: int, low: int, open_start: bool, serial: bool) -> int:
    """Over the pieces that end directly before the areas' sure part."""
    start = anchor
    for hit in reversed([h for h in hits if h.end <= anchor]):
        if hit.start <= low and not open_start:
            break
        gap = page.work[hit.end : start].strip(SIGNS)
        small = not gap or lex.key_of(gap) in lex.single("and", "date-filler", "et-al")
        if not small and not _volume_title(page, hit, start):
            break
        if hit.kind in ("range", "date", "year") and not hit.clean:
            break
        if hit.kind == "number" and not (serial and _is_volume(page, hit)):
            break
        start = hit.start
    return start


def _is_volume(page: Page, hit: Hit) -> bool:
    """A bare number after a journal's name is its volume, unless it counts a section ("Сер. 3")."""
    section = page.key(page.index(hit.start) - 1) in lex.single("series.section")
    return page.work[hit.start - 1].isspace() and not section


def _volume_title(page: Page, hit: Hit, end: int) -> bool:
    """ "Т. 2. Растения и грибы. – СПб., 2000": between a volume's number and the imprint stands its own title."""
    gap = page.work[hit.end : end]
    if hit.kind not in ("volume", "part") or len(gap) > 160 or "/" in gap:
        return False
    ended = before(page.work, hit.start, page.sheet.start) in ".:–—−-…?!"
    return ended and bool(compiled(r"\s*+[.:]\s*+\p{Lu}").match(gap))
