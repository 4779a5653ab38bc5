"""The areas after title and statement: where they begin, and what each piece of them is.

The beginning is found from the end: from the imprint or the year, over the pieces that stand directly before it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from polybib.styles import _gost_imprint as imprints
from polybib.styles import _gost_publisher as publishers
from polybib.styles import _gost_words as lex
from polybib.styles._gost_hits import Hit, Page, before, find
from polybib.styles._gost_places import named
from polybib.styles._scan import compiled
from polybib.styles._sheet import GONE

STRONG = frozenset(("volume", "issue", "page", "extent", "year", "edition", "volissue", "part", "date"))
SERIAL = frozenset(("issue", "volissue", "paren"))
BOOKS = frozenset(("кн", "книга", "книжка"))  # "Кн. 4" is an issue of a Bulgarian journal, a volume of a Russian work


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
        return bool(self.kinds & SERIAL) or ({"volume", "page"} <= self.kinds and "extent" not in self.kinds)


def read(page: Page, low: int, high: int, *, host: bool = False, open_start: bool = False) -> Areas:
    """Find and label the areas between two positions. `host`: what stands before them is the title of a journal or a
    collection; `open_start`: they may begin at `low`."""
    hits = find(page, low, high)
    journal = is_serial(hits)
    found = imprints.locate(page, low, high, hits, journal=journal, host=host, open_start=open_start)
    anchor, place = _anchor(page, hits, found, high)
    if anchor < 0:
        return Areas(high)
    start = _walk_left(page, hits, anchor, low, open_start, host or journal)
    used = [h for h in hits if h.start >= start and not (found and found.start <= h.start < found.end)]
    areas = Areas(start, {h.kind for h in used}, found)
    if found:
        publishers.claim(page, found)
        areas.kinds.add("imprint")
    _claim_all(page, used, found, host or areas.serial)
    _gaps(page, used, place, high)
    if found is None:
        _late_place(page, used)
    return areas


def is_serial(hits: list[Hit]) -> bool:
    kinds = {h.kind for h in hits if h.clean}
    return bool(kinds & SERIAL) or ({"volume", "page"} <= kinds and "extent" not in kinds)


def _anchor(page: Page, hits: list[Hit], found: imprints.Imprint | None, high: int) -> tuple[int, int]:
    """Where the areas are sure to have begun: the imprint, the year, or the last run of pieces; and the place from
    which gaps are looked at."""
    if found:
        return found.start, found.year.end if found.year else found.end
    years = [h for h in hits if h.kind == "year" and (h.clean or _crowded(page, hits, h, high))]
    if years:
        return years[-1].start, years[-1].start
    strong = [h for h in hits if h.kind in STRONG and (h.clean or h.kind in ("issue", "volissue"))]
    if not strong:
        return -1, -1
    last = strong[-1]
    if (
        len(strong) == 1
        and last.kind in ("volume", "part", "edition", "issue")
        and page.work[last.end : high].strip(" .,;:-–—")
        and last.kind != "edition"
    ):
        return -1, -1
    return last.start, last.start


def _crowded(page: Page, hits: list[Hit], year: Hit, high: int) -> bool:
    """A year with only a space before it counts where nothing, or another piece, follows it ("семантика 2012. – № 4")."""
    tail = page.work[year.end : high].strip(" .,;:-–—" + GONE)
    follows = [h for h in hits if h.start >= year.end and h.kind in STRONG]
    return not tail or (bool(follows) and not page.work[year.end : follows[0].start].strip(" .,;:-–—" + GONE))


def _walk_left(page: Page, hits: list[Hit], anchor: int, low: int, open_start: bool, serial: bool) -> int:
    """Over the pieces that end directly before the areas' sure part."""
    start = anchor
    for hit in reversed([h for h in hits if h.end <= anchor]):
        gap = page.work[hit.end : start].strip(" \t.,;:–—−-()" + GONE)
        if hit.start <= low and not open_start:
            break
        if gap and gap.casefold() not in ("и", "и др", "and", "от", "за", "від", "ад"):
            if hit.kind not in ("volume", "part") or not _volume_title(page, hit, start):
                break
        if hit.kind in ("range", "date", "year") and not hit.clean:
            break
        if hit.kind == "number" and not (serial and page.work[hit.start - 1].isspace()):
            break
        start = hit.start
    return start


def _volume_title(page: Page, hit: Hit, end: int) -> bool:
    """ "Т. 2. Растения и грибы. – СПб., 2000": between a volume's number and the imprint stands its own title."""
    gap = page.work[hit.end : end]
    return (
        before(page.work, hit.start, page.sheet.start) in ".:–—−-…?!"
        and bool(compiled(r"\s*+[.:]\s*+\p{Lu}").match(gap))
        and len(gap) < 160
        and "/" not in gap
    )


def _claim_all(page: Page, used: list[Hit], found: imprints.Imprint | None, serial: bool) -> None:
    sheet = page.sheet
    chosen = found.year if found else None
    years = [h for h in used if h.kind == "year"]
    chosen = chosen or (years[-1] if years else None)
    dated = any(h.kind == "date" and compiled(r"(?:1[4-9]|20)\d\d").search(page.work, h.start, h.end) for h in used)
    known = sheet.has("issued")
    paged = any(h.kind in ("page", "volissue") and h.parts[-1][0] == "page" for h in used)
    for hit in used:
        if hit.kind in ("year", "date") and (known or (hit.kind == "year" and (hit is not chosen or dated))):
            continue
        if hit.kind == "range":
            if paged or not serial:
                continue
            paged = True
        if hit.kind in ("number", "paren") and (not serial or sheet.has("volume") or sheet.has("volume-issue")):
            continue
        for label, start, end in hit.parts:
            _claim(page, hit, label, start, end, serial and not found)
        sheet.strike(hit.start, hit.end)


def _claim(page: Page, hit: Hit, label: str, start: int, end: int, serial: bool) -> None:
    sheet = page.sheet
    if label == "issue-paren":
        return issue_in_brackets(page, start, end)
    volume = sheet.has("volume") or sheet.has("volume-issue")
    if label == "part":
        label = (
            "part-number" if volume else "issue" if serial and page.key(page.index(hit.start)) in BOOKS else "volume"
        )
    elif label == "number":
        label = "issue" if volume else "volume"
    elif label in ("volume", "volume-issue") and volume:
        label = "issue" if label == "volume" and not sheet.has("issue") and not sheet.has("volume-issue") else "note"
    if label == "edition" and sheet.has("edition"):
        return None
    return sheet.claim(label, start, end)


def issue_in_brackets(page: Page, start: int, end: int) -> None:
    """ "№ 7 (156)" is an issue of the year with its running number; "№ 11 (2)", where the running number would be the
    smaller one, is volume and issue; "№ 3 (160)" of a journal in a Latin script is issue and volume, since only
    journals of the GOST countries print running numbers."""
    sheet = page.sheet
    match = compiled(r"(\d+)[^\d(]*+\(\D*+(\d+)").match(sheet.work, start, end)
    if sheet.has("volume") or not match or not match[1]:
        return sheet.claim("issue", start, end)
    first, second = int(match[1]), int(match[2])
    if second < first:
        return sheet.claim("volume-issue", start, end)
    if _latin(page, start) and "№" in sheet.text.folded[max(0, start - 3) : start]:
        inner = match.start(2)
        sheet.claim("issue", start, match.end(1))
        return sheet.claim("volume", inner, compiled(r"[\d/–-]+").match(sheet.text.folded, inner, end).end())  # type: ignore[union-attr]
    return sheet.claim("issue", start, end)


def _latin(page: Page, at: int) -> bool:
    """Is the name of the journal, before the areas, in a Latin script?"""
    near = page.sheet.text.folded[max(0, at - 160) : at]
    host = near[near.rfind("//") + 2 :] if "//" in near else near
    return len(compiled(r"\p{Cyrillic}").findall(host)) * 3 < len(compiled(r"\p{Latin}").findall(host))


def _late_place(page: Page, used: list[Hit]) -> None:
    """ "1886, Т., с. 42": a place that stands alone after the year."""
    for hit, follower in zip(used, used[1:], strict=False):
        if hit.kind == "year":
            for start, end, _ in named(page, hit.end, follower.start):
                if (
                    not page.work[hit.end : start].strip(" ,.")
                    and not page.work[end : follower.start].strip(" ,.")
                    and not page.sheet.has("publisher-place")
                ):
                    page.sheet.claim("publisher-place", start, end)


def _gaps(page: Page, used: list[Hit], place: int, high: int) -> None:
    """What stands between and after the pieces: a series in brackets, the title of a volume."""
    sheet = page.sheet
    for match in compiled(r"\(([^()]{3,160}+(?:\([^()]*+\)[^()]*+)?)\)").finditer(sheet.work, place, high):
        number = compiled(r"\s*+[;,]\s*+(?:(?:вып|т|№|кн|vol|no|v|вип|vyp)\b\.?\s*+)?(\d[\w/–-]*+)\s*+$").search(
            sheet.work, match.start(1), match.end(1)
        )
        inner = sheet.work[match.start(1) : match.end(1)]
        if GONE in inner or (not inner[0].isupper() and inner[0] not in '«“"') or sheet.has("collection-title"):
            continue
        if lex.phrase_at(sheet.work, page.tokens, page.index(match.start(1)), lex.phrases("in-language")):
            continue
        title = compiled(r"\s*+/\s").search(sheet.work, match.start(1), number.start() if number else match.end(1))
        sheet.claim(
            "collection-title", match.start(1), title.start() if title else number.start() if number else match.end(1)
        )
        if number:
            sheet.claim("collection-number", *number.span(1))
        sheet.strike(*match.span())
    volumes = [h for h in used if h.kind in ("volume", "part")]
    for hit in volumes[-1:]:
        match = compiled(rf"\s*+[.:]\s*+(\p{{Lu}}[^{GONE}/]{{3,150}}?)\s*+(?:[.,]?\s*+[-–—]|\.)\s*+(?={GONE}|$)").match(
            sheet.work, hit.end, high
        )
        if match and not sheet.has("volume-title"):
            sheet.claim("volume-title", *match.span(1), edge=" .,;:–—-")
