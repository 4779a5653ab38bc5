"""Volumes and editions within a title: "в 6 т.", "Т. 5. Ч. 1", "Том 2. Растения и грибы", "3-е изд. /".

GOST 7.1-2003, 5.2.4 and 6 (multi-part works)."""

from __future__ import annotations

from polybib.styles import _gost_words as lex
from polybib.styles._gost_claim import EDGE
from polybib.styles._gost_hits import find
from polybib.styles._gost_marks import sentences
from polybib.styles._gost_page import Hit, Page
from polybib.styles._scan import compiled, trim
from polybib.styles._sheet import GONE

COLON = r"\s*+:\s++"
FEW = 8  # designations of volumes in one title


def trailing(page: Page, low: int, high: int, *, part: bool = False) -> int:
    """Label edition, count of volumes and a volume's designation; the title ends before them. `part`: it is the title
    of a part of something, whose own numbers are words of the title."""
    hits = find(page, low, high)
    high = _edition(page, hits, low, high)
    if not part:
        high = _edition(page, hits, low, _volumes(page, hits, low, high))
    return high


def _volumes(page: Page, hits: list[Hit], low: int, high: int) -> int:
    """ "Title : в 6 т.", "Title. Т. 5. Ч. 1", "Title. Том 2. Title of the volume"."""
    work, lead = page.work, lex.one_of("of-volumes.lead")
    named = [h for h in hits if h.kind in ("volume", "part", "issue") and h.clean and h.end <= high]
    count = compiled(
        rf"(?:\s*+[:.,(]|\])\s*+{lead}\s(\d{{1,3}}|\p{{L}}{{3,14}})\s?(?:-?\p{{L}}{{1,2}}(?=\s))?\s*+(\p{{L}}++)\.?"
    ).search(work, low, high)
    if count and lex.key_of(count[2]) in lex.single("of-volumes") and not page.shut(count.start(1)):
        rest = trim(work, count.end(), high, EDGE + ".)")
        if rest.end > rest.start and not _volume(page, [h for h in named if h.start >= rest.start], rest.start, high):
            return high
        page.sheet.claim("number-of-volumes", *count.span(1))
        return count.start()
    if named:
        begins = {*sentences(page, low, high), *(m.end() for m in compiled(COLON).finditer(work, low, high))}
        for n, hit in enumerate(named[:FEW]):
            if hit.start > low and hit.start in begins and _volume(page, named[n : n + FEW], hit.start, high):
                return hit.start
    return high


def _volume(page: Page, hits: list[Hit], low: int, high: int) -> bool:
    """A volume's designation at the end of a title, with a title of its own or without."""
    sheet = page.sheet
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


def _edition(page: Page, hits: list[Hit], low: int, high: int) -> int:
    """An edition statement at the end, as before the slash: "Title. 3-е изд. / под ред. …"."""
    found = [h for h in hits if h.kind == "edition" and h.clean and low < h.start and h.end <= high]
    if not found or page.sheet.has("edition") or page.work[found[-1].end : high].strip(" .,):]" + GONE):
        return high
    page.sheet.claim("edition", *found[-1].parts[0][1:])
    start = found[-1].start
    while start > low and page.work[start - 1] in " (–—-":
        start -= 1
    return start
