"""The CSL type of what was read, from the kinds of its pieces and the words of its titles (formats.md, 1.5)."""

from __future__ import annotations

from polybib import words
from polybib.styles import _gost_words as lex
from polybib.styles._gost_areas import SERIAL, Areas
from polybib.styles._gost_page import Page
from polybib.styles._scan import compiled

SURE = ("patent", "standard", "legislation", "manuscript", "thesis", "report")


def decide(page: Page, areas: Areas, *, host: bool) -> str:
    """The type of the reference."""
    sheet, kinds = page.sheet, areas.kinds
    for sign in SURE:
        if sign in sheet.signs:
            return sign
    if host:
        return _part(page, areas)
    if areas.serial and "imprint" not in kinds:
        return "article-journal" if kinds & SERIAL or sheet.has("ISSN") else "book"
    web = sheet.has("URL") or "electronic" in sheet.signs
    if sheet.has("URL") and "page" not in kinds and _is_site(page, sheet.first("title")):
        return "webpage"
    if web and not sheet.has("publisher") and not kinds & {"extent", "imprint"}:
        return "webpage"
    if kinds & {"imprint", "extent", "edition"} or sheet.has("publisher-place"):
        return "report" if _is_report(page) else "book"
    return "book" if kinds & {"year", "volume", "page"} else "document"


def _is_site(page: Page, title: str) -> bool:
    """Does a title end with the word for a site ("Лань : электронно-библиотечная система")?"""
    ending = rf":\s*+\[?{lex.one_of('site.kind')}\]?[\s.]*+$"
    return "site" in page.sheet.signs or bool(compiled(ending).search(title, max(0, len(title) - 60)))


def _is_report(page: Page) -> bool:
    """A report of research, or a work whose title says that it is a report, by a body (no initials, several words)."""
    title = page.sheet.first("title").casefold()
    if any(phrase in title for phrase in words.get("report.research")):
        return True
    author = page.sheet.first("author")
    if "," in author or "." in author or len(author.split()) < 3:
        return False
    return not lex.single("cue.report").isdisjoint(t.key for t in lex.tokens(title))


def _part(page: Page, areas: Areas) -> str:
    """A part of a journal, newspaper, collection or site."""
    sheet, kinds = page.sheet, areas.kinds
    name = sheet.first("container-title")
    words = {t.key for t in lex.tokens(name)}
    numbered = bool(kinds & {"issue", "volissue", "paren"}) or sheet.has("issue")
    journal = "journal" in sheet.signs or not words.isdisjoint(lex.single("cue.journal"))
    if "extent" in kinds and "page" not in kinds and "imprint" in kinds:
        return "book"
    if not words.isdisjoint(lex.single("cue.conference")):
        counted = (numbered or "volume" in kinds) and "imprint" not in kinds
        if not counted and words.isdisjoint(lex.single("cue.periodical")):
            return "paper-conference"
    if "site" in sheet.signs and not numbered and not kinds & {"volume", "page"}:
        return "webpage"
    press = _press(page, areas, name)
    if press:
        return press
    placed, published = sheet.has("publisher-place"), sheet.has("publisher")
    if not numbered and ((placed and published) or ((placed or published) and not journal)):
        return "chapter"
    if numbered or {"volume", "page"} <= kinds or journal:
        return "article-journal"
    if sheet.has("URL") and "page" not in kinds:
        return "webpage"
    return "article-journal" if "year" in kinds and "page" not in kinds else "chapter"


def _press(page: Page, areas: Areas, name: str) -> str:
    """A newspaper or a magazine, by its name or by the day that is printed instead of a volume; "" for neither."""
    from polybib.values import bodies

    sheet = page.sheet
    if sheet.has("volume") or sheet.has("publisher") or sheet.has("volume-issue"):
        return ""
    if "newspaper" in sheet.signs or "date" in areas.kinds or bodies.is_newspaper(name):
        return "article-newspaper"
    return "article-magazine" if bodies.is_magazine(name) else ""
