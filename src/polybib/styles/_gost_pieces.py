"""Labels for the pieces of the areas, by what else is printed: "№ 7 (156)", "vol. 11, vol. 2", "Кн. 4", "(Серия ; 3)".

GOST 7.1-2003, 5.3 to 5.6; formats.md, 1.3 and 7.4."""

from __future__ import annotations

from itertools import pairwise

from polybib.styles import _gost_words as lex
from polybib.styles._gost_imprint import Imprint
from polybib.styles._gost_page import Hit, Page
from polybib.styles._gost_places import named
from polybib.styles._scan import compiled
from polybib.styles._sheet import GONE


def claim_all(page: Page, used: list[Hit], found: Imprint | None, *, serial: bool) -> None:
    """Label the pieces in order. `serial`: they are a journal's."""
    sheet = page.sheet
    years = [h for h in used if h.kind == "year"]
    chosen = found.year if found and found.year else years[-1] if years else None
    dated = any(h.kind == "date" and compiled(r"(?:1[4-9]|20)\d\d").search(page.work, h.start, h.end) for h in used)
    known = sheet.has("issued")
    paged = any(h.parts[-1][0] == "page" for h in used if h.kind != "range")
    for hit in used:
        if hit.kind in ("year", "date") and (known or (hit.kind == "year" and (hit is not chosen or dated))):
            continue
        if hit.kind == "range" and (paged or not serial):
            continue
        if hit.kind in ("number", "paren") and (not serial or _volume(page)):
            continue
        paged = paged or hit.kind == "range"
        for label, start, end in hit.parts:
            _claim(page, hit, label, start, end, serial=serial and not found)
        sheet.strike(hit.start, hit.end)


def _volume(page: Page) -> bool:
    return page.sheet.has("volume") or page.sheet.has("volume-issue")


def _claim(page: Page, hit: Hit, label: str, start: int, end: int, *, serial: bool) -> None:
    sheet, volume = page.sheet, _volume(page)
    if label == "issue-paren":
        return _issue_in_brackets(page, start, end)
    if label == "part":
        # "Кн. 4" is an issue of a Bulgarian journal, a volume of a Russian work
        journal_part = serial and page.key(page.index(hit.start)) in lex.single("issue")
        label = "part-number" if volume else "issue" if journal_part else "volume"
    elif label == "number":
        label = "issue" if volume else "volume"
    elif label in ("volume", "volume-issue") and volume:  # "vol. 11, vol. 2": the second is the issue
        issue = sheet.has("issue") or sheet.has("volume-issue") or label == "volume-issue"
        label = "note" if issue else "issue"
    elif label == "page" and "legislation" in sheet.signs:
        label = "section" if page.key(page.index(hit.start)) in lex.single("law.article") else label
    if label == "edition" and sheet.has("edition"):
        return None
    return sheet.claim(label, start, end)


def _issue_in_brackets(page: Page, start: int, end: int) -> None:
    """ "№ 7 (156)" is an issue of the year with its running number; "№ 11 (2)", where the running number would be the
    smaller one, is volume and issue; "№ 3 (160)" of a journal in a Latin script is issue and volume, since only
    journals of the GOST countries print running numbers."""
    sheet = page.sheet
    match = compiled(r"(\d+)[^\d(]*+\(\D*+(\d+)[\d/–-]*+").match(sheet.work, start, end)
    if sheet.has("volume") or not match:
        return sheet.claim("issue", start, end)
    if int(match[2]) < int(match[1]):
        return sheet.claim("volume-issue", start, end)
    if _latin(page, start) and "№" in sheet.text.folded[max(0, start - 3) : start]:
        sheet.claim("issue", start, match.end(1))
        return sheet.claim("volume", match.start(2), match.end())
    return sheet.claim("issue", start, end)


def _latin(page: Page, at: int) -> bool:
    """Is the name of the journal, before the areas, in a Latin script?"""
    near = page.sheet.text.folded[max(0, at - 160) : at]
    host = near[near.rfind("//") + 2 :] if "//" in near else near
    return len(compiled(r"\p{Cyrillic}").findall(host)) * 3 < len(compiled(r"\p{Latin}").findall(host))


def late_place(page: Page, used: list[Hit]) -> None:
    """ "1886, Т., с. 42": a place that stands alone after the year."""
    work = page.work
    for hit, follower in pairwise(used):
        if hit.kind == "year":
            for start, end, _ in named(page, hit.end, follower.start):
                around = work[hit.end : start] + work[end : follower.start]
                if not around.strip(" ,.") and not page.sheet.has("publisher-place"):
                    page.sheet.claim("publisher-place", start, end)


def series(page: Page, low: int, high: int) -> None:
    """A series in brackets after the imprint: "(Oxford Logic Guides)", "(Сер. биогр. / осн. М. Горький ; вып. 956)"."""
    sheet = page.sheet
    label = rf"(?:{lex.one_of('series-number')}\b\.?\s*+)?"
    for match in compiled(r"\(([^()]{3,160}+(?:\([^()]*+\)[^()]*+)?)\)").finditer(sheet.work, low, high):
        first, inner = match[1][0], match[1]
        if GONE in inner or " : " in inner or not (first.isupper() or first in '«“"') or sheet.has("collection-title"):
            continue
        if lex.phrase_at(
            sheet.work, page.tokens, page.index(match.start(1)), lex.phrases("in-language", "medium-mark")
        ):
            continue
        number = compiled(rf"\s*+[;,]\s*+{label}(\d[\w/–-]*+)\s*+$").search(sheet.work, *match.span(1))
        end = number.start() if number else match.end(1)
        slash = compiled(r"\s*+/\s").search(sheet.work, match.start(1), end)
        sheet.claim("collection-title", match.start(1), slash.start() if slash else end)
        if number:
            sheet.claim("collection-number", *number.span(1))
        sheet.strike(*match.span())


def volume_title(page: Page, used: list[Hit], high: int) -> None:
    """ "М. : Мысль, 1982. Т. 2: Название. 300 с.": the title of the volume after its number."""
    volumes = [h for h in used if h.kind in ("volume", "part")]
    if not volumes or page.sheet.has("volume-title"):
        return
    match = compiled(rf"\s*+[.:]\s*+(\p{{Lu}}[^{GONE}/]{{3,150}}?)\s*+(?:[.,]?\s*+[-–—]|\.)\s*+(?={GONE}|$)").match(
        page.work, volumes[-1].end, high
    )
    if match:
        page.sheet.claim("volume-title", *match.span(1), edge=" .,;:–—-")
