"""The CSL type of what was read, from the kinds of its pieces and the words of its titles (formats.md, 1.5)."""

from __future__ import annotations

from polybib.styles import _gost_words as lex
from polybib.styles._gost_areas import Areas
from polybib.styles._gost_hits import Page


def decide(page: Page, areas: Areas, *, host: bool) -> str:
    """The type of the reference."""
    sheet = page.sheet
    for sign in ("patent", "standard", "legislation", "manuscript", "thesis", "report"):
        if sign in sheet.signs:
            return sign
    if host:
        return _part(page, areas)
    if areas.serial and "imprint" not in areas.kinds:
        return "article-journal"
    web = sheet.has("URL") or "electronic" in sheet.signs
    if web and not sheet.has("publisher") and not areas.kinds & {"extent", "imprint"}:
        return "webpage"
    if areas.kinds & {"imprint", "extent", "edition"} or sheet.has("publisher-place"):
        return (
            "report"
            if _words(page, "title") & lex.single("cue.report") and sheet.has("author") and _body(page)
            else "book"
        )
    return "book" if areas.kinds & {"year", "volume", "page"} else "document"


def _body(page: Page) -> bool:
    """Is the author a body (no initials, several words)?"""
    name = page.sheet.first("author")
    return "," not in name and "." not in name and len(name.split()) > 2


def _words(page: Page, label: str) -> set[str]:
    return {t.key for t in lex.tokens(page.sheet.first(label))}


def _part(page: Page, areas: Areas) -> str:
    sheet, kinds = page.sheet, areas.kinds
    words = _words(page, "container-title")
    if "extent" in kinds and "page" not in kinds and "imprint" in kinds:
        return "book"
    numbered = bool(kinds & {"issue", "volissue", "volume", "paren"}) and "imprint" not in kinds
    if words & lex.single("cue.conference") and not (words & {"журнал", "journal", "вестник"} or numbered):
        return "paper-conference"
    if _newspaper(page, areas):
        return "article-newspaper"
    if _magazine(page):
        return "article-magazine"
    if sheet.has("publisher") and sheet.has("publisher-place") and not kinds & {"issue", "volissue"}:
        return "chapter"
    if (
        (sheet.has("publisher") or sheet.has("publisher-place"))
        and not kinds & {"issue", "volissue"}
        and not words & lex.single("cue.journal")
    ):
        return "chapter"
    if (
        kinds & {"issue", "volissue", "paren"}
        or {"volume", "page"} <= kinds
        or "journal" in sheet.signs
        or words & lex.single("cue.journal")
    ):
        return "article-journal"
    if sheet.has("URL") and "page" not in kinds:
        return "webpage"
    if "page" in kinds:
        return "chapter"
    return "article-journal" if "year" in kinds else "chapter"


def _newspaper(page: Page, areas: Areas) -> bool:
    name = page.sheet.first("container-title").casefold().strip('«»“”" ')
    if "newspaper" in page.sheet.signs:
        return True
    first = lex.tokens(name)
    known = bool(first) and lex.phrase_at(name, first, 0, lex.phrases("cue.newspaper"))
    if known and known[1] >= len(first):  # type: ignore[index]
        return True
    return "date" in areas.kinds and not page.sheet.has("volume") and not page.sheet.has("publisher")


def _magazine(page: Page) -> bool:
    name = page.sheet.first("container-title").casefold().strip('«»“”" ')
    first = lex.tokens(name)
    found = lex.phrase_at(name, first, 0, lex.phrases("cue.magazine")) if first else None
    return bool(found and found[1] >= len(first))
