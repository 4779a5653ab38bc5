"""Volumes and editions within a title: "в 6 т.", "Т. 5. Ч. 1", "Том 2. Растения и грибы", "3-е изд. /".

GOST 7.1-2003, 5.2.4 and 6 (multi-part works)."""

from __future__ import annotations

from polybib.styles import _gost_words as lex
from polybib.styles._gost_claim import EDGE
from polybib.styles._gost_hits import find
from polybib.styles._gost_marks import sentences
from polybib.styles._gost_page import Hit, Page
from polybib.styles._scan import compiled, trim

COLON = r"\s*+:\s++"


def volumes(page: Page, low: int, high: int) -> int:
    """Label the count of volumes and a volume's designation; the title ends before them."""
    work = page.work
    lead = lex.one_of("of-volumes.lead")
    count = compiled(
        rf"(?:\s*+[:.,(]|\])\s*+{lead}\s(\d{{1,3}}|\p{{L}}{{3,14}})\s?(?:-?\p{{L}}{{1,2}}(?=\s))?\s*+(\p{{L}}++)\.?"
    ).search(work, low, high)
    if count and lex.key_of(count[2]) in lex.single("of-volumes") and not page.shut(count.start(1)):
        rest = trim(work, count.end(), high, EDGE + ".)")
        if rest.end > rest.start and not _volume(page, rest.start, high):
            return high
        page.sheet.claim("number-of-volumes", *count.span(1))
        return count.start()
    for begin in [*sentences(page, low, high), *(m.end() for m in compiled(COLON).finditer(work, low, high))]:
        if begin > low and _volume(page, begin, high):
            return begin
    return high


def _volume(page: Page, low: int, high: int) -> bool:
    """A volume's designation at the end of a title, with a title of its own or without."""
    sheet = page.sheet
    hits = [h for h in find(page, low, high) if h.kind in ("volume", "part", "issue") and h.clean]
    if not hits or hits[0].start > low or sheet.has("volume"):
        return False
    used = [hits[0]]
    for hit in hits[1:]:
        if not sheet.work[used[-1].end : hit.start].strip(" .,"):
            used.append(hit)
    end = used[-1].end
    rest = trim(sheet.work, end, high, EDGE + ".")
    if rest.end > rest.start and not compiled(r"\s*+[.:]\s*+[\p{Lu}«“\"\d]").match(sheet.work, end, high):
        return False
    _claim(page, used)
    if rest.end > rest.start:
        colon = compiled(COLON).search(sheet.work, rest.start, rest.end)
        sheet.claim("volume-title", rest.start, colon.start() if colon else rest.end)
        sheet.strike(rest.start, rest.end)
    return True


def _claim(page: Page, used: list[Hit]) -> None:
    for n, hit in enumerate(used):
        label, start, end = hit.parts[0]
        if hit.kind == "part":
            label = "part-number" if n else "volume"
        elif label != "volume-issue":
            label = hit.kind
        page.sheet.claim(label, start, end)
        page.sheet.strike(hit.start, hit.end)


def edition(page: Page, low: int, high: int) -> int:
    """An edition statement before the slash: "Title. 3-е изд. / под ред. …"; the title ends before it."""
    hits = [h for h in find(page, low, high) if h.kind == "edition" and h.clean and h.start > low]
    if hits and not page.work[hits[-1].end : high].strip(" .,):]") and not page.sheet.has("edition"):
        page.sheet.claim("edition", *hits[-1].parts[0][1:])
        start = hits[-1].start
        while start > low and page.work[start - 1] in " (–—-":
            start -= 1
        return start
    return high
